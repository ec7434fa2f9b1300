// Trial: see trial.h. Times are time-stamp counter ticks; only ratios are used.
#include "engine/trial.h"

#include <x86intrin.h>

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace hasten::engine {
namespace {

constexpr int kRounds = 5;             // of two windows each
constexpr size_t kMostRounds = 15;     // if the first ones leave it open
constexpr int kRoundsOfLong = 3;       // if few iterations take the time of a window
constexpr size_t kFewInterpreted = 4;  // iterations that are waited for before the first entry
constexpr size_t kMostWaiting = 64;    // kept of the time while code is compiled
constexpr int kNativeIterations = 96;  // by which purely native code is judged
constexpr int kNativeRuns = 32;        // the same, of loops that are over after an iteration or two
constexpr int kRunsOfLong = 3;         // the same, if they take long
constexpr double kShort = 64;          // iterations an entry: entering weighs
constexpr double kLeastGainOfRounds = 1.05;  // which the machine's noise reaches
// What the back-edge event itself costs: 40 to 60 ns on the machines it was measured on. It is
// taken off interpreted iterations and belongs to each native entry.
constexpr uint64_t kEventTicks = 110;
// A window lasts for at least some 0.4 ms and iterations, or 2 ms.
constexpr uint64_t kLeastTicks = 1'000'000, kMostTicks = 5'000'000, kLongTicks = 100'000'000;
constexpr int64_t kLeastIterations = 12;

// The same, of one that is to last from one collection to the next.
constexpr uint64_t kMostFromCollection = 20'000'000;

// Without a back-edge for so long, the trial that measures lets others measure.
constexpr uint64_t kPatience = 50'000'000;

// All under the GIL.
uint64_t events = 0;
const Trial* measuring = nullptr;  // in rounds
uint64_t measured_at = 0;          // its last back-edge

}  // namespace

void Trial::count_event() { ++events; }

// The time since the last back-edge, if nothing native ran in between.
void Trial::take_interpreted(uint64_t now, const void* frame) {
  if (last_ == 0 || frame != frame_ || samples_.size() >= kMostWaiting) return;
  const uint64_t span = now - last_, cost = (events - events_seen_) * kEventTicks;
  samples_.push_back(static_cast<double>(span > cost ? span - cost : 1));
}

void Trial::interpreted(const void* frame) {
  if (has_code_ || verdict_ != Verdict::kOpen) return;
  take_interpreted(__rdtsc(), frame);
  frame_ = frame;
  events_seen_ = events;
  last_ = __rdtsc();
}

void Trial::saw(double ticks) {
  if (!has_code_ && verdict_ == Verdict::kOpen && samples_.size() < kMostWaiting)
    samples_.push_back(ticks);
}

bool Trial::takes_longer_than(double ticks) const {
  // Of short loops every other one may be what lies between two calls, and one more what the
  // session itself has done meanwhile.
  constexpr ptrdiff_t kSome = 3, kEnough = 5;
  const ptrdiff_t count = ticks > 0 ? kEnough : kSome;
  return std::ssize(samples_) >= count &&
         *std::min_element(samples_.end() - count, samples_.end()) > ticks;
}

bool Trial::has_waited() const {
  constexpr size_t kEnough = 8;
  constexpr double kLong = 1e6;  // ticks, some 0.3 ms
  return samples_.size() >= kMostWaiting ||
         (samples_.size() >= kEnough && takes_longer_than(kLong));
}

void Trial::installed(bool purely_native) {
  if (has_code_ || verdict_ != Verdict::kOpen) return;
  has_code_ = true;
  purely_native_ = purely_native;
  if (!purely_native) begin_rounds();
}

void Trial::take_over(bool faster, const Gain& gain) {
  if (verdict_ != Verdict::kOpen) return;
  verdict_ = faster ? Verdict::kFaster : Verdict::kNotFaster;
  gain_ = gain;
  taken_over_ = true;
  rounds_left_ = 0;
}

void Trial::begin_rounds() {
  rounds_left_ = kRounds;
  most_rounds_ = kMostRounds;
  native_ = false;
  window_ = {};
  for (std::vector<double>& windows : per_iteration_) windows.clear();
}

Trial::~Trial() {
  if (measuring == this) measuring = nullptr;
}

void Trial::replaced() {
  if (measuring == this) measuring = nullptr;
  verdict_ = Verdict::kOpen;
  has_code_ = taken_over_ = false;
  rounds_left_ = 0;
  native_ticks_ = native_iterations_ = 0;
  native_runs_ = 0;
  left_early_ = false;
  last_ = 0;
}

// Loops inside each other would measure each other's windows: one measures at a time, and the
// others are interpreted meanwhile. Iterations that last longer than it waits are taken as they
// are.
bool Trial::may_measure(uint64_t now) {
  const bool free = measuring == nullptr || now - measured_at > kPatience;
  const bool has_long_iterations = window_.first != 0 && now - window_.last > kPatience;
  if (measuring != this) {
    if (has_long_iterations) return true;
    if (!free) return false;
    window_ = {};
  }
  measuring = this;
  measured_at = now;
  return true;
}

bool Trial::wants_native(const void* frame, int64_t collections) {
  const uint64_t now = __rdtsc();
  if (rounds_left_ > 0) {
    if (!may_measure(now)) return false;
    pass(now, collections);
    if (verdict_ == Verdict::kOpen) return native_;
    measuring = nullptr;
    return verdict_ == Verdict::kFaster;
  }
  const bool waits = samples_.size() < kFewInterpreted;
  if (waits) {
    take_interpreted(now, frame);
  } else if (left_early_ && last_ != 0 && frame == frame_) {
    take_native(now - last_, 1);
  }
  left_early_ = false;
  if (verdict_ != Verdict::kOpen) return verdict_ == Verdict::kFaster;
  frame_ = frame;
  events_seen_ = events;
  last_ = __rdtsc();
  return rounds_left_ == 0 && !waits;
}

// A run that was left in its first iteration (at a yield, say) ends with that iteration, whoever
// goes on with it.
void Trial::ran(int64_t iterations) {
  if (verdict_ != Verdict::kOpen) return;
  if (rounds_left_ > 0) {
    window_.unfinished += iterations;
    return;
  }
  left_early_ = iterations == 0;
  if (!left_early_) take_native(__rdtsc() - last_ + kEventTicks, iterations);
}

void Trial::take_native(uint64_t ticks, int64_t iterations) {
  native_ticks_ += static_cast<double>(ticks);
  native_iterations_ += static_cast<double>(iterations);
  ++native_runs_;
  const bool long_runs = native_runs_ >= kRunsOfLong && native_ticks_ >= double{kLongTicks};
  if (native_runs_ >= kNativeRuns || native_iterations_ >= kNativeIterations || long_runs)
    judge_first_entries();
}

// Entries of one loop can be of very different lengths: then it is the long ones that count.
void Trial::judge_first_entries() {
  const double native = native_ticks_ / std::max(native_iterations_, 0.5);
  gain_ = {quantile(samples_, 0.5) / native, quantile(samples_, 0.25) / native,
           quantile(samples_, 0.75) / native};
  if (gain_.ratio >= kLeastGain && native_iterations_ >= kShort * native_runs_) {
    verdict_ = Verdict::kFaster;
  } else {
    gain_ = {};
    begin_rounds();
  }
}

// A back-edge, in rounds. Where objects are made, the collector's work belongs to what is measured:
// native code makes it cheaper, and being left for it ends its runs. So windows begin and end with
// it, if it comes often enough.
void Trial::pass(uint64_t now, int64_t collections) {
  if (window_.first == 0) {
    begin_window(now, collections, false);
    return;
  }
  window_.iterations += window_.unfinished + 1;
  window_.unfinished = 0;
  window_.last = now;
  const bool collected = collections != window_.collections;
  if (collected && !window_.from_collection) {
    begin_window(now, collections, true);
    return;
  }
  const uint64_t ticks = now - window_.first;
  if (window_.from_collection && !collected && ticks < kMostFromCollection) return;
  if ((ticks < kLeastTicks || window_.iterations < kLeastIterations) && ticks < kMostTicks) return;
  close_window();
  begin_window(now, collections, collected);
}

void Trial::begin_window(uint64_t now, int64_t collections, bool from_collection) {
  window_ = {now, now, events, 0, 0, collections, from_collection};
}

void Trial::close_window() {
  const uint64_t ticks = window_.last - window_.first;
  const uint64_t cost = native_ ? 0 : (events - window_.events) * kEventTicks;
  per_iteration_[native_ ? 1 : 0].push_back(static_cast<double>(ticks > cost ? ticks - cost : 1) /
                                            static_cast<double>(window_.iterations));
  // Long iterations are not kept waiting.
  if (!native_ && window_.iterations < kLeastIterations) {
    rounds_left_ = ticks > kLongTicks ? 1 : std::min(rounds_left_, kRoundsOfLong);
    most_rounds_ = kRoundsOfLong;
  }
  native_ = !native_;
  if (!native_ && --rounds_left_ == 0) judge_rounds();
}

void Trial::judge_rounds() {
  std::vector<double> ratios;
  for (size_t k = 0; k < per_iteration_[1].size(); ++k)
    ratios.push_back(per_iteration_[0][k] / per_iteration_[1][k]);
  gain_ = {quantile(ratios, 0.5), quantile(ratios, 0.25), quantile(ratios, 0.75)};
  const bool open = gain_.low < kLeastGainOfRounds && gain_.high >= kLeastGainOfRounds;
  if (open && ratios.size() < most_rounds_) {
    rounds_left_ = kRounds;
    gain_ = {};
    return;
  }
  verdict_ = gain_.ratio >= kLeastGainOfRounds ? Verdict::kFaster : Verdict::kNotFaster;
}

}  // namespace hasten::engine
