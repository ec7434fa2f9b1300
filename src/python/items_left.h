// items_left: how many items an iterator of Python's own is still to give, without asking it for
// one. Loops over such can be counted without being told of each iteration.
#pragma once

#include <Python.h>

namespace hasten::python {

// -1: it cannot be told, or not without running Python code. `iterator` is borrowed. Of a zip it is
// what its first part has left.
Py_ssize_t items_left(PyObject* iterator);

}  // namespace hasten::python
