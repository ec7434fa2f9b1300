// c_stack: see c_stack.h. The bounds are asked for once per thread, as that reads a file for the
// main thread.
#include "swap/c_stack.h"

#include <pthread.h>

#include <cstdint>

namespace hasten::swap {
namespace {

struct Bounds {
  uintptr_t low = 0, high = 0;
  Bounds() {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
    void* address = nullptr;
    size_t size = 0, guard = 0;
    pthread_attr_getstack(&attributes, &address, &size);
    pthread_attr_getguardsize(&attributes, &guard);
    low = reinterpret_cast<uintptr_t>(address) + guard;
    high = reinterpret_cast<uintptr_t>(address) + size;
    pthread_attr_destroy(&attributes);
  }
};

}  // namespace

size_t c_stack_left() {
  static thread_local const Bounds bounds;
  const uintptr_t here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return here > bounds.low && here < bounds.high ? here - bounds.low : SIZE_MAX / 2;
}

}  // namespace hasten::swap
