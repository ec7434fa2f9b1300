// c_stack: see c_stack.h. The bounds are asked for once per thread, as that reads a file for the
// main thread.
#include "swap/c_stack.h"

#include <pthread.h>

namespace hasten::swap {

// Asked at every entry of native code, mostly by the thread that has asked before: a variable of
// its own takes it a call to find. The number of a thread state is never given again.
CStack& CStack::of(const PyThreadState* thread) {
  static struct {
    uint64_t state = 0;
    unsigned long thread = 0;
    CStack* stack = nullptr;
  } last;
  if (last.stack == nullptr || last.state != thread->id || last.thread != thread->thread_id)
    last = {thread->id, thread->thread_id, &own()};
  return *last.stack;
}

CStack& CStack::own() {
  static thread_local constinit CStack stack;
  if (!stack.known_) stack.find_bounds();
  return stack;
}

void CStack::find_bounds() {
  known_ = true;
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  void* address = nullptr;
  size_t size = 0, guard = 0;
  pthread_attr_getstack(&attributes, &address, &size);
  pthread_attr_getguardsize(&attributes, &guard);
  low_ = reinterpret_cast<uintptr_t>(address) + guard;
  high_ = reinterpret_cast<uintptr_t>(address) + size;
  pthread_attr_destroy(&attributes);
}

size_t CStack::left() const {
  const uintptr_t here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return here > low_ && here < high_ ? here - low_ : SIZE_MAX / 2;
}

}  // namespace hasten::swap
