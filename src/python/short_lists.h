// short_lists: lists that compiled code makes, and the memory of those that end in it, which serves
// the next of the same length: CPython keeps list objects for that, but not the room for their
// items. Both need the GIL.
#pragma once

#include <Python.h>

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

// A list of the items with room for exactly them, as a display or a slice makes it. `shared`: takes
// its own references; else it takes those of the caller over, unless it fails. NULL: MemoryError.
PyObject* hasten_new_list(PyObject* const* items, Py_ssize_t count, bool shared);

// The end of an exact list whose count is zero and whose items end quietly (see quiet_ends.h).
void hasten_end_list(PyObject* list);

// What list() of an iterator of unknown length is: it begins with this room, and where few items
// have come it gives some of it back. NULL: MemoryError.
PyObject* hasten_list_with_room(void);
bool hasten_fit_list(PyObject* list);  // false: MemoryError

#ifdef __cplusplus
}
#endif
