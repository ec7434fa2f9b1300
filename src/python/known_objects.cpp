// known_objects: see known_objects.h.
#include "python/known_objects.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <string_view>

#include "python/deques.h"
#include "python/loaded_modules.h"

namespace hasten::python {
namespace {

using types::Known;

struct Row {
  Known known;
  std::string_view text;  // "module.name"
};

constexpr Row kRows[] = {
#define KNOWN(name, text) {Known::k_##name, text},
#include "types/known.def"
#undef KNOWN
};

Known find(std::string_view owner, std::string_view name) {
  for (const Row& row : kRows) {
    const size_t dot = row.text.rfind('.');
    if (dot != std::string_view::npos && row.text.substr(0, dot) == owner &&
        row.text.substr(dot + 1) == name)
      return row.known;
  }
  return Known::kNone;
}

// Methods of str and bytes that run no Python code and take and return plain values, by what they
// return; kUnknown stands for the type of the object itself.
struct TextMethod {
  std::string_view name;
  types::Kind result;
};
constexpr types::Kind kSame = types::Kind::kUnknown, kInt = types::Kind::kInt,
                      kBool = types::Kind::kBool, kList = types::Kind::kList,
                      kTuple = types::Kind::kTuple;
constexpr TextMethod kTextMethods[] = {
    {"capitalize", kSame},   {"casefold", kSame},     {"center", kSame},
    {"count", kInt},         {"endswith", kBool},     {"expandtabs", kSame},
    {"find", kInt},          {"index", kInt},         {"isalnum", kBool},
    {"isalpha", kBool},      {"isascii", kBool},      {"isdecimal", kBool},
    {"isdigit", kBool},      {"isidentifier", kBool}, {"islower", kBool},
    {"isnumeric", kBool},    {"isprintable", kBool},  {"isspace", kBool},
    {"istitle", kBool},      {"isupper", kBool},      {"ljust", kSame},
    {"lower", kSame},        {"lstrip", kSame},       {"partition", kTuple},
    {"removeprefix", kSame}, {"removesuffix", kSame}, {"replace", kSame},
    {"rfind", kInt},         {"rindex", kInt},        {"rjust", kSame},
    {"rpartition", kTuple},  {"rsplit", kList},       {"rstrip", kSame},
    {"split", kList},        {"splitlines", kList},   {"startswith", kBool},
    {"strip", kSame},        {"swapcase", kSame},     {"title", kSame},
    {"upper", kSame},        {"zfill", kSame},        {"hex", types::Kind::kStr}};

const TextMethod* text_method(std::string_view name) {
  const auto* at = std::find_if(std::begin(kTextMethods), std::end(kTextMethods),
                                [&](const TextMethod& each) { return each.name == name; });
  return at == std::end(kTextMethods) ? nullptr : at;
}

Known known_function(PyObject* object) {
  PyObject* self = PyCFunction_GET_SELF(object);
  if (self == nullptr || !PyModule_CheckExact(self)) return Known::kNone;
  const PyModuleDef* definition = PyModule_GetDef(self);
  if (definition == nullptr || definition->m_methods == nullptr) return Known::kNone;
  const PyMethodDef* method = reinterpret_cast<PyCFunctionObject*>(object)->m_ml;
  for (const PyMethodDef* each = definition->m_methods; each->ml_name != nullptr; ++each) {
    if (each->ml_meth == method->ml_meth) return find(definition->m_name, method->ml_name);
  }
  return Known::kNone;
}

Known known_method(PyObject* object) {
  const auto* descriptor = reinterpret_cast<PyMethodDescrObject*>(object);
  const PyTypeObject* type = descriptor->d_common.d_type;
  const char* name = descriptor->d_method->ml_name;
  if (type == &PyUnicode_Type) return text_method(name) ? Known::k_str_method : find("str", name);
  if (type == &PyBytes_Type) return text_method(name) ? Known::k_bytes_method : Known::kNone;
  if (type == &PyList_Type || type == &PyDict_Type || type == &PySet_Type ||
      type == &PyByteArray_Type || type == &PyLong_Type ||
      hasten_is_type_of_module(type, "_random", "Random") ||
      is_known_deque_type(descriptor->d_common.d_type)) {
    return find(type->tp_name, name);
  }
  return Known::kNone;
}

}  // namespace

types::Kind text_method_result(PyObject* method) {
  const auto* descriptor = reinterpret_cast<PyMethodDescrObject*>(method);
  const TextMethod* row = text_method(descriptor->d_method->ml_name);
  if (row == nullptr) return types::Kind::kUnknown;
  if (row->result != kSame) return row->result;
  return descriptor->d_common.d_type == &PyUnicode_Type ? types::Kind::kStr : types::Kind::kBytes;
}

bool character_test(PyObject* method, uint64_t set[2]) {
  set[0] = set[1] = 0;
  if (text_method_result(method) != types::Kind::kBool) return false;
  for (int code = 0; code < 128; ++code) {
    PyObject* character = PyUnicode_FromOrdinal(code);
    PyObject* answer = character == nullptr ? nullptr : PyObject_CallOneArg(method, character);
    Py_XDECREF(character);
    if (answer == nullptr) {  // it takes arguments
      PyErr_Clear();
      return false;
    }
    if (answer == Py_True) set[code >> 6] |= uint64_t{1} << (code & 63);
    Py_DECREF(answer);
  }
  return true;
}

bool is_plain_of_itertools(const PyTypeObject* type) {
  constexpr std::string_view kPrefix = "itertools.";
  const std::string_view text = type->tp_name;
  if (text.substr(0, kPrefix.size()) != kPrefix) return false;
  static const char* const kNames[] = {"repeat", "product", "permutations", "combinations",
                                       "combinations_with_replacement"};
  return std::any_of(std::begin(kNames), std::end(kNames), [&](const char* name) {
    return text.substr(kPrefix.size()) == name && hasten_is_type_of_module(type, "itertools", name);
  });
}

Known known_object(PyObject* object) {
  if (object == nullptr) return Known::kNone;
  if (Py_TYPE(object) == &PyCFunction_Type) return known_function(object);
  if (Py_TYPE(object) == &PyMethodDescr_Type) return known_method(object);
  if (Py_TYPE(object) == &PyType_Type) {
    const PyTypeObject* type = reinterpret_cast<PyTypeObject*>(object);
    const PyTypeObject* const own[] = {
        &PyRange_Type, &PyLong_Type,     &PyFloat_Type,   &PyBool_Type, &PyEnum_Type,
        &PyZip_Type,   &PyReversed_Type, &PyComplex_Type, &PyList_Type, &PyUnicode_Type,
        &PyTuple_Type, &PySet_Type,      &PyType_Type};
    if (std::find(std::begin(own), std::end(own), type) != std::end(own))
      return find("builtins", type->tp_name);
    if (hasten_is_type_of_module(type, "itertools", "repeat")) return Known::k_repeat;
  }
  return Known::kNone;
}

}  // namespace hasten::python
