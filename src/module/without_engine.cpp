// module, for a CPython that the engine does not know: the functions of module.cpp, the same
// answers as those of an engine that refuses everything. It uses public API only, so that it
// compiles on any version (docs/decisions/0009).
#include <Python.h>

#include <string>

#include "base/refusal.h"
#include "report/run_document.h"

namespace {

#ifdef Py_GIL_DISABLED
constexpr char kKind[] = "free-threaded ";
#else
constexpr char kKind[] = "";
#endif

hasten::Refusal refusal() {
  const std::string version =
      std::to_string(PY_MAJOR_VERSION) + "." + std::to_string(PY_MINOR_VERSION);
  return {hasten::RefusalCode::kUnknownPython,
          kKind + version + " yet, only for " HASTEN_KNOWN_PYTHONS};
}

PyObject* nothing(PyObject*, PyObject*) { Py_RETURN_NONE; }
PyObject* start(PyObject*, PyObject*, PyObject*) { Py_RETURN_NONE; }
PyObject* enabled(PyObject*, PyObject*) { Py_RETURN_FALSE; }
PyObject* same(PyObject*, PyObject* object) { return Py_NewRef(object); }
PyObject* no_text(PyObject*, PyObject*) { return PyUnicode_FromString(""); }
PyObject* no_classes(PyObject*, PyObject*) { return PyDict_New(); }

// The collectors know CPython's frames as the engine does.
constexpr char kNoCaptures[] =
    "captures are made and read on CPython " HASTEN_KNOWN_PYTHONS " only";
PyObject* start_profile(PyObject*, PyObject*) {
  return PyErr_Format(PyExc_RuntimeError, kNoCaptures);
}
PyObject* export_capture(PyObject*, PyObject*) { return PyErr_Format(PyExc_OSError, kNoCaptures); }

PyObject* facts(PyObject*, PyObject*) {
  const hasten::Refusal refused = refusal();
  hasten::report::RunDocument run;
  run.python = Py_GetVersion();
  run.disabled = &refused;
  return PyUnicode_FromString(hasten::report::to_json(run).c_str());
}

PyMethodDef methods[] = {
    {"start", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(start)),
     METH_VARARGS | METH_KEYWORDS, "Does nothing on this Python."},
    {"stop", nothing, METH_NOARGS, "Does nothing on this Python."},
    {"facts", facts, METH_NOARGS, "The run's facts as JSON: why nothing was done."},
    {"dump", no_text, METH_O, "A text dump: nothing on this Python."},
    {"enabled", enabled, METH_NOARGS, "Whether native code is used: False on this Python."},
    {"jit", same, METH_O, "Returns the function."},
    {"opcode_classes", no_classes, METH_NOARGS, "How every opcode name is treated: none is known."},
    {"start_profile", start_profile, METH_VARARGS, "Refuses on this Python."},
    {"stop_profile", no_text, METH_NOARGS, "Nothing went wrong."},
    {"export_capture", export_capture, METH_VARARGS, "Refuses on this Python."},
    {nullptr, nullptr, 0, nullptr},
};

// As the engine: for the main interpreter, whose report it is.
int execute(PyObject* module) {
  if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
    PyErr_SetString(PyExc_ImportError,
                    "module hasten._core does not support loading in subinterpreters");
    return -1;
  }
  return PyModule_AddStringConstant(module, "version", HASTEN_VERSION);
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void*>(&execute)},
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, nullptr},
};

PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "_core",
                          "hasten without its engine, which does not know this Python.",
                          0,
                          methods,
                          slots,
                          nullptr,
                          nullptr,
                          nullptr};

}  // namespace

PyMODINIT_FUNC PyInit__core() { return PyModuleDef_Init(&definition); }
