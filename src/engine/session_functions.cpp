// Session: functions compiled whole, installed behind the function object's vectorcall. See
// session.h.
#include "engine/build_region.h"
#include "engine/session.h"

namespace hasten::engine {
namespace {

constexpr int kHotCalls = 2;  // ticks that find a function on top before it is compiled
constexpr int kEagerStarts = 2;
constexpr long kMostMismatches = 1000;  // calls that native code could not make, more than it made

vectorcallfunc interpreted = nullptr;  // CPython's own entry of every Python function

// From here a call takes C stack, which one made by the interpreter itself does not: a function
// found deep in its own recursion gets its old entry back. CPython's count of C calls leaves these
// out.
PyObject* interpret(PyFunctionObject* function, PyObject* const* arguments, size_t flagged,
                    PyObject* names) {
  constexpr int kMostNested = 64;
  static thread_local int nested = 0;
  if (nested >= kMostNested) PyFunction_SetVectorcall(function, interpreted);
  int* c_recursion_left = hasten_c_recursion_left(PyThreadState_Get());
  ++nested;
  ++*c_recursion_left;
  PyObject* result = interpreted(reinterpret_cast<PyObject*>(function), arguments, flagged, names);
  --*c_recursion_left;
  --nested;
  return result;
}

PyObject* native_vectorcall(PyObject* callable, PyObject* const* arguments, size_t flagged,
                            PyObject* names) {
  Session* session = Session::current();
  if (session != nullptr) {
    PyObject* result = session->on_call(reinterpret_cast<PyFunctionObject*>(callable), arguments,
                                        static_cast<size_t>(PyVectorcall_NARGS(flagged)), names);
    if (result != nullptr) return result;
  }
  return interpret(reinterpret_cast<PyFunctionObject*>(callable), arguments, flagged, names);
}

}  // namespace

PyObject* Session::on_call(PyFunctionObject* function, PyObject* const* arguments, size_t count,
                           PyObject* names) {
  auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  CodeState* state = state_of(code, false);
  if (state == nullptr || state->whole == nullptr || state->function != function ||
      names != nullptr || count != static_cast<size_t>(code->co_argcount)) {
    return nullptr;
  }
  Loop& whole = *state->whole;
  PyThreadState* thread = PyThreadState_Get();
  if (whole.versions.empty() || whole.versions[0]->valid == 0 ||
      hasten_thread_is_traced(thread) != 0 ||
      hasten_global_events_of_others(PyThreadState_GetInterpreter(thread), kToolId) != 0 ||
      hasten_code_watched_by_others(code, kToolId) != 0) {
    return nullptr;
  }
  swap::Region& region = *whole.versions[0];
  PyObject* result = swap::run_function(region, thread, arguments);
  if (result == nullptr && region.mismatches > kMostMismatches &&
      region.mismatches > region.entries) {
    PyFunction_SetVectorcall(function, interpreted);
    whole.state = LoopState::kUndone;
    whole.refusal =
        std::make_unique<Refusal>(Refusal{RefusalCode::kLeavesTooOften, "most calls", 0});
  }
  return result;
}

void Session::note_function(CodeState& state, hasten_frame* frame) {
  PyFunctionObject* function = hasten_frame_function(frame);
  if (function == nullptr || function->func_code != reinterpret_cast<PyObject*>(state.code)) return;
  if (state.whole == nullptr) {
    state.whole = std::make_unique<Loop>();
    state.whole->header_offset = -1;
    state.whole->line = state.whole->end_line = state.code->co_firstlineno;
  }
  if (state.whole->state != LoopState::kCold || ++state.whole->heat < kHotCalls) return;
  request_function(state, function, hasten_frame_locals(frame), false);
}

PyObject* Session::on_start(PyCodeObject* code) {
  CodeState* state = state_of(code, true);
  PyThreadState* thread = PyThreadState_Get();
  hasten_frame* frame = hasten_current_frame(thread);
  if (state == nullptr || !state->readable || hasten_frame_code(frame) != code) return disable_;
  PyFunctionObject* function = hasten_frame_function(frame);
  if (function == nullptr || function->func_code != reinterpret_cast<PyObject*>(code))
    return disable_;
  if (state->whole == nullptr) {
    state->whole = std::make_unique<Loop>();
    state->whole->header_offset = -1;
    state->whole->line = state->whole->end_line = code->co_firstlineno;
  }
  if (++state->whole->heat < kEagerStarts) return Py_None;
  request_function(*state, function, hasten_frame_locals(frame), true);
  return disable_;
}

// The function is still there, with the code that was compiled: else the region would not be valid.
void Session::install_function(CodeState& state) {
  const Loop& whole = *state.whole;
  if (whole.versions.empty() || whole.versions[0]->valid == 0) return;
  if (state.function->vectorcall == interpreted)
    PyFunction_SetVectorcall(state.function, native_vectorcall);
}

void Session::request_function(CodeState& state, PyFunctionObject* function,
                               PyObject* const* examples, bool now) {
  Loop& whole = *state.whole;
  if (whole.state != LoopState::kCold) return;
  if (interpreted == nullptr) interpreted = function->vectorcall;
  if (function->vectorcall != interpreted) return;
  optimize::SpecializeOptions options;
  options.failing_guards = failing_guards_;
  Result<std::unique_ptr<swap::Region>> region = specialise_function(function, examples, options);
  if (!region) {
    refuse(whole, region.refusal());
    return;
  }
  ++whole.compiles;
  state.function = function;
  if (now) {
    const std::optional<Refusal> failure = generate_code(*region.value(), options_.cache_dir);
    finish(state, whole, std::move(region.value()), failure);
    install_function(state);
    return;
  }
  whole.state = LoopState::kRequested;
  whole.job = next_job_++;
  jobs_[whole.job] = {&state, -1};
  queue_.add(whole.job, std::move(region.value()));
}

}  // namespace hasten::engine
