// sample_log: what was sampled, until it is written: stacks as paths in a tree, and for each thread
// what it stood at, one stretch of equal samples after the other.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "observe/ticks.h"

namespace hasten::observe {

enum class ThreadState : uint8_t {
  kRunning,       // on a processor
  kReady,         // would run, but another thread has the processor
  kWaitsForLock,  // for the interpreter's lock (GIL)
  kWaits,         // in a system call
};

// A frame and all that have led to it. Node 0 is the bottom of every stack.
struct StackNode {
  static constexpr uint32_t kUnknownFunction = UINT32_MAX;

  uint32_t parent = 0;
  uint32_t function = 0;  // Function::id
  int32_t unit = -1;      // of the instruction the frame is at; -1: not known

  bool operator==(const StackNode&) const = default;
};

struct SampleRun {
  uint32_t node = 0;
  ThreadState state = ThreadState::kRunning;
  uint32_t samples = 0;
  uint64_t ticks = 0;            // that passed from the sample before to the last of these
  uint64_t cpu_nanoseconds = 0;  // that the thread had meanwhile
};

struct SampledThread {
  uint32_t number = 0;    // in the order in which they were met
  unsigned long tid = 0;  // as the kernel numbers it
  uint64_t begun = 0;     // ticks
  std::vector<SampleRun> runs;
};

// One thread adds, another one takes.
class SampleLog {
 public:
  struct Part {
    uint32_t first_node = 0;
    std::vector<StackNode> nodes;
    std::vector<SampledThread> threads;
    uint64_t lost = 0;  // samples in all that could not be taken
  };

  explicit SampleLog(const Moment& begun) : begun_(begun) {}

  const Moment& begun() const { return begun_; }
  uint32_t add_thread(unsigned long tid, uint64_t ticks);
  // The node of a frame that `parent` leads to. When there are too many, the parent.
  uint32_t node(const StackNode& node);
  void add(uint32_t thread, const SampleRun& sample);
  void add_lost() { ++lost_; }

  // What was added since the last call; threads without samples are left out.
  Part take();
  void clear();

 private:
  struct Hash {
    size_t operator()(const StackNode& node) const;
  };

  const Moment begun_;
  std::mutex mutex_;
  std::vector<StackNode> nodes_{1};
  uint32_t taken_ = 0;
  std::vector<SampledThread> threads_;
  std::atomic<uint64_t> lost_ = 0;
  std::unordered_map<StackNode, uint32_t, Hash> numbers_;  // the adding thread's
};

}  // namespace hasten::observe
