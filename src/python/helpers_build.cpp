// helpers_build: containers from entries and entries from containers (rules and ownership:
// helpers.h).
#include "ir/context.h"
#include "python/helpers.h"

#include "python/internals.h"
#include "python/short_lists.h"

#include <Python.h>

namespace {

enum BuildKind : int64_t { kTuple, kList, kSet, kDict, kStr, kSlice };

PyObject* build_tuple(PyObject** entries, Py_ssize_t count) {
  PyObject* tuple = PyTuple_New(count);
  if (tuple == nullptr) return nullptr;
  for (Py_ssize_t i = 0; i < count; ++i) PyTuple_SET_ITEM(tuple, i, entries[i]);
  return tuple;
}

PyObject* build_set(PyObject** entries, Py_ssize_t count) {
  PyObject* set = PySet_New(nullptr);
  if (set == nullptr) return nullptr;
  for (Py_ssize_t i = 0; i < count; ++i) {
    if (PySet_Add(set, entries[i]) < 0) {
      Py_DECREF(set);
      return nullptr;
    }
  }
  return set;
}

// The texts are those of 3.12 and 3.13.
PyObject* iterator_to_unpack(PyObject* object) {
  PyObject* iterator = PyObject_GetIter(object);
  if (iterator != nullptr) return iterator;
  PyTypeObject* type = Py_TYPE(object);
  if (PyErr_ExceptionMatches(PyExc_TypeError) && type->tp_iter == nullptr &&
      !PySequence_Check(object)) {
    PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", type->tp_name);
  }
  return nullptr;
}

// Takes `count` items and makes sure that there is no other. Returns how many were stored; `count`
// may still come with an exception set.
Py_ssize_t take_items(PyObject* iterator, PyObject** entries, Py_ssize_t count) {
  int expected = static_cast<int>(count);
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyObject* item = PyIter_Next(iterator);
    if (item == nullptr) {
      if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %d, got %zd)",
                     expected, i);
      }
      return i;
    }
    entries[i] = item;
  }
  PyObject* surplus = PyIter_Next(iterator);
  if (surplus != nullptr) {
    Py_DECREF(surplus);
    PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %d)", expected);
  }
  return count;
}

void not_enough(Py_ssize_t least, Py_ssize_t got) {
  PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected at least %zd, got %zd)",
               least, got);
}

// The items in front of the starred one. Returns how many were stored; fewer: raised.
Py_ssize_t take_first_items(PyObject* iterator, PyObject** entries, Py_ssize_t before,
                            Py_ssize_t after) {
  for (Py_ssize_t i = 0; i < before; ++i) {
    PyObject* item = PyIter_Next(iterator);
    if (item == nullptr) {
      if (!PyErr_Occurred()) not_enough(before + after, i);
      return i;
    }
    entries[i] = item;
  }
  return before;
}

// The items behind it leave the end of its list; false: raised.
bool take_last_items(PyObject* rest, PyObject** entries, Py_ssize_t before, Py_ssize_t after) {
  const Py_ssize_t size = PyList_GET_SIZE(rest);
  if (size < after) {
    not_enough(before + after, before + size);
    return false;
  }
  for (Py_ssize_t i = 0; i < after; ++i) entries[i] = PyList_GET_ITEM(rest, size - after + i);
  Py_SET_SIZE(rest, size - after);  // what it has room for stays, as sys.getsizeof() shows
  return true;
}

}  // namespace

