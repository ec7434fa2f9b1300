// helpers_container: items, membership and slices (rules: helpers.h).
#include "python/helpers.h"

#include <Python.h>

#include <algorithm>
#include <utility>

#include "python/deques.h"
#include "python/instance.h"
#include "python/internals.h"
#include "python/quiet_ends.h"
#include "python/short_lists.h"

namespace {

using namespace hasten::python;

// Position in a sequence of `size` items that an exact int of one digit stands for, or -1: not this
// simple.
Py_ssize_t simple_index(PyObject* key, Py_ssize_t size) {
  if (!PyLong_CheckExact(key)) return -1;
  auto* number = reinterpret_cast<PyLongObject*>(key);
  if (!PyUnstable_Long_IsCompact(number)) return -1;
  Py_ssize_t index = PyUnstable_Long_CompactValue(number);
  if (index < 0) index += size;
  return index < size ? index : -1;  // still negative: out of range
}

PyObject* item(PyObject* container, PyObject* key) {
  if (PyList_CheckExact(container)) {
    Py_ssize_t index = simple_index(key, PyList_GET_SIZE(container));
    if (index >= 0) return Py_NewRef(PyList_GET_ITEM(container, index));
  } else if (PyTuple_CheckExact(container)) {
    Py_ssize_t index = simple_index(key, PyTuple_GET_SIZE(container));
    if (index >= 0) return Py_NewRef(PyTuple_GET_ITEM(container, index));
  }
  return PyObject_GetItem(container, key);
}

int set_item(PyObject* container, PyObject* key, PyObject* value) {
  if (PyList_CheckExact(container)) {
    Py_ssize_t index = simple_index(key, PyList_GET_SIZE(container));
    if (index >= 0) {
      PyObject* old = PyList_GET_ITEM(container, index);
      PyList_SET_ITEM(container, index, Py_NewRef(value));
      Py_DECREF(old);  // last: a destructor must find the list as it will be
      return 0;
    }
  }
  return PyObject_SetItem(container, key, value);
}

// A bound of a slice that is None or an exact int of one digit.
bool simple_bound(PyObject* bound, Py_ssize_t if_none, Py_ssize_t* result) {
  if (bound == Py_None) {
    *result = if_none;
    return true;
  }
  if (!PyLong_CheckExact(bound)) return false;
  auto* number = reinterpret_cast<PyLongObject*>(bound);
  if (!PyUnstable_Long_IsCompact(number)) return false;
  *result = PyUnstable_Long_CompactValue(number);
  return true;
}

PyObject* slice(PyObject* container, PyObject* start, PyObject* stop) {
  PyTypeObject* type = Py_TYPE(container);
  Py_ssize_t from, to;
  if (type == &PyList_Type && start == Py_None && stop == Py_None)  // the way to copy a list
    return hasten_new_list(PySequence_Fast_ITEMS(container), PyList_GET_SIZE(container), true);
  if ((type == &PyList_Type || type == &PyTuple_Type || type == &PyUnicode_Type ||
       type == &PyBytes_Type || type == &PyByteArray_Type) &&
      simple_bound(start, 0, &from) && simple_bound(stop, PY_SSIZE_T_MAX, &to)) {
    Py_ssize_t size =
        type == &PyUnicode_Type ? PyUnicode_GET_LENGTH(container) : Py_SIZE(container);
    PySlice_AdjustIndices(size, &from, &to, 1);
    if (type == &PyList_Type) {
      return hasten_new_list(PySequence_Fast_ITEMS(container) + from,
                             std::max(to - from, Py_ssize_t{0}), true);
    }
    if (type == &PyTuple_Type) return PyTuple_GetSlice(container, from, to);
    if (type == &PyUnicode_Type) return PyUnicode_Substring(container, from, to);
    const Py_ssize_t length = std::max(to - from, Py_ssize_t{0});
    if (type == &PyByteArray_Type)
      return PyByteArray_FromStringAndSize(PyByteArray_AS_STRING(container) + from, length);
    if (length == size) return Py_NewRef(container);
    return PyBytes_FromStringAndSize(PyBytes_AS_STRING(container) + from, length);
  }
  PyObject* key = PySlice_New(start, stop, nullptr);
  if (key == nullptr) return nullptr;
  PyObject* part = PyObject_GetItem(container, key);
  Py_DECREF(key);
  return part;
}

}  // namespace

