// sample_rows: the samples of a capture per function and line, and as calls for formats that know
// nothing else. Functions of all processes that have file, line and name in common are one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "capture/profile.h"

namespace hasten::capture {

struct SampledLine {
  SampleCounts self;   // found at this line
  SampleCounts total;  // or in what it called; a stack counts once
};

struct SampleRow {
  std::string file;
  int32_t first_line = 0;  // of the definition
  std::string name;
  std::string qualified_name;
  SampleCounts self, total;
  std::map<int32_t, SampledLine> lines;  // by number
};

// In the order in which the functions were met.
std::vector<SampleRow> sample_rows(const Profile& profile);

// What a frame whose function is not known counts for.
inline constexpr char kUnknownFunction[] = "<unknown>";

// Gives each process its sampled threads as threads of calls: a path of callers is a node, a sample
// a call, its time what the thread was found to spend.
void add_sampled_calls(Profile& profile);

}  // namespace hasten::capture
