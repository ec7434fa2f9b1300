// embedded_python: starts the interpreter inside a test program and asks it what the right answer
// is.
#pragma once

#include <Python.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hasten::testing {

// The interpreter is started once and never stopped: test order must not matter.
inline void start_python() {
  if (!Py_IsInitialized()) Py_InitializeEx(0);
}

// An owned reference that releases itself.
class Owned {
 public:
  Owned(PyObject* object) : object_(object) {}  // NOLINT: implicit on purpose, tests read better
  Owned(Owned&& other) : object_(std::exchange(other.object_, nullptr)) {}
  Owned(const Owned&) = delete;
  ~Owned() { Py_XDECREF(object_); }
  PyObject* get() const { return object_; }
  operator PyObject*() const { return object_; }

 private:
  PyObject* object_;
};

inline PyObject* namespace_dict() {
  start_python();
  static PyObject* dict = nullptr;
  if (dict == nullptr) {
    dict = PyDict_New();
    PyDict_SetItemString(dict, "__builtins__", PyEval_GetBuiltins());
  }
  return dict;
}

inline void run(const std::string& source) {
  PyObject* done = PyRun_String(source.c_str(), Py_file_input, namespace_dict(), namespace_dict());
  if (done == nullptr) PyErr_Print();
  Py_XDECREF(done);
}

// Value of an expression as CPython computes it, with x, y, z bound; NULL: raised.
inline PyObject* evaluate(const std::string& source, PyObject* x = nullptr, PyObject* y = nullptr,
                          PyObject* z = nullptr) {
  PyObject* names = namespace_dict();
  if (x != nullptr) PyDict_SetItemString(names, "x", x);
  if (y != nullptr) PyDict_SetItemString(names, "y", y);
  if (z != nullptr) PyDict_SetItemString(names, "z", z);
  PyObject* value = PyRun_String(source.c_str(), Py_eval_input, names, names);
  for (const char* name : {"x", "y", "z"}) {
    if (PyDict_GetItemString(names, name) == nullptr) continue;
    PyObject *type, *error, *traceback;
    PyErr_Fetch(&type, &error, &traceback);
    PyDict_DelItemString(names, name);
    // The traceback holds the frame of the expression, which is gone for the purposes of a test.
    Py_XDECREF(traceback);
    PyErr_Restore(type, error, nullptr);
  }
  return value;
}

inline std::string text_of(PyObject* text) {
  Owned bytes = PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass");
  return bytes.get() == nullptr ? "?" : PyBytes_AsString(bytes);
}

// "int 0x5" or "!TypeError text". Takes the reference over and clears the exception.
inline std::string outcome(PyObject* result) {
  if (result == nullptr) {
    PyObject *type, *error, *traceback;
    PyErr_Fetch(&type, &error, &traceback);
    if (type == nullptr) return "nothing";
    PyErr_NormalizeException(&type, &error, &traceback);
    Owned message = PyObject_Str(error);
    std::string text =
        "!" + std::string(reinterpret_cast<PyTypeObject*>(type)->tp_name) + " " + text_of(message);
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(traceback);
    return text;
  }
  if (PyErr_Occurred()) {
    PyErr_Clear();
    return "result with an exception set";
  }
  Owned shown = PyLong_CheckExact(result) ? PyNumber_ToBase(result, 16) : PyObject_Repr(result);
  std::string text = std::string(Py_TYPE(result)->tp_name) + " " + text_of(shown);
  Py_DECREF(result);
  return text;
}

// The same for helpers that answer 0, 1 or -1.
inline std::string outcome(int64_t status) {
  return outcome(status < 0 ? nullptr : PyBool_FromLong(status != 0));
}

// Values of the list display `source`, one by one, each held once by the result.
inline std::vector<Owned> values(const std::string& source) {
  Owned list = evaluate(source);
  std::vector<Owned> result;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list.get()); ++i) {
    result.push_back(Py_NewRef(PyList_GET_ITEM(list.get(), i)));
  }
  return result;
}

}  // namespace hasten::testing
