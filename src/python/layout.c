// layout: see layout.h. The only readers of CPython's frame, code and thread internals.
#define Py_BUILD_CORE 1
#include "python/layout.h"

#include <stddef.h>
#include <string.h>

#include "internal/pycore_code.h"
#include "internal/pycore_frame.h"
#include "internal/pycore_global_objects.h"
#include "internal/pycore_global_strings.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_list.h"
#include "internal/pycore_long.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_range.h"
#include "internal/pycore_runtime.h"

static _PyInterpreterFrame* frame_of(hasten_frame* frame) { return (_PyInterpreterFrame*)frame; }

hasten_frame* hasten_current_frame(PyThreadState* thread) {
#if PY_VERSION_HEX < 0x030D0000
  return (hasten_frame*)thread->cframe->current_frame;
#else
  return (hasten_frame*)thread->current_frame;
#endif
}

hasten_frame* hasten_previous_frame(hasten_frame* frame) {
  return (hasten_frame*)frame_of(frame)->previous;
}

PyCodeObject* hasten_frame_code(hasten_frame* frame) {
#if PY_VERSION_HEX < 0x030D0000
  return frame_of(frame)->f_code;
#else
  PyObject* executable = frame_of(frame)->f_executable;
  return executable != NULL && PyCode_Check(executable) ? (PyCodeObject*)executable : NULL;
#endif
}

PyObject** hasten_frame_locals(hasten_frame* frame) { return frame_of(frame)->localsplus; }

char** hasten_frame_instruction(hasten_frame* frame) {
#if PY_VERSION_HEX < 0x030D0000
  return (char**)&frame_of(frame)->prev_instr;
#else
  return (char**)&frame_of(frame)->instr_ptr;
#endif
}

PyObject** hasten_frame_object_field(hasten_frame* frame) {
  return (PyObject**)&frame_of(frame)->frame_obj;
}
PyObject* hasten_frame_namespace(hasten_frame* frame) { return frame_of(frame)->f_locals; }
PyObject* hasten_frame_globals(hasten_frame* frame) { return frame_of(frame)->f_globals; }
PyObject* hasten_frame_builtins(hasten_frame* frame) { return frame_of(frame)->f_builtins; }

int hasten_frame_stack_depth(hasten_frame* frame) {
  return frame_of(frame)->stacktop - hasten_code_slots(hasten_frame_code(frame));
}

void hasten_frame_set_stack_depth(hasten_frame* frame, int depth) {
  frame_of(frame)->stacktop = hasten_code_slots(hasten_frame_code(frame)) + depth;
}

int hasten_call_offset(PyThreadState* thread, int builtin) {
  hasten_frame* frame = hasten_current_frame(thread);
  hasten_frame* caller = frame == NULL ? NULL : hasten_previous_frame(frame);
  // C code that calls Python code has a frame of its own without code.
  if (caller != NULL && hasten_frame_code(caller) == NULL)
    caller = builtin ? NULL : hasten_previous_frame(caller);
  PyCodeObject* code = caller == NULL ? NULL : hasten_frame_code(caller);
  return code == NULL ? -1 : (int)(*hasten_frame_instruction(caller) - hasten_code_start(code));
}

// The first instruction that can be traced: beyond every code's end, and not just beyond its own as
// in CPython's shims.
enum { kHidden = 1 << 30 };

int hasten_code_is_hidden(PyCodeObject* code) { return code->_co_firsttraceable == kHidden; }

// RESUME goes on only in code whose version is the interpreter's, and hidden code never gets it.
void hasten_hide_code(PyCodeObject* code) {
  PyInterpreterState* interpreter = PyInterpreterState_Get();
  code->_co_firsttraceable = kHidden;
#if PY_VERSION_HEX < 0x030D0000
  code->_co_instrumentation_version = interpreter->monitoring_version;
#else
  code->_co_instrumentation_version = interpreter->ceval.instrumentation_version;
#endif
}

int hasten_frame_is_incomplete(hasten_frame* frame) {
  if (!_PyFrame_IsIncomplete(frame_of(frame))) return 0;
  PyCodeObject* code = hasten_frame_code(frame);
  return code == NULL || !hasten_code_is_hidden(code);
}

char* hasten_code_start(PyCodeObject* code) { return (char*)_PyCode_CODE(code); }
int hasten_code_slots(PyCodeObject* code) { return code->co_nlocalsplus; }

int hasten_slot_is_cell(PyCodeObject* code, int slot) {
  _PyLocals_Kind kind = _PyLocals_GetKind(code->co_localspluskinds, slot);
  return (kind & (CO_FAST_CELL | CO_FAST_FREE)) != 0;
}

PyObject* hasten_slot_name(PyCodeObject* code, int slot) {
  return PyTuple_GET_ITEM(code->co_localsplusnames, slot);
}

const uint8_t* hasten_breaker(PyThreadState* thread) {
#if PY_VERSION_HEX < 0x030D0000
  return (const uint8_t*)&thread->interp->ceval.eval_breaker;
#else
  return (const uint8_t*)&thread
      ->eval_breaker;  // the low byte holds the events, the rest the monitoring version
#endif
}

int hasten_recursion_left(PyThreadState* thread) { return thread->py_recursion_remaining; }

