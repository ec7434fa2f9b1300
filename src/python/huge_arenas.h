// huge_arenas: memory for small objects in huge pages, for programs that have much of it.
// CPython's allocator of small objects asks for arenas of 1 MiB; each costs 256 page faults and 256
// entries of the processor's page table cache. Two arenas that share a huge page cost one.
#pragma once

#include <cstddef>

namespace hasten::python {

// Arenas that CPython asks for from now on, after the first few, lie in huge pages where the
// kernel grants them; memory is given back a huge page at a time. Nothing if that is so already.
void use_huge_arenas();

// New arenas are CPython's own again; those that there are stay as they are until they are freed.
void use_own_arenas();

// The most bytes of such arenas at any time.
size_t huge_arenas_peak();

}  // namespace hasten::python
