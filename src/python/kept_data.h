// kept_data: large data at the end of a process. CPython frees what a program's module holds object
// by object, after two collections that walk through all of it, and the kernel then takes the
// memory back at once. Data whose end nobody can see is spared that.
#pragma once

#include <Python.h>

#ifdef __cplusplus
extern "C" {
#endif

// At the very end, with the GIL, when nothing of the program is to run any more but finalizers:
// what the names of __main__ are bound to is never freed, and not collected, if it is an exact
// list, tuple, dict or set of numbers, text, bytes and such containers again. Does nothing while
// other threads or tools might look on. Returns how many containers are kept.
Py_ssize_t hasten_keep_plain_data(PyThreadState* thread);

#ifdef __cplusplus
}
#endif
