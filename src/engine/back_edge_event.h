// BackEdgeEvent: one event of a back-edge, and what all of them have cost the program so far that
// would not be there without hasten's measurements and compilations to come: that is no part of the
// interpreter's time. Times are time-stamp counter ticks; every member needs the GIL.
#pragma once

#include <x86intrin.h>

#include <cstdint>

namespace hasten::engine {

class BackEdgeEvent {
 public:
  // What it takes until the callback runs and after it has returned: 30 to 65 ns on the machines it
  // was measured on.
  static constexpr uint64_t kDispatchTicks = 110;

  // The callback has begun. One that is not `measured` costs nothing and is not to be counted: to
  // read the clock takes longer than much else on the way to native code.
  explicit BackEdgeEvent(bool measured) : measured_(measured), begun_(now()), resumed_(begun_) {}
  BackEdgeEvent(const BackEdgeEvent&) = delete;
  BackEdgeEvent& operator=(const BackEdgeEvent&) = delete;

  uint64_t begun() const { return begun_; }
  // Around what it runs of the program.
  void program_resumes() { own_ticks_ += now() - resumed_; }
  void program_is_left() { resumed_ = now(); }
  // The callback is over; returns what it has cost, and counts it.
  uint64_t count() {
    program_resumes();
    own_ticks_ += kDispatchTicks;
    total() += own_ticks_;
    return own_ticks_;
  }
  // The cost of all events that were counted.
  static uint64_t counted() { return total(); }

 private:
  static uint64_t& total() {
    static uint64_t ticks = 0;
    return ticks;
  }
  uint64_t now() const { return measured_ ? __rdtsc() : 0; }

  bool measured_;
  uint64_t begun_, resumed_, own_ticks_ = 0;
};

}  // namespace hasten::engine
