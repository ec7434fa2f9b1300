// Trial: measures whether a region is faster than the interpreter before it may stay. Rounds of
// interpreted and native iterations alternate in the running program; the verdict compares the time
// per iteration of the two.
#pragma once

#include <cstdint>
#include <vector>

namespace hasten::engine {

struct Gain {
  double ratio = 0, low = 0,
         high = 0;  // interpreted over native time per iteration: median, quartiles
};

class Trial {
 public:
  enum class Verdict { kOpen, kFaster, kNotFaster };

  // At a back-edge of the loop in `frame`. True: run natively now; false: let the interpreter go
  // on.
  bool wants_native(const void* frame);
  // After native code has run `iterations` whole ones since the last call of wants_native.
  void ran(int64_t iterations);
  Verdict verdict() const { return verdict_; }
  const Gain& gain() const { return gain_; }

 private:
  void add_sample(double per_iteration);
  void decide();

  std::vector<double> samples_[2];  // interpreted, native
  int phase_ = 0;                   // 0 interpreted, 1 native
  int rounds_ = 0;
  int in_phase_ = 0;
  uint64_t last_ = 0;  // time stamp of the last back-edge, 0: none
  const void* frame_ = nullptr;
  int64_t iterations_ = 0;  // since then, made natively
  bool sampled_ = false;    // by ran()
  Verdict verdict_ = Verdict::kOpen;
  Gain gain_;
};

}  // namespace hasten::engine
