// known_objects: which of CPython's own functions, types and methods an object is. By identity of
// the C definition, so that a user's function of the same name is never mistaken for it. Imports
// nothing.
#pragma once

#include <Python.h>

#include "types/world.h"

namespace hasten::python {

types::Known known_object(PyObject* object);

// Iterators of itertools that hold what they give and ask nobody for it.
bool is_plain_of_itertools(const PyTypeObject* type);

// What a method of str or bytes that known_object knows always returns.
types::Kind text_method_result(PyObject* method);
// Asks it of every ASCII character: see types::World.
bool character_test(PyObject* method, uint64_t set[2]);

}  // namespace hasten::python
