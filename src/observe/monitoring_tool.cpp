// See monitoring_tool.h.
#include "observe/monitoring_tool.h"

#include "python/event_callback.h"
#include "python/owned.h"

namespace hasten::observe {
namespace {

using python::Owned;

// sys.monitoring.PROFILER_ID, and the places without a name
// (docs.python.org/3/library/sys.monitoring.html).
constexpr int kPlaces[] = {2, 3, 4};

}  // namespace

bool MonitoringTool::open(const char* name) {
  monitoring_ = Py_XNewRef(PySys_GetObject("monitoring"));
  if (monitoring_ == nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "sys.monitoring is missing");
    return false;
  }
  disable_ = PyObject_GetAttrString(monitoring_, "DISABLE");
  if (disable_ == nullptr) return false;
  for (const int place : kPlaces) {
    const Owned taken(PyObject_CallMethod(monitoring_, "use_tool_id", "is", place, name));
    if (taken != nullptr) {
      id_ = place;
      return true;
    }
    if (!PyErr_ExceptionMatches(PyExc_ValueError)) return false;
    PyErr_Clear();
  }
  PyErr_SetString(PyExc_RuntimeError, "other tools have all places of sys.monitoring");
  return false;
}

bool MonitoringTool::listen(std::initializer_list<EventCallback> callbacks) {
  for (const EventCallback& callback : callbacks) {
    int event = 0;
    if (!mask_of({callback.event}, event)) return false;
    const Owned function(python::new_event_callback(callback.function));
    if (function == nullptr) return false;
    const Owned before(
        PyObject_CallMethod(monitoring_, "register_callback", "iiO", id_, event, function.get()));
    if (before == nullptr) return false;
  }
  return true;
}

bool MonitoringTool::set_events(std::initializer_list<const char*> events) {
  int mask = 0;
  if (!mask_of(events, mask)) return false;
  const Owned done(PyObject_CallMethod(monitoring_, "set_events", "ii", id_, mask));
  return done != nullptr;
}

bool MonitoringTool::set_local_events(PyCodeObject* code,
                                      std::initializer_list<const char*> events) {
  int mask = 0;
  if (!mask_of(events, mask)) return false;
  const Owned done(PyObject_CallMethod(monitoring_, "set_local_events", "iOi", id_, code, mask));
  return done != nullptr;
}

void MonitoringTool::close() {
  if (id_ >= 0) {
    PyObject* raised = PyErr_GetRaisedException();
    const Owned silent(PyObject_CallMethod(monitoring_, "set_events", "ii", id_, 0));
    const Owned freed(PyObject_CallMethod(monitoring_, "free_tool_id", "i", id_));
    PyErr_SetRaisedException(raised);
    id_ = -1;
  }
  Py_CLEAR(disable_);
  Py_CLEAR(monitoring_);
}

bool MonitoringTool::mask_of(std::initializer_list<const char*> events, int& mask) const {
  const Owned numbers(PyObject_GetAttrString(monitoring_, "events"));
  for (const char* event : events) {
    const Owned number(numbers == nullptr ? nullptr : PyObject_GetAttrString(numbers.get(), event));
    if (number == nullptr) return false;
    mask |= static_cast<int>(PyLong_AsLong(number.get()));
  }
  return numbers != nullptr;
}

}  // namespace hasten::observe
