// name_watcher: see name_watcher.h.
#include "python/name_watcher.h"

#include "python/internals.h"

namespace hasten::python {
namespace {

NameWatcher own;  // under the GIL

}  // namespace

void set_name_watcher(const NameWatcher& watcher) { own = watcher; }

bool is_unheard(PyObject* dict, PyObject* name) {
  const unsigned watchers = hasten_dict_watchers(dict);
  if (watchers == 0) return true;
  return own.id >= 0 && watchers == 1U << static_cast<unsigned>(own.id) &&
         !own.may_watch(dict, name);
}

}  // namespace hasten::python
