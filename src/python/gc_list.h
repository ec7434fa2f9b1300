// gc_list: the collector's lists of tracked objects, put together again without some of them.
#pragma once

#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include <Python.h>
#include <internal/pycore_gc.h>

static inline PyObject* hasten_object_of(PyGC_Head* head) { return (PyObject*)(head + 1); }

static inline void hasten_untrack(PyGC_Head* head) {
  head->_gc_next = 0;
  head->_gc_prev &= _PyGC_PREV_MASK_FINALIZED;
}

// The end of a list that is being put together.
typedef struct {
  PyGC_Head* last;
  Py_ssize_t count;
} hasten_list_end;

static inline void hasten_append(PyGC_Head* head, hasten_list_end* end) {
  end->last->_gc_next = (uintptr_t)head;
  head->_gc_prev = (head->_gc_prev & _PyGC_PREV_MASK_FINALIZED) | (uintptr_t)end->last;
  end->last = head;
  ++end->count;
}

static inline void hasten_close_list(PyGC_Head* list, const hasten_list_end* end) {
  end->last->_gc_next = (uintptr_t)list;
  list->_gc_prev = (uintptr_t)end->last;
}
