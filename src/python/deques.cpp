// deques: see deques.h. The fields are those of Modules/_collectionsmodule.c, the same in 3.12 and
// 3.13.
#include "python/deques.h"

#include "python/loaded_modules.h"
#include "python/owned.h"

namespace hasten::python {
namespace {

struct Deque {
  PyObject_VAR_HEAD;
  void *left_block, *right_block;
  Py_ssize_t left_index, right_index;
  size_t changes;
  Py_ssize_t max_length;  // -1: None
};

bool has_expected_fields(PyTypeObject* type) {
  constexpr int kSome = 4242;
  if (type->tp_basicsize < static_cast<Py_ssize_t>(sizeof(Deque))) return false;
  auto* callable = reinterpret_cast<PyObject*>(type);
  const Owned bounded(PyObject_CallFunction(callable, "()i", kSome));
  const Owned unbounded(PyObject_CallNoArgs(callable));
  if (bounded == nullptr || unbounded == nullptr) {
    PyErr_Clear();
    return false;
  }
  return reinterpret_cast<Deque*>(bounded.get())->max_length == kSome &&
         reinterpret_cast<Deque*>(unbounded.get())->max_length == -1;
}

}  // namespace

bool is_known_deque_type(PyTypeObject* type) {
  static PyTypeObject* known = nullptr;
  if (type == known) return true;
  if (!hasten_is_type_of_module(type, "_collections", "deque") || !has_expected_fields(type))
    return false;
  known = type;
  return true;
}

bool deque_is_unbounded(PyObject* deque) { return reinterpret_cast<Deque*>(deque)->max_length < 0; }

}  // namespace hasten::python
