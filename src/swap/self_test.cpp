// self_test: see self_test.h.
//
// The function below is run under a JUMP event of our own. What its frame must hold is known, so
// each accessor of python/layout.h can be compared with it, or with what a public function says.
//
//   step                     the frame is                  done to it
//   first call of look()     in the middle of a CALL       a pending call is asked for
//   first back-edge          between two instructions      left inside an expression: a value is
//                                                          put on the operand stack and stored
//   second back-edge         as that exit has left it      -
//   second call of look()    past its pending work         -
//   third back-edge          between two instructions      left behind the loop, a variable written
#include "swap/self_test.h"

#include <cstring>

#include "python/check_layout.h"
#include "python/code_reader.h"
#include "python/internals.h"
#include "python/layout.h"
#include "python/owned.h"

namespace hasten::swap {
namespace {

using python::Owned;

constexpr const char* kSource = "def probe(first, items, look):\n"
                                "    total = first\n"
                                "    for item in items:\n"
                                "        total = look(total, item)\n"
                                "    return total\n"
                                "def keep(cell):\n"
                                "    return lambda: cell\n"
                                "peek()\n";
enum Slot { kFirst, kItems, kLook, kTotal, kItem, kSlots };
constexpr int kOtherTool = 4;  // anybody but us

int do_nothing(void*) { return 0; }

class Probe {
 public:
  Probe(PyObject* monitoring, int tool, const std::string& fault)
      : monitoring_(monitoring), tool_(tool), fault_(fault), thread_(PyThreadState_Get()) {}

  void run();
  const char* failed() const { return failed_; }

  void on_module();
  PyObject* on_call(PyObject* const* arguments, Py_ssize_t count);
  void on_jump(PyObject* code, int target);

 private:
  void expect(const char* what, bool holds) {
    if (failed_ == nullptr && (!holds || fault_ == what)) failed_ = what;
  }
  bool set_up();
  void check_events();
  bool set_events(const char* setter, PyObject* on, int events);
  void check_frame(hasten_frame* frame);
  void leave(hasten_frame* frame, int offset, int depth);
  bool find_exits();

  PyObject* monitoring_;
  const int tool_;
  const std::string& fault_;
  PyThreadState* const thread_;
  const char* failed_ = nullptr;
  Owned globals_, function_, callback_, first_, items_, look_, put_, last_;
  PyCodeObject* code_ = nullptr;  // of function_
  hasten_frame* caller_ = nullptr;
  int store_ = -1, return_ = -1;  // offsets of exits: `total = ...`, and the load before the return
  int recursion_left_ = 0, calls_ = 0, jumps_ = 0, jump_event_ = 0, unwind_event_ = 0;
  bool module_seen_ = false;
};

Probe* running = nullptr;  // under the GIL

PyObject* peek(PyObject*, PyObject*) {
  running->on_module();
  Py_RETURN_NONE;
}
PyObject* look(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  return running->on_call(arguments, count);
}
PyObject* jump(PyObject*, PyObject* const* arguments, Py_ssize_t count) {
  if (count == 3) running->on_jump(arguments[0], static_cast<int>(PyLong_AsLong(arguments[2])));
  Py_RETURN_NONE;
}

PyMethodDef peek_definition = {"peek", peek, METH_NOARGS, nullptr};
PyMethodDef look_definition = {"look", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(look)),
                               METH_FASTCALL, nullptr};
PyMethodDef jump_definition = {"jump", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(jump)),
                               METH_FASTCALL, nullptr};

int event_number(PyObject* monitoring, const char* name) {
  const Owned events(PyObject_GetAttrString(monitoring, "events"));
  const Owned event(events == nullptr ? nullptr : PyObject_GetAttrString(events.get(), name));
  return event == nullptr ? -1 : static_cast<int>(PyLong_AsLong(event.get()));
}

bool is_set(const char* getter) {
  PyObject* function = PySys_GetObject(getter);
  const Owned value(function == nullptr ? nullptr : PyObject_CallNoArgs(function));
  return value != nullptr && value.get() != Py_None;
}

