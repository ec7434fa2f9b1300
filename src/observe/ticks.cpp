// See ticks.h.
#include "observe/ticks.h"

#include <fstream>
#include <string>

namespace hasten::observe {

void prepare_clock() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("flags")) {
      line += ' ';
      counter_is_steady = line.find(" constant_tsc ") != std::string::npos &&
                          line.find(" nonstop_tsc ") != std::string::npos;
      return;
    }
  }
}

Moment Moment::now() {
  Moment best;
  uint64_t least = UINT64_MAX;
  for (int i = 0; i < 5; ++i) {  // the reading that was interrupted least
    const uint64_t before = observe::ticks();
    const uint64_t time = observe::nanoseconds();
    const uint64_t after = observe::ticks();
    if (after - before < least) least = after - before, best = {before + least / 2, time};
  }
  return best;
}

Moment moment_after(const Moment& begin) {
  Moment now = Moment::now();
  while (now.nanoseconds - begin.nanoseconds < 1'000'000) now = Moment::now();
  return now;
}

}  // namespace hasten::observe
