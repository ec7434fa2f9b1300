// watch: see watch.h.
#include "swap/watch.h"

#include <algorithm>
#include <bitset>
#include <unordered_map>
#include <vector>

#include "python/name_watcher.h"

namespace hasten::swap {
namespace {

struct Watch {
  PyObject* key;  // owned
  Region* region;
  bool variable;
};

// What is watched of one dict. A module's loop that stays interpreted binds its names again and
// again: that none of them is watched is mostly said by a filter of the keys' addresses.
struct Watches {
  std::vector<Watch> all;
  std::bitset<512> filter;

  static size_t place(PyObject* key) {
    return (reinterpret_cast<uintptr_t>(key) >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 55;
  }
  // Keys are interned; another str of the same text is not the same object.
  bool may_hold(PyObject* changed) const {
    return changed == nullptr || !PyUnicode_CheckExact(changed) ||
           PyUnicode_CHECK_INTERNED(changed) == 0 || filter[place(changed)];
  }
  void add(const Watch& watch) {
    all.push_back(watch);
    if (PyUnicode_CHECK_INTERNED(watch.key) == 0) filter.set();
    filter.set(place(watch.key));
  }
};

std::unordered_map<PyObject*, Watches>& table() {
  static auto* const instance =
      new std::unordered_map<PyObject*, Watches>;  // outlives the interpreter's last dict
  return *instance;
}

struct LastDict {
  PyObject* dict = nullptr;
  const Watches* watches = nullptr;
};
LastDict last_dict;  // found in the table, which has not changed since

int watcher_id = -1;

bool same_key(PyObject* ours, PyObject* changed) {
  if (changed == nullptr || ours == changed) return true;
  if (!PyUnicode_CheckExact(changed)) return true;  // a key that can be anything counts
  if (PyUnicode_CHECK_INTERNED(ours) != 0 && PyUnicode_CHECK_INTERNED(changed) != 0) return false;
  return PyUnicode_Compare(ours, changed) == 0;
}

void notify(const Watch& watch) {
  Region& region = *watch.region;
  if (watch.variable) {
    if (region.running > 0) {
      region.running_valid = 0;
      ++region.changes;
    }
  } else {
    region.valid = 0;
    region.running_valid = 0;
  }
}

const Watches* watches_of(PyObject* dict) {
  if (last_dict.dict == dict) return last_dict.watches;
  const auto at = table().find(dict);
  if (at == table().end()) return nullptr;
  last_dict = {dict, &at->second};
  return last_dict.watches;
}

bool may_watch(PyObject* dict, PyObject* key) {
  const Watches* watches = watches_of(dict);
  return watches != nullptr && watches->may_hold(key);
}

int on_dict_event(PyDict_WatchEvent event, PyObject* dict, PyObject* key, PyObject* value) {
  const Watches* watches = watches_of(dict);
  if (watches == nullptr) return 0;
  const bool whole = event == PyDict_EVENT_CLEARED || event == PyDict_EVENT_CLONED ||
                     event == PyDict_EVENT_DEALLOCATED;
  if (!whole && !watches->may_hold(key)) return 0;
  for (const Watch& watch : watches->all) {
    if (!whole && !same_key(watch.key, key)) continue;
    if (watch.variable && watch.region == writing_back()) continue;
    if (!whole && !watch.variable && event == PyDict_EVENT_MODIFIED &&
        PyDict_GetItemWithError(dict, watch.key) == value)
      continue;
    notify(watch);
  }
  if (event == PyDict_EVENT_DEALLOCATED) {
    last_dict = {};
    const auto at = table().find(dict);
    for (const Watch& watch : at->second.all) {
      watch.region->valid = watch.region->running_valid =
          0;  // another dict may get the same address
      Py_DECREF(watch.key);
    }
    table().erase(at);
  }
  return 0;
}

void add(PyObject* dict, PyObject* key, Region* region, bool variable) {
  last_dict = {};
  Watches& watches = table()[dict];
  if (watches.all.empty()) PyDict_Watch(watcher_id, dict);
  watches.add({Py_NewRef(key), region, variable});
}

int function_watcher_id = -1;

std::unordered_multimap<PyFunctionObject*, Region*>& function_table() {
  static auto* const instance = new std::unordered_multimap<PyFunctionObject*, Region*>;
  return *instance;
}

int on_function_event(PyFunction_WatchEvent event, PyFunctionObject* function, PyObject*) {
  if (event == PyFunction_EVENT_CREATE) return 0;
  const auto [from, to] = function_table().equal_range(function);
  for (auto at = from; at != to; ++at) at->second->valid = at->second->running_valid = 0;
  if (event == PyFunction_EVENT_DESTROY) function_table().erase(function);
  return 0;
}

int type_watcher_id = -1;

std::unordered_multimap<PyTypeObject*, Region*>& type_table() {
  static auto* const instance = new std::unordered_multimap<PyTypeObject*, Region*>;
  return *instance;
}

int on_type_event(PyTypeObject* type) {
  const auto [from, to] = type_table().equal_range(type);
  for (auto at = from; at != to; ++at) at->second->valid = at->second->running_valid = 0;
  return 0;
}

template <typename Table>
void forget_in(Table& regions, const Region* region) {
  for (auto at = regions.begin(); at != regions.end();) {
    at = at->second == region ? regions.erase(at) : std::next(at);
  }
}

}  // namespace

bool start_watching() {
  if (type_watcher_id < 0) type_watcher_id = PyType_AddWatcher(on_type_event);
  if (type_watcher_id < 0) {
    PyErr_Clear();
    return false;
  }
  if (function_watcher_id < 0) function_watcher_id = PyFunction_AddWatcher(on_function_event);
  if (function_watcher_id < 0) {
    PyErr_Clear();
    return false;
  }
  if (watcher_id < 0) watcher_id = PyDict_AddWatcher(on_dict_event);
  if (watcher_id < 0) PyErr_Clear();
  python::set_name_watcher({watcher_id, may_watch});
  return watcher_id >= 0;
}

void assume_unchanged(PyObject* dict, PyObject* key, Region* region) {
  add(dict, key, region, false);
}
void watch_variable(PyObject* dict, PyObject* key, Region* region) { add(dict, key, region, true); }

void assume_function(PyFunctionObject* function, Region* region) {
  function_table().emplace(function, region);
}

void assume_type(PyTypeObject* type, Region* region) {
  PyType_Watch(type_watcher_id, reinterpret_cast<PyObject*>(type));
  type_table().emplace(type, region);
}

void forget_region(Region* region) {
  forget_in(function_table(), region);
  forget_in(type_table(), region);
  last_dict = {};
  for (auto at = table().begin(); at != table().end();) {
    std::vector<Watch>& watches = at->second.all;  // the filter may hold more
    for (size_t i = 0; i < watches.size();) {
      if (watches[i].region != region) {
        ++i;
        continue;
      }
      Py_DECREF(watches[i].key);
      watches[i] = watches.back();
      watches.pop_back();
    }
    if (watches.empty()) {
      PyDict_Unwatch(watcher_id, at->first);
      at = table().erase(at);
    } else {
      ++at;
    }
  }
}

}  // namespace hasten::swap