extern "C" {

int64_t hasten_rt_contains(PyObject* container, PyObject* value) {
  return PySequence_Contains(container, value);
}

int64_t hasten_rt_contains_plain(PyObject* container, PyObject* value) {
  return PySequence_Contains(container, value);
}

PyObject* hasten_rt_get_item(PyObject* container, PyObject* key) { return item(container, key); }

PyObject* hasten_rt_get_item_plain(PyObject* container, PyObject* key) {
  return item(container, key);
}

int64_t hasten_rt_set_item(PyObject* container, PyObject* key, PyObject* value) {
  return set_item(container, key, value);
}

int64_t hasten_rt_set_item_plain(PyObject* container, PyObject* key, PyObject* value) {
  return set_item(container, key, value);
}

int64_t hasten_rt_del_item(PyObject* container, PyObject* key) {
  return PyObject_DelItem(container, key);
}

PyObject* hasten_rt_dict_lookup(PyObject* dict, PyObject* key) {
  return PyDict_GetItemWithError(dict, key);
}

PyObject* hasten_rt_dict_item(PyObject* dict, PyObject* key) {
  PyObject* value = PyDict_GetItemWithError(dict, key);
  if (value == nullptr && PyErr_Occurred() == nullptr) hasten_set_key_error(key);
  return value;
}

PyObject* hasten_rt_dict_get(PyObject* dict, PyObject* key, PyObject* fallback) {
  PyObject* value = PyDict_GetItemWithError(dict, key);
  if (value == nullptr && PyErr_Occurred() == nullptr) value = fallback;
  return Py_XNewRef(value);
}

bool hasten_rt_is_plain_tuple(PyObject* tuple) {
  constexpr Py_ssize_t kLook = 8;
  const Py_ssize_t size = PyTuple_GET_SIZE(tuple);
  for (Py_ssize_t i = 0; i < size && size <= kLook; ++i) {
    PyObject* entry = PyTuple_GET_ITEM(tuple, i);
    PyTypeObject* type = Py_TYPE(entry);
    if (type != &PyLong_Type && type != &PyUnicode_Type && type != &PyFloat_Type &&
        type != &PyBytes_Type && type != &PyBool_Type && entry != Py_None)
      return false;
  }
  return size <= kLook;
}

PyObject* hasten_rt_dict_slot(PyObject* dict, PyObject* key) {
  return reinterpret_cast<PyObject*>(hasten_dict_slot(dict, key));
}

PyObject* hasten_rt_dict_slot_int(PyObject* dict, int64_t key) {
  return reinterpret_cast<PyObject*>(hasten_dict_slot_of_int(dict, key));
}

int64_t hasten_rt_dict_store(PyObject* dict, PyObject* found, PyObject* key, PyObject* value) {
  PyObject** slot = reinterpret_cast<PyObject**>(found);
  if (slot == nullptr) return 1;
  PyObject* old = *slot;
  if (old == nullptr) return PyDict_SetItem(dict, key, value);
  if (!ends_quietly(old)) return 1;
  return hasten_dict_replace(dict, slot, value) ? 0 : PyDict_SetItem(dict, key, value);
}

int64_t hasten_rt_set_has(PyObject* set, PyObject* key) { return hasten_set_has(set, key); }

int64_t hasten_rt_set_has_int(PyObject* set, int64_t key) { return hasten_set_has_int(set, key); }

int64_t hasten_rt_change_set(PyObject* set, PyObject* key, int64_t add) {
  const int found = hasten_set_has(set, key);
  if (found == 2) return 1;
  if (found == (add != 0)) return 0;
  if (add != 0) return PySet_Add(set, key);
  return PySet_Discard(set, key) < 0 ? -1 : 0;
}

bool hasten_rt_deque_is_unbounded(PyObject* deque) { return deque_is_unbounded(deque); }

bool hasten_rt_dies_quietly(PyObject* object) { return ends_quietly(object); }

PyObject* hasten_rt_new_instance(PyObject* type) {
  return hasten_new_instance(reinterpret_cast<PyTypeObject*>(type));
}

void hasten_rt_first_value(PyObject* instance, int64_t offset, PyObject* value) {
  hasten_first_value(instance, static_cast<int32_t>(offset), value);
}

// The count is zero: whatever looks at the object here must not touch it.
bool hasten_rt_release_quietly(PyObject* object) {
  if (!is_ended_quietly(object)) return false;
  if (PyList_CheckExact(object)) {
    hasten_end_list(object);
  } else {
    _Py_Dealloc(object);
  }
  return true;
}

int64_t hasten_rt_list_append(PyObject* list, PyObject* value) {
  return PyList_Append(list, value);
}

int64_t hasten_rt_bytearray_append(PyObject* bytes, int64_t value) {
  const Py_ssize_t size = PyByteArray_GET_SIZE(bytes);
  if (PyByteArray_Resize(bytes, size + 1) < 0) return -1;
  PyByteArray_AS_STRING(bytes)[size] = static_cast<char>(value);
  return 0;
}

int64_t hasten_rt_set_add(PyObject* set, PyObject* value) { return PySet_Add(set, value); }

PyObject* hasten_rt_slice(PyObject* container, PyObject* start, PyObject* stop) {
  return slice(container, start, stop);
}

PyObject* hasten_rt_slice_plain(PyObject* container, PyObject* start, PyObject* stop) {
  return slice(container, start, stop);
}

int64_t hasten_rt_store_slice_quietly(PyObject* list, PyObject* start, PyObject* stop,
                                      PyObject* value) {
  Py_ssize_t from, to;
  if (!simple_bound(start, 0, &from) || !simple_bound(stop, PY_SSIZE_T_MAX, &to)) return 1;
  PySlice_AdjustIndices(PyList_GET_SIZE(list), &from, &to, 1);
  if (from < to && !all_end_quietly(PySequence_Fast_ITEMS(list) + from, to - from)) return 1;
  return PyList_SetSlice(list, from, to, value);
}

int64_t hasten_rt_store_slice(PyObject* container, PyObject* start, PyObject* stop,
                              PyObject* value) {
  PyObject* key = PySlice_New(start, stop, nullptr);
  if (key == nullptr) return -1;
  int status = PyObject_SetItem(container, key, value);
  Py_DECREF(key);
  return status;
}

}  // extern "C"
