// Session: its dealings with sys.monitoring. See session.h.
#include <string>

#include "engine/session.h"
#include "python/event_callback.h"
#include "swap/self_test.h"
#include "swap/watch.h"

namespace hasten::engine {
namespace {

// callback(code, source offset, target offset)
PyObject* jump_callback(PyObject*, PyObject* const* args, size_t count, PyObject*) {
  Session* session = Session::current();
  if (session == nullptr || PyVectorcall_NARGS(count) != 3 || !PyCode_Check(args[0]))
    Py_RETURN_NONE;
  PyObject* result = session->on_jump(reinterpret_cast<PyCodeObject*>(args[0]),
                                      python::event_offset(args[1]), python::event_offset(args[2]));
  return Py_NewRef(result);
}

// callback(code, offset)
PyObject* start_callback(PyObject*, PyObject* const* args, size_t count, PyObject*) {
  Session* session = Session::current();
  if (session == nullptr || PyVectorcall_NARGS(count) != 2 || !PyCode_Check(args[0]))
    Py_RETURN_NONE;
  return Py_NewRef(session->on_start(reinterpret_cast<PyCodeObject*>(args[0])));
}

void release_code_state(void* extra) {
  auto* state = static_cast<CodeState*>(extra);
  if (state == nullptr) return;
  if (Session::last() != nullptr) Session::last()->forget_code(state);
}

}  // namespace

bool Session::register_tool(std::string& disabled) {
  const auto failed = [&](const std::string& why) {
    PyErr_Clear();
    disabled = why;
    return false;
  };
  monitoring_ = PySys_GetObject("monitoring");
  if (monitoring_ == nullptr) return failed("sys.monitoring is missing");
  Py_INCREF(monitoring_);
  PyObject* used = PyObject_CallMethod(monitoring_, "use_tool_id", "is", kToolId, "hasten");
  if (used == nullptr) return failed("another tool holds the optimizer's place in sys.monitoring");
  Py_DECREF(used);
  if (const std::string wrong = swap::self_test(monitoring_, kToolId, stress_value("layout="));
      !wrong.empty()) {
    PyObject* freed = PyObject_CallMethod(monitoring_, "free_tool_id", "i", kToolId);
    Py_XDECREF(freed);
    return failed(Refusal{RefusalCode::kLayoutMismatch, wrong}.full_text());
  }
  disable_ = PyObject_GetAttrString(monitoring_, "DISABLE");
  PyObject* callback = python::new_event_callback(jump_callback);
  PyObject* events = PyObject_GetAttrString(monitoring_, "events");
  PyObject* jump = events == nullptr ? nullptr : PyObject_GetAttrString(events, "JUMP");
  PyObject* registered =
      jump == nullptr || callback == nullptr
          ? nullptr
          : PyObject_CallMethod(monitoring_, "register_callback", "iOO", kToolId, jump, callback);
  bool ok = registered != nullptr || PyErr_Occurred() == nullptr;
  if (ok) {
    PyObject* start = PyObject_GetAttrString(events, "PY_START");
    PyObject* on_start = python::new_event_callback(start_callback);
    PyObject* accepted =
        PyObject_CallMethod(monitoring_, "register_callback", "iOO", kToolId, start, on_start);
    jump_event_ = static_cast<int>(PyLong_AsLong(jump));
    start_event_ = static_cast<int>(PyLong_AsLong(start));
    PyObject* set = !options_.eager ? Py_NewRef(Py_None)
                                    : PyObject_CallMethod(monitoring_, "set_events", "ii", kToolId,
                                                          jump_event_ | start_event_);
    ok = accepted != nullptr && set != nullptr;
    for (PyObject* object : {start, on_start, accepted, set}) Py_XDECREF(object);
  }
  Py_XDECREF(registered);
  Py_XDECREF(events);
  Py_XDECREF(jump);
  Py_XDECREF(callback);
  if (!ok || disable_ == nullptr) return failed("sys.monitoring refuses the callback");
  if (!swap::start_watching()) return failed("no dict watcher is free");
  extra_ = PyUnstable_Eval_RequestCodeExtraIndex(release_code_state);
  if (extra_ < 0) return failed("code objects have no room for extra data");
  PyObject* os = PySys_GetObject("platlibdir");
  PyObject* prefix = PySys_GetObject("base_prefix");
  if (os != nullptr && prefix != nullptr && PyUnicode_Check(prefix) && PyUnicode_Check(os)) {
    library_prefix_ =
        std::string(PyUnicode_AsUTF8(prefix)) + "/" + PyUnicode_AsUTF8(os) + "/python";
  }
  return true;
}

// What the state of the code's loops asks for. In eager mode events are on for all code.
void Session::set_events(CodeState& state) {
  if (options_.eager || state.code == nullptr) return;
  int events = 0;
  for (const Loop& loop : state.loops) {
    if (loop.state != LoopState::kCold && loop.state != LoopState::kRefused &&
        loop.state != LoopState::kUndone)
      events |= jump_event_;
  }
  if (state.wished) events |= start_event_;
  if (state.events != events) set_local_events(state, events);
}

// Set anew, they are told of at every back-edge again, also at those that were switched off.
void Session::set_local_events(CodeState& state, int events) {
  PyObject* result = PyObject_CallMethod(monitoring_, "set_local_events", "iOi", kToolId,
                                         reinterpret_cast<PyObject*>(state.code), events);
  if (result == nullptr) PyErr_Clear();
  state.events = events;
  Py_XDECREF(result);
}

// Back-edges that have asked not to be told any more are told again. Not if there are other tools:
// they would be told things again as well.
bool Session::restart_events() {
  constexpr int kToolIds = 6;  // of Python's own tools
  for (int id = 0; id < kToolIds; ++id) {
    if (id == kToolId) continue;
    PyObject* name = PyObject_CallMethod(monitoring_, "get_tool", "i", id);
    const bool used = name != Py_None;
    if (name == nullptr) PyErr_Clear();
    Py_XDECREF(name);
    if (used) return false;
  }
  PyObject* result = PyObject_CallMethod(monitoring_, "restart_events", nullptr);
  if (result == nullptr) PyErr_Clear();
  Py_XDECREF(result);
  return result != nullptr;
}

}  // namespace hasten::engine
