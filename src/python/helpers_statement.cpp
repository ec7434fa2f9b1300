// helpers_statement: super() (rules: helpers.h).
#include "python/helpers.h"

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

}  // extern "C"
