// frame_lines: the lines that sampled frames are at. Tables are decoded when they are first needed.
#pragma once

#include <cstdint>
#include <vector>

#include "base/line_table.h"
#include "capture/profile.h"

namespace hasten::capture {

class FrameLines {
 public:
  // `process` must outlive it.
  explicit FrameLines(const ProcessProfile& process)
      : process_(process), lines_(process.functions.size()) {}

  // 0: not known.
  int32_t of(const StackNode& frame) {
    if (frame.function < 0 || frame.unit < 0) return 0;
    const auto index = static_cast<size_t>(frame.function);
    const Function& function = process_.functions[index];
    std::vector<int32_t>& lines = lines_[index];
    if (lines.empty()) lines = decode_lines(function.line_table, function.first_line);
    const auto unit = static_cast<size_t>(frame.unit);
    return unit < lines.size() ? lines[unit] : 0;
  }

 private:
  const ProcessProfile& process_;
  std::vector<std::vector<int32_t>> lines_;  // by function and unit
};

}  // namespace hasten::capture
