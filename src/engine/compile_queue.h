// CompileQueue: a background thread that turns specialised regions into machine code without the
// GIL, and the clock that wakes the session about every millisecond.
//
// What lies in the cache is taken at once. The rest is compiled, the hottest first, once the
// program has spent a share of the time that compiling will take in it: a loop that is over soon
// after it was noticed (those of an import) costs nothing.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/refusal.h"
#include "engine/verdicts.h"
#include "swap/region.h"

namespace hasten::engine {

struct Compiled {
  int job = 0;
  std::unique_ptr<swap::Region> region;
  std::optional<Refusal> failure;
  PastVerdict past;  // of code that need not be tried out here
};

class CompileQueue {
 public:
  CompileQueue() = default;
  ~CompileQueue();
  CompileQueue(const CompileQueue&) = delete;
  CompileQueue& operator=(const CompileQueue&) = delete;

  // Threads run from here on. `tick` is called about every `period_us` in the clock's thread,
  // without the GIL.
  void start(std::string cache_dir, int period_us, void (*tick)());
  void stop();
  // As stop(), but does not wait for a compilation under way: its thread stays where it is until
  // the process ends, which must be soon. Nothing is compiled afterwards.
  void end();
  void add(int job, std::unique_ptr<swap::Region> region);
  // The program has been seen in it for so long by now.
  void warm(int job, double heat_ms);
  // Takes the job back; nullptr if it is being compiled already.
  std::unique_ptr<swap::Region> cancel(int job);
  std::vector<Compiled> take_finished();
  bool has_finished();
  bool is_waiting(int job);  // its compilation has not begun
  // The objects of what is not finished: needs the GIL and a queue that has stopped.
  void release_objects();

  // Around fork(): the threads end before it, so that the child is whole and CPython does not warn
  // of a fork with threads; `restart` is to be called once the fork is over. The clock is let be
  // while it waits for the GIL.
  void before_fork();
  void restart();
  // The clock's thread is about to wait for the GIL, or has got it.
  void waiting_for_gil(bool waiting) { waiting_for_gil_ = waiting; }

 private:
  struct Waiting {
    Compiled item;
    double heat_ms = 0, least_heat_ms = 0;  // to be spent in it before it is compiled
    bool looked_up = false;                 // and not found in the cache
  };

  void compile_loop();
  void clock_loop();
  std::deque<Waiting>::iterator next_job();

  std::mutex mutex_;
  std::condition_variable work_, stopped_, compiled_;
  std::deque<Waiting> waiting_;
  std::vector<Compiled> finished_;
  std::unique_ptr<std::thread> compiler_, clock_;
  std::string cache_dir_;
  int period_us_ = 1000;
  void (*tick_)() = nullptr;
  bool stop_ = false;
  bool compiling_ = false;
  swap::Region* compiled_region_ = nullptr;  // of the compilation under way, its objects untouched
  std::atomic<bool> waiting_for_gil_{false};
};

}  // namespace hasten::engine
