// deques: what compiled code has to know of collections.deque, whose fields no header declares.
#pragma once

#include <Python.h>

namespace hasten::python {

// Whether the type is collections.deque itself, and its fields lie where deque_is_unbounded reads
// them. Runs no code but that of the type.
bool is_known_deque_type(PyTypeObject* type);

// No maxlen: append() and appendleft() give nothing up. The object is of that type or a subclass.
bool deque_is_unbounded(PyObject* deque);

}  // namespace hasten::python
