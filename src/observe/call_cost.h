// call_cost: what collecting a call adds to the program's time on this machine, measured before the
// program begins.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "observe/functions.h"

namespace hasten::observe {

// Runs some thousand calls with and without a collector (a few milliseconds; needs the GIL and that
// no collector is at work). By name, in nanoseconds a call: python_call_inner_ns and
// builtin_call_inner_ns are what the callee's own time is too long by, ..._outer_ns the caller's.
// Empty if it could not be measured.
std::vector<std::pair<std::string, std::string>> measure_call_costs(FunctionTable& functions,
                                                                    bool builtins);

}  // namespace hasten::observe
