// helpers_int: boxing, powers and comparison of ints (rules: helpers.h).
#include "python/helpers.h"

#include "python/internals.h"

#include <Python.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace {

// x ** y for y >= 0; false: leaves 64 bits.
bool power(int64_t x, int64_t y, int64_t* result) {
  *result = 1;
  if (x == 0 || x == 1 || x == -1) {
    if (x == 0) *result = y == 0;
    if (x == -1) *result = y % 2 == 0 ? 1 : -1;
    return true;
  }
  if (y >= 64) return false;
  for (;;) {
    if (y % 2 == 1 && __builtin_mul_overflow(*result, x, result)) return false;
    y /= 2;
    if (y == 0) return true;
    if (__builtin_mul_overflow(x, x, &x)) return false;  // a further factor will need it
  }
}

// Sign of x - y for y not a NaN. Truncation is exact, and what it cuts off decides only between
// equal whole parts.
int order(int64_t x, double y) {
  if (y >= 0x1p63) return -1;
  if (y < -0x1p63) return 1;
  double whole = std::trunc(y);
  int64_t rounded = static_cast<int64_t>(whole);
  if (x != rounded) return x < rounded ? -1 : 1;
  return y > whole ? -1 : y < whole;
}

// Of PyLongObject::long_value.lv_tag: the sign is 0, 1 (zero) or 2 (negative), the count of digits
// above it.
constexpr uintptr_t kSignBits = 3;
constexpr int kCountShift = 3;

uintptr_t digit_count(PyObject* object) {
  return reinterpret_cast<PyLongObject*>(object)->long_value.lv_tag >> kCountShift;
}

}  // namespace

extern "C" {

PyObject* hasten_rt_box_int(int64_t value) { return PyLong_FromLongLong(value); }

// As long_to_decimal_string() of CPython 3.12 and 3.13, which makes a str of its own for one digit.
PyObject* hasten_rt_int_text(int64_t value) {
  char text[24];
  const char* end = std::to_chars(text, text + sizeof text, value).ptr;
  const Py_ssize_t length = end - text;
  PyObject* result = PyUnicode_New(length, 127);
  std::memcpy(PyUnicode_1BYTE_DATA(result), text, static_cast<size_t>(length));
  return result;
}

bool hasten_rt_int_fits(PyObject* object) {
  if (digit_count(object) <= 2) return true;
  int overflow;
  PyLong_AsLongLongAndOverflow(object, &overflow);
  return overflow == 0;
}

int64_t hasten_rt_int_value(PyObject* object) {
  PyLongObject* number = reinterpret_cast<PyLongObject*>(object);
  if (PyUnstable_Long_IsCompact(number)) return PyUnstable_Long_CompactValue(number);
  if (digit_count(object) == 2) {
    const digit* digits = number->long_value.ob_digit;
    const int64_t size = static_cast<int64_t>(digits[1]) << PyLong_SHIFT | digits[0];
    return (number->long_value.lv_tag & kSignBits) == 0 ? size : -size;
  }
  int overflow;
  return PyLong_AsLongLongAndOverflow(object, &overflow);
}

int64_t hasten_rt_bit_length(int64_t x) {
  return std::bit_width(x < 0 ? 0 - static_cast<uint64_t>(x) : static_cast<uint64_t>(x));
}

int64_t hasten_rt_int_pow(int64_t x, int64_t y) {
  int64_t result;
  power(x, y, &result);
  return result;
}

bool hasten_rt_int_pow_ok(int64_t x, int64_t y) {
  int64_t result;
  return y >= 0 && power(x, y, &result);
}

int64_t hasten_rt_compare_int_float(int64_t x, double y, int64_t kind) {
  if (std::isnan(y)) return kind == Py_NE;
  int sign = order(x, y);
  switch (kind) {
  case Py_LT:
    return sign < 0;
  case Py_LE:
    return sign <= 0;
  case Py_EQ:
    return sign == 0;
  case Py_NE:
    return sign != 0;
  case Py_GT:
    return sign > 0;
  default:
    return sign >= 0;
  }
}

bool hasten_rt_replace_int(PyObject* object, int64_t value) {
  return hasten_overwrite_int(object, value);
}

}  // extern "C"
