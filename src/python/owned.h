// owned: a reference that is given up at the end of its scope. Needs the GIL.
#pragma once

#include <Python.h>

#include <memory>

namespace hasten::python {

struct Release {
  void operator()(PyObject* object) const { Py_XDECREF(object); }
};
using Owned = std::unique_ptr<PyObject, Release>;

}  // namespace hasten::python
