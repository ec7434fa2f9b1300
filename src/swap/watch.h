// watch: withdraws regions whose assumptions about module globals, builtins or module attributes
// end. One dict watcher of CPython (3.12+), whose callback runs before the change. GIL held
// throughout.
#pragma once

#include <Python.h>

#include "swap/region.h"

namespace hasten::swap {

// Registers the watcher with this interpreter. false: none is free.
bool start_watching();

// The region is entered no more once `dict` has another value (or none) under `key`, or the dict
// goes away.
void assume_unchanged(PyObject* dict, PyObject* key, Region* region);

// The region leaves if anybody else stores under `key` while it runs.
void watch_variable(PyObject* dict, PyObject* key, Region* region);

// The region is entered no more once the function gets other code or defaults or goes away.
void assume_function(PyFunctionObject* function, Region* region);

// The region is entered no more once the type or one of its bases changes. The region keeps the
// type alive.
void assume_type(PyTypeObject* type, Region* region);

// Before a region is destroyed.
void forget_region(Region* region);

}  // namespace hasten::swap
