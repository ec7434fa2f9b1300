// Gain: see gain.h.
#include "engine/gain.h"

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace hasten::engine {

std::string gain_text(const Gain& gain) {
  char text[64];
  std::snprintf(text, sizeof text, "%.2f times the interpreter's speed", gain.ratio);
  return text;
}

double quantile(std::vector<double> values, double at) {
  std::sort(values.begin(), values.end());
  return values[static_cast<size_t>(at * static_cast<double>(values.size() - 1) + 0.5)];
}

double trimmed_mean(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  values.resize(values.size() - values.size() / 10);
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace hasten::engine
