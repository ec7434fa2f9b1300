// kept_data: see kept_data.h.
#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include "python/kept_data.h"

#include <internal/pycore_gc.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>
#include <internal/pycore_pystate.h>
#include <stdbool.h>

#include "python/internals.h"
#include "python/quiet_collection.h"

// Containers found; each bears a mark (a bit that only collections use) and is looked into once.
typedef struct {
  PyObject** items;
  size_t count, room;
} Found;

static uintptr_t* flags_of(PyObject* container) { return &((PyGC_Head*)container - 1)->_gc_prev; }
static bool is_marked(PyObject* container) {
  return (*flags_of(container) & _PyGC_PREV_MASK_COLLECTING) != 0;
}

static bool is_leaf(PyObject* object) {
  const PyTypeObject* type = Py_TYPE(object);
  return type == &PyUnicode_Type || type == &PyLong_Type || type == &PyFloat_Type ||
         type == &PyBytes_Type || type == &PyBool_Type || type == &PyComplex_Type ||
         object == Py_None;
}

static bool is_container(PyObject* object) {
  const PyTypeObject* type = Py_TYPE(object);
  if (type == &PyList_Type || type == &PyTuple_Type) return true;
  if (type == &PyDict_Type) return !hasten_dict_is_watched(object);
  return (type == &PySet_Type || type == &PyFrozenSet_Type) &&
         ((PySetObject*)object)->weakreflist == NULL;
}

static bool add(PyObject* container, Found* found) {
  if (found->count == found->room) {
    const size_t room = found->room == 0 ? 1024 : 2 * found->room;
    PyObject** items = PyMem_RawRealloc(found->items, room * sizeof(PyObject*));
    if (items == NULL) return false;
    found->items = items;
    found->room = room;
  }
  found->items[found->count++] = container;
  *flags_of(container) |= _PyGC_PREV_MASK_COLLECTING;
  return true;
}

// False: the end of the object might be seen.
static bool take(PyObject* object, Found* found) {
  if (object == NULL || is_leaf(object)) return true;
  return is_container(object) && (is_marked(object) || add(object, found));
}

static bool take_all(PyObject** items, Py_ssize_t count, Found* found) {
  for (Py_ssize_t k = 0; k < count; ++k) {
    if (!take(items[k], found)) return false;
  }
  return true;
}

static bool take_keys(PySetObject* set, Found* found) {
  for (Py_ssize_t k = 0; k <= set->mask; ++k) {
    const bool is_dummy = set->table[k].hash == -1;
    if (!is_dummy && !take(set->table[k].key, found)) return false;
  }
  return true;
}

static bool take_contents(PyObject* container, Found* found) {
  if (PyList_CheckExact(container) || PyTuple_CheckExact(container))
    return take_all(PySequence_Fast_ITEMS(container), Py_SIZE(container), found);
  if (!PyDict_CheckExact(container)) return take_keys((PySetObject*)container, found);
  PyObject *key, *value;
  for (Py_ssize_t at = 0; PyDict_Next(container, &at, &key, &value);) {
    if (!take(key, found) || !take(value, found)) return false;
  }
  return true;
}

// A reference that is never given up, if everything behind the object is plain.
static void keep(PyObject* root, Found* found) {
  const size_t before = found->count;
  if (!is_container(root) || is_marked(root)) return;
  bool plain = add(root, found);
  for (size_t k = before; plain && k < found->count; ++k)
    plain = take_contents(found->items[k], found);
  if (plain) {
    Py_INCREF(root);
    return;
  }
  while (found->count > before)
    *flags_of(found->items[--found->count]) &= ~(uintptr_t)_PyGC_PREV_MASK_COLLECTING;
}

Py_ssize_t hasten_keep_plain_data(PyThreadState* thread) {
  PyInterpreterState* interpreter = thread->interp;
  const bool alone = thread->next == NULL && interpreter->threads.head == thread;
  if (interpreter->finalizing == 0 || !alone || !hasten_collector_is_unwatched(thread)) return 0;
  PyObject* modules = PySys_GetObject("modules");
  PyObject* main = modules == NULL || !PyDict_CheckExact(modules)
                       ? NULL
                       : PyDict_GetItemString(modules, "__main__");
  if (main == NULL || !PyModule_CheckExact(main)) return 0;
  Found found = {NULL, 0, 0};
  PyObject *name, *value;
  for (Py_ssize_t at = 0; PyDict_Next(PyModule_GetDict(main), &at, &name, &value);)
    keep(value, &found);
  for (size_t k = 0; k < found.count; ++k) {
    *flags_of(found.items[k]) &= ~(uintptr_t)_PyGC_PREV_MASK_COLLECTING;
    PyObject_GC_UnTrack(found.items[k]);
  }
  PyMem_RawFree(found.items);
  return (Py_ssize_t)found.count;
}
