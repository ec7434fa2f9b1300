// pinned: the object pool of one region. Entries keep their object alive unless they are vouched
// for by a watcher (assumptions), which tells before the object can go.
#pragma once

#include <Python.h>

#include <set>
#include <unordered_map>
#include <vector>

#include "types/world.h"

namespace hasten::python {

class ObjectPool {
 public:
  ObjectPool();
  ~ObjectPool();
  ObjectPool(const ObjectPool&) = delete;
  ObjectPool& operator=(const ObjectPool&) = delete;

  // Index of the object, added if new; entry 0 is nobody. The pool takes a reference of its own.
  types::Ref add(PyObject* object);
  PyObject* at(types::Ref ref) const { return objects_[static_cast<size_t>(ref)]; }
  size_t size() const { return objects_.size(); }
  // The plain array machine code reads.
  void** data() { return reinterpret_cast<void**>(objects_.data()); }

  // Only the entries `keep` remain, renumbered in that order (0 first, which is nobody); the
  // others' references are given up. Borrowed ones, named by their old numbers, keep their address
  // without a reference.
  void retain(const std::vector<types::Ref>& keep, const std::set<types::Ref>& borrowed);
  // Gives up all of them: the code is never entered again.
  void release_all();

 private:
  std::vector<PyObject*> objects_;
  std::vector<bool> owned_;
  std::unordered_map<PyObject*, types::Ref> index_;
};

}  // namespace hasten::python
