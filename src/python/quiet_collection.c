// quiet_collection: see quiet_collection.h.
//
// The way is that of CPython's Modules/gcmodule.c (3.12) and Python/gc.c (3.13): each object of the
// generations collected starts with its count of references, those from objects among them are
// taken off, and what has some left is held from outside. CPython then always follows the
// references of everything that is held, to move what is not reached to a list of its own. Here
// that second walk ends when all objects without references from outside have been reached, mostly
// before it has begun, and common containers are walked in place.
#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include "python/quiet_collection.h"

#include <internal/pycore_ceval.h>
#include <internal/pycore_gc.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>
#include <internal/pycore_pystate.h>
#include <internal/pycore_runtime.h>

#include "python/gc_list.h"
#include "python/object_stack.h"

enum { kMostSkipped = 256 };  // collections that are not looked at: see may_try()

typedef struct _gc_runtime_state Collector;

// The objects under collection. An object that nothing is known to reach when its turn comes is
// passed over; one that is reached later goes to the end of the list, as in CPython, whose order is
// the order in which finalizers run one day.
typedef struct {
  PyGC_Head* heads[NUM_GENERATIONS];
  int count;                  // of the heads
  Py_ssize_t alone;           // objects that nothing outside is known to reach
  hasten_object_stack later;  // those reached after their turn, in this order
} Walk;

static struct hasten_quiet_collections done;

static PyGC_Head* head_of(PyObject* object) { return (PyGC_Head*)object - 1; }

static Py_ssize_t references(const PyGC_Head* head) {
  return (Py_ssize_t)head->_gc_prev >> _PyGC_PREV_SHIFT;
}
static bool is_collected(const PyGC_Head* head) {
  return (head->_gc_prev & _PyGC_PREV_MASK_COLLECTING) != 0;
}

// As PyObject_IS_GC, in place for all but types.
static inline bool has_head(PyObject* object) {
  PyTypeObject* type = Py_TYPE(object);
  if (!PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC)) return false;
  return type->tp_is_gc == NULL || type->tp_is_gc(object) != 0;
}

// What collections use of _gc_prev is undone: each object knows the one before it again.
static void restore(PyGC_Head* list) {
  PyGC_Head* before = list;
  for (PyGC_Head* head = _PyGCHead_NEXT(list); head != list; head = _PyGCHead_NEXT(head)) {
    head->_gc_prev = (head->_gc_prev & _PyGC_PREV_MASK_FINALIZED) | (uintptr_t)before;
    before = head;
  }
  list->_gc_prev = (uintptr_t)before;
}

static bool count_references(PyGC_Head* list) {
  for (PyGC_Head* head = _PyGCHead_NEXT(list); head != list; head = _PyGCHead_NEXT(head)) {
    PyObject* object = hasten_object_of(head);
    if (_Py_IsImmortal(object)) return false;  // CPython takes it out of its lists
    head->_gc_prev = (head->_gc_prev & _PyGC_PREV_MASK_FINALIZED) | _PyGC_PREV_MASK_COLLECTING |
                     (uintptr_t)Py_REFCNT(object) << _PyGC_PREV_SHIFT;
  }
  return true;
}

// Calls visit(item, walk) for what the object refers to, in CPython's order, which is backwards;
// true: it has asked to stop.
__attribute__((always_inline)) static inline bool follow(PyObject* object, visitproc visit,
                                                         Walk* walk) {
  const PyTypeObject* type = Py_TYPE(object);
  if (type != &PyList_Type && type != &PyTuple_Type)
    return type->tp_traverse(object, visit, walk) != 0;
  PyObject** items =
      type == &PyList_Type ? ((PyListObject*)object)->ob_item : ((PyTupleObject*)object)->ob_item;
  for (Py_ssize_t k = Py_SIZE(object) - 1; k >= 0; --k) {
    if (items[k] != NULL && visit(items[k], walk) != 0) return true;
  }
  return false;
}

static inline int take_off(PyObject* object, void* opaque) {
  if (!has_head(object)) return 0;
  PyGC_Head* head = head_of(object);
  if (!is_collected(head)) return 0;
  head->_gc_prev -= (uintptr_t)1 << _PyGC_PREV_SHIFT;
  if (references(head) == 0) ++((Walk*)opaque)->alone;
  return 0;
}

static void take_off_own_references(PyGC_Head* list, Walk* walk) {
  for (PyGC_Head* head = _PyGCHead_NEXT(list); head != list; head = _PyGCHead_NEXT(head))
    follow(hasten_object_of(head), take_off, walk);
}

static bool was_passed_over(const PyGC_Head* head) {
  return !is_collected(head) && head->_gc_next != 0 && references(head) == 0;
}

// Something that is held refers to the object.
static inline int reach(PyObject* object, void* opaque) {
  Walk* walk = opaque;
  if (!has_head(object)) return 0;
  PyGC_Head* head = head_of(object);
  if (was_passed_over(head)) {
    if (!hasten_push(&walk->later, object)) return 1;
  } else if (!is_collected(head) || references(head) != 0) {
    return 0;
  }
  head->_gc_prev += (uintptr_t)1 << _PyGC_PREV_SHIFT;
  return --walk->alone == 0;
}

