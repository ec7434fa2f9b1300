// split_text: str.split in place, for the text and separators that programs split most.
#pragma once

#include <Python.h>

namespace hasten::python {

// str.split of exact str, with a separator or (NULL) at white space, if both are ASCII and the
// separator is one character. The list and its items are those that CPython makes. NULL without an
// exception: it is another case, and nothing has been done; NULL with one: no memory.
PyObject* split_text(PyObject* text, PyObject* separator);

// Whether the callable is str.split itself.
bool is_str_split(PyObject* callable);

}  // namespace hasten::python
