// Session: the first iterations of a loop's code, made natively, taken back and compared with the
// interpreter's. See session.h and swap/rehearsal.h.
#include <time.h>

#include <algorithm>

#include "engine/session.h"

namespace hasten::engine {
namespace {

constexpr int kMostRehearsals = 12;  // that may come to nothing
constexpr double kLongRehearsals =
    10;  // ms: each costs an interpreted iteration, which may be long

// Of this thread: on a busy machine others run in between, and nothing is the longer for it.
double cpu_ms() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

// A loop inside this one whose back-edge may have been switched off.
bool has_silent_loop(const CodeState& state, const Loop& loop) {
  return std::any_of(state.loops.begin(), state.loops.end(), [&](const Loop& other) {
    return other.header > loop.header && other.header <= loop.last &&
           (other.silent || other.state == LoopState::kRefused ||
            other.state == LoopState::kUndone);
  });
}

}  // namespace

void Session::clock_waits(bool waiting) {
  clock_thread_ = PyThread_get_thread_ident();
  queue_.waiting_for_gil(waiting);
}

// Whether another thread may run Python code. The clock has a thread state while it waits for the
// GIL, which is often so on a busy machine, and runs none.
bool Session::other_threads_run(PyThreadState* thread) const {
  PyThreadState* each = PyInterpreterState_ThreadHead(PyThreadState_GetInterpreter(thread));
  for (; each != nullptr; each = PyThreadState_Next(each)) {
    if (each != thread && each->thread_id != clock_thread_) return true;
  }
  return false;
}

// One iteration natively, taken back; the interpreter makes it again. True: it is the interpreter's
// turn, with or without something to compare.
bool Session::rehearse(const CodeState& state, Loop& loop, swap::Region& region,
                       PyThreadState* thread, hasten_frame* frame) {
  if (region.rehearsals_tried == 0) region.rehearsals_begun = cpu_ms();
  if (++region.rehearsals_tried > kMostRehearsals ||
      cpu_ms() - region.rehearsals_begun > kLongRehearsals) {
    region.rehearsals = 0;
    return false;
  }
  if (other_threads_run(thread)) return true;  // they could change in between what both read
  // The interpreter is to stop where native code does: at the first back-edge, also of a loop that
  // was given up.
  if (has_silent_loop(state, loop) && !restart_events()) return true;
  auto rehearsal = std::make_unique<swap::Rehearsal>();
  const swap::Rehearsal::Outcome outcome = rehearsal->run(region, thread, frame);
  if (outcome != swap::Rehearsal::Outcome::kComparable)
    return outcome == swap::Rehearsal::Outcome::kNothing;
  rehearsal_ = std::move(rehearsal);
  rehearsed_loop_ = &loop;
  rehearsed_ = &region;
  return true;
}

void Session::end_rehearsal(CodeState& state, hasten_frame* frame, int target) {
  const swap::Rehearsal::Result result = rehearsal_->compare(frame, state.code, target);
  if (result == swap::Rehearsal::Result::kElsewhere) return;
  const std::unique_ptr<swap::Rehearsal> done = std::move(rehearsal_);
  if (result == swap::Rehearsal::Result::kEqual) {
    --rehearsed_->rehearsals;
    return;
  }
  Loop& loop = *rehearsed_loop_;  // of this code: the comparison is made in the frame it ran in
  undo_for_good(state, loop,
                {RefusalCode::kCandidateMismatch, done->difference(), loop.header_offset});
}

}  // namespace hasten::engine
