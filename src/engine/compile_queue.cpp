// CompileQueue: see compile_queue.h.
#include "engine/compile_queue.h"

#include <algorithm>
#include <chrono>

#include "base/quiet_thread.h"
#include "engine/build_region.h"
#include "engine/object_cache.h"
#include "native/load_compiler.h"

namespace hasten::engine {
namespace {

// Time LLVM takes, from the loops of bench/programs/fannkuch.py: 0.05 to 0.09 ms each operation.
// Code with many exits takes up to four times that.
double expected_cost_ms(const ir::Module& module) {
  constexpr double kStart = 5, kOperation = 0.07;
  size_t operations = 0;
  for (const ir::Function& function : module.functions) {
    for (const ir::Block& block : function.blocks) operations += block.insts.size();
  }
  return kStart + kOperation * static_cast<double>(operations);
}

// Purely native code shows its gain at its first entries, for nothing.
PastVerdict take_over_verdict(const swap::Region& region, const std::string& cache_dir) {
  if (region.purely_native) return {};
  PastVerdict past = read_verdict(cache_dir, region.cache_key);
  if (!past.can_be_taken_over()) return {};
  note_taken_over(cache_dir, region.cache_key, past);
  return past;
}

// Of the cost, to be spent in the loop before it is compiled; the second if a process has ended
// meanwhile.
constexpr double kShare = 0.125, kShareOfAbandoned = 1.0;

}  // namespace

CompileQueue::~CompileQueue() { stop(); }

void CompileQueue::start(std::string cache_dir, int period_us, void (*tick)()) {
  cache_dir_ = std::move(cache_dir);
  period_us_ = period_us;
  tick_ = tick;
  stop_ = false;
  compiler_ = std::make_unique<std::thread>(quiet_thread([this] { compile_loop(); }));
  clock_ = std::make_unique<std::thread>(quiet_thread([this] { clock_loop(); }));
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
    compiled_.wait_for(lock, std::chrono::microseconds(100));
  const bool abandoned = compiling_;
  if (abandoned && !cache_dir_.empty())
    note_abandoned(cache_dir_, cache_key(compiled_region_->module));
  lock.unlock();
  if (abandoned) {
    compiler_->detach();
    compiler_.reset();
  }
  stop();
}

void CompileQueue::add(int job, std::unique_ptr<swap::Region> region) {
  const double cost_ms = expected_cost_ms(region->module);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    waiting_.push_back({{job, std::move(region), std::nullopt}, 0, kShare * cost_ms, false});
  }
  work_.notify_one();
}

void CompileQueue::warm(int job, double heat_ms) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (Waiting& each : waiting_) {
      if (each.item.job == job) each.heat_ms = heat_ms;
    }
  }
  work_.notify_one();
}

std::unique_ptr<swap::Region> CompileQueue::cancel(int job) {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (auto at = waiting_.begin(); at != waiting_.end(); ++at) {
    if (at->item.job != job) continue;
    std::unique_ptr<swap::Region> region = std::move(at->item.region);
    waiting_.erase(at);
    return region;
  }
  return nullptr;
}

void CompileQueue::release_objects() {
  std::vector<swap::Region*> regions;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const Waiting& each : waiting_) regions.push_back(each.item.region.get());
    for (const Compiled& each : finished_) regions.push_back(each.region.get());
    if (compiled_region_ != nullptr) regions.push_back(compiled_region_);
  }
  for (swap::Region* region : regions) region->pool.release_all();
}

// One that the cache may have, else the hottest that is worth it; end() if there is none.
std::deque<CompileQueue::Waiting>::iterator CompileQueue::next_job() {
  auto best = waiting_.end();
  for (auto at = waiting_.begin(); at != waiting_.end(); ++at) {
    if (!at->looked_up) return at;
    if (at->heat_ms < at->least_heat_ms) continue;
    if (best == waiting_.end() || at->heat_ms > best->heat_ms) best = at;
  }
  return best;
}

bool CompileQueue::is_waiting(int job) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return std::any_of(waiting_.begin(), waiting_.end(),
                     [job](const Waiting& each) { return each.item.job == job; });
}

bool CompileQueue::has_finished() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return !finished_.empty();
}

std::vector<Compiled> CompileQueue::take_finished() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return std::move(finished_);
}

void CompileQueue::compile_loop() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    work_.wait(lock, [this] { return stop_ || next_job() != waiting_.end(); });
    if (stop_) return;
    const auto next = next_job();
    Waiting job = std::move(*next);
    waiting_.erase(next);
    compiling_ = true;
    compiled_region_ = job.item.region.get();
    lock.unlock();
    bool done = true;
    if (job.looked_up) {
      job.item.failure = compile_code(*job.item.region, cache_dir_);
    } else {
      done = find_code(*job.item.region, cache_dir_);
      if (done) job.item.past = take_over_verdict(*job.item.region, cache_dir_);
      if (!done && !cache_dir_.empty() && was_abandoned(cache_dir_, job.item.region->cache_key))
        job.least_heat_ms *= kShareOfAbandoned / kShare;
    }
    lock.lock();
    compiling_ = false;
    compiled_region_ = nullptr;
    compiled_.notify_all();
    job.looked_up = true;
    if (done) {
      finished_.push_back(std::move(job.item));
    } else {
      waiting_.push_back(std::move(job));
    }
  }
}

void CompileQueue::clock_loop() {
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
