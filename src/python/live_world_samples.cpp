// live_world_samples: examples of what containers hold and iterators give. See live_world.h.
#include "python/internals.h"
#include "python/live_world.h"
#include "python/nested_iterators.h"
#include "python/owned.h"
#include "python/quiet_ends.h"
#include "python/samples.h"

namespace hasten::python {

using types::Kind;
using types::Ref;

void LiveWorld::note_mixed_types(Ref chosen, const std::vector<PyObject*>& elements) {
  if (root_->mixed_.count(chosen) != 0) return;
  std::set<PyTypeObject*> seen;
  std::vector<Ref> one_each;
  bool instances = true;
  for (PyObject* element : elements) {
    if (!seen.insert(Py_TYPE(element)).second) continue;
    one_each.push_back(pool_.add(element));
    instances = instances && kind_of(one_each.back()) == Kind::kInstance;
  }
  if (!instances || one_each.size() < 2) return;
  root_->mixed_[chosen] = one_each;
  for (const Ref example : one_each) root_->mixed_.emplace(example, one_each);
}

Ref LiveWorld::sample_element(Ref container) {
  if (container == 0) return 0;
  std::vector<PyObject*> elements;
  sample_elements(pool_.at(container), elements);
  if (elements.empty()) return 0;
  const Ref chosen = pool_.add(elements[elements.size() / 2]);
  note_mixed_types(chosen, elements);
  return chosen;
}

int64_t LiveWorld::items_in(Ref container) const {
  if (container == 0) return 0;
  const PyObject* sequence = sequence_behind(pool_.at(container));
  return sequence == nullptr ? 0 : Py_SIZE(sequence);
}

Ref LiveWorld::value_under(Ref dict, Ref key) {
  if (dict == 0 || key == 0 || !PyDict_CheckExact(pool_.at(dict)) ||
      !PyUnicode_CheckExact(pool_.at(key)))
    return 0;
  PyObject** slot = hasten_name_slot(pool_.at(dict), pool_.at(key));
  return slot == nullptr || *slot == nullptr ? 0 : pool_.add(*slot);
}

bool LiveWorld::ends_quietly(Ref object) const {
  return python::is_ended_quietly(pool_.at(object));
}

Ref LiveWorld::sample_item(Ref iterable) {
  if (iterable == 0) return 0;
  PyObject* item = python::sample_item(pool_.at(iterable));
  const Ref ref = pool_.add(item);
  Py_XDECREF(item);
  return ref;
}

Ref LiveWorld::dict_view(Ref dict, types::Known method) {
  if (dict == 0 || kind_of(dict) != Kind::kDict) return 0;
  const char* name = method == types::Known::k_dict_items  ? "items"
                     : method == types::Known::k_dict_keys ? "keys"
                                                           : "values";
  return add_new(PyObject_CallMethod(pool_.at(dict), name, nullptr));
}

std::vector<Ref> LiveWorld::inner_iterators(Ref iterator) {
  std::vector<Ref> parts;
  if (iterator == 0) return parts;
  for (PyObject* part : python::inner_iterators(pool_.at(iterator)))
    parts.push_back(pool_.add(part));
  return parts;
}

Ref LiveWorld::zip_of(const std::vector<Ref>& operands) {
  for (const Ref operand : operands) {
    const Kind kind = operand == 0 ? Kind::kRange : kind_of(operand);
    if (kind != Kind::kList && kind != Kind::kTuple && kind != Kind::kRange) return 0;
  }
  const Owned all(PyTuple_New(static_cast<Py_ssize_t>(operands.size())));
  for (size_t k = 0; all != nullptr && k < operands.size(); ++k) {
    PyObject* operand =
        operands[k] != 0
            ? Py_NewRef(pool_.at(operands[k]))
            : PyObject_CallFunction(reinterpret_cast<PyObject*>(&PyRange_Type), "i", 1);
    PyTuple_SET_ITEM(all.get(), static_cast<Py_ssize_t>(k), operand);
  }
  PyObject* zip = all == nullptr || PyErr_Occurred() != nullptr
                      ? nullptr
                      : PyObject_CallObject(reinterpret_cast<PyObject*>(&PyZip_Type), all.get());
  if (zip != nullptr) Py_XDECREF(PyIter_Next(zip));
  return add_new(zip);
}

Ref LiveWorld::tuple_of(const std::vector<Ref>& items) {
  PyObject* tuple = PyTuple_New(static_cast<Py_ssize_t>(items.size()));
  for (size_t k = 0; tuple != nullptr && k < items.size(); ++k) {
    PyObject* item = items[k] == 0 ? Py_None : pool_.at(items[k]);
    PyTuple_SET_ITEM(tuple, static_cast<Py_ssize_t>(k), Py_NewRef(item));
  }
  return add_new(tuple);
}

Ref LiveWorld::list_of(Ref element) {
  PyObject* list = PyList_New(element == 0 ? 0 : 1);
  if (list != nullptr && element != 0) PyList_SET_ITEM(list, 0, Py_NewRef(pool_.at(element)));
  return add_new(list);
}

std::vector<Ref> LiveWorld::mixed_types(Ref sample) {
  const auto at = root_->mixed_.find(sample);
  return at == root_->mixed_.end() ? std::vector<Ref>() : at->second;
}

bool LiveWorld::uniform_elements(Ref container) {
  if (container == 0) return false;
  std::vector<PyObject*> elements;
  sample_elements(pool_.at(container), elements);
  for (PyObject* element : elements) {
    if (Py_TYPE(element) != Py_TYPE(elements[0])) return false;
  }
  return !elements.empty();
}

Ref LiveWorld::element_at(Ref sequence, int index) {
  if (sequence == 0) return 0;
  PyObject* object = pool_.at(sequence);
  if (!PyList_CheckExact(object) && !PyTuple_CheckExact(object)) return 0;
  return index < PySequence_Fast_GET_SIZE(object)
             ? pool_.add(PySequence_Fast_GET_ITEM(object, index))
             : 0;
}

}  // namespace hasten::python
