// helpers_iterator: iteration, and ranges and iterators brought back from their unboxed state
// (rules: helpers.h).
#include "python/helpers.h"

#include "python/internals.h"

#include <Python.h>

namespace {

// range(start, stop, step) of ints whose references are taken over; NULL among them: raised.
PyObject* range_of(PyObject* start, PyObject* stop, PyObject* step) {
  PyObject* range = nullptr;
  if (start != nullptr && stop != nullptr && step != nullptr) {
    PyObject* arguments[] = {nullptr, start, stop, step};
    range = PyObject_Vectorcall(reinterpret_cast<PyObject*>(&PyRange_Type), arguments + 1,
                                3 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
  }
  Py_XDECREF(start);
  Py_XDECREF(stop);
  Py_XDECREF(step);
  return range;
}

// start + count * step as an object; it does not fit 64 bits.
PyObject* wide_stop(int64_t start, int64_t count, int64_t step) {
  PyObject* parts[] = {PyLong_FromLongLong(start), PyLong_FromLongLong(count),
                       PyLong_FromLongLong(step)};
  PyObject* stop = nullptr;
  if (parts[0] != nullptr && parts[1] != nullptr && parts[2] != nullptr) {
    PyObject* distance = PyNumber_Multiply(parts[1], parts[2]);
    if (distance != nullptr) {
      stop = PyNumber_Add(parts[0], distance);
      Py_DECREF(distance);
    }
  }
  for (PyObject* part : parts) Py_XDECREF(part);
  return stop;
}

}  // namespace

extern "C" {

PyObject* hasten_rt_get_iter(PyObject* object) { return PyObject_GetIter(object); }

PyObject* hasten_rt_get_iter_plain(PyObject* object) { return PyObject_GetIter(object); }

PyObject* hasten_rt_iter_next(PyObject* iterator) { return PyIter_Next(iterator); }

PyObject* hasten_rt_iter_next_plain(PyObject* iterator) { return PyIter_Next(iterator); }

PyObject* hasten_rt_make_range(int64_t start, int64_t stop, int64_t step) {
  return range_of(PyLong_FromLongLong(start), PyLong_FromLongLong(stop), PyLong_FromLongLong(step));
}

PyObject* hasten_rt_range_iter(int64_t start, int64_t count, int64_t step) {
  int64_t distance, stop;
  if (!__builtin_mul_overflow(count, step, &distance) &&
      !__builtin_add_overflow(start, distance, &stop)) {
    return hasten_new_range_iterator(start, count, step);
  }
  // CPython iterates over such a range with its iterator for big ints.
  PyObject* range = range_of(PyLong_FromLongLong(start), wide_stop(start, count, step),
                             PyLong_FromLongLong(step));
  if (range == nullptr) return nullptr;
  PyObject* iterator = PyObject_GetIter(range);
  Py_DECREF(range);
  return iterator;
}

PyObject* hasten_rt_list_iter(PyObject* sequence, int64_t index) {
  return hasten_new_iterator_at(sequence, index);
}

}  // extern "C"
