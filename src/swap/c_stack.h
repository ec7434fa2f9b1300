// c_stack: how much of the calling thread's C stack is left.
#pragma once

#include <cstddef>

namespace hasten::swap {

// Bytes below the caller's frame. As good as endless if the frame lies outside the thread's own
// stack, as it does on the stacks that coroutine libraries make.
size_t c_stack_left();

}  // namespace hasten::swap
