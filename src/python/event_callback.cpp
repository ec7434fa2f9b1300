// See event_callback.h.
#include "python/event_callback.h"

#include <structmember.h>

#include <cstddef>

namespace hasten::python {
namespace {

struct EventCallback {
  PyObject_HEAD vectorcallfunc function;
};

void dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  PyObject_Free(self);
  Py_DECREF(type);
}

PyTypeObject* type() {
  static PyTypeObject* made = nullptr;
  if (made != nullptr) return made;
  static PyMemberDef members[] = {
      {"__vectorcalloffset__", T_PYSSIZET, offsetof(EventCallback, function), READONLY, nullptr},
      {nullptr, 0, 0, 0, nullptr}};
  PyType_Slot slots[] = {{Py_tp_dealloc, reinterpret_cast<void*>(dealloc)},
                         {Py_tp_call, reinterpret_cast<void*>(PyVectorcall_Call)},
                         {Py_tp_members, members},
                         {0, nullptr}};
  PyType_Spec spec = {"hasten.EventCallback", sizeof(EventCallback), 0,
                      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL |
                          Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
                      slots};
  made = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&spec));
  return made;
}

}  // namespace

PyObject* new_event_callback(vectorcallfunc function) {
  PyTypeObject* callback_type = type();
  EventCallback* callback =
      callback_type == nullptr ? nullptr : PyObject_New(EventCallback, callback_type);
  if (callback == nullptr) return nullptr;
  callback->function = function;
  return reinterpret_cast<PyObject*>(callback);
}

}  // namespace hasten::python
