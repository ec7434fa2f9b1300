// See recorder.h.
#include "capture/recorder.h"

#include <chrono>
#include <condition_variable>
#include <thread>

#include "base/quiet_thread.h"

namespace hasten::capture {

// The thread, and how it is told to end.
struct Recorder::Clock {
  std::thread thread;
  std::mutex mutex;
  std::condition_variable changed;
  bool ends = false;
};

Recorder::Recorder() = default;
Recorder::~Recorder() { stop(); }

std::string Recorder::start(const std::string& path, bool joins, const Facts& facts,
                            const Sources& sources) {
  sources_ = sources;
  file_ = std::make_unique<FileWriter>();
  if (std::string wrong = joins ? file_->join(path) : file_->create(path); !wrong.empty())
    return wrong;
  snapshots_ = std::make_unique<Snapshots>(sources);
  if (!file_->append(ChunkKind::kProcess, encode_facts(facts)) || !flush()) return file_->error();
  start_thread();
  return "";
}

std::string Recorder::stop() {
  if (file_ == nullptr) return "";
  pause();
  flush();
  file_->append(ChunkKind::kEnd, encode_facts({}));
  const std::string error = file_->error();
  file_.reset();
  return error;
}

void Recorder::pause() {
  if (clock_ == nullptr) return;
  {
    const std::lock_guard lock(clock_->mutex);
    clock_->ends = true;
  }
  clock_->changed.notify_one();
  clock_->thread.join();
  clock_.reset();
}

void Recorder::resume() {
  if (file_ != nullptr && clock_ == nullptr) start_thread();
}

void Recorder::become_child(const Facts& facts) {
  if (file_ == nullptr) return;
  file_->become_another_process();
  snapshots_ = std::make_unique<Snapshots>(sources_);
  file_->append(ChunkKind::kProcess, encode_facts(facts));
}

void Recorder::start_thread() {
  clock_ = std::make_unique<Clock>();
  clock_->thread = quiet_thread([this] { run(); });
}

void Recorder::run() {
  Clock& clock = *clock_;
  std::unique_lock lock(clock.mutex);
  while (!clock.ends) {
    clock.changed.wait_for(lock, std::chrono::seconds(1));
    if (clock.ends) return;
    lock.unlock();
    flush();
    lock.lock();
  }
}

bool Recorder::flush() {
  const std::lock_guard lock(writing_);
  return snapshots_->take(
      [&](ChunkKind kind, const std::string& payload) { return file_->append(kind, payload); });
}

}  // namespace hasten::capture
