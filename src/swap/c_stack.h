// c_stack: how much of the calling thread's C stack is left, and how many regions run on it.
#pragma once

#include <Python.h>

#include <cstddef>
#include <cstdint>

namespace hasten::swap {

class CStack {
 public:
  // The calling thread's, which runs with that state. GIL held.
  static CStack& of(const PyThreadState* thread);

  // Bytes below the caller's frame. As good as endless if the frame lies outside the thread's own
  // stack, as it does on the stacks that coroutine libraries make.
  size_t left() const;

  int activations = 0;  // of regions, one inside the other

 private:
  static CStack& own();
  void find_bounds();

  bool known_ = false;
  uintptr_t low_ = 0, high_ = 0;
};

}  // namespace hasten::swap
