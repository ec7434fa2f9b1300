// layout: the private facts about CPython's frames and objects that native code relies on, compiled
// from this minor version's own headers in layout.c and checked at start-up by swap/self_test.
// Everybody else uses these names.
#pragma once

#include <Python.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Opaque interpreter frame.
typedef struct hasten_frame hasten_frame;

hasten_frame* hasten_current_frame(PyThreadState* thread);
hasten_frame* hasten_previous_frame(hasten_frame* frame);
PyCodeObject* hasten_frame_code(hasten_frame* frame);  // borrowed; NULL: no code (a C frame)
PyObject** hasten_frame_locals(hasten_frame* frame);   // fast slots, followed by the operand stack
char** hasten_frame_instruction(hasten_frame* frame);  // address of the instruction pointer field
PyObject**
hasten_frame_object_field(hasten_frame* frame);  // non-NULL contents: somebody holds the frame
PyObject* hasten_frame_namespace(
    hasten_frame* frame);  // f_locals of module and class bodies, borrowed or NULL
PyObject* hasten_frame_globals(hasten_frame* frame);   // borrowed
PyObject* hasten_frame_builtins(hasten_frame* frame);  // borrowed
int hasten_frame_stack_depth(hasten_frame* frame);     // as last saved
void hasten_frame_set_stack_depth(hasten_frame* frame, int depth);
// Byte offset of the instruction that called the running frame, -1: C code did. `builtin`: a
// built-in is known to have been called in between.
int hasten_call_offset(PyThreadState* thread, int builtin);
int hasten_frame_is_incomplete(hasten_frame* frame);  // has not reached its first instruction
// From here on CPython takes frames of the code for incomplete ones, which neither tracebacks nor
// sys._getframe() show, and instruments it no more: the events it has are those it keeps. To be
// called before every call of such code.
void hasten_hide_code(PyCodeObject* code);
int hasten_code_is_hidden(PyCodeObject* code);

// All that entering native code and leaving it needs of a frame that runs code, in one call: each
// field as the function of its name gives it, hasten_frame_... or hasten_code_....
typedef struct {
  PyCodeObject* code;
  PyObject** locals;
  int slots;
  char** instruction;
  PyObject** object_field;
  PyObject *names, *globals, *builtins;
  char* start;
  const uint64_t* local_tools;
} hasten_frame_parts;
hasten_frame_parts hasten_parts_of(hasten_frame* frame);

char* hasten_code_start(PyCodeObject* code);  // address of byte offset 0 of the bytecode that runs
int hasten_code_slots(PyCodeObject* code);    // locals, cells and free variables
int hasten_slot_is_cell(PyCodeObject* code, int slot);
PyObject* hasten_slot_name(PyCodeObject* code, int slot);  // borrowed
const uint8_t*
hasten_breaker(PyThreadState* thread);  // non-zero byte: the interpreter has pending work
int hasten_recursion_left(PyThreadState* thread);              // Python frames until RecursionError
int* hasten_c_recursion_left(PyThreadState* thread);           // C calls until RecursionError
PyFunctionObject* hasten_frame_function(hasten_frame* frame);  // borrowed, NULL: none
const uint64_t*
hasten_monitoring_version(PyThreadState* thread);  // changes whenever events are switched on or off
const uint64_t*
hasten_local_tools(PyCodeObject* code);  // which tools want which of the first eight local events
int hasten_is_main_thread(void);         // the one that sees to signals and pending calls
int hasten_thread_is_traced(PyThreadState* thread);  // sys.settrace or sys.setprofile is on
int hasten_code_watched_by_others(PyCodeObject* code,
                                  int own_tool);  // another monitoring tool wants local events
int hasten_global_events_of_others(PyInterpreterState* interpreter, int own_tool);

// Byte offsets of the fields that machine code reads, in the order of types::ObjectLayout.
typedef struct {
  int32_t type, list_items, size, tuple_items, float_value, complex_value, long_tag, long_digit,
      range_iter_start, range_iter_step, range_iter_left, list_iter_index, list_iter_sequence,
      cell_value, str_length, str_state, str_ascii_data, str_compact_data, bytes_data,
      bytearray_start, array_data, array_ndim, array_shape, array_strides, array_flags, array_descr,
      dict_used, set_used, list_allocated, character_size, small_int_size, builtin_def,
      builtin_self, method_def;
} hasten_object_layout;
hasten_object_layout hasten_layout(void);

#ifdef __cplusplus
}
#endif
