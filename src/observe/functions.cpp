// See functions.h.
#include "observe/functions.h"

#include <Python.h>

#include <utility>

#include "python/owned.h"

namespace hasten::observe {
namespace {

using python::Owned;

std::string text_of(PyObject* object) {
  Py_ssize_t size = 0;
  const char* bytes = object != nullptr && PyUnicode_Check(object)
                          ? PyUnicode_AsUTF8AndSize(object, &size)
                          : nullptr;
  if (bytes != nullptr) return {bytes, static_cast<size_t>(size)};
  PyErr_Clear();
  const Owned escaped(
      object == nullptr ? nullptr : PyUnicode_AsEncodedString(object, "utf-8", "backslashreplace"));
  if (escaped == nullptr) {
    PyErr_Clear();
    return "?";
  }
  return {PyBytes_AS_STRING(escaped.get()), static_cast<size_t>(PyBytes_GET_SIZE(escaped.get()))};
}

std::string module_name(PyObject* module) {
  if (module == nullptr) return "";
  if (PyUnicode_Check(module)) return text_of(module);
  if (!PyModule_Check(module)) return "";
  const Owned name(PyModule_GetNameObject(module));
  if (name == nullptr) PyErr_Clear();
  return name == nullptr ? "" : text_of(name.get());
}

// The words of cProfile (Modules/_lsprof.c, normalizeUserObj), found without running any code: the
// descriptor that a type has for the method is worded only where it is CPython's own.
std::string builtin_name(PyMethodDef* definition, PyObject* self, PyObject* module) {
  const std::string name = definition->ml_name;
  if (self == nullptr) {
    const std::string in = module_name(module);
    return in.empty() || in == "builtins" ? "<" + name + ">" : "<" + in + "." + name + ">";
  }
  const Owned key(PyUnicode_FromString(definition->ml_name));
  PyObject* found = key == nullptr ? nullptr : _PyType_Lookup(Py_TYPE(self), key.get());
  if (found != nullptr && Py_IS_TYPE(found, &PyMethodDescr_Type)) {
    const Owned words(PyObject_Repr(found));
    if (words != nullptr) return text_of(words.get());
  }
  // One definition serves the __new__ of all types: it is nobody's in particular.
  if (found != nullptr && PyCFunction_Check(found) && PyType_Check(self))
    return "<built-in method " + name + " of type object>";
  PyErr_Clear();
  const std::string in =
      module != nullptr && PyUnicode_Check(module) ? text_of(module) + "." : std::string();
  return "<built-in method " + in + name + ">";
}

// Another code object may get its address.
void forget_code(void* function) {
  if (function != nullptr) static_cast<Function*>(function)->code = nullptr;
}

}  // namespace

bool FunctionTable::open() {
  if (code_slot_ < 0)
    code_slot_ = static_cast<int>(PyUnstable_Eval_RequestCodeExtraIndex(forget_code));
  if (code_slot_ < 0)
    PyErr_SetString(PyExc_RuntimeError, "code objects have no room for extra data");
  return code_slot_ >= 0;
}

const Function* FunctionTable::of_code(PyCodeObject* code) {
  void* known = nullptr;
  PyObject* object = reinterpret_cast<PyObject*>(code);
  if (PyUnstable_Code_GetExtra(object, code_slot_, &known) != 0) return nullptr;
  if (known != nullptr) return static_cast<const Function*>(known);
  Function function;
  function.first_line = code->co_firstlineno;
  function.file = text_of(code->co_filename);
  function.name = text_of(code->co_name);
  function.qualified_name = text_of(code->co_qualname);
  function.line_table.assign(PyBytes_AS_STRING(code->co_linetable),
                             static_cast<size_t>(PyBytes_GET_SIZE(code->co_linetable)));
  Function* added = add(std::move(function));
  if (PyUnstable_Code_SetExtra(object, code_slot_, added) != 0) return nullptr;
  added->code = code;
  return added;
}

const Function* FunctionTable::of_builtin(PyMethodDef* definition, PyObject* self,
                                          PyObject* module) {
  const Function*& known = builtins_[definition];
  if (known == nullptr) {
    Function function;
    function.is_builtin = true;
    function.definition = definition;
    function.name = function.qualified_name = builtin_name(definition, self, module);
    known = add(std::move(function));
  }
  return known;
}

std::vector<const Function*> FunctionTable::from(uint32_t first) const {
  const std::lock_guard lock(mutex_);
  std::vector<const Function*> found;
  for (size_t i = first; i < functions_.size(); ++i) found.push_back(&functions_[i]);
  return found;
}

Function* FunctionTable::add(Function function) {
  const std::lock_guard lock(mutex_);
  function.id = static_cast<uint32_t>(functions_.size());
  return &functions_.emplace_back(std::move(function));
}

}  // namespace hasten::observe
