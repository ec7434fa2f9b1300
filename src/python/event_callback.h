// event_callback: callables for sys.monitoring. A built-in function would do as well, but checks
// its flags and the recursion on the way, which takes longer than many a callback.
#pragma once

#include <Python.h>

namespace hasten::python {

// Gets the event's arguments, borrowed, and how many: as every vectorcallfunc, with
// PyVectorcall_NARGS(count); names is NULL. NULL with an exception set: out of memory.
PyObject* new_event_callback(vectorcallfunc function);

}  // namespace hasten::python
