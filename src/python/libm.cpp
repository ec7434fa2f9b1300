// libm: see libm.h.
#include "python/libm.h"

#include <cmath>
#include <cstdint>

namespace hasten::python {
namespace {

bool rounds_squares_well() {
  constexpr double kSafety = 1.042;                     // as in optimize/powers.cpp
  double (*volatile power)(double, double) = std::pow;  // the compiler knows powers of two
  uint64_t state = 1;
  for (int i = 0; i < 1000; ++i) {
    state = state * 6364136223846793005 + 1442695040888963407;  // D. E. Knuth's MMIX
    const double x = std::ldexp(static_cast<double>(state >> 11), i % 64 - 85);
    const double square = x * x, cut_off = std::fma(x, x, -square);
    if (square + cut_off * kSafety == square && power(x, 2.0) != square) return false;
  }
  return true;
}

}  // namespace

bool pow_rounds_well() {
  static const bool well = rounds_squares_well();
  return well;
}

}  // namespace hasten::python
