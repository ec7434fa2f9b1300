// Count: a number that one thread changes (or several under the GIL) and others may read.
#pragma once

#include <atomic>
#include <cstdint>

namespace hasten::observe {

class Count {
 public:
  void add(uint64_t amount) { value_.store(get() + amount, std::memory_order_relaxed); }
  void clear() { value_.store(0, std::memory_order_relaxed); }
  uint64_t get() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<uint64_t> value_ = 0;
};

}  // namespace hasten::observe