// True: all is reached, or there is no memory.
static bool follow_held(PyGC_Head* list, Walk* walk) {
  for (PyGC_Head* head = _PyGCHead_NEXT(list); head != list; head = _PyGCHead_NEXT(head)) {
    if (references(head) == 0) {
      head->_gc_prev &= ~(uintptr_t)_PyGC_PREV_MASK_COLLECTING;
    } else if (follow(hasten_object_of(head), reach, walk)) {
      return true;
    }
  }
  return false;
}

static bool follow_later(Walk* walk) {
  for (size_t k = 0; k < walk->later.count; ++k) {
    if (follow(walk->later.items[k], reach, walk)) return true;
  }
  return false;
}

// Leaves the lists without their back links.
static bool all_are_held(Walk* walk) {
  for (int k = 0; k < walk->count; ++k) {
    if (!count_references(walk->heads[k])) return false;
  }
  for (int k = 0; k < walk->count; ++k) take_off_own_references(walk->heads[k], walk);
  bool stopped = walk->alone == 0;
  for (int k = 0; k < walk->count && !stopped; ++k) stopped = follow_held(walk->heads[k], walk);
  if (!stopped) follow_later(walk);
  return walk->alone == 0;
}

// As _PyObject_GC_MAY_BE_TRACKED.
static bool may_be_tracked(PyObject* object) {
  if (!has_head(object)) return false;
  return !PyTuple_CheckExact(object) || head_of(object)->_gc_next != 0;
}

// As _PyTuple_MaybeUntrack.
static bool tuple_needs_no_tracking(PyObject* object) {
  if (!PyTuple_CheckExact(object)) return false;
  for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(object); ++k) {
    PyObject* item = PyTuple_GET_ITEM(object, k);
    if (item == NULL || may_be_tracked(item)) return false;
  }
  return true;
}

// As _PyDict_MaybeUntrack.
static bool dict_needs_no_tracking(PyObject* object) {
  if (!PyDict_CheckExact(object)) return false;
  PyObject *key, *value;
  for (Py_ssize_t at = 0; PyDict_Next(object, &at, &key, &value);) {
    if (may_be_tracked(value) || may_be_tracked(key)) return false;
  }
  return true;
}

static void append_tracked(PyGC_Head* head, bool (*needs_none)(PyObject*), hasten_list_end* end) {
  if (needs_none(hasten_object_of(head)))
    hasten_untrack(head);
  else
    hasten_append(head, end);
}

// Moves what has been collected to the list's end, less the tuples that need no tracking.
static Py_ssize_t move_to(PyGC_Head* list, const Walk* walk) {
  hasten_list_end end = {walk->heads[0] == list ? list : (PyGC_Head*)list->_gc_prev, 0};
  for (int k = 0; k < walk->count; ++k) {
    PyGC_Head* from = walk->heads[k];
    for (PyGC_Head *head = _PyGCHead_NEXT(from), *next; head != from; head = next) {
      next = _PyGCHead_NEXT(head);
      if (is_collected(head)) append_tracked(head, tuple_needs_no_tracking, &end);
    }
    if (from != list) from->_gc_next = from->_gc_prev = (uintptr_t)from;
  }
  for (size_t k = 0; k < walk->later.count; ++k)
    append_tracked(head_of(walk->later.items[k]), tuple_needs_no_tracking, &end);
  hasten_close_list(list, &end);
  return end.count;
}

static Py_ssize_t untrack_dicts(PyGC_Head* list) {
  hasten_list_end end = {list, 0};
  for (PyGC_Head *head = _PyGCHead_NEXT(list), *next; head != list; head = next) {
    next = _PyGCHead_NEXT(head);
    append_tracked(head, dict_needs_no_tracking, &end);
  }
  hasten_close_list(list, &end);
  return end.count;
}

// The generations' lists and counters as after a collection that has found nothing.
static void account_for(Collector* collector, int generation, const Walk* walk) {
  const bool full = generation == NUM_GENERATIONS - 1;
  struct gc_generation* generations = collector->generations;
  PyGC_Head* to = &generations[full ? generation : generation + 1].head;
  const Py_ssize_t count = move_to(to, walk);
  if (full) {
    collector->long_lived_total = untrack_dicts(to);
    collector->long_lived_pending = 0;
  } else {
    ++generations[generation + 1].count;
    if (generation == NUM_GENERATIONS - 2) collector->long_lived_pending += count;
  }
  for (int k = 0; k <= generation; ++k) generations[k].count = 0;
  ++collector->generation_stats[generation].collections;
}

// The oldest generation whose time has come, or -1: as CPython chooses it.
static int due_generation(const Collector* collector) {
  for (int k = NUM_GENERATIONS - 1; k >= 0; --k) {
    const struct gc_generation* generation = &collector->generations[k];
    if (generation->count <= generation->threshold) continue;
    const bool too_early = collector->long_lived_pending < collector->long_lived_total / 4;
    if (k < NUM_GENERATIONS - 1 || !too_early) return k;
  }
  return -1;
}

