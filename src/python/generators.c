// generators: see generators.h. The states are those of pycore_frame.h; what is done at each change
// of state is what CPython's own YIELD_VALUE, FOR_ITER_GEN and gen_send_ex2 do.
#define Py_BUILD_CORE 1
#include "python/generators.h"

#include <stddef.h>

#include "internal/pycore_ceval.h"
#include "internal/pycore_code.h"
#include "internal/pycore_frame.h"
#include "internal/pycore_pystate.h"
#include "python/inline_frames.h"

static PyGenObject* generator_of(PyObject* object) { return (PyGenObject*)object; }

static _PyInterpreterFrame* frame_of(PyObject* object) {
  return (_PyInterpreterFrame*)generator_of(object)->gi_iframe;
}

static PyCodeObject* code_of(PyObject* object) {
  return hasten_frame_code((hasten_frame*)frame_of(object));
}

int hasten_generator_frame_offset(void) { return offsetof(PyGenObject, gi_iframe); }
int hasten_generator_state_offset(void) { return offsetof(PyGenObject, gi_frame_state); }
int hasten_generator_executing(void) { return (uint8_t)FRAME_EXECUTING; }

hasten_frame* hasten_generator_frame(PyObject* generator) {
  return (hasten_frame*)frame_of(generator);
}

int hasten_generator_offset(PyObject* generator, Py_ssize_t others) {
  if (!PyGen_CheckExact(generator) || Py_REFCNT(generator) != 1 + others) return -1;
  const int state = generator_of(generator)->gi_frame_state;
  if (state != FRAME_CREATED && state != FRAME_SUSPENDED) return -1;
  if (frame_of(generator)->frame_obj != NULL || generator_of(generator)->gi_weakreflist != NULL ||
      !PyObject_GC_IsTracked(generator))
    return -1;
  const char* next = *hasten_frame_instruction((hasten_frame*)frame_of(generator));
  return (int)(next - hasten_resume_at(code_of(generator), 0));
}

int hasten_generator_is_at(PyObject* generator, Py_ssize_t others, PyObject* code,
                           PyObject* globals, int64_t offset) {
  return hasten_generator_offset(generator, others) == offset &&
         (PyObject*)code_of(generator) == code && frame_of(generator)->f_globals == globals;
}

void hasten_generator_take(PyObject* generator) {
  PyObject_GC_UnTrack(generator);
  frame_of(generator)->stacktop = code_of(generator)->co_nlocalsplus;
}

void hasten_generator_begin(PyThreadState* thread, PyObject* generator, hasten_frame* caller) {
  PyGenObject* own = generator_of(generator);
  frame_of(generator)->previous = (_PyInterpreterFrame*)caller;
  if (own->gi_frame_state == FRAME_EXECUTING) return;
  own->gi_exc_state.previous_item = thread->exc_info;
  thread->exc_info = &own->gi_exc_state;
  own->gi_frame_state = FRAME_EXECUTING;
}

void hasten_generator_rest(PyThreadState* thread, PyObject* generator) {
  PyGenObject* own = generator_of(generator);
  if (own->gi_frame_state != FRAME_EXECUTING) return;
  thread->exc_info = own->gi_exc_state.previous_item;
  own->gi_exc_state.previous_item = NULL;
  frame_of(generator)->previous = NULL;
  own->gi_frame_state = FRAME_SUSPENDED;
}

void hasten_generator_suspend(PyThreadState* thread, PyObject* generator, int offset, int depth) {
  hasten_generator_rest(thread, generator);
  char** instruction = hasten_frame_instruction((hasten_frame*)frame_of(generator));
  char* next = hasten_resume_at(code_of(generator), offset);
  if (*instruction != next) generator_of(generator)->gi_frame_state = FRAME_SUSPENDED;
  *instruction = next;
  hasten_frame_set_stack_depth((hasten_frame*)frame_of(generator), depth);
  PyObject_GC_Track(generator);
}

void hasten_generator_end(PyThreadState* thread, PyObject* generator) {
  hasten_generator_rest(thread, generator);
  generator_of(generator)->gi_frame_state = FRAME_COMPLETED;
  PyObject_GC_Track(generator);
}

PyObject* hasten_generator_finish(PyThreadState* thread, PyObject* generator) {
  hasten_generator_begin(thread, generator, NULL);
  PyObject_GC_Track(generator);
  PyObject* item = _PyEval_EvalFrameDefault(thread, frame_of(generator), 0);
  // What a generator returns is of no use to a loop.
  if (item != NULL && generator_of(generator)->gi_frame_state != FRAME_SUSPENDED) Py_CLEAR(item);
  return item;
}
