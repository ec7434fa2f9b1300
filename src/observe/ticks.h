// ticks: the collectors' clock. A tick is one count of the processor's time-stamp counter where
// that runs at one rate on all cores (constant_tsc and nonstop_tsc of /proc/cpuinfo), else a
// nanosecond of CLOCK_MONOTONIC, which costs about 10 ns more per reading.
#pragma once

#include <time.h>
#include <x86intrin.h>

#include <cstdint>

namespace hasten::observe {

// Set by prepare_clock(), which every collector calls before its first tick.
inline bool counter_is_steady = false;
void prepare_clock();

inline uint64_t nanoseconds() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
}

inline uint64_t ticks() { return counter_is_steady ? __rdtsc() : nanoseconds(); }

// One moment by both clocks; two of them tell how long a tick is.
struct Moment {
  uint64_t ticks = 0;
  uint64_t nanoseconds = 0;  // CLOCK_MONOTONIC

  static Moment now();
};

inline double nanoseconds_per_tick(const Moment& begin, const Moment& end) {
  return static_cast<double>(end.nanoseconds - begin.nanoseconds) /
         static_cast<double>(end.ticks - begin.ticks);
}

// Now, but no sooner than a millisecond after `begin`: the two give the rate to 0.01 %.
Moment moment_after(const Moment& begin);

}  // namespace hasten::observe
