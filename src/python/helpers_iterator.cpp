// helpers_iterator: iteration, and ranges and iterators brought back from their unboxed state
// (rules: helpers.h).
#include "python/helpers.h"

#include "python/generators.h"
#include "python/internals.h"
#include "python/nested_iterators.h"
#include "python/owned.h"

#include <Python.h>

#include <iterator>
#include <vector>

namespace {

using hasten::python::Owned;

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

// Byte offset of the field in which a built-in iterator holds its container; 0: it holds none.
// Found once per type: the first word that is an object the iterator visits for the collector.
Py_ssize_t container_offset(PyObject* iterator) {
  struct Row {
    PyTypeObject* type;
    Py_ssize_t offset;
  };
  static Row rows[16];
  static size_t count = 0;
  PyTypeObject* type = Py_TYPE(iterator);
  for (size_t i = 0; i < count; ++i) {
    if (rows[i].type == type) return rows[i].offset;
  }
  if (type->tp_traverse == nullptr || count == std::size(rows)) return 0;
  for (Py_ssize_t offset = sizeof(PyObject); offset < type->tp_basicsize;
       offset += static_cast<Py_ssize_t>(sizeof(PyObject*))) {
    PyObject* word = *reinterpret_cast<PyObject**>(reinterpret_cast<char*>(iterator) + offset);
    const auto is_word = [](PyObject* visited, void* wanted) { return visited == wanted ? 1 : 0; };
    if (word != nullptr && type->tp_traverse(iterator, is_word, word) != 0) {
      rows[count++] = {type, offset};
      return offset;
    }
  }
  return 0;
}

PyObject* ended = nullptr;  // under the GIL

// The container of a built-in iterator, a new reference; NULL: it has let go of it, or holds none.
PyObject* held_container(PyObject* iterator) {
  const Py_ssize_t offset = container_offset(iterator);
  return offset == 0 ? nullptr
                     : Py_XNewRef(*reinterpret_cast<PyObject**>(reinterpret_cast<char*>(iterator) +
                                                                offset));
}

// The reference is given up, later if the iterator was the last to hold the container.
void let_go(PyObject* iterator, PyObject* container) {
  if (container == nullptr) return;
  const Owned now(held_container(iterator));
  if (now == nullptr && Py_REFCNT(container) == 1) {
    ended = container;
  } else {
    Py_DECREF(container);
  }
}

}  // namespace

extern "C" {

PyObject* hasten_rt_get_iter(PyObject* object) { return PyObject_GetIter(object); }

PyObject* hasten_rt_get_iter_plain(PyObject* object) { return PyObject_GetIter(object); }

PyObject* hasten_rt_iter_next(PyObject* iterator) { return PyIter_Next(iterator); }

// An exhausted iterator lets go of its container, whose end may run destructors: not here, where
// the frame is not true.
PyObject* hasten_rt_iter_next_plain(PyObject* iterator) {
  PyObject* container = held_container(iterator);
  PyObject* next = PyIter_Next(iterator);
  let_go(iterator, container);
  return next;
}

// One of its parts has come to its end, and that one only lets go.
void hasten_rt_iter_end(PyObject* iterator) {
  const std::vector<PyObject*> parts = hasten::python::inner_iterators(iterator);
  std::vector<PyObject*> containers;
  containers.reserve(parts.size());
  for (PyObject* part : parts) containers.push_back(held_container(part));
  Py_XDECREF(PyIter_Next(iterator));
  for (size_t k = 0; k < parts.size(); ++k) let_go(parts[k], containers[k]);
}

bool hasten_rt_ended() { return ended != nullptr; }

bool hasten_rt_generator_is_at(PyObject* generator, int64_t others, PyObject* code,
                               PyObject* globals, int64_t offset) {
  return hasten_generator_is_at(generator, others, code, globals, offset) != 0;
}

void hasten_rt_generator_take(PyObject* generator) { hasten_generator_take(generator); }

void hasten_rt_generator_rest(PyObject* generator) {
  hasten_generator_rest(PyThreadState_Get(), generator);
}

void hasten_rt_generator_suspend(PyObject* generator, int64_t offset, int64_t depth) {
  hasten_generator_suspend(PyThreadState_Get(), generator, static_cast<int>(offset),
                           static_cast<int>(depth));
}

void hasten_rt_generator_end(PyObject* generator) {
  hasten_generator_end(PyThreadState_Get(), generator);
}

void hasten_rt_release_ended() { Py_CLEAR(ended); }

bool hasten_rt_range_bounds(PyObject* range, PyObject* address) {
  return hasten_range_bounds(range, reinterpret_cast<int64_t*>(address));
}

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
