// Trial: see trial.h. Times are time-stamp counter ticks; only ratios are used.
#include "engine/trial.h"

#include <x86intrin.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

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
// A window lasts for at least some 0.4 ms and iterations, or 2 ms.
constexpr uint64_t kLeastTicks = 1'000'000, kMostTicks = 5'000'000, kLongTicks = 100'000'000;
constexpr int64_t kLeastIterations = 12;

constexpr size_t kSilentSamples = 2;
constexpr int64_t kCollectionsOfSilent = 4;  // or none: then a part of one more weighs little

// The same, of one that is to last from one collection to the next.
constexpr uint64_t kMostFromCollection = 20'000'000;

// Without a back-edge for so long, the trial that measures lets others measure.
constexpr uint64_t kPatience = 50'000'000;

// All under the GIL.
const Trial* measuring = nullptr;  // in rounds
uint64_t measured_at = 0;          // its last back-edge

double net(uint64_t ticks, uint64_t cost) {
  return static_cast<double>(ticks > cost ? ticks - cost : 1);
}

}  // namespace

// The time since the last back-edge, if nothing native ran in between.
void Trial::take_interpreted(const BackEdgeEvent& event, const void* frame) {
  if (last_ == 0 || frame != frame_ || samples_.size() >= kMostWaiting || silences_ > 0) return;
  const uint64_t span = event.begun() - last_, cost = BackEdgeEvent::counted() - events_seen_;
  heard_.push_back(static_cast<double>(span));
  samples_.push_back(net(span, cost));
}

void Trial::remember(const BackEdgeEvent& event, const void* frame) {
  frame_ = frame;
  events_seen_ = BackEdgeEvent::counted();
  last_ = event.begun();
}

void Trial::interpreted(const BackEdgeEvent& event, const void* frame) {
  if (has_code_ || verdict_ != Verdict::kOpen) return;
  take_interpreted(event, frame);
  remember(event, frame);
}

void Trial::saw(double ticks) {
  if (!has_code_ && verdict_ == Verdict::kOpen && samples_.size() < kMostWaiting)
    samples_.push_back(ticks);
}

bool Trial::takes_longer_than(double ticks) const {
  if (silences_ > 0) return samples_[0] > ticks;
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
  return samples_.size() >= kMostWaiting || silences_ > 0 ||
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
  disturbed();
  for (std::vector<double>& windows : per_iteration_) windows.clear();
}

Trial::~Trial() {
  if (measuring == this) measuring = nullptr;
}

void Trial::disturbed() {
  window_ = {};
  silence_ = {};
}

void Trial::replaced() {
  if (measuring == this) measuring = nullptr;
  disturbed();
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
    disturbed();
  }
  measuring = this;
  measured_at = now;
  return true;
}

// Whether no more events are wanted for now.
bool Trial::goes_silent(const BackEdgeEvent& event, const LoopPlace& place) {
  silence_ = {};
  if (!is_countable_ || heard_.empty()) return false;
  const int64_t left = iterations_left(place);
  is_countable_ = left >= 0;
  if (left < kLeastIterations) return false;
  silence_ = {place, left, event.begun(), BackEdgeEvent::counted()};
  last_ = 0;
  return true;
}

// The iterations since it began. 0: they cannot be told, since the loop has come to its end
// meanwhile. Another one may have come to stand at the same place: then too few iterations seem to
// have taken much too long.
int64_t Trial::end_silence(const BackEdgeEvent& event, const LoopPlace& place) {
  const Silence silence = std::exchange(silence_, {});
  const int64_t left = place == silence.place ? iterations_left(place) : -1;
  const int64_t iterations = left >= 0 ? silence.left - left : 0;
  const auto ticks = static_cast<double>(event.begun() - silence.begun);
  const double most = quantile(heard_, 0.75) * static_cast<double>(iterations);
  if (iterations > 0 && ticks <= most) return iterations;
  is_countable_ = false;
  return 0;
}

// The silence was ended too early, since the clock had its next tick or other loops theirs.
bool Trial::stays_silent(const BackEdgeEvent& event, const LoopPlace& place) const {
  return is_silent() && place == silence_.place && event.begun() - silence_.begun < kLeastTicks;
}

