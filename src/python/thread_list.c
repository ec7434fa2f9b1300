// thread_list: see thread_list.h.
#define Py_BUILD_CORE 1
#include "python/thread_list.h"

#include <pthread.h>

#include "internal/pycore_gil.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_runtime.h"

// The runtime's own lock of its lists (HEAD_LOCK), which is held for a few instructions only.
#if PY_VERSION_HEX < 0x030D0000
static bool try_lock(void) {
  return PyThread_acquire_lock_timed(_PyRuntime.interpreters.mutex, 0, 0) == PY_LOCK_ACQUIRED;
}
static void unlock(void) { PyThread_release_lock(_PyRuntime.interpreters.mutex); }
#else
static bool try_lock(void) {
  uint8_t unlocked = 0;
  return _Py_atomic_compare_exchange_uint8(&_PyRuntime.interpreters.mutex._bits, &unlocked, 1) != 0;
}
static void unlock(void) { PyMutex_Unlock(&_PyRuntime.interpreters.mutex); }
#endif

int hasten_list_threads(hasten_listed_thread* threads, int room) {
  if (!try_lock()) return -1;
  int count = 0;
  PyInterpreterState* interp = _PyRuntime.interpreters.main;
  PyThreadState* first = interp == NULL ? NULL : interp->threads.head;
  for (PyThreadState* state = first; state != NULL; state = state->next) {
    if (!state->_status.bound || state->_status.unbound || state->native_thread_id == 0) continue;
    if (count < room)
      threads[count] = (hasten_listed_thread){state, state->id, state->native_thread_id,
                                              interp->ceval.gil, sizeof(struct _gil_runtime_state)};
    ++count;
  }
  unlock();
  return count;
}

static struct _gil_runtime_state* state_of(const void* gil) {
  return (struct _gil_runtime_state*)gil;
}

bool hasten_freeze_gil(const void* gil) {
  return pthread_mutex_trylock(&state_of(gil)->mutex) == 0;
}

void hasten_unfreeze_gil(const void* gil) { pthread_mutex_unlock(&state_of(gil)->mutex); }

bool hasten_has_gil(const void* gil, const PyThreadState* state) {
#if PY_VERSION_HEX < 0x030D0000
  return _Py_atomic_load_relaxed(&state_of(gil)->locked) == 1 &&
         (const PyThreadState*)_Py_atomic_load_relaxed(&state_of(gil)->last_holder) == state;
#else
  return _Py_atomic_load_int_relaxed(&state_of(gil)->locked) == 1 &&
         _Py_atomic_load_ptr_relaxed(&state_of(gil)->last_holder) == state;
#endif
}
