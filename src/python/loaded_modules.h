// loaded_modules: what modules that the program has imported hold. Nothing here imports, runs code
// of others or sets an exception; all answers are borrowed.
#pragma once

#include <Python.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

// The namespace of a loaded module; NULL: not loaded, or something else stands in its place.
PyObject* hasten_loaded_module(const char* name);

// Whether it is the very type that a loaded module written in C has under a name.
bool hasten_is_type_of_module(const PyTypeObject* type, const char* module, const char* name);

#ifdef __cplusplus
}
#endif
