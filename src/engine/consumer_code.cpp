// consumer_code: see consumer_code.h.
#include "engine/consumer_code.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "python/layout.h"
#include "python/owned.h"

namespace hasten::engine {
namespace {

using python::Owned;

constexpr size_t kMostFunctions = 512;

// In the order of Consumer. What each does with an item is what bltinmodule.c, listobject.c and
// setobject.c of 3.12 and 3.13 do. No item is LEAVE: what would follow then is where the engine
// sends a frame that is at a back-edge and has to end.
constexpr const char* kNames[] = {"sum", "sum", "any", "all", "min", "max", "list", "set"};
constexpr char kSource[] = R"(
def caller(frame_at):
    return frame_at(1)

def hidden(frame_at):
    return caller(frame_at)

def sum_of_ints(items, total):
    for item in items.pop():
        if item is LEAVE:
            return LEFT, total
        if type(item) is not int and type(item) is not bool:
            return ODD_ITEM, total, item
        total += item
    return DONE, total

def sum_of_floats(items, total, lost):
    for item in items.pop():
        if item is LEAVE:
            return LEFT, total, lost
        if type(item) is not float:
            return ODD_ITEM, total, lost, item
        rounded = total + item
        if abs(total) >= abs(item):
            lost += (total - rounded) + item
        else:
            lost += (item - rounded) + total
        total = rounded
    return DONE, total, lost

def any(items):
    for item in items.pop():
        if item is LEAVE:
            return LEFT, False
        if item:
            return DONE, True
    return DONE, False

def all(items):
    for item in items.pop():
        if item is LEAVE:
            return LEFT, True
        if not item:
            return DONE, False
    return DONE, True

def min(items, best):
    for item in items.pop():
        if item is LEAVE:
            return LEFT, best
        if item < best:
            best = item
    return DONE, best

def max(items, best):
    for item in items.pop():
        if item is LEAVE:
            return LEFT, best
        if item > best:
            best = item
    return DONE, best

def list(items, result):
    for item in items.pop():
        if item is LEAVE:
            return LEFT, result
        result.append(item)
    return DONE, result

def set(items, result):
    for item in items.pop():
        if item is LEAVE:
            return LEFT, result
        result.add(item)
    return DONE, result
)";
constexpr const char* kFunctions[] = {"sum_of_ints", "sum_of_floats", "any",  "all",
                                      "min",         "max",           "list", "set"};

// Whether hiding works as it does in the versions that were read: what a hidden function calls sees
// another frame as its caller's.
bool is_hidden_well(PyObject* names) {
  PyObject* function = PyDict_GetItemString(names, "hidden");
  PyObject* get_frame = PySys_GetObject("_getframe");
  if (function == nullptr || get_frame == nullptr) return false;
  PyObject* code = PyFunction_GET_CODE(function);
  hasten_hide_code(reinterpret_cast<PyCodeObject*>(code));
  const Owned frame(PyObject_CallOneArg(function, get_frame));
  if (frame.get() == nullptr || !PyFrame_Check(frame.get())) return false;
  const Owned shown(
      reinterpret_cast<PyObject*>(PyFrame_GetCode(reinterpret_cast<PyFrameObject*>(frame.get()))));
  return shown.get() != code;
}

// The namespace of the functions: what a program does to its built-ins is nothing to them.
PyObject* make_namespace() {
  const Owned names(PyDict_New());
  const Owned code(Py_CompileString(kSource, "<hasten>", Py_file_input));
  if (names.get() == nullptr || code.get() == nullptr) return nullptr;
  const Owned leave(PyObject_CallNoArgs(reinterpret_cast<PyObject*>(&PyBaseObject_Type)));
  const std::pair<const char*, Progress> numbers[] = {
      {"DONE", Progress::kDone}, {"LEFT", Progress::kLeft}, {"ODD_ITEM", Progress::kOddItem}};
  bool ok = leave != nullptr && PyDict_SetItemString(names.get(), "LEAVE", leave.get()) == 0 &&
            PyDict_SetItemString(names.get(), "__builtins__", PyEval_GetBuiltins()) == 0;
  for (const auto& [name, progress] : numbers) {
    const Owned number(PyLong_FromLong(static_cast<long>(progress)));
    ok =
        ok && number.get() != nullptr && PyDict_SetItemString(names.get(), name, number.get()) == 0;
  }
  const Owned done(ok ? PyEval_EvalCode(code.get(), names.get(), names.get()) : nullptr);
  const Owned builtins(PyImport_ImportModule("builtins"));
  const Owned size(builtins.get() == nullptr ? nullptr
                                             : PyObject_GetAttrString(builtins.get(), "abs"));
  const std::pair<const char*, PyObject*> own[] = {
      {"abs", size.get()},
      {"type", reinterpret_cast<PyObject*>(&PyType_Type)},
      {"int", reinterpret_cast<PyObject*>(&PyLong_Type)},
      {"bool", reinterpret_cast<PyObject*>(&PyBool_Type)},
      {"float", reinterpret_cast<PyObject*>(&PyFloat_Type)}};
  ok = done.get() != nullptr;
  for (const auto& [name, object] : own)
    ok = ok && object != nullptr && PyDict_SetItemString(names.get(), name, object) == 0;
  return ok && is_hidden_well(names.get()) ? Py_NewRef(names.get()) : nullptr;
}

// The one namespace of the process; borrowed, NULL: it cannot be made. No static initializer makes
// it: that would hold its lock while the code that runs gives up the GIL, which whoever waits for
// the lock holds.
PyObject* shared_namespace() {
  static PyObject* names = nullptr;
  static bool tried = false;
  if (!tried) {
    PyObject* made = make_namespace();
    if (names == nullptr) {
      names = made;
    } else {
      Py_XDECREF(made);  // another thread was faster
    }
    tried = true;
  }
  return names;
}

// A line table that says of all instructions that they stand on the first line: entries of up to
// eight instructions, kind 13 (no column), line delta 0 (Objects/locations.md).
PyObject* table_of_one_line(Py_ssize_t instructions) {
  std::string table;
  for (Py_ssize_t left = instructions; left > 0; left -= 8) {
    table += static_cast<char>(0x80 | 13 << 3 | (std::min(left, Py_ssize_t{8}) - 1));
    table += '\0';
  }
  return PyBytes_FromStringAndSize(table.data(), static_cast<Py_ssize_t>(table.size()));
}

// A copy that a report shows where the generator stands.
PyObject* copy_for(PyCodeObject* code, const char* name, PyCodeObject* generator) {
  const Owned shown(PyUnicode_FromFormat("%s(%U)", name, generator->co_name));
  const Owned table(table_of_one_line(Py_SIZE(code)));
  const Owned replace(PyObject_GetAttrString(reinterpret_cast<PyObject*>(code), "replace"));
  const Owned nothing(PyTuple_New(0));
  if (shown.get() == nullptr || table.get() == nullptr) return nullptr;
  const Owned changes(Py_BuildValue("{sOsOsOsisO}", "co_name", shown.get(), "co_qualname",
                                    shown.get(), "co_filename", generator->co_filename,
                                    "co_firstlineno", generator->co_firstlineno, "co_linetable",
                                    table.get()));
  if (replace.get() == nullptr || nothing.get() == nullptr || changes.get() == nullptr)
    return nullptr;
  return PyObject_Call(replace.get(), nothing.get(), changes.get());
}

PyObject* make_function(Consumer consumer, PyCodeObject* generator) {
  PyObject* names = shared_namespace();
  if (names == nullptr) return nullptr;
  const auto index = static_cast<size_t>(consumer);
  PyObject* function = PyDict_GetItemString(names, kFunctions[index]);
  if (function == nullptr) return nullptr;
  auto* code = reinterpret_cast<PyCodeObject*>(PyFunction_GET_CODE(function));
  const Owned copy(copy_for(code, kNames[index], generator));
  return copy.get() == nullptr ? nullptr : PyFunction_New(copy.get(), names);
}

}  // namespace

PyFunctionObject* consumer_function(Consumer consumer, PyCodeObject* generator) {
  static std::map<std::pair<Consumer, PyCodeObject*>, PyObject*> functions;
  const auto at = functions.find({consumer, generator});
  if (at != functions.end()) return reinterpret_cast<PyFunctionObject*>(at->second);
  if (functions.size() >= kMostFunctions) return nullptr;
  PyObject* function = make_function(consumer, generator);
  if (function == nullptr) PyErr_Clear();
  Py_INCREF(generator);  // its address is not to be another's
  functions[{consumer, generator}] = function;
  return reinterpret_cast<PyFunctionObject*>(function);
}

int leaving_offset(const ir::PyCode& code) {
  const std::vector<ir::PyInst>& insts = code.insts;
  const auto is = std::find_if(insts.begin(), insts.end(),
                               [](const ir::PyInst& inst) { return inst.op == ir::PyOp::kIs; });
  return insts.end() - is > 2 ? (is + 2)->offset : -1;
}

}  // namespace hasten::engine
