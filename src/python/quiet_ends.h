// quiet_ends: whether giving references up runs no code of others, so that compiled code need not
// make the frame true before. All need the GIL and set no exception.
#pragma once

#include <Python.h>

namespace hasten::python {

// The end of such an object runs no code of others.
bool is_plain(PyObject* object);

// One reference less to the object runs no code: others hold it too, or it and what ends with it
// are plain values, containers and instances of classes without destructors, few enough to look at,
// and nobody has weak references to them.
bool ends_quietly(PyObject* object);

// The same of an object whose count has reached zero.
bool is_ended_quietly(PyObject* object);

// The same of all of these (none NULL) at once: the last references to one may be there twice.
bool all_end_quietly(PyObject* const* items, Py_ssize_t count);

}  // namespace hasten::python
