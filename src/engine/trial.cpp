// Trial: see trial.h. Times are time-stamp counter ticks; only ratios are used.
#include "engine/trial.h"

#include <x86intrin.h>

#include <algorithm>

namespace hasten::engine {
namespace {

constexpr int kRounds = 3;            // of a region that goes through the C API
constexpr int kSamplesPerRound = 12;  // its interpreted and native ones
constexpr int kFewInterpreted = 4;    // that a purely native region waits for
constexpr int kNativeSamples = 12;    // by which it is judged
constexpr size_t kMostWaiting = 64;   // kept of the time while code is compiled
constexpr int64_t kIterationsPerSample = 8;
constexpr int kRunsPerSample = 32;  // of loops that are over after an iteration or two
// Of loops that are over after a few iterations: their code with the back-edge event is slower in
// parts that are not measured here.
constexpr double kLeastGainOfShort = 1.25;
// Through the C API: what it calls ran with events of its own while it was measured interpreted.
constexpr double kLeastGainOfCalls = 1.15;
constexpr double kShort = 16;  // iterations an entry
// What the back-edge event itself costs: 40 to 60 ns on the machines it was measured on. It is
// taken off interpreted iterations and belongs to each native entry.
constexpr uint64_t kEventTicks = 110;
// A phase ends when this is spent, about 2 ms: an iteration may itself take long.
constexpr uint64_t kPhaseTicks = 5'000'000;
// A phase of a round lasts for at least this, about 0.1 ms: iterations of a loop can be very
// different.
constexpr uint64_t kLeastPhaseTicks = 250'000;

uint64_t events = 0;  // back-edge events of all loops; under the GIL

}  // namespace

void Trial::count_event() { ++events; }

// The time since the last back-edge, if nothing native ran in between.
void Trial::take_interpreted(uint64_t now, const void* frame) {
  if (last_ == 0 || frame != frame_) return;
  const uint64_t span = now - last_, cost = (events - events_seen_) * kEventTicks;
  add_sample(static_cast<double>(span > cost ? span - cost : 1), span);
}

void Trial::interpreted(const void* frame) {
  if (rounds_left_ != 0 || verdict_ != Verdict::kOpen) return;
  if (samples_[0].size() < kMostWaiting) take_interpreted(__rdtsc(), frame);
  frame_ = frame;
  events_seen_ = events;
  last_ = __rdtsc();
}

bool Trial::takes_longer_than(double ticks) const {
  constexpr size_t kEnough = 3;
  const std::vector<double>& samples = samples_[0];
  return samples.size() >= kEnough &&
         *std::min_element(samples.end() - kEnough, samples.end()) > ticks;
}

void Trial::installed(bool purely_native) {
  if (rounds_left_ != 0 || verdict_ != Verdict::kOpen) return;
  purely_native_ = in_short_ = purely_native;
  if (!in_short_) return begin_rounds();
  rounds_left_ = 1;
  in_phase_ = 0;
  phase_ticks_ = 0;
  if (samples_[0].size() >= kFewInterpreted) end_phase();
}

void Trial::begin_rounds() {
  in_short_ = false;
  rounds_left_ = kRounds;
  phase_ = 0;
  samples_[0].clear();
  phase_ticks_ = 0;
  forget_native();
}

void Trial::replaced() {
  verdict_ = Verdict::kOpen;
  rounds_left_ = phase_ = 0;
  forget_native();
}

void Trial::forget_native() {
  samples_[1].clear();
  all_ticks_ = all_iterations_ = all_runs_ = 0;
  native_ticks_ = 0;
  iterations_ = runs_ = in_phase_ = 0;
  left_early_ = false;
  last_ = 0;
}

bool Trial::wants_native(const void* frame) {
  if (phase_ == 0) {
    take_interpreted(__rdtsc(), frame);
  } else if (left_early_) {
    left_early_ = false;
    if (last_ != 0 && frame == frame_) take_native(__rdtsc() - last_, 1);
  }
  if (verdict_ != Verdict::kOpen) return verdict_ == Verdict::kFaster;
  frame_ = frame;
  events_seen_ = events;
  last_ = __rdtsc();
  return phase_ == 1;
}

// A run that was left in its first iteration (at a yield, say) ends with that iteration, whoever
// goes on with it.
void Trial::ran(int64_t iterations) {
  if (verdict_ != Verdict::kOpen || phase_ == 0) return;
  left_early_ = iterations == 0;
  if (!left_early_) take_native(__rdtsc() - last_ + kEventTicks, iterations);
}

void Trial::take_native(uint64_t ticks, int64_t iterations) {
  native_ticks_ += ticks;
  iterations_ += iterations;
  if (++runs_ < kRunsPerSample && iterations_ < kIterationsPerSample) return;
  all_ticks_ += static_cast<double>(native_ticks_);
  all_iterations_ += static_cast<double>(iterations_);
  all_runs_ += runs_;
  const uint64_t spent = native_ticks_;
  const double made = std::max(static_cast<double>(iterations_), 0.5);
  native_ticks_ = 0;
  iterations_ = runs_ = 0;
  add_sample(static_cast<double>(spent) / made, spent);
}

void Trial::add_sample(double per_iteration, uint64_t spent) {
  samples_[phase_].push_back(per_iteration);
  phase_ticks_ += spent;
  ++in_phase_;
  if (rounds_left_ == 0) return;  // there is no native code yet
  const int wanted = !in_short_ ? kSamplesPerRound : phase_ == 0 ? kFewInterpreted : kNativeSamples;
  const bool enough = in_phase_ >= wanted && (in_short_ || phase_ticks_ >= kLeastPhaseTicks);
  if (enough || phase_ticks_ >= kPhaseTicks) end_phase();
}

void Trial::end_phase() {
  if (phase_ == 0 && phase_ticks_ >= kPhaseTicks)
    rounds_left_ = 1;  // long iterations: once will do
  phase_ = 1 - phase_;
  in_phase_ = 0;
  phase_ticks_ = 0;
  last_ = 0;
  if (phase_ == 0 && --rounds_left_ == 0) decide();
}

void Trial::decide() {
  // Entries of one loop can be of very different lengths: then it is the long ones that count.
  const double native =
      in_short_ ? all_ticks_ / std::max(all_iterations_, 0.5) : quantile(samples_[1], 0.5);
  const double interpreted = quantile(samples_[0], 0.5);
  gain_.ratio = interpreted / native;
  gain_.low = std::min({gain_.ratio, quantile(samples_[0], 0.25) / native,
                        interpreted / quantile(samples_[1], 0.75)});
  gain_.high = std::max({gain_.ratio, quantile(samples_[0], 0.75) / native,
                         interpreted / quantile(samples_[1], 0.25)});
  const bool is_short = all_iterations_ < kShort * all_runs_;
  const double least = is_short         ? kLeastGainOfShort
                       : purely_native_ ? kLeastGain
                                        : kLeastGainOfCalls;
  // By the mean as well, if some iterations take much longer than others.
  const bool gains_on_average = in_short_ || trimmed_mean(samples_[0]) >= trimmed_mean(samples_[1]);
  if (gain_.ratio >= least && gains_on_average) {
    verdict_ = Verdict::kFaster;
  } else if (in_short_) {
    begin_rounds();  // iterations may have become longer in the meantime
  } else {
    verdict_ = Verdict::kNotFaster;
  }
}

}  // namespace hasten::engine
