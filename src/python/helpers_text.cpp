// helpers_text: characters, appending and formatting (rules: helpers.h).
#include "python/helpers.h"

#include <Python.h>

namespace {

enum Conversion : int64_t { kNone, kStr, kRepr, kAscii };

PyObject* convert(PyObject* object, int64_t conversion) {
  switch (conversion) {
  case kStr:
    return PyObject_Str(object);
  case kRepr:
    return PyObject_Repr(object);
  case kAscii:
    return PyObject_ASCII(object);
  default:
    return Py_NewRef(object);
  }
}

}  // namespace

extern "C" {

PyObject* hasten_rt_concat_local(PyObject* x, PyObject* y) {
  PyUnicode_Append(&x, y);  // grows x in place if nobody else holds it
  return x;
}

PyObject* hasten_rt_str_item(PyObject* text, int64_t index) {
  return PyUnicode_FromOrdinal(static_cast<int>(PyUnicode_READ_CHAR(text, index)));
}

int64_t hasten_rt_str_ord_at(PyObject* text, int64_t index) {
  return PyUnicode_READ_CHAR(text, index);
}

PyObject* hasten_rt_chr(int64_t code_point) {
  return PyUnicode_FromOrdinal(static_cast<int>(code_point));
}

PyObject* hasten_rt_format(PyObject* object, PyObject* spec, int64_t conversion) {
  PyObject* value = convert(object, conversion);
  if (value == nullptr || (spec == nullptr && PyUnicode_CheckExact(value))) return value;
  PyObject* text = PyObject_Format(value, spec);
  Py_DECREF(value);
  return text;
}

}  // extern "C"
