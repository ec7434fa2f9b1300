// Session: see session.h.
#include "engine/session.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "engine/consumers.h"
#include "python/code_reader.h"
#include "python/huge_arenas.h"
#include "python/kept_data.h"
#include "python/stress.h"
#include "swap/region.h"
#include "swap/watch.h"

namespace hasten::engine {
namespace {

constexpr int kPeriod = 1000;      // microseconds between ticks
constexpr int kHotAfterAll = 100;  // of a loop that was cold in an earlier process
constexpr int kHot = 2, kInstructionsPerHeat = 40, kHottest = 20;
constexpr int kFramesPerTick = 6;                         // how far up the stack loops are noticed
constexpr int kMostSkipped = 30, kMostSkippedInLoop = 4;  // ticks
constexpr int kSecondChance =
    60;  // ticks that find an undone loop running before it is tried again
constexpr int kSecondChances = 3;
constexpr unsigned kTicksToTrim = 1000;

Session* session = nullptr;
Session* last_session = nullptr;
std::atomic<bool> tick_pending{false};
std::atomic<int> ticks_waiting{0};
std::atomic<int> ticks_skipped{0};  // since the last one
std::atomic<unsigned> clock_ticks_seen{0};

double now_ms() {
  return std::chrono::duration<double, std::milli>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

int run_tick(void*) {
  tick_pending = false;
  ticks_waiting = 0;
  if (session != nullptr) session->tick();
  return 0;
}

int run_restart(void*) {
  if (session != nullptr) session->restart_threads();
  return 0;
}

// After a fork, in both processes: at the interpreter's next safe point, when the fork is over.
void restart_soon() {
  if (session != nullptr) Py_AddPendingCall(run_restart, nullptr);
}

// The clock thread asks the interpreter for a call at its next safe point; while the main thread
// waits for something the others are looked at from here.
void on_clock() {
  if (clock_ticks_seen.fetch_add(1, std::memory_order_relaxed) % kTicksToTrim == 0)
    python::trim_huge_arenas();
  // For a tick native code is left: a function has to be repeated, the iterations of outer loops
  // are interpreted to their end. There is little to see then.
  const int most = swap::cannot_be_interrupted() ? kMostSkipped
                   : swap::runs_on_top() && session != nullptr && !session->has_finished_code()
                       ? kMostSkippedInLoop
                       : 0;
  if (ticks_skipped < most) {
    ++ticks_skipped;
    return;
  }
  if (!tick_pending.exchange(true)) {
    if (Py_AddPendingCall(run_tick, nullptr) != 0) tick_pending = false;
    return;
  }
  if (ticks_waiting.fetch_add(1) < 8) return;
  ticks_waiting = 0;
  if (Py_IsInitialized() == 0 || session == nullptr) return;
  session->clock_waits(true);
  const PyGILState_STATE state = PyGILState_Ensure();
  if (session != nullptr) {
    session->clock_waits(false);
    session->tick();
  }
  PyGILState_Release(state);
}

}  // namespace

unsigned clock_ticks() { return clock_ticks_seen.load(std::memory_order_relaxed); }

const char* loop_state_name(LoopState state) {
  static const char* const kNames[] = {"pending", "pending", "pending",
                                       "native",  "refused", "undone"};
  return kNames[static_cast<int>(state)];
}

Session::Session(const Options& options) : options_(options) {
  int denominator = 0;
  if (const char* at = std::strstr(options_.stress.c_str(), "guards=1/"))
    denominator = std::atoi(at + 9);
  failing_guards_ = denominator > 0;
  python::set_failing_guards(denominator);
  exits_everywhere_ = options_.stress.find("exits=all") != std::string::npos;
}

std::string Session::stress_value(const char* name) const {
  const size_t at = options_.stress.find(name);
  if (at == std::string::npos) return "";
  const size_t from = at + std::strlen(name);
  return options_.stress.substr(from, options_.stress.find(',', from) - from);
}

Session* Session::current() { return session; }
Session* Session::last() { return last_session; }

Session* Session::start(const Options& options, std::string& disabled) {
  if (session != nullptr) return session;
  const double begin = now_ms();
  auto* created = new Session(options);
  if (!created->register_tool(disabled)) {
    delete created;
    return nullptr;
  }
  session = created;
  last_session = created;
  stand_in_for_builtins();
  python::use_huge_arenas();
  swap::set_clocked_thread(PyThreadState_Get());
  if (!options.eager) created->queue_.start(options.cache_dir, kPeriod, on_clock);
  static bool registered = false;
  if (!registered) {
    registered = true;
    pthread_atfork(
        [] {
          if (session != nullptr) session->queue_.before_fork();
        },
        restart_soon,
        [] {
          tick_pending = false;
          swap::set_clocked_thread(PyGILState_GetThisThreadState());
          restart_soon();
        });
  }
  created->start_ms_ = now_ms() - begin;
  return created;
}

// Regions stay with their code objects; nothing enters them any more.
void Session::stop() {
  Py_BEGIN_ALLOW_THREADS queue_.stop();
  Py_END_ALLOW_THREADS unregister_tool();
}

void Session::end() {
  remember_loops();
  if (options_.whole_process) kept_at_end_ = hasten_keep_plain_data(PyThreadState_Get());
  if (options_.keep) return stop();  // dumps are still to be made
  Py_BEGIN_ALLOW_THREADS queue_.end();
  Py_END_ALLOW_THREADS unregister_tool();
}

void Session::unregister_tool() {
  session = nullptr;
  restore_builtins();
  python::use_own_arenas();
  release_objects();
  PyObject* result = PyObject_CallMethod(monitoring_, "free_tool_id", "i", kToolId);
  if (result == nullptr) PyErr_Clear();
  Py_XDECREF(result);
}

// Functions and classes that compiled code has kept alive must not outlive their module.
void Session::release_objects() {
  queue_.release_objects();
  for (CodeState* state : codes_) {
    const auto release = [](Loop& loop) {
      for (const auto& version : loop.versions) {
        if (version->running == 0) version->pool.release_all();
      }
    };
    if (state->whole != nullptr) release(*state->whole);
    for (Loop& loop : state->loops) release(loop);
  }
}

bool Session::is_own_business(PyCodeObject* code) const {
  const char* file = PyUnicode_AsUTF8(code->co_filename);
  if (file == nullptr) {
    PyErr_Clear();
    return false;
  }
  if (file[0] == '<' && std::strncmp(file, "<frozen", 7) == 0) return false;
  // Eager mode is for tests: the standard library would only slow them down.
  return !options_.eager || library_prefix_.empty() ||
         std::strncmp(file, library_prefix_.c_str(), library_prefix_.size()) != 0;
}

CodeState* Session::find_state(PyCodeObject* code, bool create) {
  void* extra = nullptr;
  if (PyUnstable_Code_GetExtra(reinterpret_cast<PyObject*>(code), extra_, &extra) != 0)
    PyErr_Clear();
  if (extra != nullptr) last_state_ = static_cast<CodeState*>(extra);
  if (extra != nullptr || !create) return static_cast<CodeState*>(extra);
  auto* state = new CodeState;
  state->code = code;
  if (is_own_business(code)) {
    Result<ir::PyCode> read = python::read_code(code);
    if (read) {
      state->read = std::move(read.value());
      state->readable = true;
    }
  }
  for (int i = 0; state->readable && i < static_cast<int>(state->read.insts.size()); ++i) {
    const ir::PyInst& inst = state->read.insts[static_cast<size_t>(i)];
    if (inst.op != ir::PyOp::kJump || inst.target < 0 || inst.target > i) continue;
    auto at = std::find_if(state->loops.begin(), state->loops.end(),
                           [&](const Loop& loop) { return loop.header == inst.target; });
    if (at == state->loops.end()) {
      state->loops.emplace_back();
      at = state->loops.end() - 1;
      at->header = inst.target;
      at->header_offset = state->read.insts[static_cast<size_t>(inst.target)].offset;
      at->line = state->read.insts[static_cast<size_t>(inst.target)].line;
    }
    at->last = i;
    // A `while` is compiled with its test at the end, where the back-edge has the statement's own
    // line.
    if (state->read.insts[static_cast<size_t>(inst.target)].op != ir::PyOp::kForIter)
      at->line = std::min(at->line, inst.line);
    for (int k = at->header; k <= i; ++k)
      at->end_line = std::max(at->end_line, state->read.insts[static_cast<size_t>(k)].line);
  }
  if (PyUnstable_Code_SetExtra(reinterpret_cast<PyObject*>(code), extra_, state) != 0) {
    PyErr_Clear();
    delete state;
    return nullptr;
  }
  codes_.push_back(state);
  return state;
}

// The code object is being destroyed; what is known of its loops stays for the report.
void Session::forget_code(CodeState* state) {
  if (last_state_ == state) last_state_ = nullptr;
  state->code = nullptr;
  if (state->whole != nullptr) drop_versions(*state, *state->whole);
  for (Loop& loop : state->loops) drop_versions(*state, loop);
  silent_.erase(std::remove_if(silent_.begin(), silent_.end(),
                               [&](const auto& each) { return each.first == state; }),
                silent_.end());
  given_up_.erase(std::remove(given_up_.begin(), given_up_.end(), state), given_up_.end());
  for (auto at = jobs_.begin(); at != jobs_.end();)
    at = at->second.first == state ? jobs_.erase(at) : std::next(at);
}

void Session::tick() {
  const int ticks = 1 + ticks_skipped.exchange(0);
  install_finished();
  end_silences();
  if (!given_up_.empty()) drop_given_up();
  PyThreadState* own = PyThreadState_Get();
  for (PyThreadState* thread = PyInterpreterState_ThreadHead(PyThreadState_GetInterpreter(own));
       thread != nullptr; thread = PyThreadState_Next(thread)) {
    hasten_frame* frame = hasten_current_frame(thread);
    for (int depth = 0; frame != nullptr && depth < kFramesPerTick; ++depth) {
      if (hasten_frame_code(frame) != nullptr && hasten_frame_is_incomplete(frame) == 0)
        note_frame(frame, depth, ticks);
      frame = hasten_previous_frame(frame);
    }
  }
}

namespace {

std::string key_of(const CodeState& state, const Loop& loop) {
  const ir::PyCode& read = state.read;
  const std::string place = read.file + ":" + read.name + ":" + std::to_string(read.insts[0].line) +
                            ":" + std::to_string(read.insts.size());
  return loop_key(place, loop.header_offset);
}

}  // namespace

// Heat that makes a loop noticed: what reading it costs grows with its length.
int Session::heat_to_notice(const CodeState& state, Loop& loop) const {
  if (!measures()) return kHot;
  if (!loop.past) loop.past = read_past(options_.cache_dir, key_of(state, loop));
  if (*loop.past == Past::kHot) return kHot;
  if (*loop.past == Past::kCold) return kHotAfterAll;
  return std::min(kHot + (loop.last - loop.header) / kInstructionsPerHeat, kHottest);
}

// For the processes to come. Loops that nothing is known of were not even noticed.
void Session::remember_loops() {
  if (options_.cache_dir.empty() || !measures()) return;
  for (const CodeState* state : codes_) {
    for (const Loop& loop : state->loops) {
      if (!loop.past || loop.state == LoopState::kCold) continue;
      const bool native = loop.state == LoopState::kNative;
      const bool begun = loop.state == LoopState::kRequested && !queue_.is_waiting(loop.job);
      const Past past = native ? Past::kHot : begun ? *loop.past : Past::kCold;
      if (past != *loop.past) note_past(options_.cache_dir, key_of(*state, loop), past);
    }
  }
}

// Warms the loops around the instruction the frame stands at: the outermost is compiled first; an
// inner one follows if the program is still inside it once the outer one is ready.
void Session::note_frame(hasten_frame* frame, int depth, int ticks) {
  PyCodeObject* code = hasten_frame_code(frame);
  CodeState* state = state_of(code, true);
  if (state == nullptr || !state->readable) return;
  if (depth == 0 && hasten_code_is_hidden(code) == 0) note_function(*state, frame);
  if (state->loops.empty()) return;
  const int offset = static_cast<int>(*hasten_frame_instruction(frame) - hasten_code_start(code));
  const std::vector<ir::PyInst>& insts = state->read.insts;
  const auto next =
      std::upper_bound(insts.begin(), insts.end(), offset,
                       [](int at, const ir::PyInst& inst) { return at < inst.own_offset; });
  const int index = std::max(static_cast<int>(next - insts.begin()) - 1, 0);
  Loop* best = nullptr;
  for (Loop& loop : state->loops) {
    if (index < loop.header || index > loop.last) continue;
    loop.heat += depth == 0 ? kHeatOfTick * ticks : ticks;
    warm(loop);
    if (loop.state == LoopState::kUndone && loop.heat >= kSecondChance && loop.trial != nullptr &&
        loop.trial->purely_native() && !loop.versions.empty() &&
        loop.second_chances < kSecondChances) {
      try_again(*state, loop);
      continue;
    }
    if (loop.state != LoopState::kCold || loop.heat < heat_to_notice(*state, loop)) continue;
    if (best == nullptr || loop.last - loop.header > best->last - best->header) best = &loop;
  }
  if (best == nullptr) return;
  // Compiled at its next back-edge: there, and only there, the operand stack is known to be whole.
  best->state = LoopState::kWanted;
  set_events(*state);
}

}  // namespace hasten::engine
