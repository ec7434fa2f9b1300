// instance: see instance.h.
#define Py_BUILD_CORE 1
#include "python/instance.h"

#include <stddef.h>
#include <structmember.h>

#include "internal/pycore_code.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_object.h"
#include "python/internals.h"
#include "python/loaded_modules.h"

// The inline values of an instance; NULL: it has a dict instead, or none.
static PyDictValues* values_of(PyObject* instance) {
#if PY_VERSION_HEX < 0x030D0000
  PyDictOrValues held = *_PyObject_DictOrValuesPointer(instance);
  return _PyDictOrValues_IsValues(held) ? _PyDictOrValues_GetValues(held) : NULL;
#else
  PyDictValues* values = _PyObject_InlineValues(instance);
  return values->valid ? values : NULL;
#endif
}

static int has_inline_values(PyTypeObject* type) {
#if PY_VERSION_HEX < 0x030D0000
  return (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) != 0;
#else
  return (type->tp_flags & Py_TPFLAGS_INLINE_VALUES) != 0;
#endif
}

static PyDictKeysObject* shared_keys(PyTypeObject* type) {
  return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0 ? ((PyHeapTypeObject*)type)->ht_cached_keys
                                                     : NULL;
}

// Names are interned, and so are the keys that attribute stores leave here.
static Py_ssize_t index_in(PyDictKeysObject* keys, PyObject* name) {
  PyDictUnicodeEntry* entries = DK_UNICODE_ENTRIES(keys);
  for (Py_ssize_t i = 0; i < keys->dk_nentries; ++i) {
    if (entries[i].me_key == name) return i;
  }
  return -1;
}

// Where instances of the type have a pointer to their dict (in 3.12 mostly one with a mark: then it
// points to inline values); 0: elsewhere or none.
static int32_t dict_offset(const PyTypeObject* type) {
  if ((type->tp_flags & Py_TPFLAGS_MANAGED_DICT) != 0)
    return hasten_instance_offsets().managed_dict;
  return type->tp_dictoffset > 0 ? (int32_t)type->tp_dictoffset : 0;
}

PyObject** hasten_own_attribute(PyObject* instance, int32_t dict, PyObject* name) {
  static PyObject* nothing = NULL;
  const uintptr_t held = *(uintptr_t*)((char*)instance + dict);
  if (held == 0) return &nothing;
  if ((held & 1) != 0 || !PyDict_CheckExact((PyObject*)held)) return NULL;
  return hasten_name_slot((PyObject*)held, name);
}

static hasten_place place_on_class(PyObject* value) {
  const PyTypeObject* type = Py_TYPE(value);
  return type == &PyFunction_Type      ? HASTEN_METHOD
         : type == &PyMethodDescr_Type ? HASTEN_BUILTIN_METHOD
         : type->tp_descr_get == NULL  ? HASTEN_ON_CLASS
                                       : HASTEN_ELSEWHERE;
}

// Of an instance that has no inline values, or no longer.
static hasten_attribute find_beside_dict(PyObject* instance, PyObject* name, PyObject* on_class) {
  hasten_attribute found = {HASTEN_ELSEWHERE, 0, 0, -1, 0, NULL};
  const int32_t dict = dict_offset(Py_TYPE(instance));
  PyObject** slot = dict == 0 ? NULL : hasten_own_attribute(instance, dict, name);
  if (slot == NULL) return found;
  if (*slot != NULL) {
    found.place = HASTEN_IN_DICT;
    found.value = *slot;
  } else if (on_class != NULL) {
    found.place = place_on_class(on_class);
    found.value = on_class;
  }
  found.dict = dict;
  return found;
}

// The item that a field of a named tuple stands for; -1: it is no such field.
static Py_ssize_t named_item(PyObject* descriptor) {
  if (!hasten_is_type_of_module(Py_TYPE(descriptor), "_collections", "_tuplegetter")) return -1;
  Py_ssize_t index = -1;
  PyObject* parts = PyObject_CallMethod(descriptor, "__reduce__", NULL);
  PyObject *type, *doc;
  if (parts == NULL || !PyArg_ParseTuple(parts, "O(nO)", &type, &index, &doc)) {
    PyErr_Clear();
    index = -1;
  }
  Py_XDECREF(parts);
  return index;
}

