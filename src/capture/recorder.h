// recorder: writes what the collectors hold to a capture file, once a second from a thread of its
// own that needs no GIL, and a last time when it stops. Memory does not grow with time.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "capture/encode.h"
#include "capture/encode_samples.h"
#include "capture/file_writer.h"
#include "observe/calls.h"
#include "observe/functions.h"
#include "observe/lines.h"
#include "observe/sample_log.h"

namespace hasten::capture {

struct Sources {
  const observe::FunctionTable* functions = nullptr;
  // One of them.
  const observe::CallCollector* calls = nullptr;
  const observe::LineCollector* lines = nullptr;
  observe::SampleLog* samples = nullptr;

  const observe::Moment& begun() const {
    if (samples != nullptr) return samples->begun();
    return calls != nullptr ? calls->begun() : lines->begun();
  }
};

// Turns the state of the collectors into chunks: the facts once, then what is new or has changed.
class Snapshots {
 public:
  explicit Snapshots(const Sources& sources) : sources_(sources) {}

  // take(ChunkKind, payload) for each; ends at the first that returns false.
  template <typename Take>
  bool take(const Take& take) {
    if (!take(ChunkKind::kClock, encode_clock(sources_.begun())) ||
        !take(ChunkKind::kClock, encode_clock(observe::moment_after(sources_.begun()))))
      return false;
    // These before the functions: those they name are known then.
    std::map<uint32_t, std::string> calls;
    if (sources_.calls != nullptr) {
      for (const observe::ThreadCalls* thread : sources_.calls->threads())
        calls[thread->number] = calls_[thread->number].encode(*thread);
    }
    const std::string lines =
        sources_.lines == nullptr ? std::string() : lines_.encode(*sources_.lines);
    const observe::SampleLog::Part samples =
        sources_.samples == nullptr ? observe::SampleLog::Part{} : sources_.samples->take();
    const std::string functions = functions_.encode(*sources_.functions);
    if (!functions.empty() && !take(ChunkKind::kFunctions, functions)) return false;
    for (const auto& [thread, payload] : calls) {
      if (!payload.empty() && !take(ChunkKind::kCalls, payload)) return false;
    }
    if (!lines.empty() && !take(ChunkKind::kLines, lines)) return false;
    if (!samples.nodes.empty() && !take(ChunkKind::kStacks, encode_stacks(samples))) return false;
    return samples.threads.empty() || take(ChunkKind::kSamples, encode_samples(samples));
  }

 private:
  Sources sources_;
  FunctionEncoder functions_;
  std::map<uint32_t, CallsEncoder> calls_;  // by thread
  LinesEncoder lines_;
};

class Recorder {
 public:
  Recorder();
  ~Recorder();  // stops
  // What is wrong, or an empty text. `joins`: the file is another process's, which follows us.
  std::string start(const std::string& path, bool joins, const Facts& facts,
                    const Sources& sources);
  // Returns what went wrong meanwhile, or an empty text. Collectors that are still at work lose
  // what comes after.
  std::string stop();

  // What is new is written at once.
  void write_now() { flush(); }
  // The thread ends, and begins again: it must not be there when the process forks.
  void pause();
  void resume();
  // In a child process, whose thread is paused: it goes on as a process of its own. The collector
  // must have forgotten its counts.
  void become_child(const Facts& facts);

 private:
  void start_thread();
  void run();
  bool flush();

  Sources sources_;
  std::mutex writing_;
  std::unique_ptr<FileWriter> file_;
  std::unique_ptr<Snapshots> snapshots_;

  struct Clock;
  std::unique_ptr<Clock> clock_;
};

}  // namespace hasten::capture
