// Session: what hasten does while a program runs: notices hot loops, has them compiled, enters them
// at their back-edges, watches how they do and gives up on those that do badly. One per process;
// every member needs the GIL.
#pragma once

#include <Python.h>

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/refusal.h"
#include "engine/compile_queue.h"
#include "engine/function_trial.h"
#include "engine/past_loops.h"
#include "engine/progress.h"
#include "engine/trial.h"
#include "ir/py_code.h"
#include "python/layout.h"
#include "swap/region.h"
#include "swap/rehearsal.h"

namespace hasten::engine {

constexpr int kToolId = 5;  // sys.monitoring.OPTIMIZER_ID, reserved by CPython

struct Options {
  bool eager = false;
  std::string cache_dir;  // empty: no cache
  std::string stress;
  bool keep = false;           // what is needed for dumps of code that has gone
  bool whole_process = false;  // from before the program until after it
};

constexpr int kMaxCompiles = 10;  // of one loop
constexpr int kHeatOfTick = 2;    // of the loop that runs on top, a millisecond
constexpr int kWished = 1 << 20;  // heat of what hasten.jit asks for: worth any compilation

enum class LoopState { kCold, kWanted, kRequested, kNative, kRefused, kUndone };
const char* loop_state_name(LoopState state);

// Of one speculation. Only those that fail often count: leaving native code now and then costs less
// than code without the speculation would.
struct Failures {
  long count = 0;
  int64_t last = 0;  // the loop's native iterations at that time
};

struct Loop {
  int header = -1;  // instruction index of the back-edge's target
  int header_offset = 0;
  int last = 0;  // instruction index of the last back-edge
  int line = 0, end_line = 0;
  LoopState state = LoopState::kCold;
  int heat = 0;
  std::optional<Past> past;  // once it has been looked up
  int compiles = 0;
  long misses = 0;        // entries for which no version fitted, since the last compilation
  long mismatches = 0;    // the same, since there is new code
  int job = 0;            // number of the compilation under way, 0: none
  bool silent = false;    // not told of back-edges: waits for that, or its trial wants it so
  double most_ticks = 0;  // an iteration that takes longer spends its time in what it calls; 0: any
  std::vector<std::unique_ptr<swap::Region>> versions;
  int64_t iterations = 0;            // made natively
  std::set<int> distrusted;          // offsets where speculation has failed too often
  std::map<int, Failures> failures;  // by offset
  std::unique_ptr<Refusal> refusal;
  std::optional<Counter> counter;  // once it has been looked for
  std::unique_ptr<Trial> trial;    // while (and after) the gain of its regions is measured
  int second_chances = 0;          // of a loop that was undone: its entries may get longer
  Gain last_gain;                  // measured before such a chance
  std::unique_ptr<FunctionTrial> function_trial;  // the same for a function compiled whole
  std::unique_ptr<ir::Module> last_module;        // of versions that have gone with their code
  double compile_ms = 0;
  std::vector<optimize::LineFact> last_lines;  // when all versions are gone
  bool was_cached = false;
  long entries = 0;                                 // of versions that are gone
  std::map<std::pair<int, int>, long> exit_counts;  // (line, kind) of versions that are gone
};

struct CodeState {
  PyCodeObject* code = nullptr;  // borrowed: the state dies with it
  ir::PyCode read;
  bool readable = false;
  int events = 0;           // that are set for this code alone
  bool wished = false;      // by hasten.jit: not to be waited for until it is hot
  std::vector<Loop> loops;  // by header
  std::unique_ptr<Loop>
      whole;  // the function as a whole, header_offset -1; NULL until it is noticed
  PyFunctionObject* function =
      nullptr;  // borrowed: whose calls are redirected, checked by identity only
};

// Counts about every millisecond while a session runs.
unsigned clock_ticks();

// Whether code that takes this exit has come to the end of the loop or function.
bool is_natural_end(const CodeState& state, const Loop& loop, const ir::Exit& exit);

class Session {
 public:
  // nullptr and a reason if native code must not be used in this interpreter.
  static Session* start(const Options& options, std::string& disabled);
  static Session* current();
  static Session* last();  // the current one, or the one that was stopped: for its facts
  void stop();
  // As stop(), at the end of the process: does not wait for a compilation, and none begins any
  // more.
  void end();

  // The monitoring callback: `code` jumps from one byte offset to another. Borrowed result of
  // sys.monitoring.DISABLE or None.
  PyObject* on_jump(PyCodeObject* code, int source, int target);
  // About every millisecond under the GIL: notes what runs and installs finished code.
  void tick();
  // A call of a function that was or is being compiled whole: makes it, natively or not.
  PyObject* on_call(PyFunctionObject* function, PyObject* const* arguments, size_t flagged,
                    PyObject* names);
  // The first calls of functions wished for; of every function in eager mode.
  PyObject* on_start(PyCodeObject* code);
  // Compiles the function and its loops as soon as it runs.
  void wish(PyFunctionObject* function);
  void forget_code(CodeState* state);
  // A function of consumer_code: registers its loop at the first call. `ticks` of the clock have
  // passed in the built-in that it stands for since the last call, in which an item took so many
  // of the processor's; true: the loop is to run now.
  bool consumer_runs(PyFunctionObject* function, int ticks, double item_ticks);
  // The running frame calls the built-in with the generator as its one argument, which its operand
  // stack holds.
  bool is_called_with(PyObject* callable, PyObject* generator);
  void restart_threads() { queue_.restart(); }
  bool has_finished_code() { return queue_.has_finished(); }  // needs no GIL
  // The clock's thread, which needs no GIL for this: it is going to wait for it, or has it.
  void clock_waits(bool waiting);

