// FunctionTrial: what happens to the first calls of a function that was compiled whole. The
// interpreter makes them, then native code with the same arguments, which is possible because such
// functions have no effects (docs/decisions/0006). Equal results admit the native code, another one
// undoes it; the times of the two give the gain.
//
// A recursive function is checked from its innermost calls outwards: a call that the interpreter
// makes calls the function again, and those calls come here too.
#pragma once

#include <Python.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/gain.h"

namespace hasten::engine {

class FunctionTrial {
 public:
  enum class Verdict { kOpen, kFaster, kNotFaster, kMismatch };

  // Around a call that the interpreter makes.
  struct Call {
    uint64_t start = 0;
    double own_ticks = 0;    // spent by the trial itself in calls inside
    long calls = 0;          // made before it
    uint64_t events = 0;     // what back-edge events had cost before it
    double interpreted = 0;  // its time, set by finished()
  };
  Call begin();
  void finished(Call& call);

  // Whether the call just finished is to be made natively as well, for its result or its time.
  bool wants_native(const Call& call) const;
  // The native call took `ticks` and gave `native` (NULL: it could not be made), the interpreter
  // `result` (NULL: it raised `exception`). `what` describes the call for the report.
  void compare(const Call& call, uint64_t ticks, PyObject* native, PyObject* result,
               PyObject* exception);

  Verdict verdict() const { return verdict_; }
  const Gain& gain() const { return gain_; }
  bool has_gain() const { return gain_.ratio > 0; }
  const std::string& difference() const { return difference_; }  // of a mismatch

 private:
  bool is_sample(const Call& call) const;
  void decide();

  int depth_ = 0;                 // calls of the function that the interpreter is making
  long calls_ = 0;                // so far
  int checked_ = 0;               // equal results
  double own_ticks_ = 0;          // spent on native calls and comparisons so far
  double interpreted_ticks_ = 0;  // of all samples
  std::vector<double> ratios_;
  Verdict verdict_ = Verdict::kOpen;
  Gain gain_;
  std::string difference_;
};

}  // namespace hasten::engine
