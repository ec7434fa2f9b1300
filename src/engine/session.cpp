// Session: see session.h.
#include "engine/session.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "engine/build_region.h"
#include "engine/stress.h"
#include "python/code_reader.h"
#include "python/stress.h"
#include "swap/watch.h"

namespace hasten::engine {
namespace {

constexpr int kPeriod = 1000;      // microseconds between ticks
constexpr int kHot = 2;            // heat that makes a loop noticed
constexpr double kHeatOfTick = 2;  // of the loop that runs on top, a millisecond
constexpr int kMaxVersions = 4;    // of one loop, for different entry types
constexpr int kMaxCompiles = 10;   // of one loop
constexpr int kMaxFailures = 10;   // of one speculation before it is given up
constexpr int kRareFailure = 30;   // iterations since the last: leaving costs less than they gain
constexpr int kFramesPerTick = 6;  // how far up the stack loops are noticed
constexpr long kMissesBeforeVersion = 3;
constexpr int kMostSkipped = 30;
constexpr int kRehearsals = 2;  // of a loop's code, compared with the interpreter
constexpr int kSecondChance =
    60;  // ticks that find an undone loop running before it is tried again
constexpr int kSecondChances = 3;

Session* session = nullptr;
Session* last_session = nullptr;
std::atomic<bool> tick_pending{false};
std::atomic<int> ticks_waiting{0};

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
  // A native function would be left for the sake of a tick and repeated; up to a point the tick can
  // wait.
  static int skipped = 0;
  if (swap::asks_clock_to_wait() && ++skipped < kMostSkipped) return;
  skipped = 0;
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

// Interpreting an instruction takes some 10 to 40 ns. An iteration that takes 30 times longer than
// its instructions could not become 3 % faster. 0: how many instructions run is not known.
double most_ticks(const swap::Region& region) {
  constexpr double kInstructionTicks = 100, kTimes = 30;
  if (region.inner_loops) return 0;
  int instructions = 0;
  for (const optimize::LineFact& line : region.lines) instructions += line.native + line.generic;
  return kInstructionTicks * kTimes * instructions;
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

// Where the loop, or the function, is over by itself.
bool is_natural_end(const CodeState& state, const Loop& loop, const ir::Exit& exit) {
  if (exit.kind != ir::ExitKind::kDone) return false;
  if (loop.header_offset < 0) return true;
  const std::vector<int> inside = ir::natural_loop(state.read, loop.header);
  return !std::binary_search(inside.begin(), inside.end(), state.read.index_of(exit.offset));
}

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
  if (options_.keep) return stop();  // dumps are still to be made
  Py_BEGIN_ALLOW_THREADS queue_.end();
  Py_END_ALLOW_THREADS unregister_tool();
}

void Session::unregister_tool() {
  session = nullptr;
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

CodeState* Session::state_of(PyCodeObject* code, bool create) {
  void* extra = nullptr;
  if (PyUnstable_Code_GetExtra(reinterpret_cast<PyObject*>(code), extra_, &extra) != 0)
    PyErr_Clear();
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
  state->code = nullptr;
  if (state->whole != nullptr) drop_versions(*state, *state->whole);
  for (Loop& loop : state->loops) drop_versions(*state, loop);
  given_up_.erase(std::remove(given_up_.begin(), given_up_.end(), state), given_up_.end());
  for (auto at = jobs_.begin(); at != jobs_.end();)
    at = at->second.first == state ? jobs_.erase(at) : std::next(at);
}

PyObject* Session::on_jump(PyCodeObject* code, int source, int target) {
  if (target > source) return disable_;
  CodeState* state = state_of(code, options_.eager);
  if (state == nullptr || !state->readable) return disable_;
  const auto at = std::find_if(state->loops.begin(), state->loops.end(),
                               [&](const Loop& loop) { return loop.header_offset == target; });
  if (at == state->loops.end()) return disable_;
  Loop& loop = *at;
  if (loop.trial == nullptr || loop.trial->verdict() != Trial::Verdict::kFaster)
    Trial::count_event();
  PyThreadState* thread = PyThreadState_Get();
  hasten_frame* frame = hasten_current_frame(thread);
  if (rehearsal_ != nullptr) end_rehearsal(*state, frame, target);  // also at loops given up
  if (loop.state == LoopState::kRefused || loop.state == LoopState::kUndone) return disable_;
  if (!swap::may_nest()) return Py_None;
  if (hasten_frame_code(frame) != code || hasten_thread_is_traced(thread) != 0 ||
      hasten_global_events_of_others(PyThreadState_GetInterpreter(thread), kToolId) != 0 ||
      hasten_code_watched_by_others(code, kToolId) != 0) {
    return Py_None;
  }
  if (!loop.versions.empty()) {
    if (!may_run(*state, loop, frame)) return loop.state == LoopState::kUndone ? disable_ : Py_None;
    if (enter(*state, loop, thread, frame)) return Py_None;
    if (fits_too_seldom(*state, loop)) return disable_;
  }
  const bool wants_version = loop.versions.empty() || ++loop.misses >= kMissesBeforeVersion;
  if (options_.eager && loop.job == 0 && wants_version) {
    request(*state, loop, frame, hasten_frame_stack_depth(frame), true);
    if (!loop.versions.empty() && loop.state == LoopState::kNative)
      enter(*state, loop, thread, frame);
  } else if (loop.job == 0 && !loop.versions.empty() && wants_version) {
    request(*state, loop, frame, hasten_frame_stack_depth(frame), false);
  } else if (loop.job == 0 && loop.versions.empty() && loop.state != LoopState::kCold) {
    request(*state, loop, frame, hasten_frame_stack_depth(frame),
            false);  // wanted, or its versions were all withdrawn
  }
  if (loop.trial == nullptr || !loop.versions.empty()) return Py_None;
  loop.trial->interpreted(frame);
  return spends_its_time_elsewhere(loop) ? disable_ : Py_None;
}

// Looking for code that fits costs more than interpreted iterations do.
bool Session::fits_too_seldom(CodeState& state, Loop& loop) {
  constexpr long kMost = 1000;
  if (loop.job != 0) return false;  // code that may fit is under way
  long fitted = loop.entries;
  for (const auto& version : loop.versions) fitted += version->entries;
  if (++loop.mismatches < kMost + 8 * fitted || loop.state != LoopState::kNative || !measures())
    return false;
  undo_for_good(state, loop, {RefusalCode::kTypesUnstable, "at its entry", loop.header_offset});
  return true;
}

// The interpreter runs the loop from here on. A compilation under way would bring it back to life.
void Session::undo(CodeState& state, Loop& loop, Refusal refusal) {
  loop.state = LoopState::kUndone;
  loop.heat = 0;
  loop.refusal = std::make_unique<Refusal>(std::move(refusal));
  given_up_.push_back(&state);
  if (!call_off(loop)) jobs_.erase(loop.job);  // what comes of it is thrown away
  loop.job = 0;
}

// The same, without another trial.
void Session::undo_for_good(CodeState& state, Loop& loop, Refusal refusal) {
  loop.trial = nullptr;
  undo(state, loop, std::move(refusal));
}

// Whether the compilation asked for had not begun and will not.
bool Session::call_off(Loop& loop) {
  const std::unique_ptr<swap::Region> region = queue_.cancel(loop.job);
  if (region == nullptr) return false;
  swap::forget_region(region.get());
  jobs_.erase(loop.job);
  loop.job = 0;
  return true;
}

// The compilation asked for has to wait until it is known how long iterations are.
void Session::warm(const Loop& loop) {
  const bool first = loop.versions.empty() && loop.compiles == 1 && loop.heat < kWished;
  if (loop.job == 0 || (first && loop.trial != nullptr && !loop.trial->takes_longer_than(0)))
    return;
  queue_.warm(loop.job, loop.heat / kHeatOfTick);
}

// What is compiled could save next to nothing: the compilation is called off before it begins.
bool Session::spends_its_time_elsewhere(Loop& loop) {
  if (loop.job == 0 || loop.most_ticks == 0 || !loop.trial->takes_longer_than(loop.most_ticks) ||
      !call_off(loop))
    return false;
  refuse(loop, {RefusalCode::kNothingNative, "nearly all of its time passes outside its own code",
                loop.header_offset});
  return true;
}

// Whether native code is to be used at this back-edge, as far as its gain is concerned.
bool Session::may_run(CodeState& state, Loop& loop, hasten_frame* frame) {
  if (loop.trial == nullptr || loop.trial->verdict() != Trial::Verdict::kOpen) return true;
  const bool native = loop.trial->wants_native(frame);
  judge(state, loop);
  return native;
}

void Session::judge(CodeState& state, Loop& loop) {
  if (loop.trial->verdict() != Trial::Verdict::kNotFaster || loop.state == LoopState::kUndone)
    return;
  undo(state, loop, {RefusalCode::kNoGain, gain_text(loop.trial->gain()), loop.header_offset});
}

// A speculation that fails often is given up and the loop compiled again: its time says nothing of
// what is to come.
bool Session::fails_often(const Loop& loop, const ir::Exit& exit) const {
  if (exit.kind != ir::ExitKind::kGuard && exit.kind != ir::ExitKind::kOverflow) return false;
  if (loop.compiles >= kMaxCompiles || loop.distrusted.count(exit.place) != 0) return false;
  const auto at = loop.failures.find(exit.place);
  const int64_t last = at == loop.failures.end() ? 0 : at->second.last;
  return loop.iterations - last < kRareFailure;
}

// Tries the versions, the one that fitted last first.
bool Session::enter(CodeState& state, Loop& loop, PyThreadState* thread, hasten_frame* frame) {
  for (size_t i = 0; i < loop.versions.size(); ++i) {
    if (loop.versions[i]->valid == 0 && loop.versions[i]->running == 0) {
      drop_version(state, loop, i--);
      continue;
    }
    if (watched_by_others(*loop.versions[i])) continue;
    if (loop.versions[i]->rehearsals > 0 && rehearse(state, loop, *loop.versions[i], thread, frame))
      return true;
    PyThreadState_LeaveTracing(thread);
    const swap::Region& region = *loop.versions[i];  // kept alive by running
    const swap::Run run = swap::run_region(*loop.versions[i], thread, frame);
    PyThreadState_EnterTracing(thread);
    if (run.outcome == swap::Outcome::kMismatch) continue;
    loop.iterations += run.iterations;
    if (loop.trial != nullptr && loop.trial->verdict() == Trial::Verdict::kOpen) {
      if (fails_often(loop, region.function().exits[static_cast<size_t>(run.exit)])) {
        loop.trial->disturbed();
      } else {
        loop.trial->ran(run.iterations);
        judge(state, loop);
      }
    }
    after_exit(state, loop, i, run.exit);
    return true;
  }
  return false;
}

// A speculation that keeps failing is given up: the region is compiled again without it.
void Session::after_exit(CodeState& state, Loop& loop, size_t version, int exit_index) {
  // The list may have changed while the region ran Python code.
  if (version >= loop.versions.size()) return;
  swap::Region& region = *loop.versions[version];
  if (exit_index >= static_cast<int>(region.exit_counts.size())) return;
  if (version > 0) std::swap(loop.versions[0], loop.versions[version]);
  const ir::Exit& exit = region.function().exits[static_cast<size_t>(exit_index)];
  if (exit.kind != ir::ExitKind::kGuard && exit.kind != ir::ExitKind::kOverflow) return;
  const bool often = fails_often(loop, exit);
  Failures& failures = loop.failures[exit.place];
  failures.count = std::max(failures.count + (often ? 1 : -1), 0L);
  failures.last = loop.iterations;
  if (failures.count < kMaxFailures || failing_guards_ || exits_everywhere_) return;
  if (loop.distrusted.insert(exit.place).second && loop.compiles < kMaxCompiles &&
      region.running == 0) {
    drop_version(state, loop, 0);
    if (loop.trial == nullptr) return;
    loop.trial->replaced();
    if (!loop.versions.empty()) loop.trial->installed(loop.versions[0]->purely_native);
  }
}

void Session::drop_version(const CodeState& state, Loop& loop, size_t version) {
  swap::Region& region = *loop.versions[version];
  loop.entries += region.entries;
  loop.was_cached = loop.was_cached || region.cached;
  for (size_t i = 0; i < region.exit_counts.size(); ++i) {
    const ir::Exit& exit = region.function().exits[i];
    if (region.exit_counts[i] > 0 && !is_natural_end(state, loop, exit))
      loop.exit_counts[{exit.line, static_cast<int>(exit.kind)}] += region.exit_counts[i];
  }
  swap::forget_region(&region);
  if (rehearsed_ == &region) rehearsal_ = nullptr;
  loop.versions.erase(loop.versions.begin() + static_cast<long>(version));
}

// What is needed of them for the report stays.
void Session::drop_versions(const CodeState& state, Loop& loop) {
  if (loop.versions.empty()) return;
  loop.last_lines = loop.versions[0]->lines;
  if (options_.keep) loop.last_module = std::make_unique<ir::Module>(loop.versions[0]->module);
  while (!loop.versions.empty()) drop_version(state, loop, 0);
}

// Code that was no gain and gets no second chance: its assumptions, of which every change of a
// watched namespace is told, go with it.
void Session::drop_given_up() {
  std::vector<CodeState*> states;
  states.swap(given_up_);
  for (CodeState* state : states) {
    for (Loop& loop : state->loops) {
      if (loop.state != LoopState::kUndone ||
          (loop.trial != nullptr && loop.trial->purely_native()))
        continue;
      const bool runs = std::any_of(loop.versions.begin(), loop.versions.end(),
                                    [](const auto& version) { return version->running > 0; });
      if (runs) {
        given_up_.push_back(state);
      } else {
        drop_versions(*state, loop);
      }
    }
  }
}

// HASTEN_STRESS=miscompile=NAME: code of functions with that name is wrong; miscompile_loop=NAME:
// of their loops.
void Session::break_on_purpose(const CodeState& state, swap::Region& region) const {
  const bool whole = region.globals == nullptr;  // only the frames of loops are compared
  const std::string name = stress_value(whole ? "miscompile=" : "miscompile_loop=");
  if (!name.empty() && name == state.read.name) miscompile(region.module);
}

void Session::refuse(Loop& loop, Refusal refusal) {
  loop.refusal = std::make_unique<Refusal>(std::move(refusal));
  if (loop.versions.empty()) loop.state = LoopState::kRefused;
}

void Session::request(CodeState& state, Loop& loop, hasten_frame* frame, int stack_depth,
                      bool now) {
  if (loop.versions.size() >= kMaxVersions || loop.compiles >= kMaxCompiles) {
    loop.misses = -100000;  // enough versions: others stay interpreted
    if (loop.versions.empty())
      refuse(loop,
             {RefusalCode::kTypesUnstable,
              "after " + std::to_string(loop.compiles) + " compilations", loop.header_offset});
    return;
  }
  ++loop.compiles;
  loop.misses = 0;
  optimize::SpecializeOptions options;
  options.failing_guards = failing_guards_;
  options.exits_everywhere = exits_everywhere_;
  Result<std::unique_ptr<swap::Region>> region = specialise_region(
      frame, state.code, loop.header_offset, stack_depth, loop.distrusted, options);
  if (!region) {
    refuse(loop, region.refusal());
    return;
  }
  break_on_purpose(state, *region.value());
  if (!options_.eager && measures() && loop.trial == nullptr)
    loop.trial = std::make_unique<Trial>();
  if (now) {
    const std::optional<Refusal> failure = generate_code(*region.value(), options_.cache_dir);
    finish(state, loop, std::move(region.value()), failure);
    return;
  }
  loop.state = loop.versions.empty() ? LoopState::kRequested : loop.state;
  loop.most_ticks = most_ticks(*region.value());
  loop.job = next_job_++;
  jobs_[loop.job] = {&state, loop.header_offset};
  queue_.add(loop.job, std::move(region.value()));
  warm(loop);
}

void Session::finish(CodeState& state, Loop& loop, std::unique_ptr<swap::Region> region,
                     const std::optional<Refusal>& failure) {
  loop.compile_ms += region->compile_ms;
  if (failure) {
    swap::forget_region(region.get());
    refuse(loop, {failure->code, failure->detail, loop.header_offset});
    return;
  }
  if (loop.trial != nullptr) loop.trial->installed(region->purely_native);
  if (loop.header_offset >= 0 && measures() && swap::can_be_taken_back(region->module))
    region->rehearsals = kRehearsals;
  if (loop.header_offset < 0 && measures()) loop.function_trial = std::make_unique<FunctionTrial>();
  loop.mismatches = 0;
  loop.versions.insert(loop.versions.begin(), std::move(region));
  loop.state = LoopState::kNative;
  if (loop.header_offset >= 0) set_events(state);
}

void Session::install_finished() {
  for (Compiled& compiled : queue_.take_finished()) {
    const auto job = jobs_.find(compiled.job);
    if (job == jobs_.end()) {
      swap::forget_region(compiled.region.get());
      continue;
    }
    auto [state, offset] = job->second;
    jobs_.erase(job);
    if (offset < 0) {
      state->whole->job = 0;
      finish(*state, *state->whole, std::move(compiled.region), compiled.failure);
      install_function(*state);
      continue;
    }
    for (Loop& loop : state->loops) {
      if (loop.header_offset != offset) continue;
      loop.job = 0;
      finish(*state, loop, std::move(compiled.region), compiled.failure);
    }
  }
}

void Session::tick() {
  install_finished();
  if (!given_up_.empty()) drop_given_up();
  PyThreadState* own = PyThreadState_Get();
  for (PyThreadState* thread = PyInterpreterState_ThreadHead(PyThreadState_GetInterpreter(own));
       thread != nullptr; thread = PyThreadState_Next(thread)) {
    hasten_frame* frame = hasten_current_frame(thread);
    for (int depth = 0; frame != nullptr && depth < kFramesPerTick; ++depth) {
      if (hasten_frame_code(frame) != nullptr && hasten_frame_is_incomplete(frame) == 0)
        note_frame(frame, depth);
      frame = hasten_previous_frame(frame);
    }
  }
}

// Warms the loops around the instruction the frame stands at: the outermost is compiled first; an
// inner one follows if the program is still inside it once the outer one is ready.
void Session::note_frame(hasten_frame* frame, int depth) {
  PyCodeObject* code = hasten_frame_code(frame);
  CodeState* state = state_of(code, true);
  if (state == nullptr || !state->readable) return;
  if (depth == 0) note_function(*state, frame);
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
    loop.heat += depth == 0 ? 2 : 1;
    warm(loop);
    if (loop.state == LoopState::kUndone && loop.heat >= kSecondChance && loop.trial != nullptr &&
        loop.trial->purely_native() && !loop.versions.empty() &&
        loop.second_chances < kSecondChances) {
      try_again(*state, loop);
      continue;
    }
    if (loop.state != LoopState::kCold || loop.heat < kHot) continue;
    if (best == nullptr || loop.last - loop.header > best->last - best->header) best = &loop;
  }
  if (best == nullptr) return;
  // Compiled at its next back-edge: there, and only there, the operand stack is known to be whole.
  best->state = LoopState::kWanted;
  set_events(*state);
}

}  // namespace hasten::engine
