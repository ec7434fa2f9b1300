// short_lists: see short_lists.h.
#define Py_BUILD_CORE 1
#include "python/short_lists.h"

#include "internal/pycore_gc.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_object.h"

enum { kLongest = 32, kMostSpares = 8 };

// Lists without items, each with room for as many as its place says: not tracked by the collector,
// and without a count. The first word of the room is the next such list.
static struct {
  PyListObject* first;
  int count;
} spares[kLongest + 1];

// Somebody is told of every object that is made and ends.
static bool ends_are_traced(void) {
#if PY_VERSION_HEX >= 0x030D0000
  return _PyRuntime.ref_tracer.tracer_func != NULL;
#else
  return false;
#endif
}

// As PyObject_GC_Track, without finding out each time whose collector it is: native code runs in
// the main interpreter alone, whose youngest generation stays where it is.
static void track(PyListObject* list) {
  static PyGC_Head* youngest = NULL;
  if (youngest == NULL) youngest = PyInterpreterState_Main()->gc.generation0;
  PyGC_Head* head = _Py_AS_GC((PyObject*)list);
  PyGC_Head* last = (PyGC_Head*)youngest->_gc_prev;
  _PyGCHead_SET_NEXT(last, head);
  _PyGCHead_SET_PREV(head, last);
  _PyGCHead_SET_NEXT(head, youngest);
  youngest->_gc_prev = (uintptr_t)head;
}

static PyListObject* take_spare(Py_ssize_t size) {
  if (size < 1 || size > kLongest || spares[size].count == 0) return NULL;
  PyListObject* list = spares[size].first;
  spares[size].first = (PyListObject*)list->ob_item[0];
  --spares[size].count;
  Py_SET_SIZE(list, size);
  _Py_NewReference((PyObject*)list);
  return list;
}

PyObject* hasten_new_list(PyObject* const* items, Py_ssize_t count, bool shared) {
  PyListObject* spare = take_spare(count);
  PyListObject* list = spare != NULL ? spare : (PyListObject*)PyList_New(count);
  if (list == NULL) return NULL;
  for (Py_ssize_t i = 0; i < count; ++i) list->ob_item[i] = shared ? Py_NewRef(items[i]) : items[i];
  if (spare != NULL) track(spare);
  return (PyObject*)list;
}

// sys.getsizeof() shows the room, so only a list that has no more than its items need will do.
static bool may_be_kept(const PyListObject* list) {
  const Py_ssize_t size = Py_SIZE(list);
  return size >= 1 && size <= kLongest && list->allocated == size &&
         spares[size].count < kMostSpares && !ends_are_traced();
}

void hasten_end_list(PyObject* object) {
  PyListObject* list = (PyListObject*)object;
  if (!may_be_kept(list)) {
    _Py_Dealloc(object);
    return;
  }
  _PyObject_GC_UNTRACK(object);
  const Py_ssize_t size = Py_SIZE(list);
  for (Py_ssize_t i = size; --i >= 0;) Py_DECREF(list->ob_item[i]);
  list->ob_item[0] = (PyObject*)spares[size].first;
  spares[size].first = list;
  ++spares[size].count;
}

// The sizes are those of list_resize() in Objects/listobject.c of 3.12 and 3.13.
enum { kFirstRoom = 8 };

PyObject* hasten_list_with_room(void) {
  PyObject* list = PyList_New(kFirstRoom);
  if (list != NULL) Py_SET_SIZE(list, 0);
  return list;
}

bool hasten_fit_list(PyObject* object) {
  PyListObject* list = (PyListObject*)object;
  const Py_ssize_t size = Py_SIZE(list);
  if (list->allocated != kFirstRoom || size >= kFirstRoom / 2) return true;
  if (size == 0) {
    PyMem_Free(list->ob_item);
    list->ob_item = NULL;
    list->allocated = 0;
    return true;
  }
  const Py_ssize_t room = (size + 6) & ~(Py_ssize_t)3;
  PyObject** items = PyMem_Realloc(list->ob_item, (size_t)room * sizeof *items);
  if (items == NULL) {
    PyErr_NoMemory();
    return false;
  }
  list->ob_item = items;
  list->allocated = room;
  return true;
}