int* hasten_c_recursion_left(PyThreadState* thread) { return &thread->c_recursion_remaining; }

PyFunctionObject* hasten_frame_function(hasten_frame* frame) {
  PyObject* function = frame_of(frame)->f_funcobj;
  return function != NULL && PyFunction_Check(function) ? (PyFunctionObject*)function : NULL;
}

const uint64_t* hasten_monitoring_version(PyThreadState* thread) {
#if PY_VERSION_HEX < 0x030D0000
  return &thread->interp->monitoring_version;
#else
  return (const uint64_t*)&thread->interp->ceval.instrumentation_version;
#endif
}

const uint64_t* hasten_local_tools(PyCodeObject* code) {
  static const uint64_t none = 0;
  return code->_co_monitoring == NULL ? &none
                                      : (const uint64_t*)code->_co_monitoring->local_monitors.tools;
}

hasten_frame_parts hasten_parts_of(hasten_frame* frame) {
  PyCodeObject* code = hasten_frame_code(frame);
  return (hasten_frame_parts){
      .code = code,
      .locals = hasten_frame_locals(frame),
      .slots = hasten_code_slots(code),
      .instruction = hasten_frame_instruction(frame),
      .object_field = hasten_frame_object_field(frame),
      .names = hasten_frame_namespace(frame),
      .globals = hasten_frame_globals(frame),
      .builtins = hasten_frame_builtins(frame),
      .start = hasten_code_start(code),
      .local_tools = hasten_local_tools(code),
  };
}

int hasten_is_main_thread(void) { return _Py_ThreadCanHandleSignals(PyInterpreterState_Get()); }

int hasten_thread_is_traced(PyThreadState* thread) {
  return thread->c_tracefunc != NULL || thread->c_profilefunc != NULL;
}

// Asked at every entry of native code: the sets of tools, a byte for each event, are read as two
// words that may overlap.
static int has_other_tools(const uint8_t* tools, size_t events, int own_tool) {
  uint64_t first, last;
  memcpy(&first, tools, sizeof first);
  memcpy(&last, tools + events - sizeof last, sizeof last);
  const uint64_t each_byte = UINT64_C(0x0101010101010101);
  return ((first | last) & ~(each_byte << own_tool)) != 0;
}

#define FITS_TWO_WORDS(events) ((events) >= 8 && (events) <= 16)

int hasten_code_watched_by_others(PyCodeObject* code, int own_tool) {
  _Static_assert(FITS_TWO_WORDS(_PY_MONITORING_LOCAL_EVENTS), "see has_other_tools");
  _PyCoMonitoringData* data = code->_co_monitoring;
  return data != NULL &&
         has_other_tools(data->local_monitors.tools, _PY_MONITORING_LOCAL_EVENTS, own_tool);
}

int hasten_global_events_of_others(PyInterpreterState* interpreter, int own_tool) {
  _Static_assert(FITS_TWO_WORDS(_PY_MONITORING_UNGROUPED_EVENTS), "see has_other_tools");
  return has_other_tools(interpreter->monitors.tools, _PY_MONITORING_UNGROUPED_EVENTS, own_tool);
}

hasten_object_layout hasten_layout(void) {
  hasten_object_layout layout = {0};
  layout.type = offsetof(PyObject, ob_type);
  layout.list_items = offsetof(PyListObject, ob_item);
  layout.size = offsetof(PyVarObject, ob_size);
  layout.tuple_items = offsetof(PyTupleObject, ob_item);
  layout.float_value = offsetof(PyFloatObject, ob_fval);
  layout.complex_value = offsetof(PyComplexObject, cval);
  layout.long_tag = offsetof(PyLongObject, long_value.lv_tag);
  layout.long_digit = offsetof(PyLongObject, long_value.ob_digit);
  layout.range_iter_start = offsetof(_PyRangeIterObject, start);
  layout.range_iter_step = offsetof(_PyRangeIterObject, step);
  layout.range_iter_left = offsetof(_PyRangeIterObject, len);
  layout.list_iter_index = offsetof(_PyListIterObject, it_index);
  layout.list_iter_sequence = offsetof(_PyListIterObject, it_seq);
  layout.cell_value = offsetof(PyCellObject, ob_ref);
  layout.str_length = offsetof(PyASCIIObject, length);
  layout.str_state = offsetof(PyASCIIObject, state);
  layout.str_ascii_data = sizeof(PyASCIIObject);
  layout.str_compact_data = sizeof(PyCompactUnicodeObject);
  layout.bytes_data = offsetof(PyBytesObject, ob_sval);
  layout.bytearray_start = offsetof(PyByteArrayObject, ob_start);
  layout.dict_used = offsetof(PyDictObject, ma_used);
  layout.set_used = offsetof(PySetObject, used);
  layout.list_allocated = offsetof(PyListObject, allocated);
  layout.character_size = sizeof(_Py_SINGLETON(strings).ascii[0]);
  layout.small_int_size = sizeof(_Py_SINGLETON(small_ints)[0]);
  layout.builtin_def = offsetof(PyCFunctionObject, m_ml);
  layout.builtin_self = offsetof(PyCFunctionObject, m_self);
  layout.method_def = offsetof(PyMethodDescrObject, d_method);
  return layout;
}
