// samples: typical elements of live containers and iterators, for guesses about those to come.
#pragma once

#include <Python.h>

#include <vector>

namespace hasten::python {

// A few elements from all over an exact list, tuple, set or frozenset, or values of a dict,
// borrowed; of a list or tuple iterator, those of its sequence.
void sample_elements(PyObject* container, std::vector<PyObject*>& out);

// The exact list or tuple itself, or what its iterator goes over, borrowed; NULL: neither, or it
// has come to its end.
PyObject* sequence_behind(PyObject* object);

// What iteration over an exact built-in container, a view of a dict or a built-in iterator may
// give: a new reference, NULL if nothing is known. Never advances an iterator; no exception is set.
PyObject* sample_item(PyObject* iterable);

// The objects that an iterator holds, borrowed, in the order in which it shows them to the
// collector.
std::vector<PyObject*> held_by(PyObject* iterator);

// CPython's own iterator of ASCII text, which has no public name.
PyTypeObject* ascii_iterator_type();

}  // namespace hasten::python