// Whether the collector's state is where this file expects it: what can be seen from outside
// without importing anything.
static bool has_known_layout(const Collector* collector) {
  static int known = -1;
  if (known >= 0) return known != 0;
  known = collector->generation0 == &collector->generations[0].head && collector->enabled == 1;
  if (known == 0) return false;
  PyGC_Disable();
  known = collector->enabled == 0;
  PyGC_Enable();
  enum { kOfNoFreeList = 30 };
  const int count = collector->generations[0].count;
  PyObject* made = PyTuple_New(kOfNoFreeList);
  if (made == NULL) {
    PyErr_Clear();
    known = 0;
    return false;
  }
  const PyGC_Head* list = &collector->generations[0].head;
  known = known != 0 && collector->enabled == 1 && collector->generations[0].count == count + 1 &&
          list->_gc_prev == (uintptr_t)head_of(made) &&
          head_of(made)->_gc_next == (uintptr_t)list && collector->garbage != NULL &&
          PyList_CheckExact(collector->garbage);
  Py_DECREF(made);
  return known != 0;
}

bool hasten_get_collector_counts(PyThreadState* thread, struct hasten_collector_counts* counts) {
  const Collector* collector = &thread->interp->gc;
  if (!has_known_layout(collector)) return false;
  for (int k = 0; k < NUM_GENERATIONS; ++k)
    counts->of_generation[k] = collector->generations[k].count;
  return true;
}

void hasten_set_collector_counts(PyThreadState* thread,
                                 const struct hasten_collector_counts* counts) {
  for (int k = 0; k < NUM_GENERATIONS; ++k)
    thread->interp->gc.generations[k].count = counts->of_generation[k];
}

bool hasten_collector_is_unwatched(PyThreadState* thread) {
  const Collector* collector = &thread->interp->gc;
  return collector->enabled != 0 && collector->collecting == 0 && has_known_layout(collector) &&
         collector->debug == 0 &&
         (collector->callbacks == NULL || PyList_GET_SIZE(collector->callbacks) == 0);
}

// Where garbage is found again and again, a look in vain is made ever more rarely.
static int skipped = 0, to_skip = 0;

static bool may_try(void) {
  if (skipped >= to_skip) return true;
  ++skipped;
  return false;
}

static void note_outcome(bool made) {
  skipped = 0;
  to_skip = made ? 0 : to_skip == 0 ? 1 : 2 * to_skip > kMostSkipped ? kMostSkipped : 2 * to_skip;
  if (made)
    ++done.made;
  else
    ++done.given_up;
}

#if PY_VERSION_HEX < 0x030D0000
static bool is_requested(PyThreadState* thread) {
  return _Py_atomic_load_relaxed(&thread->interp->ceval.gc_scheduled) != 0;
}

// What else has set the breaker still does; what sets it meanwhile comes after the store.
static void take_request_back(PyThreadState* thread) {
  struct _ceval_state* own = &thread->interp->ceval;
  struct _ceval_runtime_state* all = &_PyRuntime.ceval;
  _Py_atomic_store_relaxed(&own->gc_scheduled, 0);
  _Py_atomic_store(&own->eval_breaker, 0);
  if (_Py_atomic_load(&own->gil_drop_request) != 0 || _Py_atomic_load(&all->signals_pending) != 0 ||
      _Py_atomic_load(&own->pending.calls_to_do) != 0 ||
      _Py_atomic_load(&all->pending_mainthread.calls_to_do) != 0 || own->pending.async_exc != 0)
    _Py_atomic_store(&own->eval_breaker, 1);
}
#else
static bool is_requested(PyThreadState* thread) {
  return _Py_eval_breaker_bit_is_set(thread, _PY_GC_SCHEDULED_BIT) != 0;
}
static void take_request_back(PyThreadState* thread) {
  _Py_unset_eval_breaker_bit(thread, _PY_GC_SCHEDULED_BIT);
}
#endif

bool hasten_collect_quietly(PyThreadState* thread) {
  if (!is_requested(thread)) return false;
  Collector* collector = &thread->interp->gc;
  if (!may_try() || !hasten_collector_is_unwatched(thread)) return false;
  const int generation = due_generation(collector);
  if (generation < 0) return false;
  // The order in which CPython merges them.
  Walk walk = {.count = 0};
  walk.heads[walk.count++] = &collector->generations[generation].head;
  for (int k = 0; k < generation; ++k) walk.heads[walk.count++] = &collector->generations[k].head;
  collector->collecting = 1;
  const bool made = all_are_held(&walk);
  if (made) {
    account_for(collector, generation, &walk);
    take_request_back(thread);
  } else {
    for (int k = 0; k < walk.count; ++k) restore(walk.heads[k]);
  }
  PyMem_RawFree(walk.later.items);
  collector->collecting = 0;
  note_outcome(made);
  return made;
}

int64_t hasten_collections(PyThreadState* thread) {
  int64_t count = 0;
  for (int k = 0; k < NUM_GENERATIONS; ++k)
    count += thread->interp->gc.generation_stats[k].collections;
  return count;
}

struct hasten_quiet_collections hasten_quiet_collections(void) { return done; }