// A module body, its functions, the values that the function is given.
bool Probe::set_up() {
  const Owned peeker(PyCFunction_New(&peek_definition, nullptr));
  globals_.reset(
      Py_BuildValue("{s:O,s:O}", "__builtins__", PyEval_GetBuiltins(), "peek", peeker.get()));
  const Owned body(Py_CompileString(kSource, "<hasten self-test>", Py_file_input));
  if (globals_ == nullptr || body == nullptr) return false;
  const Owned none(PyEval_EvalCode(body.get(), globals_.get(), globals_.get()));
  PyObject* function = PyDict_GetItemString(globals_.get(), "probe");
  if (none == nullptr || function == nullptr) return false;
  function_.reset(Py_NewRef(function));
  code_ = reinterpret_cast<PyCodeObject*>(PyFunction_GetCode(function));
  callback_.reset(PyCFunction_New(&jump_definition, nullptr));
  look_.reset(PyCFunction_New(&look_definition, nullptr));
  first_.reset(PyFloat_FromDouble(0.5));
  put_.reset(PyFloat_FromDouble(1.5));
  last_.reset(PyFloat_FromDouble(2.5));
  items_.reset(Py_BuildValue("[ddd]", 3.5, 4.5, 5.5));
  jump_event_ = event_number(monitoring_, "JUMP");
  unwind_event_ = event_number(monitoring_, "PY_UNWIND");
  return items_ != nullptr && PyErr_Occurred() == nullptr && find_exits();
}

bool Probe::find_exits() {
  Result<ir::PyCode> read = python::read_code(code_);
  if (!read) return false;
  for (const ir::PyInst& inst : read.value().insts) {
    if (inst.op == ir::PyOp::kStoreFast && inst.arg == kTotal) store_ = inst.offset;
    if (inst.op == ir::PyOp::kLoadFast && inst.arg == kTotal) return_ = inst.offset;
  }
  return store_ >= 0 && return_ > store_;
}

// sys.monitoring.SETTER(tool, [code,] events)
bool Probe::set_events(const char* setter, PyObject* on, int events) {
  const Owned done(on == nullptr
                       ? PyObject_CallMethod(monitoring_, setter, "ii", tool_, events)
                       : PyObject_CallMethod(monitoring_, setter, "iOi", tool_, on, events));
  return done != nullptr;
}

void Probe::check_events() {
  PyInterpreterState* interpreter = PyThreadState_GetInterpreter(thread_);
  const uint64_t version = *hasten_monitoring_version(thread_);
  const uint64_t local = *hasten_local_tools(code_);
  expect("events.none", local == 0 && hasten_code_watched_by_others(code_, kOtherTool) == 0);
  // An event that needs no change to any code.
  bool ok = set_events("set_events", nullptr, unwind_event_);
  expect("events.version", ok && *hasten_monitoring_version(thread_) != version);
  expect("events.global", hasten_global_events_of_others(interpreter, kOtherTool) != 0);
  ok = set_events("set_events", nullptr, 0);
  PyObject* code = reinterpret_cast<PyObject*>(code_);
  ok = ok && set_events("set_local_events", code, jump_event_);
  expect("events.local", ok && *hasten_local_tools(code_) != local &&
                             hasten_code_watched_by_others(code_, tool_) == 0 &&
                             hasten_code_watched_by_others(code_, kOtherTool) != 0);
  expect("thread.traced",
         (hasten_thread_is_traced(thread_) != 0) == (is_set("gettrace") || is_set("getprofile")));
}

void Probe::on_module() {
  module_seen_ = true;
  hasten_frame* frame = hasten_current_frame(thread_);
  expect("frame.namespace", hasten_frame_namespace(frame) == globals_.get());
  PyObject* keep = PyDict_GetItemString(globals_.get(), "keep");
  if (keep == nullptr) return;
  auto* code = reinterpret_cast<PyCodeObject*>(PyFunction_GetCode(keep));
  expect("code.cells", hasten_code_slots(code) == 1 && hasten_slot_is_cell(code, 0) != 0);
}

// What holds at every step.
void Probe::check_frame(hasten_frame* frame) {
  expect("frame.code", frame != nullptr && hasten_frame_code(frame) == code_);
  if (failed_ != nullptr) return;
  PyObject** locals = hasten_frame_locals(frame);
  expect("code.slots",
         hasten_code_slots(code_) == kSlots && hasten_slot_is_cell(code_, kTotal) == 0 &&
             PyUnicode_CompareWithASCIIString(hasten_slot_name(code_, kTotal), "total") == 0);
  expect("frame.locals", locals[kFirst] == first_.get() && locals[kItems] == items_.get() &&
                             locals[kLook] == look_.get());
  expect("frame.function",
         reinterpret_cast<PyObject*>(hasten_frame_function(frame)) == function_.get());
  expect("frame.globals", hasten_frame_globals(frame) == globals_.get() &&
                              hasten_frame_builtins(frame) == PyEval_GetBuiltins() &&
                              hasten_frame_namespace(frame) == nullptr);
  expect("frame.complete", hasten_frame_is_incomplete(frame) == 0);
  // Between a frame and one that C code runs it from, the interpreter may have one of its own.
  hasten_frame* before = hasten_previous_frame(frame);
  if (before != caller_ && before != nullptr) before = hasten_previous_frame(before);
  expect("frame.previous", before == caller_);
}

