// profile: what a capture says, decoded: per process its facts, functions, and per thread the tree
// of its calls. Times are seconds.
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "capture/chunk.h"

namespace hasten::capture {

struct Function {
  bool is_builtin = false;
  int32_t first_line = 0;      // 0 of built-ins
  std::string file;            // "~" of built-ins, as pstats has it
  std::string name;            // co_name
  std::string qualified_name;  // co_qualname
  std::string line_table;      // co_linetable
};

// What the times of a profile are as whole numbers.
inline uint64_t nanoseconds(double seconds) {
  return static_cast<uint64_t>(std::llround(seconds * 1e9));
}

struct CallSite {
  int32_t offset = -1;  // in bytes, of the instruction in the caller's code; -1: C code called
  uint64_t calls = 0;
  double seconds = 0;  // all that was called included
};

struct CallNode {
  uint32_t parent = 0;    // index into the thread's nodes; parents come first
  int64_t function = -1;  // index into the process's functions; -1: the root
  double own_seconds = 0;
  std::vector<CallSite> sites;

  uint64_t calls() const;
};

struct LineCounts {
  uint64_t hits = 0;
  double seconds = 0;   // until the next line of the same call, all that was called included
  uint64_t events = 0;  // of the collector meanwhile
};

// The lines of one function, from `first` on.
struct FunctionLines {
  int32_t first = 0;
  std::vector<LineCounts> counts;
};

struct ThreadProfile {
  uint64_t number = 0;          // in the order of their first calls
  uint64_t thread = 0;          // its number in the system
  uint64_t folded_calls = 0;    // calls of which the callers are not known: the tree was full
  std::vector<CallNode> nodes;  // the first one is the root

  std::vector<double> cumulative_seconds() const;  // by node, all below included
};

// A frame of a sampled stack and all that have led to it.
struct StackNode {
  uint32_t parent = 0;    // index into the process's stacks; parents come first
  int64_t function = -1;  // index into the process's functions; -1: not known, or the bottom
  int32_t unit = -1;      // of bytecode, that the frame is at; -1: not known
};

// Where a sampled thread was found (observe::ThreadState).
enum class ThreadState : uint8_t { kRunning, kReady, kWaitsForLock, kWaits };
inline constexpr size_t kThreadStates = 4;

struct SampleCounts {
  uint64_t samples = 0;
  double cpu_seconds = 0;              // of the thread meanwhile
  double seconds[kThreadStates] = {};  // from the sample before, by state

  double all_seconds() const { return seconds[0] + seconds[1] + seconds[2] + seconds[3]; }
  void add(const SampleCounts& more);
};

// Equal samples in a row.
struct SampleRun {
  uint32_t node = 0;  // index into the process's stacks
  ThreadState state{};
  float cpu_seconds = 0;
  double seconds = 0;
  uint64_t samples = 0;
};

struct SampledThread {
  uint64_t number = 0;                                // in the order in which they were met
  uint64_t thread = 0;                                // its number in the system
  double begun = 0;                                   // seconds after the capture began
  std::unordered_map<uint32_t, SampleCounts> counts;  // by node
  std::vector<SampleRun> runs;                        // in their order, if that was asked for
};

struct ProcessProfile {
  std::map<std::string, std::string> facts;
  bool ended = false;  // in order; else the process was killed, and what it had not written is lost
  std::vector<Function> functions;
  std::vector<ThreadProfile> threads;
  std::map<size_t, FunctionLines> lines;  // by function
  std::vector<StackNode> stacks;          // the first one is the bottom of all
  std::vector<SampledThread> sampled;
  uint64_t lost_samples = 0;

  double fact(const std::string& name) const;  // as a number; 0: there is none
};

struct Profile {
  std::vector<ProcessProfile> processes;
  uint64_t damaged_bytes = 0;
};

// The chunks of one process or more, in the order they were written.
class ProfileReader {
 public:
  // `keeps_runs`: samples are wanted in their order, not only added up.
  explicit ProfileReader(bool keeps_runs = false);
  ~ProfileReader();
  void take(const Chunk& chunk);
  Profile finish();

 private:
  class Process;
  bool keeps_runs_;
  std::vector<std::pair<uint64_t, std::unique_ptr<Process>>> processes_;
};

// Returns what is wrong, or an empty text. A capture that is damaged gives what is whole.
std::string read_profile(const std::string& path, Profile& profile, bool keeps_runs = false);

// Takes what the collector added to each call off the times, down to zero.
void subtract_cost(Profile& profile);

}  // namespace hasten::capture
