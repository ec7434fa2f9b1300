// quiet_ends: whether giving references up runs no code of others, so that compiled code need not
// make the frame true before. All need the GIL and set no exception.
#pragma once

#include <Python.h>

namespace hasten::python {

// The end of such an object runs no code of others.
bool is_plain(PyObject* object);

// One reference less to the object runs no code: others hold it too, it is a plain value, or a
// short list or tuple of such.
bool ends_quietly(PyObject* object);

// The same of all of these (none NULL) at once: the last references to one may be there twice.
bool all_end_quietly(PyObject* const* items, Py_ssize_t count);

}  // namespace hasten::python
