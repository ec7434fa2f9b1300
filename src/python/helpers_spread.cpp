// helpers_spread: what follows * and ** in displays and calls (rules: helpers.h).
//
// When one of these fails the interpreter repeats the instruction with an object that raises the
// same exception, and words it anew if it is an AttributeError or a KeyError. What it would say of
// that object is therefore said here, of the true one. The texts are those of 3.12 and 3.13.
#include "python/helpers.h"

#include "python/internals.h"
#include "python/quiet_ends.h"

#include <Python.h>

#include <algorithm>

namespace {

// What is wrong with what follows * or ** in a call of this.
void unfit(PyObject* callable, const char* message, PyObject* given) {
  PyObject* name = hasten_function_text(callable);
  if (name == nullptr) return;
  PyErr_Format(PyExc_TypeError, message, name, Py_TYPE(given)->tp_name);
  Py_DECREF(name);
}

bool is_iterable(PyObject* object) {
  return Py_TYPE(object)->tp_iter != nullptr || PySequence_Check(object) != 0;
}

}  // namespace

extern "C" {

PyObject* hasten_rt_tuple_of_list(PyObject* list) { return PyList_AsTuple(list); }

int64_t hasten_rt_set_update(PyObject* set, PyObject* iterable) {
  return hasten_update_set(set, iterable);
}

int64_t hasten_rt_dict_update(PyObject* dict, PyObject* mapping) {
  const int status = PyDict_Update(dict, mapping);
  if (status < 0 && PyErr_ExceptionMatches(PyExc_AttributeError)) {
    PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping", Py_TYPE(mapping)->tp_name);
  }
  return status;
}

// A KeyError stays one: the interpreter makes a TypeError of it that names the callable and the
// key.
int64_t hasten_rt_dict_merge(PyObject* dict, PyObject* mapping, PyObject* callable) {
  const int status = hasten_merge_once(dict, mapping);
  if (status < 0 && PyErr_ExceptionMatches(PyExc_AttributeError))
    unfit(callable, "%U argument after ** must be a mapping, not %.200s", mapping);
  return status;
}

PyObject* hasten_rt_call_tuple(PyObject* callable, PyObject* iterable) {
  if (is_iterable(iterable)) return PySequence_Tuple(iterable);
  unfit(callable, "%U argument after * must be an iterable, not %.200s", iterable);
  return nullptr;
}

// Only the frame of a Python function takes its arguments over from the tuple.
bool hasten_rt_call_ex_keeps(PyObject* callable, PyObject* arguments, PyObject* keywords) {
  constexpr Py_ssize_t kMost = 16;
  if (!PyFunction_Check(callable)) return true;
  Py_ssize_t count = Py_REFCNT(arguments) > 1 ? 0 : PyTuple_GET_SIZE(arguments);
  if (count + (keywords == nullptr ? 0 : PyDict_GET_SIZE(keywords)) > kMost) return false;
  PyObject* given[kMost];
  std::copy_n(PySequence_Fast_ITEMS(arguments), count, given);
  PyObject *key = nullptr, *value = nullptr;
  Py_ssize_t position = 0;
  while (keywords != nullptr && PyDict_Next(keywords, &position, &key, &value))
    given[count++] = value;
  return hasten::python::all_end_quietly(given, count);
}

PyObject* hasten_rt_call_ex(PyObject* callable, PyObject* arguments, PyObject* keywords) {
  return PyObject_Call(callable, arguments, keywords);
}

}  // extern "C"
