// nested_iterators: where exact zip and enumerate objects and iterators over text and bytes keep
// their state. No header of CPython tells, so it is found by looking at such objects, once.
#pragma once

#include <Python.h>

#include <cstdint>
#include <vector>

namespace hasten::python {

// Byte offsets of fields, all found or all 0.
struct NestedIterators {
  int32_t zip_parts = 0;         // tuple of the iterators
  int32_t zip_result = 0;        // tuple that is given again while nobody else holds it
  int32_t zip_strict = 0;        // int
  int32_t enumerate_part = 0;    // the iterator
  int32_t enumerate_index = 0;   // of the next item, Py_ssize_t
  int32_t enumerate_result = 0;  // as zip_result
  int32_t enumerate_long = 0;    // the index as an int object once it is too large, else NULL
};
const NestedIterators& nested_iterators();

// The iterators that an exact zip or enumerate takes its items from, borrowed; empty if it is
// neither or nothing is known of such.
std::vector<PyObject*> inner_iterators(PyObject* iterator);

// Of str or bytes, with index and sequence where an iterator over a list has them.
bool is_laid_out_as_list_iterator(const PyTypeObject* type);

}  // namespace hasten::python
