// kept_data: see kept_data.h.
//
// Following references would wait for memory at nearly every object: what belongs together seldom
// lies together. So the collector's lists, in which objects mostly come in the order in which they
// lie, are walked from end to end a few times, and what is known of an object is a bit in a table
// of addresses: the containers that an object refers to need not be touched.
#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include "python/kept_data.h"

#include <internal/pycore_gc.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>
#include <internal/pycore_pystate.h>
#include <stdbool.h>

#include "python/address_set.h"
#include "python/gc_list.h"
#include "python/internals.h"
#include "python/loaded_modules.h"
#include "python/object_stack.h"
#include "python/quiet_collection.h"

// Long chains of containers may lie against every walk: after so many their references are followed
// one by one. What needs still more, or is nested deeper outside of the lists, is not kept.
enum { kUsualWalks = 4, kMostWalks = 20, kMostNesting = 500 };

// To walk past all tracked objects pays if the data are so many objects, leaves included, and not
// too small a part of them.
enum { kLeastData = 1000, kLeastPart = 16 };

typedef struct {
  struct gc_generation* generations;
  hasten_address_set containers;  // of the exact types, and as far as is known, of plain data
  hasten_address_set reached;     // of these, from names of __main__
  hasten_address_set followed;    // of these, whose items are among them
  hasten_object_stack waiting;    // of the reached
  int nesting;
  Py_ssize_t budget;
  bool changed, no_memory;
} Search;

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

static void add(PyObject* object, hasten_address_set* set, Search* search) {
  if (!hasten_add_address(set, object)) search->no_memory = true;
}

// For each item of a container; false: the visit of one of them has said so.
typedef bool (*Visit)(PyObject* item, Search* search);

__attribute__((always_inline)) static inline bool for_items(PyObject* container, Visit visit,
                                                            Search* search) {
  if (PyList_CheckExact(container) || PyTuple_CheckExact(container)) {
    PyObject** items = PySequence_Fast_ITEMS(container);
    for (Py_ssize_t k = 0; k < Py_SIZE(container); ++k) {
      if (items[k] != NULL && !visit(items[k], search)) return false;
    }
    return true;
  }
  if (PyDict_CheckExact(container)) {
    PyObject *key, *value;
    for (Py_ssize_t at = 0; PyDict_Next(container, &at, &key, &value);) {
      if (!visit(key, search) || !visit(value, search)) return false;
    }
    return true;
  }
  const PySetObject* set = (PySetObject*)container;
  for (Py_ssize_t k = 0; k <= set->mask; ++k) {
    PyObject* key = set->table[k].hash == -1 ? NULL : set->table[k].key;
    if (key != NULL && !visit(key, search)) return false;
  }
  return true;
}

// For each tracked object, in the order of the lists or against it.
typedef void (*VisitTracked)(PyObject* object, Search* search);

__attribute__((always_inline)) static inline void for_tracked(VisitTracked visit, bool forwards,
                                                              Search* search) {
  for (int k = 0; k < NUM_GENERATIONS; ++k) {
    PyGC_Head* list = &search->generations[forwards ? NUM_GENERATIONS - 1 - k : k].head;
    PyGC_Head* head = forwards ? _PyGCHead_NEXT(list) : _PyGCHead_PREV(list);
    while (head != list) {
      visit(hasten_object_of(head), search);
      head = forwards ? _PyGCHead_NEXT(head) : _PyGCHead_PREV(head);
    }
  }
}

static void note_container(PyObject* object, Search* search) {
  if (is_container(object)) add(object, &search->containers, search);
}

static inline bool is_new(PyObject* item, const Search* search) {
  return hasten_has_address(&search->containers, item) &&
         !hasten_has_address(&search->reached, item);
}

static bool reach(PyObject* item, Search* search) {
  if (!is_new(item, search)) return true;
  add(item, &search->reached, search);
  search->changed = true;
  return true;
}

static bool reach_and_wait(PyObject* item, Search* search) {
  if (is_new(item, search) && !hasten_push(&search->waiting, item)) search->no_memory = true;
  return reach(item, search);
}

static inline bool is_to_follow(PyObject* object, const Search* search) {
  return hasten_has_address(&search->reached, object) &&
         !hasten_has_address(&search->followed, object);
}

static void follow(PyObject* object, Search* search) {
  if (!is_to_follow(object, search)) return;
  add(object, &search->followed, search);
  for_items(object, reach, search);
}

static void follow_on(PyObject* object, Search* search) {
  for (bool waits = is_to_follow(object, search); waits && !search->no_memory;) {
    add(object, &search->followed, search);
    for_items(object, reach_and_wait, search);
    waits = search->waiting.count > 0;
    if (waits) object = search->waiting.items[--search->waiting.count];
  }
}