void Trial::take_silent(const BackEdgeEvent& event, const LoopPlace& place) {
  const Silence silence = silence_;
  const int64_t iterations = end_silence(event, place);
  if (iterations == 0) return;
  if (silences_++ == 0) samples_.clear();
  samples_.push_back(net(event.begun() - silence.begun, BackEdgeEvent::counted() - silence.events) /
                     static_cast<double>(iterations));
}

Trial::Next Trial::next(const BackEdgeEvent& event, const LoopPlace& place, int64_t collections) {
  if (stays_silent(event, place)) return Next::kSilently;
  if (rounds_left_ == 0) return next_of_first_entries(event, place);
  if (!may_measure(event.begun())) return Next::kInterpreted;
  pass(event, place, collections);
  if (verdict_ == Verdict::kOpen)
    return native_ ? Next::kNative : is_silent() ? Next::kSilently : Next::kInterpreted;
  measuring = nullptr;
  return verdict_ == Verdict::kFaster ? Next::kNative : Next::kInterpreted;
}

Trial::Next Trial::next_of_first_entries(const BackEdgeEvent& event, const LoopPlace& place) {
  if (is_silent()) take_silent(event, place);
  const bool waits = samples_.size() < kFewInterpreted && silences_ == 0;
  if (waits) {
    take_interpreted(event, place.frame);
  } else if (left_early_ && last_ != 0 && place.frame == frame_) {
    take_native(event.begun() - last_, 1);
  }
  left_early_ = false;
  if (verdict_ == Verdict::kFaster) return Next::kNative;
  if (verdict_ == Verdict::kNotFaster) return Next::kInterpreted;
  remember(event, place.frame);
  if (rounds_left_ > 0 || waits) return Next::kInterpreted;
  if (silences_ >= kSilentSamples) return Next::kNative;
  return is_silent() || goes_silent(event, place) ? Next::kSilently : Next::kNative;
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
  if (!left_early_) take_native(__rdtsc() - last_ + BackEdgeEvent::kDispatchTicks, iterations);
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
void Trial::pass(const BackEdgeEvent& event, const LoopPlace& place, int64_t collections) {
  const uint64_t now = event.begun();
  if (window_.first == 0) return begin_window(event, place, collections, false);
  int64_t iterations = window_.unfinished + 1;
  if (is_silent()) {
    iterations = end_silence(event, place);
    if (iterations == 0) return begin_window(event, place, collections, false);
  }
  window_.iterations += iterations;
  window_.unfinished = 0;
  window_.last = now;
  const int64_t collected = collections - window_.collections;
  const uint64_t ticks = now - window_.first;
  bool is_over =
      (ticks >= kLeastTicks && window_.iterations >= kLeastIterations) || ticks >= kMostTicks;
  if (window_.is_silent) {
    is_over = is_over && (collected == 0 || collected >= kCollectionsOfSilent);
    if (!is_over && ticks >= kMostFromCollection) {
      is_countable_ = false;
      return begin_window(event, place, collections, collected > 0);
    }
    if (!is_over) return static_cast<void>(goes_silent(event, place));
  } else if (collected > 0 && !window_.from_collection) {
    return begin_window(event, place, collections, true);
  } else if (window_.from_collection && collected == 0 && ticks < kMostFromCollection) {
    return;
  }
  if (!is_over) return;
  close_window();
  begin_window(event, place, collections, collected > 0);
}

// An interpreted window is silent if that can be.
void Trial::begin_window(const BackEdgeEvent& event, const LoopPlace& place, int64_t collections,
                         bool from_collection) {
  window_ = {};
  window_.first = window_.last = event.begun();
  window_.events = BackEdgeEvent::counted();
  window_.own_events = own_events_;
  window_.collections = collections;
  window_.from_collection = from_collection;
  window_.is_silent = !native_ && verdict_ == Verdict::kOpen && goes_silent(event, place);
}

void Trial::close_window() {
  const uint64_t ticks = window_.last - window_.first;
  const auto iterations = static_cast<double>(window_.iterations);
  if (!native_ && !window_.is_silent && heard_.empty() && is_countable_) {
    heard_.push_back(static_cast<double>(ticks) / iterations);
    return;  // the next one is silent
  }
  // Events of this loop's own are what native code is entered by.
  const uint64_t own = native_ ? own_events_ - window_.own_events : 0;
  const uint64_t cost = BackEdgeEvent::counted() - window_.events - own;
  per_iteration_[native_ ? 1 : 0].push_back(net(ticks, cost) / iterations);
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
  ratios.reserve(per_iteration_[1].size());
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