hasten_attribute hasten_find_attribute(PyObject* instance, PyObject* name) {
  hasten_attribute found = {HASTEN_ELSEWHERE, 0, 0, -1, 0, NULL};
  PyTypeObject* type = Py_TYPE(instance);
  if (type->tp_getattro != PyObject_GenericGetAttr ||
      type->tp_setattro != PyObject_GenericSetAttr || (type->tp_flags & Py_TPFLAGS_READY) == 0)
    return found;
  PyObject* on_class = _PyType_Lookup(type, name);  // borrowed
  if (on_class != NULL && Py_TYPE(on_class) == &PyMemberDescr_Type) {
    const PyMemberDef* member = ((PyMemberDescrObject*)on_class)->d_member;
    if (member->type != Py_T_OBJECT_EX || (member->flags & Py_READONLY) != 0) return found;
    found.place = HASTEN_IN_SLOT;
    found.offset = (int32_t)member->offset;
    found.value = *(PyObject**)((char*)instance + member->offset);
    return found;
  }
  if (on_class != NULL && Py_TYPE(on_class)->tp_descr_set != NULL) {
    const Py_ssize_t item = PyTuple_Check(instance) ? named_item(on_class) : -1;
    if (item < 0 || item >= PyTuple_GET_SIZE(instance)) return found;
    found.place = HASTEN_IN_TUPLE;
    found.offset = (int32_t)item;
    found.value = PyTuple_GET_ITEM(instance, item);
    return found;
  }
  const int has_dict = type->tp_dictoffset != 0;
  PyDictValues* values = has_inline_values(type) ? values_of(instance) : NULL;
  if (has_dict && values == NULL) return find_beside_dict(instance, name, on_class);
  PyDictKeysObject* keys = has_dict ? shared_keys(type) : NULL;
  if (has_dict && (keys == NULL || !DK_IS_UNICODE(keys))) return found;
  const Py_ssize_t index = keys == NULL ? -1 : index_in(keys, name);
  if (index >= 0) {
    if (on_class != NULL && values->values[index] == NULL) return found;
    found.place = HASTEN_IN_INSTANCE;
    found.offset = (int32_t)(index * (Py_ssize_t)sizeof(PyObject*));
    found.value = values->values[index];
#if PY_VERSION_HEX >= 0x030D0000
    found.values = (int32_t)type->tp_basicsize;
#endif
    return found;
  }
  if (on_class == NULL) return found;
  found.place = place_on_class(on_class);
  if (found.place == HASTEN_ELSEWHERE) return found;
  found.value = on_class;
  if (keys != NULL) {
    found.keys_count = keys->dk_nentries;
#if PY_VERSION_HEX >= 0x030D0000
    found.values = (int32_t)type->tp_basicsize;
#endif
  }
  return found;
}

PyObject* hasten_class_attribute(PyTypeObject* type, PyObject* name) {
  if (Py_TYPE(type) != &PyType_Type || _PyType_Lookup(&PyType_Type, name) != NULL) return NULL;
  PyObject* value = _PyType_Lookup(type, name);
  if (value == NULL) return NULL;
  return Py_TYPE(value)->tp_descr_get == NULL || Py_TYPE(value) == &PyFunction_Type ? value : NULL;
}

PyObject* hasten_bind_method(PyObject* method, PyObject* object) {
  return Py_TYPE(method)->tp_descr_get(method, object, (PyObject*)Py_TYPE(object));
}

int hasten_is_plain_class(PyTypeObject* type, PyObject** init) {
  *init = NULL;
  if (Py_TYPE(type) != &PyType_Type || (type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0 ||
      (type->tp_flags & (Py_TPFLAGS_IS_ABSTRACT | Py_TPFLAGS_DISALLOW_INSTANTIATION)) != 0 ||
      type->tp_new != PyBaseObject_Type.tp_new || type->tp_alloc != PyType_GenericAlloc ||
      type->tp_vectorcall != NULL || type->tp_itemsize != 0 || type->tp_finalize != NULL ||
      type->tp_del != NULL)
    return 0;
  PyObject* found = _PyType_Lookup(type, &_Py_ID(__init__));  // borrowed
  if (type->tp_init == PyBaseObject_Type.tp_init) return 1;
  *init = found;
  return found != NULL && PyFunction_Check(found);
}

PyObject* hasten_new_instance(PyTypeObject* type) {
  PyObject* nothing = PyTuple_New(0);
  PyObject* instance = nothing == NULL ? NULL : PyBaseObject_Type.tp_new(type, nothing, NULL);
  Py_XDECREF(nothing);
  return instance;
}

hasten_instance_layout hasten_instance_offsets(void) {
  hasten_instance_layout layout = {0};
#if PY_VERSION_HEX < 0x030D0000
  layout.managed_dict = -3 * (int32_t)sizeof(PyObject*);
  layout.values_valid = -1;
#else
  layout.managed_dict = (int32_t)MANAGED_DICT_OFFSET;
  layout.values_valid = offsetof(PyDictValues, valid);
#endif
  layout.values_first = offsetof(PyDictValues, values);
  layout.type_keys = offsetof(PyHeapTypeObject, ht_cached_keys);
  layout.keys_count = offsetof(PyDictKeysObject, dk_nentries);
  return layout;
}

void hasten_first_value(PyObject* instance, int32_t offset, PyObject* value) {
  PyDictValues* values = values_of(instance);
  const Py_ssize_t index = offset / (Py_ssize_t)sizeof(PyObject*);
  values->values[index] = Py_NewRef(value);
  _PyDictValues_AddToInsertionOrder(values, index);
}
