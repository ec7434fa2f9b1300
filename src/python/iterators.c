// iterators: range, list and tuple iterators in a given state, through CPython's own declarations
// of them.
#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include "python/internals.h"

#include <internal/pycore_list.h>
#include <internal/pycore_range.h>
#include <internal/pycore_tuple.h>

PyObject* hasten_new_range_iterator(int64_t start, int64_t length, int64_t step) {
  _PyRangeIterObject* iterator = PyObject_New(_PyRangeIterObject, &PyRangeIter_Type);
  if (iterator == NULL) return NULL;
  iterator->start = start;
  iterator->len = length;
  iterator->step = step;
  return (PyObject*)iterator;
}

bool hasten_range_bounds(PyObject* range, int64_t bounds[3]) {
  PyObject* iterator = PyObject_GetIter(range);
  if (iterator == NULL) PyErr_Clear();
  const bool fits = iterator != NULL && Py_TYPE(iterator) == &PyRangeIter_Type;
  if (fits) {
    const _PyRangeIterObject* state = (const _PyRangeIterObject*)iterator;
    bounds[0] = state->start;
    bounds[1] = state->len;
    bounds[2] = state->step;
  }
  Py_XDECREF(iterator);
  return fits;
}

PyObject* hasten_new_iterator_at(PyObject* sequence, int64_t index) {
  PyObject* iterator = PyObject_GetIter(sequence);
  if (iterator == NULL) return NULL;
  if (PyList_CheckExact(sequence)) {
    ((_PyListIterObject*)iterator)->it_index = index;
  } else if (PyTuple_CheckExact(sequence)) {
    ((_PyTupleIterObject*)iterator)->it_index = index;
  } else {
    PyObject* done = PyObject_CallMethod(iterator, "__setstate__", "L", (long long)index);
    if (done == NULL) Py_CLEAR(iterator);
    Py_XDECREF(done);
  }
  return iterator;
}
