// quiet_ends: see quiet_ends.h.
#include "python/quiet_ends.h"

#include <algorithm>

namespace hasten::python {
namespace {

constexpr Py_ssize_t kLook = 8;  // items of a list or tuple that are looked at one by one

bool is_short_sequence(PyObject* object) {
  return (PyTuple_CheckExact(object) || PyList_CheckExact(object)) &&
         PySequence_Fast_GET_SIZE(object) <= kLook;
}

bool holds_plain_only(PyObject* sequence) {
  PyObject** items = PySequence_Fast_ITEMS(sequence);
  return std::all_of(items, items + PySequence_Fast_GET_SIZE(sequence), is_plain);
}

}  // namespace

bool is_plain(PyObject* object) {
  const PyTypeObject* type = Py_TYPE(object);
  return type == &PyLong_Type || type == &PyFloat_Type || type == &PyUnicode_Type ||
         type == &PyBytes_Type || type == &PyComplex_Type || type == &PyRange_Type;
}

bool all_end_quietly(PyObject* const* items, Py_ssize_t count) {
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyObject* item = items[i];
    if (Py_REFCNT(item) > count || is_plain(item)) continue;
    if (count > kLook) return false;
    if (Py_REFCNT(item) > std::count(items, items + count, item)) continue;
    if (!is_short_sequence(item) || !holds_plain_only(item)) return false;
  }
  return true;
}

bool ends_quietly(PyObject* object) {
  if (Py_REFCNT(object) > 1 || is_plain(object)) return true;
  return is_short_sequence(object) &&
         all_end_quietly(PySequence_Fast_ITEMS(object), PySequence_Fast_GET_SIZE(object));
}

}  // namespace hasten::python
