// helpers_text: characters, appending and formatting (rules: helpers.h).
#include "python/helpers.h"

#include <Python.h>

#include <array>
#include <cstring>

namespace {

enum Conversion : int64_t { kNone, kStr, kRepr, kAscii };
constexpr int64_t kOnlyConvert = 4;  // CONVERT_VALUE: formatting is an instruction of its own

PyObject* convert(PyObject* object, int64_t conversion) {
  switch (conversion & ~kOnlyConvert) {
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

// The text of one character. Those below 256 exist once, for good.
PyObject* character(Py_UCS4 code_point) {
  static std::array<PyObject*, 256> known{};
  if (code_point >= known.size()) return PyUnicode_FromOrdinal(static_cast<int>(code_point));
  PyObject*& text = known[code_point];
  if (text == nullptr) text = PyUnicode_FromOrdinal(static_cast<int>(code_point));
  return Py_NewRef(text);
}

}  // namespace

extern "C" {

PyObject* hasten_rt_concat_local(PyObject* x, PyObject* y) {
  PyUnicode_Append(&x, y);  // grows x in place if nobody else holds it
  return x;
}

PyObject* hasten_rt_str_item(PyObject* text, int64_t index) {
  return character(PyUnicode_READ_CHAR(text, index));
}

bool hasten_rt_same_text(PyObject* x, PyObject* y) {
  const int kind = PyUnicode_KIND(x);
  if (kind != PyUnicode_KIND(y)) return false;  // the narrowest that holds the text
  const char *left = static_cast<const char*>(PyUnicode_DATA(x)),
             *right = static_cast<const char*>(PyUnicode_DATA(y));
  const Py_ssize_t length = PyUnicode_GET_LENGTH(x);
  return length == 0 ||
         (*left == *right && std::memcmp(left, right, static_cast<size_t>(length * kind)) == 0);
}

int64_t hasten_rt_str_ord_at(PyObject* text, int64_t index) {
  return PyUnicode_READ_CHAR(text, index);
}

PyObject* hasten_rt_chr(int64_t code_point) { return character(static_cast<Py_UCS4>(code_point)); }

PyObject* hasten_rt_format(PyObject* object, PyObject* spec, int64_t conversion) {
  PyObject* value = convert(object, conversion);
  if (value == nullptr || (conversion & kOnlyConvert) != 0) return value;
  if (spec == nullptr && PyUnicode_CheckExact(value)) return value;
  PyObject* text = PyObject_Format(value, spec);
  Py_DECREF(value);
  return text;
}

}  // extern "C"
