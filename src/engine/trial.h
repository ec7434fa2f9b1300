// Trial: measures in the running program whether native code of a loop is faster than the
// interpreter. Interpreted iterations are timed for nothing while the code is compiled; what is
// missing then is made up for before the first entry.
//
// A purely native region goes live at once and is judged by its first entries. One that goes
// through the C API may well be slower, so rounds of interpreted and native iterations alternate;
// so they do before a purely native one is found too slow, because later iterations of a loop may
// be longer than those of the time when it was interpreted.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/gain.h"

namespace hasten::engine {

class Trial {
 public:
  enum class Verdict { kOpen, kFaster, kNotFaster };

  // At every back-edge event of any loop: inner loops have some that cost time as well.
  static void count_event();
  // At a back-edge of the loop in `frame` before there is native code.
  void interpreted(const void* frame);
  // The last interpreted iterations took longer than this, each; false while they are too few.
  bool takes_longer_than(double ticks) const;
  // There is native code now.
  void installed(bool purely_native);
  // At a back-edge. True: run natively now; false: let the interpreter go on.
  bool wants_native(const void* frame);
  // After native code has run `iterations` whole ones since the last call of wants_native.
  void ran(int64_t iterations);
  // The native code was given up for other code to come, which has to show its own gain.
  void replaced();
  Verdict verdict() const { return verdict_; }
  bool purely_native() const { return purely_native_; }
  const Gain& gain() const { return gain_; }

 private:
  void take_interpreted(uint64_t now, const void* frame);
  void take_native(uint64_t ticks, int64_t iterations);
  void add_sample(double per_iteration, uint64_t spent);
  void end_phase();
  void begin_rounds();
  void forget_native();
  void decide();

  std::vector<double> samples_[2];  // interpreted, native: ticks per iteration
  bool purely_native_ = false;
  bool in_short_ = false;  // judged by the samples there are; against it only rounds can speak
  int phase_ = 0;          // 0 interpreted, 1 native
  int rounds_left_ = 0;
  int in_phase_ = 0;
  uint64_t phase_ticks_ = 0;
  uint64_t events_seen_ = 0;  // at that time
  uint64_t last_ = 0;         // time stamp of the last back-edge, 0: none
  const void* frame_ = nullptr;
  bool left_early_ = false;  // the native run was left in an iteration that is not over
  int runs_ = 0;             // since the last native sample
  int64_t iterations_ = 0;   // made in them
  uint64_t native_ticks_ = 0;
  double all_ticks_ = 0, all_iterations_ = 0, all_runs_ = 0;  // of native code
  Verdict verdict_ = Verdict::kOpen;
  Gain gain_;
};

}  // namespace hasten::engine
