// items_left: see items_left.h.
#include "python/items_left.h"

#include <vector>

#include "python/nested_iterators.h"

namespace hasten::python {

Py_ssize_t items_left(PyObject* iterator) {
  constexpr int kMostNested = 4;
  for (int depth = 0; depth < kMostNested; ++depth) {
    const std::vector<PyObject*> inner = inner_iterators(iterator);
    if (inner.empty()) break;
    iterator = inner[0];
  }
  if ((Py_TYPE(iterator)->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0) return -1;
  const Py_ssize_t left = PyObject_LengthHint(iterator, -1);
  if (left < 0) PyErr_Clear();
  return left;
}

}  // namespace hasten::python
