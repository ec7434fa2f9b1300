// event_callback: callables for sys.monitoring. A built-in function would do as well, but checks
// its flags and the recursion on the way, which takes longer than many a callback.
#pragma once

#include <Python.h>

namespace hasten::python {

// Gets the event's arguments, borrowed, and how many: as every vectorcallfunc, with
// PyVectorcall_NARGS(count); names is NULL. NULL with an exception set: out of memory.
PyObject* new_event_callback(vectorcallfunc function);

// The value of such an argument that is an offset in a code object: small, so that it mostly takes
// no call.
inline int event_offset(PyObject* number) {
  const auto* value = reinterpret_cast<const PyLongObject*>(number);
  return static_cast<int>(PyLong_CheckExact(number) && PyUnstable_Long_IsCompact(value) != 0
                              ? PyUnstable_Long_CompactValue(value)
                              : PyLong_AsLong(number));
}

}  // namespace hasten::python
