// See last_calls.h.
#include "observe/last_calls.h"

#include <Python.h>

#include "python/owned.h"

namespace hasten::observe {
namespace {

using python::Owned;

void (*announce)(bool) = nullptr;

// One built-in: its definition with our function in place of its own, which ours goes on to.
template <int kWhich, bool kForGood>
struct LastCall {
  static inline PyCFunction original = nullptr;

  static PyObject* with_keywords(PyObject* self, PyObject* const* arguments, Py_ssize_t count,
                                 PyObject* names) {
    announce(kForGood);
    return reinterpret_cast<_PyCFunctionFastWithKeywords>(reinterpret_cast<void*>(original))(
        self, arguments, count, names);
  }
  static PyObject* positional(PyObject* self, PyObject* const* arguments, Py_ssize_t count) {
    announce(kForGood);
    return reinterpret_cast<_PyCFunctionFast>(reinterpret_cast<void*>(original))(self, arguments,
                                                                                 count);
  }
  static PyObject* without(PyObject* self, PyObject* argument) {
    announce(kForGood);
    return original(self, argument);
  }

  static bool watch(PyObject* module, const char* name) {
    if (original != nullptr) return true;
    const Owned function(PyObject_GetAttrString(module, name));
    if (function == nullptr || !PyCFunction_Check(function.get())) {
      PyErr_Clear();
      return false;
    }
    PyMethodDef* definition = reinterpret_cast<PyCFunctionObject*>(function.get())->m_ml;
    void* own = nullptr;
    if (definition->ml_flags == (METH_FASTCALL | METH_KEYWORDS)) {
      own = reinterpret_cast<void*>(with_keywords);
    } else if (definition->ml_flags == METH_FASTCALL) {
      own = reinterpret_cast<void*>(positional);
    } else if (definition->ml_flags == METH_NOARGS || definition->ml_flags == METH_O) {
      own = reinterpret_cast<void*>(without);
    }
    if (own == nullptr) return false;
    original = definition->ml_meth;
    definition->ml_meth = reinterpret_cast<PyCFunction>(own);
    return true;
  }
};

}  // namespace

bool watch_last_calls(void (*before)(bool)) {
  announce = before;
  const Owned posix(PyImport_ImportModule("posix"));
  if (posix == nullptr) {
    PyErr_Clear();
    return false;
  }
  const bool all[] = {LastCall<0, true>::watch(posix.get(), "_exit"),
                      LastCall<1, true>::watch(posix.get(), "abort"),
                      LastCall<2, false>::watch(posix.get(), "execv"),
                      LastCall<3, false>::watch(posix.get(), "execve")};
  return all[0] && all[1] && all[2] && all[3];
}

}  // namespace hasten::observe
