// timeline: what each thread was at, one stretch after the other, for formats that show time from
// left to right. Of samples it is what was found; calls of one path are merged, and what a function
// spent itself comes before what it called.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "capture/profile.h"

namespace hasten::capture {

struct TimedFrame {
  uint32_t parent = 0;  // index into frames; parents come first
  size_t function = 0;  // index into functions
  int32_t line = 0;     // that it is at; 0: not known
};

struct Stretch {
  uint32_t frame = 0;  // the innermost; 0: no Python code
  uint64_t nanoseconds = 0;
  uint64_t cpu_nanoseconds = 0;
  uint64_t count = 0;  // samples or calls
};

struct TimedThread {
  std::string process;  // pid
  uint64_t thread = 0;  // its number in the system
  uint64_t begun = 0;   // nanoseconds after its process's capture began
  std::vector<Stretch> stretches;
};

struct Timeline {
  std::vector<Function> functions;
  std::vector<TimedFrame> frames;  // the first one is the bottom of all
  std::vector<TimedThread> threads;

  // From the outermost frame to this one.
  std::vector<uint32_t> path(uint32_t frame) const;
};

// Of samples whose runs the profile has not kept: one stretch for each stack, in no order.
Timeline timeline_of(const Profile& profile);

}  // namespace hasten::capture
