// check_layout: whether objects made by the running interpreter hold what its public functions say
// they hold at the offsets that machine code reads. Part of the start-up self-test
// (swap/self_test).
#pragma once

#include <Python.h>

#include <string>

#include "python/layout.h"

namespace hasten::python {

// Name of the first field of the layout that is not where `layout` says, or empty. NumPy's fields
// are left to numpy_objects, which checks them when numpy has been imported. No exception is set on
// return; needs the GIL, runs no Python code.
std::string check_layout(const hasten_object_layout& layout);

// Moves the field of that name, so that a test can see the self-test fail. False: no such field.
bool shift_field(hasten_object_layout& layout, const std::string& name, int32_t by);

// The names that shift_field knows, in the order in which they are checked.
const char* const* layout_fields();

}  // namespace hasten::python