  const Options& options() const { return options_; }
  const std::vector<CodeState*>& codes() const { return codes_; }
  double start_ms() const { return start_ms_; }
  Py_ssize_t kept_at_end() const { return kept_at_end_; }

 private:
  explicit Session(const Options& options);
  bool register_tool(std::string& disabled);
  void unregister_tool();
  std::string stress_value(const char* name) const;  // NAME of "...,name=NAME,..." in the switches
  // What is known of the code; NULL: nothing yet.
  CodeState* state_of(PyCodeObject* code, bool create) {
    return last_state_ != nullptr && last_state_->code == code ? last_state_
                                                               : find_state(code, create);
  }
  CodeState* find_state(PyCodeObject* code, bool create);
  void note_frame(hasten_frame* frame, int depth, int ticks);
  PyObject* at_back_edge(PyCodeObject* code, int source, int target, PyThreadState* thread);
  PyObject* at_back_edge(CodeState& state, Loop& loop, PyThreadState* thread, BackEdgeEvent& event);
  void hide(CodeState& state);
  bool enter(CodeState& state, Loop& loop, PyThreadState* thread, hasten_frame* frame,
             BackEdgeEvent& event);
  LoopPlace place_of(const CodeState& state, Loop& loop, hasten_frame* frame);
  bool may_run(CodeState& state, Loop& loop, hasten_frame* frame, const BackEdgeEvent& event);
  bool rehearse(const CodeState& state, Loop& loop, swap::Region& region, PyThreadState* thread,
                hasten_frame* frame);
  void end_rehearsal(CodeState& state, hasten_frame* frame, int target);
  bool other_threads_run(PyThreadState* thread) const;
  bool fails_often(const Loop& loop, const ir::Exit& exit) const;
  void judge(CodeState& state, Loop& loop);  // by its trial
  void after_exit(CodeState& state, Loop& loop, size_t version, int exit);
  void request(CodeState& state, Loop& loop, hasten_frame* frame, int stack_depth, bool now);
  bool fits_too_seldom(CodeState& state, Loop& loop);
  void undo(CodeState& state, Loop& loop, Refusal refusal);
  void undo_for_good(CodeState& state, Loop& loop, Refusal refusal);
  bool call_off(Loop& loop);
  void warm(const Loop& loop);
  bool spends_its_time_elsewhere(Loop& loop);
  void finish(CodeState& state, Loop& loop, std::unique_ptr<swap::Region> region,
              const std::optional<Refusal>& failure, const PastVerdict& past = {});
  void refuse(Loop& loop, Refusal refusal);
  void drop_versions(const CodeState& state, Loop& loop);
  void drop_given_up();
  void drop_version(const CodeState& state, Loop& loop, size_t version);
  void set_events(CodeState& state);
  void set_local_events(CodeState& state, int events);
  bool restart_events();
  bool runs_natively(CodeState& state, PyFunctionObject* function, size_t count, PyObject* names);
  PyObject* try_call(CodeState& state, PyFunctionObject* function, PyObject* const* arguments,
                     size_t flagged);
  void undo_function(Loop& whole, PyFunctionObject* function, Refusal refusal);
  void try_again(CodeState& state, Loop& loop);
  bool measures() const { return !failing_guards_ && !exits_everywhere_; }
  void break_on_purpose(const CodeState& state, swap::Region& region) const;
  void install_finished();
  void end_silences();
  void end_silence(CodeState& state, Loop& loop);
  void note_function(CodeState& state, hasten_frame* frame);
  void install_function(CodeState& state);
  void request_function(CodeState& state, PyFunctionObject* function, PyObject* const* examples,
                        bool now);
  void release_objects();
  bool is_own_business(PyCodeObject* code) const;
  int heat_to_notice(const CodeState& state, Loop& loop) const;
  void remember_loops();

  Options options_;
  CompileQueue queue_;
  std::vector<CodeState*> codes_;
  CodeState* last_state_ = nullptr;                 // of state_of()
  std::map<int, std::pair<CodeState*, int>> jobs_;  // number -> code and header offset
  int next_job_ = 1;
  std::vector<std::pair<CodeState*, Loop*>> silent_;  // for the sake of trials, until the next tick
  std::vector<CodeState*> given_up_;            // with loops that were undone since the last tick
  std::atomic<unsigned long> clock_thread_{0};  // as Python counts threads
  std::unique_ptr<swap::Rehearsal> rehearsal_;  // the interpreter is to come to the same result
  Loop* rehearsed_loop_ = nullptr;
  swap::Region* rehearsed_ = nullptr;
  bool failing_guards_ = false, exits_everywhere_ = false;
  PyObject* monitoring_ = nullptr;  // sys.monitoring
  PyObject* disable_ = nullptr;
  int jump_event_ = 0, start_event_ = 0;
  std::string library_prefix_;
  Py_ssize_t extra_ = -1;
  double start_ms_ = 0;
  Py_ssize_t kept_at_end_ = 0;  // containers: see python/kept_data.h
};

}  // namespace hasten::engine
