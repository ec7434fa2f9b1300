// Gain: how much faster native code is than the interpreter, as measured in the running program.
#pragma once

#include <string>
#include <vector>

namespace hasten::engine {

constexpr double kLeastGain = 1.03;  // that keeps native code

struct Gain {
  double ratio = 0, low = 0,
         high = 0;  // interpreted over native time per iteration: median, quartiles
};

// What a report says of a gain that was too small.
std::string gain_text(const Gain& gain);

// The value that the share `at` of the values is not above; there must be at least one.
double quantile(std::vector<double> values, double at);

}  // namespace hasten::engine
