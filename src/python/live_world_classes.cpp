// live_world_classes: attributes, methods and instances of classes, whose changes are told. See
// live_world.h.
#include "python/instance.h"
#include "python/live_world.h"
#include "python/owned.h"

namespace hasten::python {

using types::Kind;
using types::Ref;

types::AttributeFacts LiveWorld::attribute(Ref instance, int name_index) {
  types::AttributeFacts facts;
  if (kind_of(instance) != Kind::kInstance) return facts;
  PyObject* object = pool_.at(instance);
  const hasten_attribute found = hasten_find_attribute(object, name_object(name_index));
  if (found.place == HASTEN_ELSEWHERE || !watch_type(Py_TYPE(object))) return facts;
  facts.place = static_cast<types::AttributeFacts::Place>(found.place);
  facts.offset = found.offset;
  facts.values = found.values;
  facts.keys_count = found.keys_count;
  facts.dict = found.dict;
  facts.type = type_object_of(instance);
  facts.value = found.value == nullptr ? 0 : pool_.add(found.value);
  if (found.place == HASTEN_ON_CLASS || found.place == HASTEN_METHOD ||
      found.place == HASTEN_BUILTIN_METHOD)
    root_->borrowed_.insert(facts.value);
  return facts;
}

bool LiveWorld::bound_method(Ref callable, Ref& method, Ref& object) {
  PyObject* bound = pool_.at(callable);
  if (bound == nullptr || !PyCFunction_CheckExact(bound)) return false;
  PyObject* self = PyCFunction_GET_SELF(bound);
  if (self == nullptr || PyModule_Check(self) || PyType_Check(self)) return false;
  const PyMethodDef* definition = reinterpret_cast<PyCFunctionObject*>(bound)->m_ml;
  const Owned name(PyUnicode_FromString(definition->ml_name));
  PyObject* found = name == nullptr ? nullptr : _PyType_Lookup(Py_TYPE(self), name.get());
  if (found == nullptr || Py_TYPE(found) != &PyMethodDescr_Type ||
      reinterpret_cast<PyMethodDescrObject*>(found)->d_method != definition)
    return false;
  method = pool_.add(found);
  object = pool_.add(self);
  return true;
}

Ref LiveWorld::bound_like(Ref method, Ref object) {
  return object == 0 ? 0 : add_new(hasten_bind_method(pool_.at(method), pool_.at(object)));
}

bool LiveWorld::instance_maker(Ref type_ref, Maker& out) {
  PyObject* object = pool_.at(type_ref);
  auto* type = reinterpret_cast<PyTypeObject*>(object);
  PyObject* init = nullptr;
  if (!PyType_CheckExact(object) || hasten_is_plain_class(type, &init) == 0 || !watch_type(type))
    return false;
  out.has_init = init != nullptr;
  if (out.has_init && !callee(pool_.add(init), out.init)) return false;
  return true;
}

Ref LiveWorld::new_sample(Ref type) {
  return add_new(hasten_new_instance(reinterpret_cast<PyTypeObject*>(pool_.at(type))));
}

void LiveWorld::set_sample(Ref sample, int name_index, Ref like, Kind kind) {
  PyObject* object = pool_.at(sample);
  PyObject* name = name_object(name_index);
  const hasten_place place = hasten_find_attribute(object, name).place;
  if (place != HASTEN_IN_INSTANCE && place != HASTEN_IN_SLOT) return;  // would change the class
  const Owned value(like != 0              ? Py_NewRef(pool_.at(like))
                    : kind == Kind::kInt   ? PyLong_FromLong(1)
                    : kind == Kind::kFloat ? PyFloat_FromDouble(0.5)
                    : kind == Kind::kBool  ? PyBool_FromLong(1)
                    : kind == Kind::kStr   ? PyUnicode_FromString("a")
                    : kind == Kind::kList  ? PyList_New(0)
                    : kind == Kind::kDict  ? PyDict_New()
                                           : nullptr);
  if (value != nullptr && PyObject_GenericSetAttr(object, name, value.get()) != 0) PyErr_Clear();
}

// Borrowed; nullptr: none.
PyObject* LiveWorld::on_class(Ref instance, const std::string& name) {
  if (kind_of(instance) != Kind::kInstance) return nullptr;
  PyTypeObject* type = Py_TYPE(pool_.at(instance));
  const Owned text(PyUnicode_InternFromString(name.c_str()));
  if (text == nullptr) PyErr_Clear();
  return text == nullptr || !watch_type(type) ? nullptr : _PyType_Lookup(type, text.get());
}

Ref LiveWorld::special_method(Ref instance, const std::string& name) {
  PyObject* found = on_class(instance, name);
  return found != nullptr && Py_TYPE(found) == &PyFunction_Type ? pool_.add(found) : 0;
}

bool LiveWorld::lacks(Ref instance, const std::string& name) {
  return kind_of(instance) == Kind::kInstance && watch_type(Py_TYPE(pool_.at(instance))) &&
         on_class(instance, name) == nullptr;
}

Ref LiveWorld::property_getter(Ref instance, int name_index) {
  const char* name = PyUnicode_AsUTF8(name_object(name_index));
  if (name == nullptr) PyErr_Clear();
  PyObject* found = name == nullptr ? nullptr : on_class(instance, name);
  if (found == nullptr || Py_TYPE(found) != &PyProperty_Type ||
      Py_TYPE(pool_.at(instance))->tp_getattro != PyObject_GenericGetAttr)
    return 0;
  const Owned getter(PyObject_GetAttrString(found, "fget"));
  if (getter == nullptr) PyErr_Clear();
  return getter != nullptr && Py_TYPE(getter.get()) == &PyFunction_Type ? pool_.add(getter.get())
                                                                        : 0;
}

Ref LiveWorld::class_attribute(Ref type, int name_index) {
  auto* object = reinterpret_cast<PyTypeObject*>(pool_.at(type));
  PyObject* value = hasten_class_attribute(object, name_object(name_index));
  if (value == nullptr || !watch_type(object)) return 0;
  const Ref ref = pool_.add(value);
  root_->borrowed_.insert(ref);
  return ref;
}

// Only a type with a version tag tells of its changes.
bool LiveWorld::watch_type(PyTypeObject* type) {
  if (PyUnstable_Type_AssignVersionTag(type) == 0) return false;
  root_->types_.insert(type);
  return true;
}

}  // namespace hasten::python
