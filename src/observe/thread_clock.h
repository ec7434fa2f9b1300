// thread_clock: what the kernel tells of one thread of this process.
#pragma once

#include <cstdint>

namespace hasten::observe {

// Processor time that the thread has had, in nanoseconds; it grows while the thread runs and only
// then. 0: there is no such thread.
uint64_t processor_time(unsigned long tid);

// What a thread that is not on a processor stands for.
struct Standstill {
  bool is_ready = false;  // for nothing: another thread has the processor
  uintptr_t address = 0;  // of the futex that it waits for; 0: none
};
Standstill standstill_of(unsigned long tid);

// The end of the mapping that the address is in (/proc/self/maps); 0: it is in none.
uintptr_t end_of_mapping(uintptr_t address);

}  // namespace hasten::observe
