// CompileQueue: see compile_queue.h.
#include "engine/compile_queue.h"

#include <pthread.h>
#include <signal.h>

#include <chrono>

#include "engine/build_region.h"
#include "native/load_compiler.h"

namespace hasten::engine {
namespace {

// Signals are the program's: they go to its own threads.
void block_signals() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

CompileQueue::~CompileQueue() { stop(); }

void CompileQueue::start(std::string cache_dir, int period_us, void (*tick)()) {
  cache_dir_ = std::move(cache_dir);
  period_us_ = period_us;
  tick_ = tick;
  stop_ = false;
  compiler_ = std::make_unique<std::thread>([this] { compile_loop(); });
  clock_ = std::make_unique<std::thread>([this] { clock_loop(); });
}

void CompileQueue::stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
  }
  work_.notify_all();
  stopped_.notify_all();
  if (clock_ != nullptr) clock_->join();
  if (compiler_ != nullptr) compiler_->join();
  clock_.reset();
  compiler_.reset();
}

void CompileQueue::end() {
  std::unique_lock<std::mutex> lock(mutex_);
  stop_ = true;
  while (compiling_ && !native::end_compiling())
    compiled_.wait_for(lock, std::chrono::microseconds(200));
  const bool abandoned = compiling_;
  lock.unlock();
  if (abandoned) {
    compiler_->detach();
    compiler_.reset();
  }
  stop();
}

void CompileQueue::add(int job, std::unique_ptr<swap::Region> region) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    waiting_.push_back({job, std::move(region), std::nullopt});
  }
  work_.notify_one();
}

std::vector<Compiled> CompileQueue::take_finished() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return std::move(finished_);
}

void CompileQueue::compile_loop() {
  block_signals();
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    work_.wait(lock, [this] { return stop_ || !waiting_.empty(); });
    if (stop_) return;
    Compiled item = std::move(waiting_.front());
    waiting_.pop_front();
    compiling_ = true;
    lock.unlock();
    item.failure = generate_code(*item.region, cache_dir_);
    lock.lock();
    compiling_ = false;
    compiled_.notify_all();
    finished_.push_back(std::move(item));
  }
}

void CompileQueue::clock_loop() {
  block_signals();
  std::unique_lock<std::mutex> lock(mutex_);
  while (
      !stopped_.wait_for(lock, std::chrono::microseconds(period_us_), [this] { return stop_; })) {
    lock.unlock();
    tick_();
    lock.lock();
  }
}

void CompileQueue::before_fork() {
  if (compiler_ == nullptr) return;
  if (waiting_for_gil_)
    (void)clock_.release();  // cannot end now: goes on in the parent, is gone in the child
  stop();
}

void CompileQueue::restart() {
  if (compiler_ == nullptr && tick_ != nullptr) start(std::move(cache_dir_), period_us_, tick_);
}

}  // namespace hasten::engine
