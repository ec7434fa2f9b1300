// self_test: whether the running interpreter is laid out as this build expects. Checked once per
// start, before any code is compiled: the objects (python/check_layout), and the frames, by running
// a small function, looking at its frame and leaving it at back-edges as regions do.
#pragma once

#include <Python.h>

#include <string>

namespace hasten::swap {

// Empty if everything is as expected, else the name of what is not. `monitoring` is sys.monitoring,
// where `tool` is held by the caller and has no callbacks yet; afterwards it has none again.
// `fault` makes one check fail, for tests: a field of hasten_object_layout, or one of the names
// that a failure has. No exception is set on return.
std::string self_test(PyObject* monitoring, int tool, const std::string& fault);

}  // namespace hasten::swap
