// inline_frames: see inline_frames.h.
#define Py_BUILD_CORE 1
#include "python/inline_frames.h"

#include <stddef.h>

#include "internal/pycore_ceval.h"
#include "internal/pycore_code.h"
#include "internal/pycore_frame.h"
#include "internal/pycore_pystate.h"

int hasten_frame_words(PyCodeObject* code) { return code->co_framesize; }
int hasten_frame_header_bytes(void) { return offsetof(_PyInterpreterFrame, localsplus); }
int hasten_frame_object_offset(void) { return offsetof(_PyInterpreterFrame, frame_obj); }

void** hasten_data_stack_top(PyThreadState* thread) { return (void**)&thread->datastack_top; }

int64_t hasten_data_stack_room(PyThreadState* thread) {
  return thread->datastack_top == NULL ? 0 : thread->datastack_limit - thread->datastack_top;
}

void** hasten_current_frame_field(PyThreadState* thread) {
#if PY_VERSION_HEX < 0x030D0000
  return (void**)&thread->cframe->current_frame;
#else
  return (void**)&thread->current_frame;
#endif
}

int32_t* hasten_recursion_field(PyThreadState* thread) {
  return (int32_t*)&thread->py_recursion_remaining;
}

PyObject* hasten_finish_frame(PyThreadState* thread, hasten_frame* frame) {
  return _PyEval_EvalFrameDefault(thread, (_PyInterpreterFrame*)frame, 0);
}

hasten_frame* hasten_fill_frame(void* place, PyFunctionObject* function, hasten_frame* caller) {
  _PyInterpreterFrame* frame = (_PyInterpreterFrame*)place;
#if PY_VERSION_HEX < 0x030D0000
  frame->f_code = (PyCodeObject*)function->func_code;
#else
  frame->f_executable = function->func_code;
#endif
  frame->previous = (_PyInterpreterFrame*)caller;
  frame->f_funcobj = (PyObject*)function;
  frame->f_globals = function->func_globals;
  frame->f_builtins = function->func_builtins;
  frame->f_locals = NULL;
  frame->stacktop = ((PyCodeObject*)function->func_code)->co_nlocalsplus;
  frame->return_offset = 0;
  frame->owner = FRAME_OWNED_BY_THREAD;
  return (hasten_frame*)frame;
}

void hasten_own_frame(hasten_frame* frame) {
  _PyInterpreterFrame* whole = (_PyInterpreterFrame*)frame;
  Py_INCREF(whole->f_funcobj);
#if PY_VERSION_HEX < 0x030D0000
  Py_INCREF(whole->f_code);
#else
  Py_INCREF(whole->f_executable);
#endif
}

// 3.12 keeps the instruction before the next one.
char* hasten_resume_at(PyCodeObject* code, int offset) {
#if PY_VERSION_HEX < 0x030D0000
  return hasten_code_start(code) + offset - (int)sizeof(_Py_CODEUNIT);
#else
  return hasten_code_start(code) + offset;
#endif
}
