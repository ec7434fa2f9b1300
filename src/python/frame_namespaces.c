// frame_namespaces: where the running frame looks names up. Reading them from the private frame
// keeps the public frame object, whose mere existence is visible, from being made.
#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include "python/internals.h"

#include <internal/pycore_frame.h>

struct hasten_namespaces hasten_running_namespaces(void) {
  struct hasten_namespaces found = {NULL, NULL, NULL};
  _PyInterpreterFrame* frame = _PyThreadState_GetFrame(PyThreadState_Get());
  if (frame == NULL) return found;
  found.locals = frame->f_locals;
  found.globals = frame->f_globals;
  found.builtins = frame->f_builtins;
  return found;
}
