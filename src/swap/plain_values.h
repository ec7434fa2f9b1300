// plain values: those that the interpreter's results and native code's are compared by.
#pragma once

#include <Python.h>

#include <string>

namespace hasten::swap {

// Exact numbers, bool, str and None: they are what their value is, comparing them runs no Python
// code, and nobody notices their end. NULL is none of them.
bool is_plain(PyObject* object);

// Equal types and equal bits; any nan equals any other. False if they are not plain and not one
// object.
bool same_plain(PyObject* left, PyObject* right);

// For a report: the value and its type, of other objects the type alone.
std::string plain_text(PyObject* object);

// The first `most` characters of repr(), "?" if there is none. No exception is set on return.
std::string repr_text(PyObject* object, Py_ssize_t most);

}  // namespace hasten::swap
