// helpers_stress: failing guards for tests (HASTEN_STRESS=guards=1/N), a fixed pseudo-random
// sequence.
#include "python/helpers.h"
#include "python/stress.h"

namespace hasten::python {
namespace {
uint64_t state = 0x9E3779B97F4A7C15u;
int one_in = 0;
}  // namespace

void set_failing_guards(int denominator) { one_in = denominator; }

}  // namespace hasten::python

// xorshift64, Marsaglia 2003.
bool hasten_rt_stress() {
  using hasten::python::one_in;
  using hasten::python::state;
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return one_in == 0 || state % static_cast<uint64_t>(one_in) != 0;
}
