// huge_arenas: memory for small objects in huge pages, for programs that have much of it.
// CPython's allocator of small objects asks for arenas of 1 MiB; each costs 256 page faults and 256
// entries of the processor's page table cache. Two arenas that share a huge page cost one.
#pragma once

#include <cstddef>

namespace hasten::python {

// Arenas that CPython asks for from now on, after the first few, lie in huge pages where the
// kernel grants them. Nothing if that is so already.
void use_huge_arenas();

// New arenas are CPython's own again; those that there are stay as they are until they are freed.
void use_own_arenas();

// A free page is kept for a while, for a program that is about to want it again: what was free at
// the call before goes back to the kernel. From any thread, without the GIL.
void trim_huge_arenas();

// The most bytes of such arenas at any time.
size_t huge_arenas_peak();

}  // namespace hasten::python
