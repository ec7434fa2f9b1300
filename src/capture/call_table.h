// call_table: the calls of a capture per function and per pair of caller and callee, as pstats has
// them. Functions of all processes and threads that have file, line and name in common are one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "capture/profile.h"

namespace hasten::capture {

// File, line of the definition, name.
using FunctionKey = std::tuple<std::string, int32_t, std::string>;
inline FunctionKey key_of(const Function& function) {
  return {function.file, function.first_line, function.name};
}

struct CallCounts {
  uint64_t calls = 0;
  uint64_t primitive_calls = 0;  // those made while no other call of the same kind was active
  double own_seconds = 0;
  double cumulative_seconds = 0;  // of the primitive calls
};

struct CallRow {
  std::string file;
  int32_t line = 0;  // of the definition
  std::string name;
  std::string qualified_name;
  CallCounts counts;
  std::map<size_t, CallCounts> callers;  // by row: the calls that this row made of us
};

// In the order in which the functions were met.
std::vector<CallRow> call_table(const Profile& profile);

}  // namespace hasten::capture
