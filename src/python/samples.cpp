// samples: see samples.h.
#include "python/samples.h"

namespace hasten::python {
namespace {

constexpr int kSamples = 6;

// The container of a built-in iterator, or the dict of a view; NULL: it has let go of it.
PyObject* container_of(PyObject* object) {
  for (PyObject* held : held_by(object)) {
    if (!PyType_Check(held)) return held;
  }
  return nullptr;
}

PyObject* dict_item(PyObject* dict, bool keys, bool values) {
  if (dict == nullptr || !PyDict_CheckExact(dict)) return nullptr;
  PyObject *key = nullptr, *value = nullptr;
  Py_ssize_t at = 0;
  if (!PyDict_Next(dict, &at, &key, &value)) return nullptr;
  return keys && values ? PyTuple_Pack(2, key, value) : Py_NewRef(keys ? key : value);
}

// zip and enumerate give the same tuple again if nobody else holds it: the last one they show.
PyObject* last_tuple(PyObject* iterator) {
  PyObject* found = nullptr;
  for (PyObject* held : held_by(iterator)) {
    if (PyTuple_CheckExact(held)) found = held;
  }
  return Py_XNewRef(found);
}

PyObject* item_of(PyObject* object) {
  const PyTypeObject* type = Py_TYPE(object);
  if (type == &PyUnicode_Type) return PyUnicode_FromOrdinal('a');
  if (type == &PyBytes_Type || type == &PyByteArray_Type) return PyLong_FromLong(0);
  if (type == &PyDict_Type) return dict_item(object, true, false);
  if (type == &PyDictKeys_Type || type == &PyDictIterKey_Type)
    return dict_item(container_of(object), true, false);
  if (type == &PyDictValues_Type || type == &PyDictIterValue_Type)
    return dict_item(container_of(object), false, true);
  if (type == &PyDictItems_Type || type == &PyDictIterItem_Type)
    return dict_item(container_of(object), true, true);
  if (type == &PyZip_Type || type == &PyEnum_Type) return last_tuple(object);
  if (type == &PySetIter_Type || type == &PyListRevIter_Type || type == &PyUnicodeIter_Type ||
      type == ascii_iterator_type() || type == &PyBytesIter_Type || type == &PyByteArrayIter_Type) {
    PyObject* container = container_of(object);
    return container == nullptr ? nullptr : item_of(container);
  }
  std::vector<PyObject*> elements;
  sample_elements(object, elements);
  return elements.empty() ? nullptr : Py_NewRef(elements[elements.size() / 2]);
}

}  // namespace

std::vector<PyObject*> held_by(PyObject* iterator) {
  std::vector<PyObject*> held;
  const auto visit = [](PyObject* object, void* list) {
    static_cast<std::vector<PyObject*>*>(list)->push_back(object);
    return 0;
  };
  if (Py_TYPE(iterator)->tp_traverse != nullptr)
    Py_TYPE(iterator)->tp_traverse(iterator, visit, &held);
  return held;
}

PyTypeObject* ascii_iterator_type() {
  static PyTypeObject* const type = [] {
    PyObject* text = PyUnicode_FromString("");
    PyObject* iterator = text == nullptr ? nullptr : PyObject_GetIter(text);
    PyTypeObject* found = iterator == nullptr ? &PyUnicodeIter_Type : Py_TYPE(iterator);
    Py_XDECREF(iterator);
    Py_XDECREF(text);
    return found;
  }();
  return type;
}

PyObject* sequence_behind(PyObject* object) {
  if (Py_TYPE(object) == &PyListIter_Type || Py_TYPE(object) == &PyTupleIter_Type)
    object = container_of(object);
  return object != nullptr && (PyList_CheckExact(object) || PyTuple_CheckExact(object)) ? object
                                                                                        : nullptr;
}

void sample_elements(PyObject* container, std::vector<PyObject*>& out) {
  if (PyObject* sequence = sequence_behind(container); sequence != nullptr) {
    const Py_ssize_t size = PySequence_Fast_GET_SIZE(sequence);
    for (int k = 0; k < kSamples && size > 0; ++k) {
      out.push_back(PySequence_Fast_GET_ITEM(
          sequence, size <= kSamples ? k % size : k * (size - 1) / (kSamples - 1)));
    }
    return;
  }
  Py_ssize_t at = 0;
  if (PyDict_CheckExact(container)) {
    PyObject *key = nullptr, *value = nullptr;
    while (static_cast<int>(out.size()) < kSamples && PyDict_Next(container, &at, &key, &value))
      out.push_back(value);
  } else if (PyAnySet_CheckExact(container)) {
    PyObject* iterator = PyObject_GetIter(container);
    while (iterator != nullptr && static_cast<int>(out.size()) < kSamples) {
      PyObject* element = PyIter_Next(iterator);
      if (element == nullptr) break;
      out.push_back(element);
      Py_DECREF(element);  // the set holds it
    }
    Py_XDECREF(iterator);
  }
}

PyObject* sample_item(PyObject* iterable) {
  PyObject* item = item_of(iterable);
  if (item == nullptr) PyErr_Clear();
  return item;
}

}  // namespace hasten::python