extern "C" {

void hasten_rt_look(PyObject* context) {
  auto* activation = reinterpret_cast<hasten::ir::Context*>(context);
  activation->look(activation);
}

PyObject* hasten_rt_new_list() { return PyList_New(0); }

PyObject* hasten_rt_list_with_room() { return hasten_list_with_room(); }

PyObject* hasten_rt_list_fitted(PyObject* list) {
  if (hasten_fit_list(list)) return list;
  Py_DECREF(list);
  return nullptr;
}

PyObject* hasten_rt_new_set() { return PySet_New(nullptr); }

PyObject* hasten_rt_list_to_tuple(PyObject* list) {
  PyObject* tuple = PyList_AsTuple(list);
  Py_DECREF(list);
  return tuple;
}

int64_t hasten_rt_set_add_plain(PyObject* set, PyObject* key) { return PySet_Add(set, key); }

PyObject* hasten_rt_make_function(PyObject* code, PyObject* globals, PyObject* closure) {
  PyObject* function = PyFunction_New(code, globals);
  if (function != nullptr && closure != nullptr) {
    reinterpret_cast<PyFunctionObject*>(function)->func_closure = closure;
  } else {
    Py_XDECREF(closure);
  }
  return function;
}

PyObject* hasten_rt_build(int64_t kind, PyObject* address, int64_t count) {
  PyObject** entries = reinterpret_cast<PyObject**>(address);
  switch (kind) {
  case kTuple:
    return build_tuple(entries, count);
  case kList:
    return hasten_new_list(entries, count, false);
  case kSet:
    return build_set(entries, count);
  case kDict:
    return hasten_new_dict(entries, count / 2);
  case kStr:
    return hasten_join_strings(entries, count);
  default:
    return PySlice_New(entries[0], entries[1], count == 3 ? entries[2] : nullptr);
  }
}

PyObject* hasten_rt_build_plain(int64_t kind, PyObject* address, int64_t count) {
  return hasten_rt_build(kind, address, count);
}

int64_t hasten_rt_list_extend(PyObject* list, PyObject* iterable) {
  return hasten_extend_list(list, iterable);
}

void hasten_rt_set_function_attribute(PyObject* made, PyObject* value, int64_t flag) {
  auto* function = reinterpret_cast<PyFunctionObject*>(made);
  PyObject*& place = flag == 1   ? function->func_defaults
                     : flag == 2 ? function->func_kwdefaults
                     : flag == 4 ? function->func_annotations
                                 : function->func_closure;
  place = Py_NewRef(value);
}

int64_t hasten_rt_unpack(PyObject* object, PyObject* address, int64_t count) {
  PyObject** entries = reinterpret_cast<PyObject**>(address);
  bool is_list = PyList_CheckExact(object);
  if ((is_list || PyTuple_CheckExact(object)) && Py_SIZE(object) == count) {
    for (Py_ssize_t i = 0; i < count; ++i) {
      entries[i] = Py_NewRef(is_list ? PyList_GET_ITEM(object, i) : PyTuple_GET_ITEM(object, i));
    }
    return 0;
  }
  PyObject* iterator = iterator_to_unpack(object);
  if (iterator == nullptr) return -1;
  Py_ssize_t stored = take_items(iterator, entries, count);
  bool failed = PyErr_Occurred() != nullptr;
  if (failed) {
    while (stored > 0) Py_DECREF(entries[--stored]);  // last stored first, as CPython
  }
  Py_DECREF(iterator);
  return failed ? -1 : 0;
}

int64_t hasten_rt_unpack_ex(PyObject* object, PyObject* address, int64_t arg) {
  PyObject** entries = reinterpret_cast<PyObject**>(address);
  const Py_ssize_t before = arg & 0xFF, after = arg >> 8;
  PyObject* iterator = iterator_to_unpack(object);
  if (iterator == nullptr) return -1;
  Py_ssize_t stored = take_first_items(iterator, entries, before, after);
  PyObject* rest = stored < before ? nullptr : PySequence_List(iterator);
  if (rest != nullptr) {
    entries[stored++] = rest;
    if (take_last_items(rest, entries + stored, before, after)) stored += after;
  }
  const bool failed = stored < before + 1 + after;
  if (failed) {
    while (stored > 0) Py_DECREF(entries[--stored]);  // last stored first, as CPython
  }
  Py_DECREF(iterator);
  return failed ? -1 : 0;
}

int64_t hasten_rt_unpack_ex_plain(PyObject* object, PyObject* address, int64_t arg) {
  return hasten_rt_unpack_ex(object, address, arg);
}

}  // extern "C"
