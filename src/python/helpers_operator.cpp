// helpers_operator: operators, comparison and truth of objects (rules: helpers.h). The short ways
// in front of the generic C API call skip its dispatch only where it is known to end in the very
// same function.
#include "python/helpers.h"

#include <Python.h>

#include <algorithm>
#include <cstring>

namespace {

PyObject* power(PyObject* x, PyObject* y) { return PyNumber_Power(x, y, Py_None); }
PyObject* inplace_power(PyObject* x, PyObject* y) { return PyNumber_InPlacePower(x, y, Py_None); }

struct Operator {
  binaryfunc generic;
  binaryfunc inplace;
  binaryfunc PyNumberMethods::* slot;  // null: no short way
};

// In the order of ir::BinaryKind.
constexpr Operator kOperators[] = {
    {PyNumber_Add, PyNumber_InPlaceAdd, &PyNumberMethods::nb_add},
    {PyNumber_And, PyNumber_InPlaceAnd, &PyNumberMethods::nb_and},
    {PyNumber_FloorDivide, PyNumber_InPlaceFloorDivide, &PyNumberMethods::nb_floor_divide},
    {PyNumber_Lshift, PyNumber_InPlaceLshift, &PyNumberMethods::nb_lshift},
    {PyNumber_MatrixMultiply, PyNumber_InPlaceMatrixMultiply, nullptr},
    {PyNumber_Multiply, PyNumber_InPlaceMultiply, &PyNumberMethods::nb_multiply},
    {PyNumber_Remainder, PyNumber_InPlaceRemainder, &PyNumberMethods::nb_remainder},
    {PyNumber_Or, PyNumber_InPlaceOr, &PyNumberMethods::nb_or},
    {power, inplace_power, nullptr},
    {PyNumber_Rshift, PyNumber_InPlaceRshift, &PyNumberMethods::nb_rshift},
    {PyNumber_Subtract, PyNumber_InPlaceSubtract, &PyNumberMethods::nb_subtract},
    {PyNumber_TrueDivide, PyNumber_InPlaceTrueDivide, &PyNumberMethods::nb_true_divide},
    {PyNumber_Xor, PyNumber_InPlaceXor, &PyNumberMethods::nb_xor},
};

bool is_exact_number(PyObject* object) {
  const PyTypeObject* type = Py_TYPE(object);
  return type == &PyFloat_Type || type == &PyLong_Type || type == &PyBool_Type ||
         type == &PyComplex_Type;
}

// int has every slot of the table, no in-place ones, and never answers NotImplemented to another
// int.
bool both_int(PyObject* x, PyObject* y) { return PyLong_CheckExact(x) && PyLong_CheckExact(y); }

PyObject* operate(PyObject* x, PyObject* y, const Operator& op, binaryfunc generic) {
  if (op.slot != nullptr && both_int(x, y)) return (PyLong_Type.tp_as_number->*op.slot)(x, y);
  return generic(x, y);
}

template <class T>
bool holds(T x, T y, int64_t kind) {
  switch (kind) {
  case Py_LT:
    return x < y;
  case Py_LE:
    return x <= y;
  case Py_EQ:
    return x == y;
  case Py_NE:
    return x != y;
  case Py_GT:
    return x > y;
  default:
    return x >= y;
  }
}

// Truth of an object whose reference is taken over: 0, 1 or -1.
int64_t truth_of(PyObject* object) {
  if (object == nullptr) return -1;
  int truth = PyObject_IsTrue(object);
  Py_DECREF(object);
  return truth;
}

// Of two exact str of one byte a character: negative, 0 or positive.
Py_ssize_t order_of_bytes(PyObject* x, PyObject* y) {
  const Py_ssize_t x_length = PyUnicode_GET_LENGTH(x), y_length = PyUnicode_GET_LENGTH(y);
  const int order = std::memcmp(PyUnicode_1BYTE_DATA(x), PyUnicode_1BYTE_DATA(y),
                                static_cast<size_t>(std::min(x_length, y_length)));
  return order != 0 ? order : x_length - y_length;
}

// Not PyObject_RichCompareBool, for which an object equals itself whatever its __eq__ says.
int64_t compare_as_bool(PyObject* x, PyObject* y, int64_t kind) {
  PyTypeObject* type = Py_TYPE(x);
  if (type == Py_TYPE(y)) {
    if (type == &PyLong_Type) {
      auto* left = reinterpret_cast<PyLongObject*>(x);
      auto* right = reinterpret_cast<PyLongObject*>(y);
      if (PyUnstable_Long_IsCompact(left) && PyUnstable_Long_IsCompact(right)) {
        return holds(PyUnstable_Long_CompactValue(left), PyUnstable_Long_CompactValue(right), kind);
      }
    } else if (type == &PyFloat_Type) {
      return holds(PyFloat_AS_DOUBLE(x), PyFloat_AS_DOUBLE(y), kind);
    } else if (type == &PyUnicode_Type) {
      if (PyUnicode_KIND(x) == PyUnicode_1BYTE_KIND && PyUnicode_KIND(y) == PyUnicode_1BYTE_KIND)
        return holds(order_of_bytes(x, y), Py_ssize_t{0}, kind);
      return truth_of(PyUnicode_RichCompare(x, y, static_cast<int>(kind)));
    }
  }
  return truth_of(PyObject_RichCompare(x, y, static_cast<int>(kind)));
}

// Compares as CPython does, where that runs no Python code: 0 or 1, else -1. What comes after the
// first difference is not looked at, as there.
int64_t compare_plain_sequences(PyObject* x, PyObject* y, int64_t kind, int depth);

// An object equals itself here, as it does in its containers; `x` and `y` are different objects.
int64_t compare_plain_items(PyObject* x, PyObject* y, int64_t kind, int depth) {
  const auto plain = [](PyObject* item) {
    return PyLong_CheckExact(item) || PyUnicode_CheckExact(item) || PyFloat_CheckExact(item) ||
           PyBool_Check(item) || item == Py_None;
  };
  if (PyTuple_CheckExact(x) && PyTuple_CheckExact(y))
    return depth == 0 ? -1 : compare_plain_sequences(x, y, kind, depth - 1);
  return plain(x) && plain(y) ? compare_as_bool(x, y, kind) : -1;
}

int64_t compare_plain_sequences(PyObject* x, PyObject* y, int64_t kind, int depth) {
  const Py_ssize_t x_size = PySequence_Fast_GET_SIZE(x), y_size = PySequence_Fast_GET_SIZE(y);
  for (Py_ssize_t k = 0; k < x_size && k < y_size; ++k) {
    PyObject *left = PySequence_Fast_GET_ITEM(x, k), *right = PySequence_Fast_GET_ITEM(y, k);
    if (left == right) continue;
    const int64_t equal = compare_plain_items(left, right, Py_EQ, depth);
    if (equal > 0) continue;
    if (equal < 0 || kind == Py_EQ) return equal;
    return kind == Py_NE ? 1 : compare_plain_items(left, right, kind, depth);
  }
  return holds(x_size, y_size, kind);
}

}  // namespace

