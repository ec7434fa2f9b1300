// quiet_ends: see quiet_ends.h.
#include "python/quiet_ends.h"

#include <algorithm>
#include <array>

#include "python/owned.h"

namespace hasten::python {
namespace {

// What CPython's own types do at the end of an object is to give up what they hold.
bool is_of_known_type(const PyTypeObject* type) {
  static const std::array<const PyTypeObject*, 18> kTypes = {
      &PyList_Type,       &PyTuple_Type,     &PyDict_Type,     &PySet_Type,       &PyFrozenSet_Type,
      &PySlice_Type,      &PyCell_Type,      &PyMethod_Type,   &PyListIter_Type,  &PyTupleIter_Type,
      &PyRangeIter_Type,  &PyEnum_Type,      &PyZip_Type,      &PyByteArray_Type, &PyDictKeys_Type,
      &PyDictValues_Type, &PyDictItems_Type, &PyCFunction_Type};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

// What a class statement makes its instances end with.
destructor end_of_instances() {
  static const destructor end = [] {
    const Owned made(
        PyObject_CallFunction(reinterpret_cast<PyObject*>(&PyType_Type), "s(){}", "C"));
    if (made == nullptr) PyErr_Clear();
    return made == nullptr ? nullptr : reinterpret_cast<PyTypeObject*>(made.get())->tp_dealloc;
  }();
  return end;
}

// Of classes that have no destructor down to object itself.
bool is_plain_class(const PyTypeObject* type) {
  if (type->tp_finalize != nullptr || type->tp_del != nullptr) return false;
  for (; type != &PyBaseObject_Type; type = type->tp_base) {
    if (type == nullptr || type->tp_dealloc != end_of_instances()) return false;
  }
  return true;
}

bool has_weak_references(PyObject* object) {
  const Py_ssize_t offset = Py_TYPE(object)->tp_weaklistoffset;
  return offset != 0 &&
         *reinterpret_cast<PyObject**>(reinterpret_cast<char*>(object) + offset) != nullptr;
}

// Follows the references that what ends gives up to what ends with it.
class Endings {
 public:
  // One reference less. False: code of others may run, or there is too much to look at.
  bool give_up(PyObject* object) {
    if (_Py_IsImmortal(object) || is_plain(object)) return true;
    Held* const end = held_.data() + count_;
    Held* held = std::find_if(held_.data(), end, [&](const Held& h) { return h.object == object; });
    if (held == end) {
      if (count_ == held_.size()) return false;
      *held = {object, 0};
      ++count_;
    }
    return ++held->given_up < Py_REFCNT(object) || end_of(object);
  }

  // All references are gone.
  bool end_of(PyObject* object) {
    constexpr int kDeepest = 8;
    const PyTypeObject* type = Py_TYPE(object);
    if (is_plain(object)) return true;
    if (has_weak_references(object) || !(is_of_known_type(type) || is_plain_class(type)))
      return false;
    if (type->tp_traverse == nullptr) return true;
    if (depth_ == kDeepest) return false;
    ++depth_;
    const int stopped = type->tp_traverse(object, visit, this);
    --depth_;
    return stopped == 0;
  }

 private:
  struct Held {
    PyObject* object;
    Py_ssize_t given_up;
  };
  static int visit(PyObject* object, void* endings) {
    return static_cast<Endings*>(endings)->give_up(object) ? 0 : 1;
  }
  std::array<Held, 32> held_;
  size_t count_ = 0;
  int depth_ = 0;
};

// Nothing but plain values ends with these.
bool are_plain_or_shared(PyObject* const* items, Py_ssize_t count) {
  return std::all_of(items, items + count,
                     [&](PyObject* item) { return Py_REFCNT(item) > count || is_plain(item); });
}

}  // namespace

bool is_plain(PyObject* object) {
  const PyTypeObject* type = Py_TYPE(object);
  return type == &PyLong_Type || type == &PyFloat_Type || type == &PyUnicode_Type ||
         type == &PyBytes_Type || type == &PyComplex_Type || type == &PyRange_Type ||
         object == Py_None;
}

bool all_end_quietly(PyObject* const* items, Py_ssize_t count) {
  if (are_plain_or_shared(items, count)) return true;
  Endings endings;
  return std::all_of(items, items + count, [&](PyObject* item) { return endings.give_up(item); });
}

bool ends_quietly(PyObject* object) { return Py_REFCNT(object) > 1 || is_ended_quietly(object); }

bool is_ended_quietly(PyObject* object) {
  if (PyList_CheckExact(object) || PyTuple_CheckExact(object))
    return all_end_quietly(PySequence_Fast_ITEMS(object), PySequence_Fast_GET_SIZE(object));
  return is_plain(object) || Endings().end_of(object);
}

}  // namespace hasten::python
