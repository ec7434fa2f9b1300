// private_statements: what single statements need of CPython's private state.
#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include "python/internals.h"

#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>

// A special method of the type, bound, or NULL with the TypeError of `with`.
static PyObject* special(PyObject* manager, PyObject* name, const char* what) {
  PyObject* found = _PyObject_LookupSpecial(manager, name);
  if (found == NULL && !PyErr_Occurred()) {
    PyErr_Format(PyExc_TypeError, "'%.200s' object does not support the context manager protocol%s",
                 Py_TYPE(manager)->tp_name, what);
  }
  return found;
}

PyObject* hasten_enter_context(PyObject* manager, PyObject** left) {
  *left = manager;
  PyObject* enter = special(manager, &_Py_ID(__enter__), "");
  if (enter == NULL) return NULL;
  PyObject* exit = special(manager, &_Py_ID(__exit__), " (missed __exit__ method)");
  if (exit == NULL) {
    Py_DECREF(enter);
    return NULL;
  }
  Py_DECREF(manager);
  PyObject* result = PyObject_CallNoArgs(enter);
  Py_DECREF(enter);
  if (result == NULL) Py_CLEAR(exit);
  *left = exit;
  return result;
}

PyObject* hasten_import(PyObject* name, PyObject* names, PyObject* level) {
  struct hasten_namespaces spaces = hasten_running_namespaces();
  if (spaces.builtins == NULL || !PyDict_CheckExact(spaces.builtins)) return NULL;
  PyObject* import = PyDict_GetItemWithError(spaces.builtins, &_Py_ID(__import__));
  if (import == NULL || import != PyInterpreterState_Get()->imports.import_func) {
    PyErr_Clear();
    return NULL;
  }
  PyObject* locals = spaces.locals == NULL ? Py_None : spaces.locals;
  const long number = PyLong_AsLong(level);
  if (number < 0 || number > INT_MAX) {
    PyErr_Clear();
    return NULL;
  }
  return PyImport_ImportModuleLevelObject(name, spaces.globals, locals, names, (int)number);
}