extern "C" {

PyObject* hasten_rt_binary(PyObject* x, PyObject* y, int64_t kind) {
  const Operator& op = kOperators[kind];
  return operate(x, y, op, op.generic);
}

PyObject* hasten_rt_inplace(PyObject* x, PyObject* y, int64_t kind) {
  const Operator& op = kOperators[kind];
  return operate(x, y, op, op.inplace);
}

PyObject* hasten_rt_binary_plain(PyObject* x, PyObject* y, int64_t kind) {
  return hasten_rt_binary(x, y, kind);
}

PyObject* hasten_rt_binary_of_numbers(PyObject* x, PyObject* y, int64_t kind) {
  if (!is_exact_number(x) || !is_exact_number(y)) return nullptr;
  PyObject* result = hasten_rt_binary(x, y, kind);
  if (result == nullptr) PyErr_Clear();
  return result;
}

PyObject* hasten_rt_unary(PyObject* x, int64_t kind) {
  return kind == 0 ? PyNumber_Negative(x) : kind == 1 ? PyNumber_Invert(x) : PyNumber_Positive(x);
}

PyObject* hasten_rt_compare(PyObject* x, PyObject* y, int64_t kind) {
  return PyObject_RichCompare(x, y, static_cast<int>(kind));
}

int64_t hasten_rt_compare_bool(PyObject* x, PyObject* y, int64_t kind) {
  return compare_as_bool(x, y, kind);
}

int64_t hasten_rt_compare_plain(PyObject* x, PyObject* y, int64_t kind) {
  return compare_as_bool(x, y, kind);
}

int64_t hasten_rt_compare_of_numbers(PyObject* x, PyObject* y, int64_t kind) {
  if (!is_exact_number(x) || !is_exact_number(y)) return 2;
  const int64_t result = compare_as_bool(x, y, kind);
  if (result >= 0) return result;
  PyErr_Clear();
  return 2;
}

int64_t hasten_rt_compare_numbers_and_text(PyObject* x, PyObject* y, int64_t kind) {
  constexpr int kDepth = 3;
  const int64_t result = compare_plain_sequences(x, y, kind, kDepth);
  if (result < 0) PyErr_Clear();  // of different types: the interpreter raises it again
  return result;
}

int64_t hasten_rt_is_true(PyObject* x) { return PyObject_IsTrue(x); }

int64_t hasten_rt_is_true_plain(PyObject* x) { return PyObject_IsTrue(x); }

}  // extern "C"
