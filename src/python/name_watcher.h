// name_watcher: whether anybody would learn anything from being told that a name of a dict gets
// another value. The engine watches the dicts of modules for a few of their names, and binding any
// other would cost a call each time.
#pragma once

#include <Python.h>

namespace hasten::python {

struct NameWatcher {
  int id = -1;                                                  // CPython's, of the dict watcher
  bool (*may_watch)(PyObject* dict, PyObject* name) = nullptr;  // dict is watched by it
};
void set_name_watcher(const NameWatcher& watcher);

// `name` is bound in `dict`. False as well where that cannot be told.
bool is_unheard(PyObject* dict, PyObject* name);

}  // namespace hasten::python
