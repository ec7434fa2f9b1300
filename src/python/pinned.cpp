// pinned: see pinned.h.
#include "python/pinned.h"

namespace hasten::python {

ObjectPool::ObjectPool() : objects_(1, nullptr), owned_(1, false) {}

ObjectPool::~ObjectPool() { release_all(); }

void ObjectPool::release_all() {
  std::vector<PyObject*> objects;
  objects.swap(objects_);  // a destructor may come back here
  for (size_t i = 0; i < objects.size(); ++i) {
    if (owned_[i]) Py_XDECREF(objects[i]);
  }
  owned_.clear();
}

types::Ref ObjectPool::add(PyObject* object) {
  if (object == nullptr) return 0;
  const auto at = index_.find(object);
  if (at != index_.end()) return at->second;
  const types::Ref ref = static_cast<types::Ref>(objects_.size());
  objects_.push_back(Py_NewRef(object));
  owned_.push_back(true);
  index_.emplace(object, ref);
  return ref;
}

void ObjectPool::retain(const std::vector<types::Ref>& keep, const std::set<types::Ref>& borrowed) {
  std::vector<PyObject*> before;
  before.swap(objects_);
  owned_.clear();
  index_.clear();
  for (const types::Ref ref : keep) {
    PyObject* object = before[static_cast<size_t>(ref)];
    const bool owns = ref != 0 && borrowed.count(ref) == 0;
    objects_.push_back(owns ? Py_NewRef(object) : object);
    owned_.push_back(owns);
  }
  for (PyObject* object : before) Py_XDECREF(object);  // destructors may look at the region
}

}  // namespace hasten::python
