// Trial: see trial.h. Times are time-stamp counter ticks; only ratios are used.
#include "engine/trial.h"

#include <x86intrin.h>

#include <algorithm>

namespace hasten::engine {
namespace {

constexpr int kRounds = 3;
constexpr int kSamplesPerRound = 12;
constexpr int64_t kManyIterations = 4;  // then the native part alone is a fair sample
constexpr double kLeastGain = 1.03;
// What the back-edge event itself costs the interpreted iterations: 40 to 60 ns on the machines it
// was measured on.
constexpr double kEventTicks = 110;
constexpr uint64_t kTooLong = 60'000'000;  // between two back-edges: something else ran in between

double quantile(std::vector<double> values, double at) {
  std::sort(values.begin(), values.end());
  return values[static_cast<size_t>(at * static_cast<double>(values.size() - 1))];
}

}  // namespace

bool Trial::wants_native(const void* frame) {
  const uint64_t now = __rdtsc();
  if (last_ != 0 && frame == frame_ && now - last_ < kTooLong && !sampled_) {
    const double span = static_cast<double>(now - last_);
    const double interpreted = span - kEventTicks;
    add_sample(phase_ == 0 ? std::max(interpreted, 1.0)
                           : span / static_cast<double>(iterations_ + 1));
  }
  if (verdict_ != Verdict::kOpen) return verdict_ == Verdict::kFaster;
  frame_ = frame;
  iterations_ = 0;
  sampled_ = false;
  last_ = __rdtsc();
  return phase_ == 1;
}

void Trial::ran(int64_t iterations) {
  if (verdict_ != Verdict::kOpen || phase_ == 0) return;
  iterations_ = iterations;
  if (iterations < kManyIterations) return;
  sampled_ = true;
  add_sample(static_cast<double>(__rdtsc() - last_) / static_cast<double>(iterations));
}

void Trial::add_sample(double per_iteration) {
  samples_[phase_].push_back(per_iteration);
  if (++in_phase_ < kSamplesPerRound) return;
  in_phase_ = 0;
  phase_ = 1 - phase_;
  last_ = 0;
  if (phase_ == 0 && ++rounds_ == kRounds) decide();
}

void Trial::decide() {
  const double native = quantile(samples_[1], 0.5);
  gain_.ratio = quantile(samples_[0], 0.5) / native;
  gain_.low = quantile(samples_[0], 0.25) / native;
  gain_.high = quantile(samples_[0], 0.75) / native;
  verdict_ = gain_.ratio >= kLeastGain ? Verdict::kFaster : Verdict::kNotFaster;
}

}  // namespace hasten::engine
