// Session: functions compiled whole, installed behind the function object's vectorcall. See
// session.h.
#include <x86intrin.h>

#include <algorithm>

#include "engine/build_region.h"
#include "engine/session.h"
#include "swap/plain_values.h"

namespace hasten::engine {
namespace {

constexpr int kHotCalls = 2;  // ticks that find a function on top before it is compiled
constexpr int kEagerStarts = 2;
constexpr long kMostMismatches = 1000;  // calls that native code could not make, more than it made
constexpr long kMostTries = 100;        // the same while it is on trial

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
  auto* function = reinterpret_cast<PyFunctionObject*>(callable);
  return session == nullptr ? interpret(function, arguments, flagged, names)
                            : session->on_call(function, arguments, flagged, names);
}

std::string call_text(PyCodeObject* code, PyObject* const* arguments) {
  PyObject* tuple = PyTuple_New(code->co_argcount);
  for (int k = 0; tuple != nullptr && k < code->co_argcount; ++k)
    PyTuple_SET_ITEM(tuple, k, Py_NewRef(arguments[k]));
  const std::string result = tuple == nullptr ? "" : swap::repr_text(tuple, 100);
  Py_XDECREF(tuple);
  PyErr_Clear();
  return result;
}

}  // namespace

// Whether there is native code of the function that may be used for this call.
bool Session::runs_natively(CodeState& state, PyFunctionObject* function, size_t count,
                            PyObject* names) {
  auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  PyThreadState* thread = PyThreadState_Get();
  return state.function == function && names == nullptr &&
         count == static_cast<size_t>(code->co_argcount) && !state.whole->versions.empty() &&
         state.whole->versions[0]->valid != 0 && hasten_thread_is_traced(thread) == 0 &&
         hasten_global_events_of_others(PyThreadState_GetInterpreter(thread), kToolId) == 0 &&
         hasten_code_watched_by_others(code, kToolId) == 0;
}

PyObject* Session::on_call(PyFunctionObject* function, PyObject* const* arguments, size_t flagged,
                           PyObject* names) {
  CodeState* state = state_of(reinterpret_cast<PyCodeObject*>(function->func_code), false);
  if (state == nullptr || state->whole == nullptr ||
      !runs_natively(*state, function, static_cast<size_t>(PyVectorcall_NARGS(flagged)), names)) {
    if (state != nullptr && state->whole != nullptr && state->whole->state == LoopState::kRefused)
      PyFunction_SetVectorcall(function, interpreted);
    return interpret(function, arguments, flagged, names);
  }
  Loop& whole = *state->whole;
  if (whole.function_trial != nullptr &&
      whole.function_trial->verdict() == FunctionTrial::Verdict::kOpen)
    return try_call(*state, function, arguments, flagged);
  swap::Region& region = *whole.versions[0];
  PyObject* result = swap::run_function(region, PyThreadState_Get(), arguments);
  if (result != nullptr) return result;
  if (region.mismatches > kMostMismatches && region.mismatches > region.entries)
    undo_function(whole, function, {RefusalCode::kLeavesTooOften, "most calls", 0});
  return interpret(function, arguments, flagged, names);
}

// The interpreter makes the call, and its result counts; native code may make it as well.
PyObject* Session::try_call(CodeState& state, PyFunctionObject* function,
                            PyObject* const* arguments, size_t flagged) {
  Loop& whole = *state.whole;
  FunctionTrial& trial = *whole.function_trial;
  FunctionTrial::Call call = trial.begin();
  PyObject* result = interpret(function, arguments, flagged, nullptr);
  trial.finished(call);
  // The code that ran may have ended assumptions, or the function's code.
  if (!trial.wants_native(call) || whole.versions.empty() || whole.versions[0]->valid == 0)
    return result;
  PyObject* exception = PyErr_GetRaisedException();
  swap::Region& region = *whole.versions[0];
  const uint64_t start = __rdtsc();
  PyObject* native = swap::run_function(region, PyThreadState_Get(), arguments);
  trial.compare(call, __rdtsc() - start, native, result, exception);
  Py_XDECREF(native);
  if (trial.verdict() == FunctionTrial::Verdict::kMismatch) {
    auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
    undo_function(whole, function,
                  {RefusalCode::kCandidateMismatch,
                   state.read.name + call_text(code, arguments) + ": " + trial.difference(), 0});
  } else if (trial.verdict() == FunctionTrial::Verdict::kNotFaster && !options_.eager) {
    undo_function(whole, function, {RefusalCode::kNoGain, gain_text(trial.gain()), 0});
  } else if (region.mismatches > kMostTries && region.mismatches > region.entries) {
    undo_function(whole, function, {RefusalCode::kLeavesTooOften, "its first calls", 0});
  }
  if (exception != nullptr) PyErr_SetRaisedException(exception);
  return result;
}

void Session::undo_function(Loop& whole, PyFunctionObject* function, Refusal refusal) {
  PyFunction_SetVectorcall(function, interpreted);
  whole.state = LoopState::kUndone;
  whole.refusal = std::make_unique<Refusal>(std::move(refusal));
}

// The outermost loops at their first back-edge, the function at its next call.
void Session::wish(PyFunctionObject* function) {
  CodeState* state = state_of(reinterpret_cast<PyCodeObject*>(function->func_code), true);
  if (state == nullptr || !state->readable || options_.eager) return;
  for (Loop& loop : state->loops) {
    const bool inner =
        std::any_of(state->loops.begin(), state->loops.end(), [&](const Loop& other) {
          return &other != &loop && other.header <= loop.header && other.last >= loop.last;
        });
    if (inner || loop.state != LoopState::kCold) continue;
    loop.state = LoopState::kWanted;
    loop.heat = kWished;
  }
  state->wished = state->whole == nullptr || state->whole->state == LoopState::kCold;
  set_events(*state);
}

void Session::note_function(CodeState& state, hasten_frame* frame) {
  PyFunctionObject* function = hasten_frame_function(frame);
  if (function == nullptr || function->func_code != reinterpret_cast<PyObject*>(state.code)) return;
  if (state.whole == nullptr) {
    state.whole = std::make_unique<Loop>();
    state.whole->header_offset = -1;
    state.whole->line = state.whole->end_line = state.code->co_firstlineno;
  }
  ++state.whole->heat;
  if (state.whole->job != 0) queue_.warm(state.whole->job, state.whole->heat);
  if (state.whole->state != LoopState::kCold || state.whole->heat < kHotCalls) return;
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
  if (!state->wished && ++state->whole->heat < kEagerStarts) return Py_None;
  if (state->wished) state->whole->heat = kWished;
  state->wished = false;
  request_function(*state, function, hasten_frame_locals(frame), options_.eager);
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
  break_on_purpose(state, *region.value());
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
  queue_.warm(whole.job, whole.heat);
}

}  // namespace hasten::engine
