// plain values: see plain_values.h.
#include "swap/plain_values.h"

#include <bit>
#include <cmath>

namespace hasten::swap {
namespace {

bool same_bits(double left, double right) {
  return std::bit_cast<uint64_t>(left) == std::bit_cast<uint64_t>(right) ||
         (std::isnan(left) && std::isnan(right));
}

}  // namespace

bool is_plain(PyObject* object) {
  return object != nullptr &&
         (PyLong_CheckExact(object) || PyFloat_CheckExact(object) || PyBool_Check(object) ||
          PyComplex_CheckExact(object) || PyUnicode_CheckExact(object) || object == Py_None);
}

bool same_plain(PyObject* left, PyObject* right) {
  if (left == right) return true;
  if (!is_plain(left) || !is_plain(right) || Py_TYPE(left) != Py_TYPE(right)) return false;
  if (PyFloat_CheckExact(left)) return same_bits(PyFloat_AS_DOUBLE(left), PyFloat_AS_DOUBLE(right));
  if (PyComplex_CheckExact(left)) {
    return same_bits(PyComplex_RealAsDouble(left), PyComplex_RealAsDouble(right)) &&
           same_bits(PyComplex_ImagAsDouble(left), PyComplex_ImagAsDouble(right));
  }
  return PyObject_RichCompareBool(left, right, Py_EQ) == 1;
}

std::string repr_text(PyObject* object, Py_ssize_t most) {
  PyObject* text = PyObject_Repr(object);
  PyObject* part = text == nullptr ? nullptr : PyUnicode_Substring(text, 0, most);
  const char* utf8 = part == nullptr ? nullptr : PyUnicode_AsUTF8(part);
  const std::string result = utf8 == nullptr ? "?" : utf8;
  Py_XDECREF(part);
  Py_XDECREF(text);
  PyErr_Clear();
  return result;
}

std::string plain_text(PyObject* object) {
  if (object == nullptr) return "nothing";
  if (!is_plain(object)) return Py_TYPE(object)->tp_name;
  return repr_text(object, 60) + " (" + Py_TYPE(object)->tp_name + ")";
}

}  // namespace hasten::swap
