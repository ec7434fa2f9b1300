// See sample_log.h.
#include "observe/sample_log.h"

#include <algorithm>
#include <utility>

namespace hasten::observe {
namespace {

constexpr size_t kMostNodes = 1 << 22;

}  // namespace

size_t SampleLog::Hash::operator()(const StackNode& node) const {
  uint64_t hash = uint64_t{node.parent} << 32 | node.function;
  hash = (hash ^ static_cast<uint32_t>(node.unit)) * 0x9E3779B97F4A7C15u;
  return hash ^ hash >> 29;
}

uint32_t SampleLog::add_thread(unsigned long tid, uint64_t ticks) {
  const std::lock_guard lock(mutex_);
  const auto number = static_cast<uint32_t>(threads_.size());
  threads_.push_back({number, tid, ticks, {}});
  return number;
}

uint32_t SampleLog::node(const StackNode& node) {
  if (const auto found = numbers_.find(node); found != numbers_.end()) return found->second;
  const std::lock_guard lock(mutex_);
  if (nodes_.size() >= kMostNodes) return node.parent;
  const auto number = static_cast<uint32_t>(nodes_.size());
  nodes_.push_back(node);
  numbers_.emplace(node, number);
  return number;
}

void SampleLog::add(uint32_t thread, const SampleRun& sample) {
  const std::lock_guard lock(mutex_);
  std::vector<SampleRun>& runs = threads_[thread].runs;
  if (runs.empty() || runs.back().node != sample.node || runs.back().state != sample.state) {
    runs.push_back(sample);
    return;
  }
  SampleRun& last = runs.back();
  last.samples += sample.samples;
  last.ticks += sample.ticks;
  last.cpu_nanoseconds += sample.cpu_nanoseconds;
}

SampleLog::Part SampleLog::take() {
  const std::lock_guard lock(mutex_);
  Part part{taken_, {nodes_.begin() + taken_, nodes_.end()}, {}, lost_.load()};
  taken_ = static_cast<uint32_t>(nodes_.size());
  for (SampledThread& thread : threads_) {
    if (thread.runs.empty()) continue;
    part.threads.push_back(
        {thread.number, thread.tid, thread.begun, std::exchange(thread.runs, {})});
  }
  return part;
}

void SampleLog::clear() {
  const std::lock_guard lock(mutex_);
  nodes_.assign(1, {});
  numbers_.clear();
  threads_.clear();
  taken_ = 0;
  lost_ = 0;
}

}  // namespace hasten::observe
