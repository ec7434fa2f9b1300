// sampler: the statistical collector. A thread of its own looks at all of the program's threads
// about as often as it is told, at moments that keep no step with the program. A thread that has
// the GIL is asked by a signal and reads its own stack; one that has not is read from outside while
// it cannot get it; one that stands still is read as it stands: its processor time, the same before
// and after, proves that it stood still. So every stack is one that there was.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "observe/code_ids.h"
#include "observe/functions.h"
#include "observe/sample_log.h"
#include "observe/stack_reader.h"
#include "observe/ticks.h"
#include "python/thread_list.h"

namespace hasten::observe {

class Sampler {
 public:
  // `functions` must outlive it. These need the GIL; NULL: `wrong` says what is missing.
  static std::unique_ptr<Sampler> start(double samples_per_second, FunctionTable& functions,
                                        std::string& wrong);
  ~Sampler();
  void stop();

  // The thread ends, and begins again: it must not be there when the process forks.
  void pause();
  void resume();
  // In a child process, whose thread is paused: the samples so far are the parent's.
  void after_fork();

  void forget(const PyCodeObject* code) { codes_.forget(code); }  // it ends; under the GIL

  SampleLog& log() { return log_; }

 private:
  struct Target;
  Sampler(double samples_per_second, FunctionTable& functions);
  bool watch_code();
  void run();
  void look_around();
  void sample(Target& target, bool crowded);
  void read_running(Target& target);
  static bool freeze(const void* gil);
  void read_standing(Target& target, uint64_t cpu);
  void take_answer(Target& target);
  void note(Target& target, uint64_t ticks, uint64_t cpu, uint32_t samples);
  Target* target_of(const hasten_listed_thread& listed);
  void drop_ended();
  uint64_t ticks_of(uint64_t nanoseconds) const;
  uint32_t node_of(const Target& target);
  uint64_t interval();  // nanoseconds until the next look around

  const uint64_t period_;  // nanoseconds
  FunctionTable& functions_;
  CodeIds codes_;
  SampleLog log_;
  uint64_t round_ = 0;
  std::unordered_map<uint64_t, std::unique_ptr<Target>> targets_;  // by hasten_listed_thread::id
  std::vector<MailboxPointer> unanswered_;                         // of threads that are gone
  std::mutex sleeping_;
  std::condition_variable woken_;
  bool ends_ = false;
  std::unique_ptr<std::thread> thread_;
  uint64_t random_;
};

}  // namespace hasten::observe
