// helpers_call: calls, attributes, names and the thread's exception (rules: helpers.h).
#include "python/helpers.h"

#include "python/instance.h"
#include "python/internals.h"
#include "python/name_watcher.h"
#include "python/split_text.h"

#include <Python.h>

namespace {

PyObject* vectorcall(PyObject* callable, PyObject* address, int64_t count, PyObject* names) {
  return PyObject_Vectorcall(callable, reinterpret_cast<PyObject**>(address),
                             static_cast<size_t>(count) | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
}

// Borrowed; NULL: not there. An error (a colliding key's __eq__) counts as not there: the
// interpreter will meet it.
PyObject* find(PyObject* dict, PyObject* name) {
  PyObject* value = PyDict_GetItemWithError(dict, name);
  if (value == nullptr && PyErr_Occurred()) PyErr_Clear();
  return value;
}

}  // namespace

extern "C" {

PyObject* hasten_rt_call(PyObject* callable, PyObject* address, int64_t count) {
  return vectorcall(callable, address, count, nullptr);
}

PyObject* hasten_rt_call_names(PyObject* callable, PyObject* address, int64_t count,
                               PyObject* names) {
  return vectorcall(callable, address, count, names);
}

PyObject* hasten_rt_call_plain(PyObject* callable, PyObject* address, int64_t count) {
  if (count <= 2 && hasten::python::is_str_split(callable)) {
    PyObject* const* operands = reinterpret_cast<PyObject**>(address);
    PyObject* separator = count == 2 && operands[1] != Py_None ? operands[1] : nullptr;
    PyObject* parts = hasten::python::split_text(operands[0], separator);
    if (parts != nullptr || PyErr_Occurred() != nullptr) return parts;
  }
  return vectorcall(callable, address, count, nullptr);
}

PyObject* hasten_rt_own_attribute(PyObject* instance, int64_t dict, PyObject* name) {
  return reinterpret_cast<PyObject*>(
      hasten_own_attribute(instance, static_cast<int32_t>(dict), name));
}

PyObject* hasten_rt_bind_method(PyObject* method, PyObject* object) {
  return hasten_bind_method(method, object);
}

PyObject* hasten_rt_get_attr(PyObject* object, PyObject* name) {
  return PyObject_GetAttr(object, name);
}

int64_t hasten_rt_set_attr(PyObject* object, PyObject* name, PyObject* value) {
  return PyObject_SetAttr(object, name, value);
}

PyObject* hasten_rt_get_method(PyObject* owner, PyObject* name, PyObject* self_address) {
  return hasten_get_method(owner, name, reinterpret_cast<PyObject**>(self_address));
}

PyObject* hasten_rt_load_name(int64_t kind, PyObject* name) {
  hasten_namespaces spaces = hasten_running_namespaces();
  PyObject* order[] = {spaces.locals, spaces.globals, spaces.builtins};
  PyObject* previous = nullptr;
  for (int i = kind == 1 ? 0 : 1; i < 3; previous = order[i++]) {
    if (order[i] == nullptr || !PyDict_CheckExact(order[i])) return nullptr;
    if (order[i] == previous) continue;  // a module: its locals are its globals
    PyObject* value = find(order[i], name);
    if (value != nullptr) return Py_NewRef(value);
  }
  return nullptr;
}

int64_t hasten_rt_store_name(PyObject* name, PyObject* value, int64_t kind) {
  hasten_namespaces spaces = hasten_running_namespaces();
  if (kind == 1) return PyDict_SetItem(spaces.globals, name, value);
  if (spaces.locals == nullptr) {
    PyErr_Format(PyExc_SystemError, "no locals found when storing %R", name);
    return -1;
  }
  if (PyDict_CheckExact(spaces.locals)) return PyDict_SetItem(spaces.locals, name, value);
  return PyObject_SetItem(spaces.locals, name, value);
}

PyObject* hasten_rt_name_slot(PyObject* dict, PyObject* name) {
  return reinterpret_cast<PyObject*>(hasten_name_slot(dict, name));
}

int64_t hasten_rt_store_global(PyObject* dict, PyObject* name, PyObject* value) {
  PyObject** slot = hasten_name_slot(dict, name);
  if (slot == nullptr || (*slot != nullptr && !hasten_rt_dies_quietly(*slot))) return 1;
  if (*slot != nullptr && hasten::python::is_unheard(dict, name) &&
      hasten_dict_replace(dict, slot, value))
    return 0;
  return PyDict_SetItem(dict, name, value);
}

int64_t hasten_rt_store_name_quietly(PyObject* name, PyObject* value, int64_t kind) {
  hasten_namespaces spaces = hasten_running_namespaces();
  PyObject* dict = kind == 1 ? spaces.globals : spaces.locals;
  if (dict == nullptr || !PyDict_CheckExact(dict)) return 1;
  return hasten_rt_store_global(dict, name, value);
}

int64_t hasten_rt_delete_name(PyObject* name, int64_t kind) {
  hasten_namespaces spaces = hasten_running_namespaces();
  PyObject* dict = kind == 1 ? spaces.globals : spaces.locals;
  if (dict == nullptr || !PyDict_CheckExact(dict)) return -1;
  if (PyDict_DelItem(dict, name) == 0) return 0;
  PyErr_Clear();
  return -1;
}

int64_t hasten_rt_del_attr(PyObject* object, PyObject* name) {
  return PyObject_SetAttr(object, name, nullptr);
}

bool hasten_rt_call_keeps(PyObject* callable, PyObject* argument) {
  if (callable != nullptr) {
    PyTypeObject* type = Py_TYPE(callable);
    const bool is_c =
        type == &PyCFunction_Type || type == &PyMethodDescr_Type ||
        (type == &PyType_Type &&
         (reinterpret_cast<PyTypeObject*>(callable)->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0);
    if (is_c) return true;
  }
  return hasten_rt_dies_quietly(argument);
}

bool hasten_rt_raised() { return PyErr_Occurred() != nullptr; }

void hasten_rt_dealloc(PyObject* object) { _Py_Dealloc(object); }

}  // extern "C"
