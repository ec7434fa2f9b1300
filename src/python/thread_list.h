// thread_list: the threads that CPython knows, listed without the GIL.
#pragma once

#include <Python.h>

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

#ifdef __cplusplus
}
#endif
