// See main_body.h.
#include "observe/main_body.h"

#include <Python.h>

#include "python/layout.h"

namespace hasten::observe {

bool starts_main(PyCodeObject* code) {
  if (PyUnicode_CompareWithASCIIString(code->co_name, "<module>") != 0) return false;
  hasten_frame* frame = hasten_current_frame(PyThreadState_Get());
  PyObject* globals = frame == nullptr ? nullptr : hasten_frame_globals(frame);
  PyObject* name =
      globals == nullptr ? nullptr : PyDict_GetItemString(globals, "__name__");  // borrowed
  return name != nullptr && PyUnicode_Check(name) &&
         PyUnicode_CompareWithASCIIString(name, "__main__") == 0;
}

}  // namespace hasten::observe
