// Trial: measures in the running program whether native code of a loop is faster than the
// interpreter. Interpreted iterations are timed for nothing while the code is compiled; what is
// missing then is made up for before the first entry.
//
// A purely native region goes live at once and is judged by its first entries. One that goes
// through the C API may well be slower, and so may one whose entries are over after a few
// iterations: then windows of time with and without native code alternate, all that passes between
// two back-edges counted, so that what entering costs, what happens outside the loop and iterations
// of very different lengths weigh as they do in the program. So it is as well before a purely
// native one is found too slow, because later iterations may be longer than those of the time when
// it was interpreted.
//
// The events that tell of back-edges cost more than a short iteration, and what they do to the
// processor's caches and predictions cannot be taken off. So a loop of which its frame tells how
// far it has come is interpreted without them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/back_edge_event.h"
#include "engine/gain.h"
#include "engine/progress.h"

namespace hasten::engine {

class Trial {
 public:
  enum class Verdict { kOpen, kFaster, kNotFaster };
  // What is to follow a back-edge; silently: without being told of those to come, for about a
  // millisecond.
  enum class Next { kInterpreted, kSilently, kNative };

  Trial() = default;
  ~Trial();
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  // An event of this loop's back-edges has cost so many ticks, which it counted.
  void counted(uint64_t ticks) { own_events_ += ticks; }
  // At a back-edge of the loop in `frame` before there is native code.
  void interpreted(const BackEdgeEvent& event, const void* frame);
  // The same from outside: what an iteration has taken before this loop stands in for it.
  void saw(double ticks);
  // The last interpreted iterations took longer than this, each; false while they are too few.
  bool takes_longer_than(double ticks) const;
  // No more of them are needed until there is native code.
  bool has_waited() const;
  // There is native code now.
  void installed(bool purely_native);
  // Instead of measuring, right after installed(): what earlier processes have measured.
  void take_over(bool faster, const Gain& gain);
  bool is_taken_over() const { return taken_over_; }
  // At a back-edge; so many times garbage has been collected so far.
  Next next(const BackEdgeEvent& event, const LoopPlace& place, int64_t collections);
  // After native code has run `iterations` whole ones since the last call of next().
  void ran(int64_t iterations);
  // The native code was left in a way that says nothing of what is to come.
  void disturbed();
  // The native code was given up for other code to come, which has to show its own gain.
  void replaced();
  Verdict verdict() const { return verdict_; }
  bool purely_native() const { return purely_native_; }
  const Gain& gain() const { return gain_; }

 private:
  // A stretch of time with only native or only interpreted iterations.
  struct Window {
    uint64_t first = 0, last = 0;  // back-edges
    uint64_t events = 0;           // what they have cost before the first
    uint64_t own_events = 0;       // the same, of those of this loop
    int64_t iterations = 0;        // between the two
    int64_t unfinished = 0;        // since the last, natively
    int64_t collections = 0;       // before the first
    bool from_collection = false;  // which was the last thing before the first
    bool is_silent = false;
  };

  bool is_silent() const { return silence_.left >= 0; }
  bool goes_silent(const BackEdgeEvent& event, const LoopPlace& place);
  int64_t end_silence(const BackEdgeEvent& event, const LoopPlace& place);
  bool stays_silent(const BackEdgeEvent& event, const LoopPlace& place) const;
  void take_silent(const BackEdgeEvent& event, const LoopPlace& place);
  Next next_of_first_entries(const BackEdgeEvent& event, const LoopPlace& place);
  void take_interpreted(const BackEdgeEvent& event, const void* frame);
  void remember(const BackEdgeEvent& event, const void* frame);
  void take_native(uint64_t ticks, int64_t iterations);
  void begin_rounds();
  void judge_first_entries();
  bool may_measure(uint64_t now);
  void pass(const BackEdgeEvent& event, const LoopPlace& place, int64_t collections);
  void begin_window(const BackEdgeEvent& event, const LoopPlace& place, int64_t collections,
                    bool from_collection);
  void close_window();
  void judge_rounds();

  // Since an event after which no others of this loop were wanted.
  struct Silence {
    LoopPlace place;
    int64_t left = -1;  // iterations, then; -1: there is no silence
    uint64_t begun = 0;
    uint64_t events = 0;  // what they had cost
  };

  std::vector<double> samples_;  // interpreted ones: ticks per iteration
  std::vector<double> heard_;    // the same, with their events
  size_t silences_ = 0;          // more than 0: they alone are the samples
  bool is_countable_ = true;     // as far as is known
  Silence silence_;
  bool purely_native_ = false;
  bool has_code_ = false;
  int rounds_left_ = 0;       // 0: judged by the first entries
  size_t most_rounds_ = 0;    // if the first ones leave it open
  bool native_ = false;       // what runs now, in rounds
  uint64_t own_events_ = 0;   // what those of this loop have cost
  uint64_t events_seen_ = 0;  // what all events had cost at the time of last_
  uint64_t last_ = 0;         // when the last back-edge's event began, 0: none
  const void* frame_ = nullptr;
  bool left_early_ = false;  // the native run was left in an iteration that is not over
  double native_ticks_ = 0, native_iterations_ = 0;
  int native_runs_ = 0;
  Window window_;
  std::vector<double> per_iteration_[2];  // interpreted, native: ticks, one for each window
  Verdict verdict_ = Verdict::kOpen;
  bool taken_over_ = false;
  Gain gain_;
};

}  // namespace hasten::engine
