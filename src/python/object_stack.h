// object_stack: objects put aside while their references are followed.
#pragma once

#include <Python.h>
#include <stdbool.h>

// Starts as all zeros; owns `items`, which PyMem_RawFree gives back, and no references.
typedef struct {
  PyObject** items;
  size_t count, room;
} hasten_object_stack;

// False: no memory.
static inline bool hasten_push(hasten_object_stack* stack, PyObject* object) {
  if (stack->count == stack->room) {
    const size_t room = stack->room == 0 ? 1024 : 2 * stack->room;
    PyObject** items = (PyObject**)PyMem_RawRealloc(stack->items, room * sizeof(PyObject*));
    if (items == NULL) return false;
    stack->items = items;
    stack->room = room;
  }
  stack->items[stack->count++] = object;
  return true;
}
