// Session: the back-edges of loops, where native code is entered, and what follows from how it was
// left. See session.h.
#include <algorithm>
#include <utility>

#include "engine/session.h"
#include "python/quiet_collection.h"

namespace hasten::engine {
namespace {

constexpr long kMissesBeforeVersion = 3;
constexpr int kMaxFailures = 10;  // of one speculation before it is given up

Loop* loop_at(CodeState& state, int header_offset) {
  for (Loop& loop : state.loops) {
    if (loop.header_offset == header_offset) return &loop;
  }
  return nullptr;
}

bool is_measured(const Loop& loop) {
  return loop.trial != nullptr && loop.trial->verdict() == Trial::Verdict::kOpen;
}

// Another monitoring tool wants events of a function that is part of the region.
bool watched_by_others(const swap::Region& region) {
  for (const types::Ref ref : region.inlined) {
    PyObject* object = region.pool.at(ref);
    if (PyFunction_Check(object)) object = PyFunction_GET_CODE(object);
    auto* code = reinterpret_cast<PyCodeObject*>(object);
    if (hasten_code_watched_by_others(code, kToolId) != 0) return true;
  }
  return false;
}

}  // namespace

PyObject* Session::at_back_edge(PyCodeObject* code, int source, int target, PyThreadState* thread) {
  if (target > source) return disable_;
  CodeState* state = state_of(code, options_.eager);
  if (state == nullptr || !state->readable) return disable_;
  Loop* at = loop_at(*state, target);
  if (at == nullptr) return disable_;
  Loop& loop = *at;
  const bool is_settled = loop.trial != nullptr && loop.trial->verdict() == Trial::Verdict::kFaster;
  BackEdgeEvent event(!is_settled && measures());
  PyObject* answer = at_back_edge(*state, loop, thread, event);
  if (is_settled || !measures()) return answer;
  const uint64_t cost = event.count();
  if (loop.trial != nullptr) loop.trial->counted(cost);
  return answer;
}

PyObject* Session::at_back_edge(CodeState& state, Loop& loop, PyThreadState* thread,
                                BackEdgeEvent& event) {
  PyCodeObject* code = state.code;
  hasten_frame* frame = hasten_current_frame(thread);
  if (rehearsal_ != nullptr)
    end_rehearsal(state, frame, loop.header_offset);  // also at loops given up
  if (loop.state == LoopState::kRefused || loop.state == LoopState::kUndone) return disable_;
  if (!swap::may_nest(thread)) return Py_None;
  if (hasten_frame_code(frame) != code || hasten_thread_is_traced(thread) != 0 ||
      hasten_global_events_of_others(PyThreadState_GetInterpreter(thread), kToolId) != 0 ||
      hasten_code_watched_by_others(code, kToolId) != 0) {
    return Py_None;
  }
  if (!loop.versions.empty()) {
    if (is_measured(loop) && !may_run(state, loop, frame, event))
      return loop.state == LoopState::kUndone || loop.silent ? disable_ : Py_None;
    if (enter(state, loop, thread, frame, event)) return Py_None;
    if (fits_too_seldom(state, loop)) return disable_;
  }
  const bool wants_version = loop.versions.empty() || ++loop.misses >= kMissesBeforeVersion;
  if (options_.eager && loop.job == 0 && wants_version) {
    request(state, loop, frame, hasten_frame_stack_depth(frame), true);
    if (!loop.versions.empty() && loop.state == LoopState::kNative)
      enter(state, loop, thread, frame, event);
  } else if (loop.job == 0 &&
             (loop.versions.empty() ? loop.state != LoopState::kCold : wants_version)) {
    // Wanted, or its versions were all withdrawn, or none fits.
    request(state, loop, frame, hasten_frame_stack_depth(frame), false);
  }
  if (loop.trial == nullptr || !loop.versions.empty()) return Py_None;
  loop.trial->interpreted(event, frame);
  if (spends_its_time_elsewhere(loop)) return disable_;
  loop.silent = loop.job != 0 && loop.trial->has_waited() && hasten_code_is_hidden(code) == 0;
  return loop.silent ? disable_ : Py_None;
}

// Hidden code tells nothing: its events cannot be switched on again.
LoopPlace Session::place_of(const CodeState& state, Loop& loop, hasten_frame* frame) {
  if (hasten_code_is_hidden(state.code) != 0) return {frame};
  if (state.read.insts[static_cast<size_t>(loop.header)].op == ir::PyOp::kForIter) {
    PyObject** stack = hasten_frame_locals(frame) + hasten_code_slots(state.code);
    return {frame, stack[hasten_frame_stack_depth(frame) - 1]};
  }
  if (!loop.counter) loop.counter = find_counter(state.read, state.code, loop.header, loop.last);
  return {frame, nullptr, &*loop.counter};
}

// Whether native code is to be used at this back-edge while its gain is measured.
bool Session::may_run(CodeState& state, Loop& loop, hasten_frame* frame,
                      const BackEdgeEvent& event) {
  const Trial::Next next = loop.trial->next(event, place_of(state, loop, frame),
                                            hasten_collections(PyThreadState_Get()));
  judge(state, loop);
  if (next == Trial::Next::kSilently && !std::exchange(loop.silent, true))
    silent_.emplace_back(&state, &loop);
  return next == Trial::Next::kNative;
}

// Tries the versions, the one that fitted last first.
bool Session::enter(CodeState& state, Loop& loop, PyThreadState* thread, hasten_frame* frame,
                    BackEdgeEvent& event) {
  for (size_t i = 0; i < loop.versions.size(); ++i) {
    if (loop.versions[i]->valid == 0 && loop.versions[i]->running == 0) {
      drop_version(state, loop, i--);
      continue;
    }
    if (watched_by_others(*loop.versions[i])) continue;
    if (loop.versions[i]->rehearsals > 0 && rehearse(state, loop, *loop.versions[i], thread, frame))
      return true;
    // For the program this is no callback: what it may do to frames depends on that.
    PyThreadState_LeaveTracing(thread);
    const int told = std::exchange(thread->what_event, -1);
    const swap::Region& region = *loop.versions[i];  // kept alive by running
    event.program_resumes();
    const swap::Run run = swap::run_region(*loop.versions[i], thread, frame);
    event.program_is_left();
    thread->what_event = told;
    PyThreadState_EnterTracing(thread);
    if (run.outcome == swap::Outcome::kMismatch) continue;
    const ir::Exit& exit = region.function().exits[static_cast<size_t>(run.exit)];
    loop.iterations += run.iterations;
    if (is_measured(loop)) {
      if (fails_often(loop, exit)) {
        loop.trial->disturbed();
      } else {
        loop.trial->ran(run.iterations);
        judge(state, loop);
      }
    }
    if (exit.kind == ir::ExitKind::kBreaker) hasten_collect_quietly(thread);
    if (i > 0 || exit.kind == ir::ExitKind::kGuard || exit.kind == ir::ExitKind::kOverflow)
      after_exit(state, loop, i, run.exit);
    return true;
  }
  return false;
}

// The version that fitted comes first. A speculation that keeps failing is given up: the region is
// compiled again without it.
void Session::after_exit(CodeState& state, Loop& loop, size_t version, int exit_index) {
  // The list may have changed while the region ran Python code.
  if (version >= loop.versions.size()) return;
  swap::Region& region = *loop.versions[version];
  if (exit_index >= static_cast<int>(region.exit_counts.size())) return;
  if (version > 0) std::swap(loop.versions[0], loop.versions[version]);
  const ir::Exit& exit = region.function().exits[static_cast<size_t>(exit_index)];
  if (exit.kind != ir::ExitKind::kGuard && exit.kind != ir::ExitKind::kOverflow) return;
  const bool failed_elsewhere =  // in another version, while this one was in use or being compiled
      loop.distrusted.count(exit.place) != 0 && region.distrusted.count(exit.place) == 0;
  if (!failed_elsewhere) {
    const bool often = fails_often(loop, exit);
    Failures& failures = loop.failures[exit.place];
    failures.count = std::max(failures.count + (often ? 1 : -1), 0L);
    failures.last = loop.iterations;
    if (failures.count < kMaxFailures || failing_guards_ || exits_everywhere_ ||
        !loop.distrusted.insert(exit.place).second)
      return;
  }
  if (loop.compiles < kMaxCompiles && region.running == 0) {
    drop_version(state, loop, 0);
    if (loop.trial == nullptr) return;
    loop.trial->replaced();
    if (!loop.versions.empty()) loop.trial->installed(loop.versions[0]->purely_native);
  }
}

}  // namespace hasten::engine
