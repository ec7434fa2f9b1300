// private_calls: functions that libpython exports but declares only for itself.
#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include "python/internals.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_list.h>
#include <internal/pycore_object.h>
#include <internal/pycore_pyerrors.h>
#if PY_VERSION_HEX >= 0x030D0000
#include <internal/pycore_setobject.h>
#endif
#include <internal/pycore_unicodeobject.h>

PyObject* hasten_get_method(PyObject* owner, PyObject* name, PyObject** self) {
  PyObject* method = NULL;
  int unbound = _PyObject_GetMethod(owner, name, &method);
  *self = unbound ? Py_NewRef(owner) : NULL;
  return method;
}

PyObject* hasten_join_strings(PyObject* const* parts, int64_t count) {
  PyObject* separator = PyUnicode_New(0, 0);
  if (separator == NULL) return NULL;
  PyObject* joined = _PyUnicode_JoinArray(separator, parts, count);
  Py_DECREF(separator);
  return joined;
}

#if PY_VERSION_HEX >= 0x030D0000
PyObject* hasten_new_dict(PyObject* const* parts, int64_t pairs) {
  return _PyDict_FromItems(parts, 2, parts + 1, 2, pairs);
}
#else
// 3.12 has _PyDict_FromItems but does not export it. Its table size depends on the number of pairs
// and on whether all keys are str: a dict that grows by insertion gets the same size in that case,
// a presized one in the other.
PyObject* hasten_new_dict(PyObject* const* parts, int64_t pairs) {
  bool all_str = true;
  for (int64_t i = 0; i < pairs && all_str; ++i) all_str = PyUnicode_CheckExact(parts[2 * i]);
  PyObject* dict = all_str ? PyDict_New() : _PyDict_NewPresized(pairs);
  if (dict == NULL) return NULL;
  for (int64_t i = 0; i < pairs; ++i) {
    if (PyDict_SetItem(dict, parts[2 * i], parts[2 * i + 1]) < 0) {
      Py_DECREF(dict);
      return NULL;
    }
  }
  return dict;
}
#endif

void hasten_set_key_error(PyObject* key) { _PyErr_SetKeyError(key); }

int hasten_extend_list(PyObject* list, PyObject* iterable) {
  PyObject* none = _PyList_Extend((PyListObject*)list, iterable);
  if (none != NULL) {
    Py_DECREF(none);
    return 0;
  }
  PyTypeObject* type = Py_TYPE(iterable);
  if (PyErr_ExceptionMatches(PyExc_TypeError) && type->tp_iter == NULL &&
      !PySequence_Check(iterable)) {
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s", type->tp_name);
  }
  return -1;
}

int hasten_update_set(PyObject* set, PyObject* iterable) { return _PySet_Update(set, iterable); }

int hasten_merge_once(PyObject* dict, PyObject* mapping) {
  return _PyDict_MergeEx(dict, mapping, 2);
}

PyObject* hasten_function_text(PyObject* callable) { return _PyObject_FunctionStr(callable); }