// Nobody can see the end of the item. What no list has is looked into here; it holds nothing that
// one has.
static bool is_plain(PyObject* item, Search* search) {
  if (search->nesting == 0 && hasten_has_address(&search->containers, item)) return true;
  if (is_leaf(item)) return true;
  if (!is_container(item) || _PyObject_GC_IS_TRACKED(item) || search->nesting == kMostNesting)
    return false;
  if (hasten_has_address(&search->containers, item)) return true;
  ++search->nesting;
  const bool plain = for_items(item, is_plain, search);
  --search->nesting;
  if (plain) add(item, &search->containers, search);
  return plain;
}

static void drop_unless_plain(PyObject* object, Search* search) {
  if (!hasten_has_address(&search->reached, object) ||
      !hasten_has_address(&search->containers, object) || for_items(object, is_plain, search))
    return;
  hasten_remove_address(&search->containers, object);
  search->changed = true;
}

// Walks, to and fro, until one changes nothing. False: no memory, or it takes more.
static bool settle(VisitTracked visit, int most_walks, Search* search) {
  for (int walk = 0; walk < most_walks && !search->no_memory; ++walk) {
    search->changed = false;
    for_tracked(visit, walk % 2 == 0, search);
    if (!search->changed) return !search->no_memory;
  }
  return false;
}

static bool reach_from_names(PyObject* names, Search* search) {
  hasten_clear_addresses(&search->reached);
  hasten_clear_addresses(&search->followed);
  PyObject *name, *value;
  for (Py_ssize_t at = 0; PyDict_Next(names, &at, &name, &value);) reach(value, search);
  if (!settle(follow, kUsualWalks, search)) for_tracked(follow_on, true, search);
  return !search->no_memory;
}

// Everything reached is plain then; false: nothing is known.
static bool find_plain(PyObject* names, Search* search) {
  for_tracked(note_container, true, search);
  if (!reach_from_names(names, search)) return false;
  search->changed = false;
  for_tracked(drop_unless_plain, true, search);
  if (!search->changed) return !search->no_memory;
  return settle(drop_unless_plain, kMostWalks, search) && reach_from_names(names, search);
}

// Takes what is reached out of a list; returns how many that are.
static Py_ssize_t untrack_reached(PyGC_Head* list, const Search* search) {
  Py_ssize_t count = 0;
  hasten_list_end end = {list, 0};
  for (PyGC_Head *head = _PyGCHead_NEXT(list), *next; head != list; head = next) {
    next = _PyGCHead_NEXT(head);
    if (hasten_has_address(&search->reached, hasten_object_of(head))) {
      hasten_untrack(head);
      ++count;
    } else {
      hasten_append(head, &end);
    }
  }
  hasten_close_list(list, &end);
  return count;
}

static Py_ssize_t keep(PyObject* names, Search* search) {
  if (!find_plain(names, search)) return 0;
  Py_ssize_t count = 0;
  PyObject *name, *value;
  for (Py_ssize_t at = 0; PyDict_Next(names, &at, &name, &value);) {
    if (is_leaf(value) || !is_plain(value, search)) continue;
    Py_INCREF(value);  // never given up
    if (!_PyObject_GC_IS_TRACKED(value)) ++count;
  }
  for (int k = 0; k < NUM_GENERATIONS; ++k)
    count += untrack_reached(&search->generations[k].head, search);
  return count;
}

// False: the budget is spent.
static bool spend(PyObject* item, Search* search) {
  if (--search->budget < 0) return false;
  if (!is_container(item) || hasten_has_address(&search->reached, item)) return true;
  add(item, &search->reached, search);
  return hasten_push(&search->waiting, item);
}

static bool is_worth_a_walk(PyObject* names, const struct _gc_runtime_state* collector,
                            Search* search) {
  const Py_ssize_t tracked = collector->long_lived_total + collector->long_lived_pending;
  search->budget = kLeastData + tracked / kLeastPart;
  bool spent = false;
  PyObject *name, *value;
  for (Py_ssize_t at = 0; !spent && PyDict_Next(names, &at, &name, &value);) {
    spent = is_container(value) && !spend(value, search);
    while (!spent && search->waiting.count > 0)
      spent = !for_items(search->waiting.items[--search->waiting.count], spend, search);
  }
  search->waiting.count = 0;
  return spent;
}

Py_ssize_t hasten_keep_plain_data(PyThreadState* thread) {
  PyInterpreterState* interpreter = thread->interp;
  const bool alone = thread->next == NULL && interpreter->threads.head == thread;
  if (interpreter->finalizing == 0 || !alone || !hasten_collector_is_unwatched(thread)) return 0;
  PyObject* names = hasten_loaded_module("__main__");
  if (names == NULL) return 0;
  Search search = {.generations = interpreter->gc.generations};
  const bool worth = is_worth_a_walk(names, &interpreter->gc, &search);
  const Py_ssize_t count = worth && !search.no_memory ? keep(names, &search) : 0;
  hasten_clear_addresses(&search.containers);
  hasten_clear_addresses(&search.reached);
  hasten_clear_addresses(&search.followed);
  PyMem_RawFree(search.waiting.items);
  return count;
}
