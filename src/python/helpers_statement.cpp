// helpers_statement: super(), with and import (rules: helpers.h).
#include "python/helpers.h"

#include "python/internals.h"

#include <Python.h>

extern "C" {

// Without arguments super() asks the frame for what it is given here anyway, but words what is
// wrong with it in its own way.
PyObject* hasten_rt_super_attr(PyObject* callable, PyObject* type, PyObject* self, PyObject* name,
                               int64_t written) {
  PyObject* const operands[] = {type, self};
  const bool known = callable == reinterpret_cast<PyObject*>(&PySuper_Type) && PyType_Check(type);
  PyObject* made = PyObject_Vectorcall(callable, operands, known || written != 0 ? 2 : 0, nullptr);
  if (made == nullptr) return nullptr;
  PyObject* attribute = PyObject_GetAttr(made, name);
  Py_DECREF(made);
  return attribute;
}

PyObject* hasten_rt_before_with(PyObject* manager, PyObject* address) {
  return hasten_enter_context(manager, reinterpret_cast<PyObject**>(address));
}

PyObject* hasten_rt_import_name(PyObject* name, PyObject* names, PyObject* level) {
  return hasten_import(name, names, level);
}

// What a module's __getattr__ or a module under way would have to be asked for is left to the
// interpreter: it is asked once.
PyObject* hasten_rt_import_from(PyObject* module, PyObject* name) {
  if (!PyModule_CheckExact(module) || _PyType_Lookup(&PyModule_Type, name) != nullptr)
    return nullptr;
  PyObject* found = PyDict_GetItemWithError(PyModule_GetDict(module), name);
  if (found == nullptr) PyErr_Clear();
  return Py_XNewRef(found);
}

}  // extern "C"
