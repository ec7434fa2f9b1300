// Gain: see gain.h.
#include "engine/gain.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hasten::engine {

std::string gain_text(const Gain& gain) {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f times the interpreter's speed", gain.ratio);
  return text;
}

double quantile(std::vector<double> values, double at) {
  std::sort(values.begin(), values.end());
  return values[static_cast<size_t>(std::lround(at * static_cast<double>(values.size() - 1)))];
}

}  // namespace hasten::engine
