// live_world_code: the functions, generators and expressions that a region may take in, as worlds
// of their own. See live_world.h.
#include "python/code_reader.h"
#include "python/generators.h"
#include "python/inline_frames.h"
#include "python/live_world.h"

namespace hasten::python {

using types::Ref;

namespace {

// A number that is the same in every run of the program and leaves room for an offset below it.
int32_t place_of_code(PyCodeObject* code) {
  uint32_t hash = 2166136261u + static_cast<uint32_t>(code->co_firstlineno);
  const char* name = PyUnicode_AsUTF8(code->co_qualname);
  if (name == nullptr) PyErr_Clear();
  for (; name != nullptr && *name != 0; ++name)
    hash = (hash ^ static_cast<uint8_t>(*name)) * 16777619u;
  return static_cast<int32_t>((hash % 8191 + 1) << 18);
}

bool plain_parameters(PyFunctionObject* function) {
  const auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  constexpr int kSpecial =
      CO_VARARGS | CO_VARKEYWORDS | CO_COROUTINE | CO_ASYNC_GENERATOR | CO_ITERABLE_COROUTINE;
  return (code->co_flags & kSpecial) == 0 && PyDict_CheckExact(function->func_globals) &&
         PyDict_CheckExact(function->func_builtins);
}

PyObject* parameter_name(const PyCodeObject* code, int index) {  // borrowed
  return PyTuple_GET_ITEM(code->co_localsplusnames, index);
}

// -1: no parameter that may be given by name.
int parameter_named(const PyCodeObject* code, PyObject* name) {
  const int end = code->co_argcount + code->co_kwonlyargcount;
  for (int k = code->co_posonlyargcount; k < end; ++k) {
    if (PyUnicode_Compare(parameter_name(code, k), name) == 0) return k;
  }
  return -1;
}

bool is_generator_function(PyFunctionObject* function) {
  const auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  return plain_parameters(function) && (code->co_flags & CO_GENERATOR) != 0;
}

}  // namespace

bool plain_function(PyFunctionObject* function) {
  const auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  return plain_parameters(function) && (code->co_flags & CO_GENERATOR) == 0 &&
         code->co_nfreevars == 0 && code->co_ncellvars == 0;
}

std::unique_ptr<ir::PyCode> read_whole(PyCodeObject* code) {
  Result<ir::PyCode> read = read_code(code);
  if (!read || !ir::compute_depths(read.value(), 0, 0)) return nullptr;
  return std::make_unique<ir::PyCode>(std::move(read.value()));
}

// The world of a piece of code, read at the first time; its parts of what there is to say.
template <typename Key>
bool LiveWorld::world_of(Worlds<Key>& worlds, Key* key, PyCodeObject* code, Callee& out) {
  auto at = worlds.find(key);
  if (at == worlds.end()) {
    std::unique_ptr<ir::PyCode> read = read_whole(code);
    std::unique_ptr<LiveWorld> world =
        read == nullptr ? nullptr : std::make_unique<LiveWorld>(key, root_, std::move(read));
    at = worlds.emplace(key, std::move(world)).first;
  }
  if (at->second == nullptr) return false;
  out.world = at->second.get();
  out.code = &at->second->read_;
  out.identity = pool_.add(reinterpret_cast<PyObject*>(code));
  out.place = place_of_code(code);
  return true;
}

bool LiveWorld::callee(Ref function, Callee& out) {
  return callee_if(plain_function, function, out);
}

bool LiveWorld::generator_function(Ref function, Callee& out) {
  return callee_if(is_generator_function, function, out);
}

bool LiveWorld::callee_if(bool (*fits)(PyFunctionObject*), Ref function_ref, Callee& out) {
  PyObject* object = pool_.at(function_ref);
  if (object == nullptr || Py_TYPE(object) != &PyFunction_Type) return false;
  auto* function = reinterpret_cast<PyFunctionObject*>(object);
  if (!fits(function)) return false;
  auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  if (!world_of(root_->callees_, function, code, out)) return false;
  root_->functions_.insert(function);
  out.function = function_ref;
  out.parameters = code->co_argcount + code->co_kwonlyargcount;
  out.frame_words = hasten_frame_words(code);
  return true;
}

bool LiveWorld::generator(Ref object_ref, Callee& out, int& others, int& offset) {
  PyObject* object = pool_.at(object_ref);
  if (object == nullptr || !PyGen_CheckExact(object)) return false;
  // Code that nobody sees stands for a built-in, whose caller's operand stack has the argument.
  others = frame_ != nullptr && hasten_code_is_hidden(hasten_frame_code(frame_)) != 0 ? 1 : 0;
  offset = hasten_generator_offset(object, others + 1);  // the pool holds it
  if (offset < 0) return false;
  hasten_frame* frame = hasten_generator_frame(object);
  if (!PyDict_CheckExact(hasten_frame_globals(frame)) ||
      !PyDict_CheckExact(hasten_frame_builtins(frame)))
    return false;
  PyCodeObject* code = hasten_frame_code(frame);
  return world_of(root_->generators_, frame, code, out);
}

bool LiveWorld::expression(Ref code_ref, Callee& out) {
  PyObject* object = pool_.at(code_ref);
  if (object == nullptr || !PyCode_Check(object) || !shares_globals() ||
      !PyDict_CheckExact(globals_) || !PyDict_CheckExact(builtins_))
    return false;
  auto* code = reinterpret_cast<PyCodeObject*>(object);
  if (PyUnicode_CompareWithASCIIString(code->co_name, "<genexpr>") != 0 ||
      (code->co_flags & CO_GENERATOR) == 0 || code->co_argcount != 1 || code->co_ncellvars != 0)
    return false;
  out.parameters = 1;
  return world_of(root_->expressions_, code, code, out);
}

// The function watcher tells of other defaults; those by keyword are a dict that may change in
// place.
Ref LiveWorld::default_value(PyFunctionObject* function, int parameter) {
  const auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  if (parameter < code->co_argcount) {
    PyObject* defaults = function->func_defaults;
    if (defaults == nullptr) return 0;
    const Py_ssize_t at = parameter - code->co_argcount + PyTuple_GET_SIZE(defaults);
    return at < 0 ? 0 : pool_.add(PyTuple_GET_ITEM(defaults, at));
  }
  PyObject* defaults = function->func_kwdefaults;
  if (defaults == nullptr) return 0;
  PyObject* name = parameter_name(code, parameter);
  PyObject* value = PyDict_GetItemWithError(defaults, name);
  return value == nullptr ? 0 : watched(defaults, name, value);
}

bool LiveWorld::bind(const Callee& callee, int given, Ref names, std::vector<Binding>& out) {
  auto* function = reinterpret_cast<PyFunctionObject*>(pool_.at(callee.function));
  const auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  const int positional = given - (names == 0 ? 0 : tuple_size(names));
  if (positional > code->co_argcount) return false;
  out.assign(static_cast<size_t>(callee.parameters), Binding{});
  for (int k = 0; k < positional; ++k) out[static_cast<size_t>(k)].argument = k;
  for (int k = positional; k < given; ++k) {
    const int at = parameter_named(code, PyTuple_GET_ITEM(pool_.at(names), k - positional));
    if (at < 0 || out[static_cast<size_t>(at)].argument >= 0) return false;
    out[static_cast<size_t>(at)].argument = k;
  }
  for (int k = 0; k < callee.parameters; ++k) {
    Binding& binding = out[static_cast<size_t>(k)];
    if (binding.argument >= 0) continue;
    binding.value = default_value(function, k);
    if (binding.value == 0) return false;
  }
  return true;
}

}  // namespace hasten::python
