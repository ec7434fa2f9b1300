// See calls.h.
#include "observe/calls.h"

#include <Python.h>
#include <unistd.h>

#include "observe/main_body.h"
#include "observe/monitoring_tool.h"
#include "python/event_callback.h"
#include "python/layout.h"

namespace hasten::observe {
namespace {

CallCollector* active_collector = nullptr;  // under the GIL

struct Here {
  uint64_t collector = 0;
  ThreadCalls* calls = nullptr;
};
// initial-exec: a look at it is one instruction, and this module is small.
thread_local Here here __attribute__((tls_model("initial-exec")));

// The definition of the built-in that a CALL event tells of, as cProfile sees it; NULL: none.
PyMethodDef* builtin_called(PyObject* callable, PyObject* first) {
  if (PyFunction_Check(callable)) return nullptr;  // mostly
  if (PyCFunction_Check(callable)) return reinterpret_cast<PyCFunctionObject*>(callable)->m_ml;
  if (!Py_IS_TYPE(callable, &PyMethodDescr_Type)) return nullptr;
  auto* descriptor = reinterpret_cast<PyMethodDescrObject*>(callable);
  return PyObject_TypeCheck(first, descriptor->d_common.d_type) ? descriptor->d_method : nullptr;
}

}  // namespace

// The callbacks. None of them raises: what cannot be counted is not.
struct CallEvents {
  static bool collects() {
    return active_collector != nullptr && !active_collector->waits_for_main_;
  }
  // Whether the program begins with this call.
  static bool begins(PyObject* code) {
    if (active_collector == nullptr || !starts_main(reinterpret_cast<PyCodeObject*>(code)))
      return false;
    active_collector->waits_for_main_ = false;
    return true;
  }
  static ContextTree& tree() {
    return here.collector == active_collector->number_ ? here.calls->tree
                                                       : active_collector->add_thread();
  }

  // (code, offset, ...)
  static PyObject* enter(PyObject*, PyObject* const* args, size_t, PyObject*) {
    const uint64_t now = ticks();
    if (!collects() && !begins(args[0])) Py_RETURN_NONE;
    auto* code = reinterpret_cast<PyCodeObject*>(args[0]);
    ContextTree& calls = tree();
    const Function* function = calls.called_last();
    const bool at_hand = function != nullptr && function->code == code;
    if (!at_hand) function = active_collector->functions_.of_code(code);
    if (function == nullptr) {
      PyErr_Clear();
      Py_RETURN_NONE;
    }
    const Function* caller = calls.active();
    static_assert(CallSite::kByC == -1);
    const bool by_builtin = caller != nullptr && caller->is_builtin;
    calls.enter(function, hasten_call_offset(PyThreadState_Get(), by_builtin), now);
    if (!at_hand) calls.resume();  // what this took is not the program's
    Py_RETURN_NONE;
  }

  static PyObject* leave(PyObject*, PyObject* const*, size_t, PyObject*) {
    const uint64_t now = ticks();
    if (collects()) tree().leave(now);
    Py_RETURN_NONE;
  }

  // (code, offset, callable, first argument)
  static PyObject* enter_builtin(PyObject*, PyObject* const* args, size_t, PyObject*) {
    const uint64_t now = ticks();
    PyMethodDef* definition = builtin_called(args[2], args[3]);
    if (definition == nullptr || !collects()) Py_RETURN_NONE;
    ContextTree& calls = tree();
    PyObject *self = args[3], *module = nullptr;
    if (PyCFunction_Check(args[2])) {
      self = PyCFunction_GET_SELF(args[2]);
      module = reinterpret_cast<PyCFunctionObject*>(args[2])->m_module;
    }
    const Function* function = calls.called_last();
    const bool at_hand = function != nullptr && function->definition == definition;
    if (!at_hand) function = active_collector->functions_.of_builtin(definition, self, module);
    calls.enter(function, python::event_offset(args[1]), now);
    if (!at_hand) calls.resume();
    Py_RETURN_NONE;
  }

  static PyObject* leave_builtin(PyObject*, PyObject* const* args, size_t, PyObject*) {
    const uint64_t now = ticks();
    if (collects() && builtin_called(args[2], args[3]) != nullptr) tree().leave(now);
    Py_RETURN_NONE;
  }
};

CallCollector::CallCollector(const Options& options, FunctionTable& functions)
    : options_(options), functions_(functions), number_([] {
        static uint64_t number = 0;
        return ++number;
      }()),
      waits_for_main_(options.begins_with_main) {}

CallCollector::~CallCollector() { stop(); }

std::unique_ptr<CallCollector> CallCollector::start(const Options& options,
                                                    FunctionTable& functions) {
  if (active_collector != nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "calls are being collected already");
    return nullptr;
  }
  prepare_clock();
  std::unique_ptr<CallCollector> collector(new CallCollector(options, functions));
  if (!functions.open() || !collector->listen()) return nullptr;
  return collector;
}

bool CallCollector::listen() {
  tool_ = std::make_unique<MonitoringTool>();
  if (!tool_->open("hasten profile") || !tool_->listen({{"PY_START", CallEvents::enter},
                                                        {"PY_RESUME", CallEvents::enter},
                                                        {"PY_THROW", CallEvents::enter},
                                                        {"PY_RETURN", CallEvents::leave},
                                                        {"PY_YIELD", CallEvents::leave},
                                                        {"PY_UNWIND", CallEvents::leave}}))
    return false;
  if (options_.builtins && !tool_->listen({{"CALL", CallEvents::enter_builtin},
                                           {"C_RETURN", CallEvents::leave_builtin},
                                           {"C_RAISE", CallEvents::leave_builtin}}))
    return false;
  begun_ = Moment::now();
  active_collector = this;
  // C_RETURN and C_RAISE come with CALL.
  const bool ok = options_.builtins
                      ? tool_->set_events({"PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN",
                                           "PY_YIELD", "PY_UNWIND", "CALL"})
                      : tool_->set_events({"PY_START", "PY_RESUME", "PY_THROW", "PY_RETURN",
                                           "PY_YIELD", "PY_UNWIND"});
  if (!ok) active_collector = nullptr;
  return ok;
}

void CallCollector::stop() {
  if (active_collector != this) return;
  if (here.collector == number_) here.calls->tree.leave_all();
  active_collector = nullptr;
  tool_.reset();
}

void CallCollector::after_fork() {
  ThreadCalls* own = here.collector == number_ ? here.calls : nullptr;
  std::erase_if(threads_, [&](const auto& thread) { return thread.get() != own; });
  if (own == nullptr) return;
  own->number = 0, threads_met_ = 1;
  own->thread = gettid();
  own->tree.forget_counts();
}

ContextTree& CallCollector::add_thread() {
  const std::lock_guard lock(mutex_);
  here = {number_, threads_.emplace_back(std::make_unique<ThreadCalls>()).get()};
  here.calls->number = threads_met_++;
  here.calls->thread = gettid();
  return here.calls->tree;
}

std::vector<const ThreadCalls*> CallCollector::threads() const {
  const std::lock_guard lock(mutex_);
  std::vector<const ThreadCalls*> found;
  found.reserve(threads_.size());
  for (const auto& thread : threads_) found.push_back(thread.get());
  return found;
}

}  // namespace hasten::observe
