// generators: generator objects whose bodies run as part of a region. The frame is the generator's
// own and keeps its variables; what else there is to know of it is put right when the region is
// left, or when somebody may look. Meanwhile nobody but the region's operand stack knows the
// object.
#pragma once

#include <Python.h>
#include <stdint.h>

#include "python/layout.h"

#ifdef __cplusplus
extern "C" {
#endif

int hasten_generator_frame_offset(void);  // of the frame in the object
int hasten_generator_state_offset(void);  // of the byte that tells whether it is running
int hasten_generator_executing(void);     // what that byte is then

// The frame of a generator object; borrowed.
hasten_frame* hasten_generator_frame(PyObject* generator);

// Byte offset where a generator goes on that has not begun or waits at a yield, the only reference
// to which is one of an operand stack, besides `others`; -1: anything else.
int hasten_generator_offset(PyObject* generator, Py_ssize_t others);
// The same, and it is one of this code with these globals.
int hasten_generator_is_at(PyObject* generator, Py_ssize_t others, PyObject* code,
                           PyObject* globals, int64_t offset);

// A region takes it over, and the entries of its operand stack with it.
void hasten_generator_take(PyObject* generator);
// It runs now, for all to see, called by the frame (NULL: the interpreter sees to that).
void hasten_generator_begin(PyThreadState* thread, PyObject* generator, hasten_frame* caller);
// It does not run any more, if it did.
void hasten_generator_rest(PyThreadState* thread, PyObject* generator);
// The region gives it back: it waits at the offset with this many stack entries ...
void hasten_generator_suspend(PyThreadState* thread, PyObject* generator, int offset, int depth);
// ... or has come to its end, its variables still to be released ...
void hasten_generator_end(PyThreadState* thread, PyObject* generator);
// ... or is run by the interpreter until it yields (the item), ends (NULL) or raises (NULL and an
// exception). Its frame stands where that begins.
PyObject* hasten_generator_finish(PyThreadState* thread, PyObject* generator);

#ifdef __cplusplus
}
#endif
