// helpers_match: the patterns of match statements (rules: helpers.h). The texts are those of 3.12
// and 3.13.
#include "python/helpers.h"

#include <Python.h>

namespace {

// The value of an attribute, or NULL: there is none, or an exception is set.
PyObject* attribute_or_null(PyObject* object, PyObject* name) {
#if PY_VERSION_HEX < 0x030D0000
  PyObject* value = nullptr;
  _PyObject_LookupAttr(object, name, &value);
#else
  PyObject* value = nullptr;
  PyObject_GetOptionalAttr(object, name, &value);
#endif
  return value;
}

// An interned name, made once for good.
#define HASTEN_NAME(text)                                                                          \
  ([]() -> PyObject* {                                                                             \
    static PyObject* const name = PyUnicode_InternFromString(text);                                \
    return name;                                                                                   \
  }())

// Whether isinstance() asks nobody but the types, and the object for its __class__. When the match
// fails later on, the interpreter asks the same of an object that raises.
bool asks_only_types(PyObject* type) {
  PyObject* name = HASTEN_NAME("__instancecheck__");
  return PyType_CheckExact(type) ||
         _PyType_Lookup(Py_TYPE(type), name) == _PyType_Lookup(&PyType_Type, name);
}

class ClassPattern {
 public:
  ClassPattern(PyObject* subject, PyObject* type)
      : subject_(subject), type_(type), seen_(PySet_New(nullptr)), found_(PyList_New(0)) {}
  ~ClassPattern() {
    Py_XDECREF(seen_);
    Py_XDECREF(found_);
  }
  ClassPattern(const ClassPattern&) = delete;
  ClassPattern& operator=(const ClassPattern&) = delete;

  bool made() const { return seen_ != nullptr && found_ != nullptr; }
  bool take_positional(Py_ssize_t count);
  bool take(PyObject* name);
  PyObject* tuple() const { return PyList_AsTuple(found_); }

 private:
  const char* type_name() const { return reinterpret_cast<PyTypeObject*>(type_)->tp_name; }
  bool take_first(PyObject* names, Py_ssize_t count);

  PyObject *subject_, *type_;
  PyObject* seen_;
  PyObject* found_;
};

// One attribute; false: the subject has none, or an exception is set.
bool ClassPattern::take(PyObject* name) {
  const int again = PySet_Contains(seen_, name);
  if (again != 0 || PySet_Add(seen_, name) < 0) {
    if (again > 0) {
      PyErr_Format(PyExc_TypeError, "%s() got multiple sub-patterns for attribute %R", type_name(),
                   name);
    }
    return false;
  }
  PyObject* value = attribute_or_null(subject_, name);
  if (value == nullptr) return false;
  const int status = PyList_Append(found_, value);
  Py_DECREF(value);
  return status == 0;
}

bool ClassPattern::take_first(PyObject* names, Py_ssize_t count) {
  for (Py_ssize_t i = 0; i < count; ++i) {
    PyObject* name = PyTuple_GET_ITEM(names, i);
    if (!PyUnicode_CheckExact(name)) {
      PyErr_Format(PyExc_TypeError, "__match_args__ elements must be strings (got %s)",
                   Py_TYPE(name)->tp_name);
      return false;
    }
    if (!take(name)) return false;
  }
  return true;
}

// Those by position have the names in __match_args__; some built-in types match the subject itself.
bool ClassPattern::take_positional(Py_ssize_t count) {
  PyObject* names = PyObject_GetAttr(type_, HASTEN_NAME("__match_args__"));
  bool itself = false;
  if (names == nullptr) {
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return false;
    PyErr_Clear();
    names = PyTuple_New(0);
    if (names == nullptr) return false;
    itself = PyType_HasFeature(reinterpret_cast<PyTypeObject*>(type_), _Py_TPFLAGS_MATCH_SELF) != 0;
  } else if (!PyTuple_CheckExact(names)) {
    PyErr_Format(PyExc_TypeError, "%s.__match_args__ must be a tuple (got %s)", type_name(),
                 Py_TYPE(names)->tp_name);
    Py_DECREF(names);
    return false;
  }
  const Py_ssize_t allowed = itself ? 1 : PyTuple_GET_SIZE(names);
  bool matched = false;
  if (allowed < count) {
    PyErr_Format(PyExc_TypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)",
                 type_name(), allowed, allowed == 1 ? "" : "s", count);
  } else {
    matched = itself ? PyList_Append(found_, subject_) == 0 : take_first(names, count);
  }
  Py_DECREF(names);
  return matched;
}

PyObject* none_unless_raised() {
  return PyErr_Occurred() != nullptr ? nullptr : Py_NewRef(Py_None);
}

}  // namespace

extern "C" {

bool hasten_rt_counts_as(PyObject* object, int64_t kind) {
  const unsigned long flag = kind == 1 ? Py_TPFLAGS_MAPPING : Py_TPFLAGS_SEQUENCE;
  return PyType_HasFeature(Py_TYPE(object), flag) != 0;
}

PyObject* hasten_rt_get_len(PyObject* object) {
  const Py_ssize_t length = PyObject_Length(object);
  return length < 0 ? nullptr : PyLong_FromSsize_t(length);
}

// With get() and a default that nobody else has, so that no __missing__ is called.
PyObject* hasten_rt_match_keys(PyObject* mapping, PyObject* keys) {
  const Py_ssize_t count = PyTuple_GET_SIZE(keys);
  if (count == 0) return PyTuple_New(0);
  PyObject* get = PyObject_GetAttr(mapping, HASTEN_NAME("get"));
  if (get == nullptr) return nullptr;
  PyObject* seen = PySet_New(nullptr);
  PyObject* absent = PyObject_CallNoArgs(reinterpret_cast<PyObject*>(&PyBaseObject_Type));
  PyObject* values = PyTuple_New(count);
  bool matched = seen != nullptr && absent != nullptr && values != nullptr;
  for (Py_ssize_t i = 0; i < count && matched; ++i) {
    PyObject* key = PyTuple_GET_ITEM(keys, i);
    const int again = PySet_Contains(seen, key);
    matched = again == 0 && PySet_Add(seen, key) == 0;
    if (again > 0) PyErr_Format(PyExc_ValueError, "mapping pattern checks duplicate key (%R)", key);
    if (!matched) break;
    PyObject* const operands[] = {key, absent};
    PyObject* value = PyObject_Vectorcall(get, operands, 2, nullptr);
    matched = value != nullptr && value != absent;
    if (matched) {
      PyTuple_SET_ITEM(values, i, value);
    } else {
      Py_XDECREF(value);
    }
  }
  Py_DECREF(get);
  Py_XDECREF(seen);
  Py_XDECREF(absent);
  if (matched) return values;
  Py_XDECREF(values);
  return none_unless_raised();
}

PyObject* hasten_rt_match_class(PyObject* subject, PyObject* type, int64_t count, PyObject* names) {
  if (!PyType_Check(type) || !asks_only_types(type)) return nullptr;
  const int is_instance = PyObject_IsInstance(subject, type);
  if (is_instance <= 0) return none_unless_raised();
  ClassPattern pattern(subject, type);
  bool matched = pattern.made() && (count == 0 || pattern.take_positional(count));
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names) && matched; ++i)
    matched = pattern.take(PyTuple_GET_ITEM(names, i));
  return matched ? pattern.tuple() : none_unless_raised();
}

}  // extern "C"
