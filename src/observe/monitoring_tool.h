// monitoring_tool: one place among the tools of sys.monitoring, and its callbacks. Needs the GIL;
// what returns false has set an exception.
#pragma once

#include <Python.h>

#include <initializer_list>

namespace hasten::observe {

struct EventCallback {
  const char* event;        // its name in sys.monitoring.events
  vectorcallfunc function;  // see python/event_callback.h
};

class MonitoringTool {
 public:
  ~MonitoringTool() { close(); }

  // Takes the profilers' place, or one that nobody has reserved. RuntimeError: all are taken.
  bool open(const char* name);
  bool listen(std::initializer_list<EventCallback> callbacks);
  bool set_events(std::initializer_list<const char*> events);
  bool set_local_events(PyCodeObject* code, std::initializer_list<const char*> events);
  void close();
  // Borrowed: what a callback returns that is not to be told of this place in the code again.
  PyObject* disable() const { return disable_; }

 private:
  bool mask_of(std::initializer_list<const char*> events, int& mask) const;

  int id_ = -1;
  PyObject* monitoring_ = nullptr;  // sys.monitoring
  PyObject* disable_ = nullptr;
};

}  // namespace hasten::observe
