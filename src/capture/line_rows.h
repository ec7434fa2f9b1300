// line_rows: the lines of a capture per function. Functions of all processes that have file, line
// and name in common are one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "capture/profile.h"

namespace hasten::capture {

struct LineRows {
  std::string file;
  int32_t first_line = 0;  // of the definition
  std::string name;
  std::string qualified_name;
  std::map<int32_t, LineCounts> lines;  // by number, those that were hit
};

// In the order in which the functions were met.
std::vector<LineRows> line_rows(const Profile& profile);

}  // namespace hasten::capture
