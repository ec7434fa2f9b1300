// thread_list: the threads that CPython knows, listed without the GIL.
#pragma once

#include <Python.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  PyThreadState* state;  // may be gone once the list has been made
  uint64_t id;           // of this state among all that the process has had
  unsigned long tid;     // as the kernel numbers it
  // The interpreter's lock: a thread that waits for it sleeps at an address within.
  const void* gil;
  size_t gil_size;
} hasten_listed_thread;

// Of the main interpreter; those that are not bound to a thread are left out. Returns their count,
// which may exceed room; -1: somebody changes the list just now.
int hasten_list_threads(hasten_listed_thread* threads, int room);

// The mutex inside the interpreter's lock (hasten_listed_thread::gil), which a thread needs to take
// that lock or to give it back. While it is held by us, a thread that has the lock keeps it, and
// the frames of all others stay as they are. To be held for microseconds. False: somebody has it.
bool hasten_freeze_gil(const void* gil);
void hasten_unfreeze_gil(const void* gil);
// Whether the thread has the lock; only while it is frozen.
bool hasten_has_gil(const void* gil, const PyThreadState* state);

#ifdef __cplusplus
}
#endif
