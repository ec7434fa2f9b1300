// inline_frames: frames of Python functions whose body runs as part of a region. They lie in the
// thread's data stack, above the region's own frame; while nobody looks only their variables are
// kept there, and the rest is filled in when somebody may look or the interpreter has to go on.
#pragma once

#include <Python.h>
#include <stdint.h>

#include "python/layout.h"

#ifdef __cplusplus
extern "C" {
#endif

int hasten_frame_words(PyCodeObject* code);  // size of a frame: header, locals, operand stack
int hasten_frame_header_bytes(void);         // locals begin here
int hasten_frame_object_offset(void);        // of the pointer to the frame object

// The thread's data stack: where the next frame would lie, and how many words are free there
// without a new chunk.
void** hasten_data_stack_top(PyThreadState* thread);
int64_t hasten_data_stack_room(PyThreadState* thread);

void** hasten_current_frame_field(PyThreadState* thread);
int32_t* hasten_recursion_field(PyThreadState* thread);

// Fills in everything but the variables, the frame object, the instruction and the operand stack.
// The function and its code are borrowed until hasten_own_frame.
hasten_frame* hasten_fill_frame(void* place, PyFunctionObject* function, hasten_frame* caller);
void hasten_own_frame(hasten_frame* frame);

// Instruction pointer of a frame that goes on at this byte offset when the interpreter runs it.
char* hasten_resume_at(PyCodeObject* code, int offset);

// Lets the interpreter run the frame, which must be whole and own its parts, to its end: the
// result, or NULL with an exception set. The frame is gone then.
PyObject* hasten_finish_frame(PyThreadState* thread, hasten_frame* frame);

#ifdef __cplusplus
}
#endif
