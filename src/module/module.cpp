// module: the extension hasten._core. Converts arguments and results, nothing else.
#include <Python.h>

#include <dlfcn.h>

#include <string>

#include "engine/facts.h"
#include "engine/session.h"
#include "module/observe.h"
#include "native/load_compiler.h"
#include "python/code_reader.h"
#include "python/quiet_collection.h"

namespace {

using hasten::engine::Options;
using hasten::engine::Session;

std::string disabled_reason;  // NOLINT: under the GIL

bool process_ends = false;

// The collector's counts before this module allocated anything, if they are known.
struct {
  bool known = false;
  hasten_collector_counts counts = {};
} before_start;  // NOLINT: under the GIL

PyObject* end(PyObject*, PyObject*) {
  process_ends = true;
  if (Session::current() != nullptr) Session::current()->end();
  disabled_reason = "the process ends";
  Py_RETURN_NONE;
}
PyMethodDef end_definition = {"end", end, METH_NOARGS, "Stop accelerating for good."};

// The engine's threads must touch nothing once the interpreter is taken down.
bool stop_at_exit() {
  PyObject* atexit = PyImport_ImportModule("atexit");
  PyObject* callback = PyCFunction_New(&end_definition, nullptr);
  PyObject* result = atexit == nullptr || callback == nullptr
                         ? nullptr
                         : PyObject_CallMethod(atexit, "register", "O", callback);
  Py_XDECREF(atexit);
  Py_XDECREF(callback);
  Py_XDECREF(result);
  return result != nullptr;
}

PyObject* start(PyObject*, PyObject* args, PyObject* keywords) {
  static const char* const kNames[] = {"eager",  "cache_dir",     "stress",
                                       "report", "whole_process", nullptr};
  int eager = 0, report = 0, whole_process = 0;
  const char *cache_dir = nullptr, *stress = "";
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|pzspp", const_cast<char**>(kNames), &eager,
                                   &cache_dir, &stress, &report, &whole_process)) {
    return nullptr;
  }
  Options options;
  options.eager = eager != 0;
  options.cache_dir = cache_dir == nullptr ? "" : cache_dir;
  options.stress = stress;
  options.keep = report != 0;
  options.whole_process = whole_process != 0;
  if (!process_ends && Session::current() == nullptr &&
      Session::start(options, disabled_reason) != nullptr && !stop_at_exit())
    return nullptr;
  // Collections come when they would have come without us.
  if (whole_process != 0 && before_start.known)
    hasten_set_collector_counts(PyThreadState_Get(), &before_start.counts);
  Py_RETURN_NONE;
}

PyObject* stop(PyObject*, PyObject*) {
  if (Session::current() != nullptr) Session::current()->stop();
  disabled_reason = "stopped";
  Py_RETURN_NONE;
}

PyObject* text(const std::string& value) {
  return PyUnicode_DecodeUTF8(value.data(), static_cast<Py_ssize_t>(value.size()), "replace");
}

PyObject* facts(PyObject*, PyObject*) {
  return text(hasten::engine::facts_json(Session::last(), disabled_reason));
}

PyObject* dump(PyObject*, PyObject* kind) {
  const char* name = PyUnicode_AsUTF8(kind);
  if (name == nullptr) return nullptr;
  return text(Session::last() == nullptr ? "" : hasten::engine::dump(*Session::last(), name));
}

PyObject* enabled(PyObject*, PyObject*) { return PyBool_FromLong(Session::current() != nullptr); }

// The same object, whatever can be done for it. A method is what it stands for.
PyObject* jit(PyObject*, PyObject* object) {
  PyObject* function = Py_NewRef(object);
  if (PyObject_TypeCheck(object, &PyClassMethod_Type) ||
      PyObject_TypeCheck(object, &PyStaticMethod_Type) || PyMethod_Check(object)) {
    Py_SETREF(function, PyObject_GetAttrString(object, "__func__"));
    if (function == nullptr) return nullptr;
  }
  const bool fits = PyFunction_Check(function);
  if (fits && Session::current() != nullptr)
    Session::current()->wish(reinterpret_cast<PyFunctionObject*>(function));
  Py_DECREF(function);
  if (fits) return Py_NewRef(object);
  return PyErr_Format(PyExc_TypeError, "jit() takes a Python function, not %.200s",
                      Py_TYPE(object)->tp_name);
}

PyObject* opcode_classes(PyObject*, PyObject*) {
  PyObject* result = PyDict_New();
  for (const hasten::python::OpcodeClass& row : hasten::python::opcode_classes()) {
    PyObject* group = PyUnicode_FromString(row.group);
    if (result == nullptr || group == nullptr || PyDict_SetItemString(result, row.name, group) != 0)
      return nullptr;
    Py_DECREF(group);
  }
  return result;
}

PyMethodDef methods[] = {
    {"start", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(start)),
     METH_VARARGS | METH_KEYWORDS, "Begin to accelerate this process."},
    {"stop", stop, METH_NOARGS, "Stop accelerating."},
    {"facts", facts, METH_NOARGS, "The run's facts as JSON."},
    {"dump", dump, METH_O, "A text dump: pyir, ir, llvm or asm."},
    {"enabled", enabled, METH_NOARGS, "Whether native code is used."},
    {"jit", jit, METH_O, "Mark a function as hot."},
    {"opcode_classes", opcode_classes, METH_NOARGS, "How every opcode name is treated."},
    {nullptr, nullptr, 0, nullptr},
};

int execute(PyObject* module) {
  // Programs' subinterpreters process hasten.pth too; one without an own lock would share our
  // state.
  if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
    PyErr_SetString(PyExc_ImportError,
                    "module hasten._core does not support loading in subinterpreters");
    return -1;
  }
  Dl_info info;
  if (dladdr(reinterpret_cast<void*>(&execute), &info) != 0) {
    const std::string path = info.dli_fname;
    hasten::native::set_compiler_path(path.substr(0, path.rfind('/') + 1) +
                                      "libhasten_compiler.so");
  }
  if (PyModule_AddFunctions(module, hasten::module::observe_methods) != 0) return -1;
  return PyModule_AddStringConstant(module, "version", HASTEN_VERSION);
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void*>(&execute)},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#endif
    {0, nullptr},
};

PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "_core",
                          "The engine of hasten.",
                          0,
                          methods,
                          slots,
                          nullptr,
                          nullptr,
                          nullptr};

}  // namespace

PyMODINIT_FUNC PyInit__core() {
  before_start.known = hasten_get_collector_counts(PyThreadState_Get(), &before_start.counts);
  return PyModuleDef_Init(&definition);
}
