// observe: the functions of hasten._core that collect and read captures; see module.cpp.
#pragma once

#include <Python.h>

namespace hasten::module {

// To be added to the module; ends with an empty row.
extern PyMethodDef observe_methods[];

}  // namespace hasten::module
