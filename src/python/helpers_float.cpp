// helpers_float: float arithmetic as Objects/floatobject.c does it, bit for bit, and boxing (rules:
// helpers.h).
#include "python/helpers.h"

#include <Python.h>

#include <cerrno>
#include <cmath>
#include <limits>

namespace {

bool is_odd(double x) { return std::fmod(std::fabs(x), 2.0) == 1.0; }

// x ** y for finite x other than 0.0, y neither 0.0, infinite nor NaN. Where the result would be
// complex it is meaningless. errno says what CPython's float_pow says: 0, or an exception would be
// raised.
double finite_pow(double x, double y) {
  errno = 0;
  bool negate = x < 0.0 && is_odd(y);
  x = std::fabs(x);
  if (x == 1.0) return negate ? -1.0 : 1.0;
  double result = std::pow(x, y);
  if (errno == 0 && std::isinf(result)) errno = ERANGE;
  if (errno == ERANGE && result == 0.0) errno = 0;
  return negate ? -result : result;
}

}  // namespace

extern "C" {

PyObject* hasten_rt_box_float(double value) { return PyFloat_FromDouble(value); }

PyObject* hasten_rt_box_complex(double real, double imaginary) {
  return PyComplex_FromDoubles(real, imaginary);
}

double hasten_rt_float_mod(double x, double y) {
  double rest = std::fmod(x, y);
  if (rest == 0.0) return std::copysign(0.0, y);
  if ((y < 0.0) != (rest < 0.0)) rest += y;
  return rest;
}

double hasten_rt_float_floor_div(double x, double y) {
  double rest = std::fmod(x, y);
  double quotient = (x - rest) / y;
  if (rest != 0.0 && (y < 0.0) != (rest < 0.0)) quotient -= 1.0;
  if (quotient == 0.0) return std::copysign(0.0, x / y);
  double whole = std::floor(quotient);
  return quotient - whole > 0.5 ? whole + 1.0
                                : whole;  // the quotient may lie just below an integer
}

double hasten_rt_float_pow(double x, double y) {
  constexpr double kNotReal = std::numeric_limits<double>::quiet_NaN();
  if (y == 0.0) return 1.0;
  if (std::isnan(x)) return x;
  if (std::isnan(y)) return x == 1.0 ? 1.0 : y;
  if (std::isinf(y)) {
    x = std::fabs(x);
    if (x == 1.0) return 1.0;
    return (y > 0.0) == (x > 1.0) ? std::fabs(y) : 0.0;
  }
  if (std::isinf(x)) {
    if (y > 0.0) return is_odd(y) ? x : std::fabs(x);
    return is_odd(y) ? std::copysign(0.0, x) : 0.0;
  }
  if (x == 0.0) return y < 0.0 ? kNotReal : is_odd(y) ? x : 0.0;
  if (x < 0.0 && y != std::floor(y)) return kNotReal;
  const double result = finite_pow(x, y);
  return errno == 0 ? result : kNotReal;
}

bool hasten_rt_replace_float(PyObject* object, double value) {
  if (!PyFloat_CheckExact(object) || Py_REFCNT(object) != 1)
    return false;  // immortals count higher
  reinterpret_cast<PyFloatObject*>(object)->ob_fval = value;
  return true;
}

}  // extern "C"
