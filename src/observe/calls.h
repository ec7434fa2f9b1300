// calls: the deterministic collector of calls, over sys.monitoring. Every thread has a tree of its
// own. Counts are those of cProfile: starting, resuming and throwing into a Python function is a
// call of it; returning, yielding and unwinding ends it; with built-ins, so is every call that the
// interpreter makes of a built-in function or method.
#pragma once

#include <sys/types.h>

#include <memory>
#include <mutex>
#include <vector>

#include "observe/context_tree.h"
#include "observe/functions.h"

namespace hasten::observe {

class MonitoringTool;

struct ThreadCalls {
  uint32_t number = 0;  // in the order of their first calls
  pid_t thread = 0;     // its number in the system, which a later thread may have again
  ContextTree tree;
};

class CallCollector {
 public:
  struct Options {
    bool builtins = true;
    bool begins_with_main = false;  // not before the body of the main module
  };

  // These need the GIL. One collector collects at a time; NULL with an exception set: another one
  // does, or sys.monitoring has no place. `functions` must outlive it.
  static std::unique_ptr<CallCollector> start(const Options& options, FunctionTable& functions);
  ~CallCollector();
  // What is active in the calling thread ends now; the trees stay.
  void stop();
  // In a child process: the calls so far are the parent's, its other threads are gone.
  void after_fork();

  // Any thread.
  std::vector<const ThreadCalls*> threads() const;
  const Moment& begun() const { return begun_; }

 private:
  friend struct CallEvents;
  CallCollector(const Options& options, FunctionTable& functions);
  bool listen();
  ContextTree& add_thread();

  const Options options_;
  FunctionTable& functions_;
  const uint64_t number_;  // of this collector among all of the process
  std::unique_ptr<MonitoringTool> tool_;
  bool waits_for_main_;
  Moment begun_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<ThreadCalls>> threads_;
  uint32_t threads_met_ = 0;
};

}  // namespace hasten::observe