PyObject* Probe::on_call(PyObject* const* arguments, Py_ssize_t count) {
  hasten_frame* frame = hasten_current_frame(thread_);
  check_frame(frame);
  expect("frame.arguments", count == 2);
  if (failed_ != nullptr) Py_RETURN_NONE;
  PyObject** locals = hasten_frame_locals(frame);
  expect("frame.variables", locals[kTotal] == arguments[0] && locals[kItem] == arguments[1] &&
                                arguments[0] == (calls_ == 0 ? first_ : put_).get());
  if (calls_ == 0) {
    const hasten_namespaces names = hasten_running_namespaces();
    expect("frame.namespaces", names.locals == nullptr && names.globals == globals_.get() &&
                                   names.builtins == PyEval_GetBuiltins());
    expect("thread.recursion", hasten_recursion_left(thread_) == recursion_left_ - 1);
    expect("frame.object", *hasten_frame_object_field(frame) == nullptr);
    PyFrameObject* object = PyThreadState_GetFrame(thread_);
    expect("frame.object",
           *hasten_frame_object_field(frame) == reinterpret_cast<PyObject*>(object));
    expect("frame.instruction",
           *hasten_frame_instruction(frame) - hasten_code_start(code_) == PyFrame_GetLasti(object));
    Py_DECREF(object);
    if (hasten_is_main_thread()) {
      expect("thread.breaker",
             Py_AddPendingCall(do_nothing, nullptr) == 0 && *hasten_breaker(thread_) != 0);
    }
  } else {
    expect("thread.breaker", *hasten_breaker(thread_) == 0);
  }
  ++calls_;
  return Py_NewRef(arguments[1]);
}

// As swap/region leaves a frame: operand stack, its depth, then the instruction pointer.
void Probe::leave(hasten_frame* frame, int offset, int depth) {
  hasten_frame_set_stack_depth(frame, depth);
  *hasten_frame_instruction(frame) = hasten_code_start(code_) + offset;
}

void Probe::on_jump(PyObject* code, int target) {
  hasten_frame* frame = hasten_current_frame(thread_);
  check_frame(frame);
  if (failed_ != nullptr || code != reinterpret_cast<PyObject*>(code_) || target >= store_) return;
  PyObject** locals = hasten_frame_locals(frame);
  PyObject** stack = locals + kSlots;
  expect("frame.stack",
         hasten_frame_stack_depth(frame) == 1 && Py_TYPE(stack[0]) == &PyListIter_Type);
  if (failed_ != nullptr) return;
  switch (++jumps_) {
  case 1:
    stack[1] = Py_NewRef(put_.get());
    leave(frame, store_, 2);
    return;
  case 2:
    expect("frame.exit", locals[kTotal] == put_.get() && calls_ == 1);
    return;
  case 3:
    expect("frame.resumed", calls_ == 2);
    Py_DECREF(stack[0]);
    Py_DECREF(locals[kTotal]);
    locals[kTotal] = Py_NewRef(last_.get());
    leave(frame, return_, 0);
    return;
  default:
    expect("frame.loop", false);
  }
}

void Probe::run() {
  caller_ = hasten_current_frame(thread_);
  const bool ready = set_up();
  expect("code.readable", ready && module_seen_);
  if (failed_ != nullptr) return;
  const Owned registered(PyObject_CallMethod(monitoring_, "register_callback", "iiO", tool_,
                                             jump_event_, callback_.get()));
  expect("events.callback", registered != nullptr);
  check_events();
  if (failed_ == nullptr) {
    recursion_left_ = hasten_recursion_left(thread_);
    PyObject* const arguments[] = {first_.get(), items_.get(), look_.get()};
    const Owned result(PyObject_Vectorcall(function_.get(), arguments, 3, nullptr));
    expect("frame.result", result == last_ && jumps_ == 3 && calls_ == 2);
  }
  PyErr_Clear();
  const Owned removed(
      PyObject_CallMethod(monitoring_, "register_callback", "iiO", tool_, jump_event_, Py_None));
  set_events("set_local_events", reinterpret_cast<PyObject*>(code_), 0);
}

}  // namespace

std::string self_test(PyObject* monitoring, int tool, const std::string& fault) {
  hasten_object_layout layout = hasten_layout();
  python::shift_field(layout, fault, -8);
  if (const std::string field = python::check_layout(layout); !field.empty()) return field;
  // Another thread may ask for the GIL in the middle, which is pending work that was not foreseen.
  constexpr int kAttempts = 3;
  const char* failed = nullptr;
  for (int i = 0; i < kAttempts; ++i) {
    Probe probe(monitoring, tool, fault);
    running = &probe;
    probe.run();
    running = nullptr;
    PyErr_Clear();
    failed = probe.failed();
    if (failed == nullptr) return "";
  }
  return failed;
}

}  // namespace hasten::swap
