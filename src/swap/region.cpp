// region: see region.h. Entering is cheap; leaving rebuilds the interpreter's state from the exit's
// description.
#include "swap/region.h"

#include <algorithm>
#include <atomic>
#include <bit>

#include "base/check.h"
#include "python/helpers.h"
#include "python/inline_frames.h"
#include "python/internals.h"
#include "python/numpy_objects.h"
#include "swap/activation.h"
#include "swap/c_stack.h"
#include "swap/raiser.h"

namespace hasten::swap {
namespace {

using ir::Home;
using ir::Recipe;

PyObject* as_object(int64_t word) { return reinterpret_cast<PyObject*>(word); }

// Whether an object is the very number that would be boxed anew: then it serves, and so its
// identity stays.
bool same_number(PyObject* old, const ir::ExitSlot& slot, const int64_t* v) {
  if (old == nullptr) return false;
  if (slot.recipe == Recipe::kFloat) {
    return PyFloat_CheckExact(old) && std::bit_cast<int64_t>(PyFloat_AS_DOUBLE(old)) == v[0];
  }
  if (slot.recipe == Recipe::kInt) {
    if (!PyLong_CheckExact(old)) return false;
    const auto* number = reinterpret_cast<const PyLongObject*>(old);
    if (PyUnstable_Long_IsCompact(number) != 0) return PyUnstable_Long_CompactValue(number) == v[0];
    int overflow = 0;
    return PyLong_AsLongLongAndOverflow(old, &overflow) == v[0] && overflow == 0;
  }
  if (slot.recipe == Recipe::kComplex) {
    if (!PyComplex_CheckExact(old)) return false;
    const Py_complex value = reinterpret_cast<PyComplexObject*>(old)->cval;
    return std::bit_cast<int64_t>(value.real) == v[0] && std::bit_cast<int64_t>(value.imag) == v[1];
  }
  if (slot.recipe == Recipe::kNumpyInt || slot.recipe == Recipe::kNumpyFloat) {
    return python::is_numpy_scalar(old, slot.recipe == Recipe::kNumpyFloat, v[0]);
  }
  return false;
}

// Makes an object that only its home holds the number: to free it and to box anew would as a rule
// use the same memory again, and takes far longer.
bool becomes_number(PyObject* old, const ir::ExitSlot& slot, const int64_t* v) {
  if (old == nullptr || Py_REFCNT(old) != 1) return false;
  if (slot.recipe == Recipe::kInt) return hasten_overwrite_int(old, v[0]);
  if (slot.recipe != Recipe::kFloat || !PyFloat_CheckExact(old)) return false;
  reinterpret_cast<PyFloatObject*>(old)->ob_fval = std::bit_cast<double>(v[0]);
  return true;
}

// The object of the same number in another home that imm names, borrowed, or NULL.
PyObject* number_elsewhere(const Activation& activation, const ir::Exit& exit,
                           const ir::ExitSlot& slot, const int64_t* v) {
  if (slot.recipe == Recipe::kConst || slot.recipe == Recipe::kNewFunction) return nullptr;
  PyObject* there = nullptr;
  if (slot.imm > 0) {
    there = slots_of(activation, exit, slot.frame).slots[slot.imm - 1];
  } else {
    PyObject* key = activation.region->names[static_cast<size_t>(-1 - slot.imm)];
    there = PyDict_GetItemWithError(static_cast<PyObject*>(activation.context.names), key);
  }
  return same_number(there, slot, v) ? there : nullptr;
}

// The same of any slot: see ExitSlot::imm.
inline PyObject* shared_number(const Activation& activation, const ir::Exit& exit,
                               const ir::ExitSlot& slot, const int64_t* v) {
  return slot.imm == 0 ? nullptr : number_elsewhere(activation, exit, slot, v);
}

// The object a recipe stands for, as a new reference. Boxing fails only for want of memory, which
// is fatal here: the interpreter's state could not be rebuilt.
PyObject* build(const Activation& activation, const ir::ExitSlot& slot, const int64_t* v) {
  switch (slot.recipe) {
  case Recipe::kInt:
    return PyLong_FromLongLong(v[0]);
  case Recipe::kFloat:
    return PyFloat_FromDouble(std::bit_cast<double>(v[0]));
  case Recipe::kNumpyInt:
    return hasten_rt_box_numpy_int(v[0]);
  case Recipe::kNumpyFloat:
    return hasten_rt_box_numpy_float(std::bit_cast<double>(v[0]));
  case Recipe::kIndexPair:
    return hasten_rt_index_pair(v[0], v[1]);
  case Recipe::kBool:
    return Py_NewRef(v[0] != 0 ? Py_True : Py_False);
  case Recipe::kComplex:
    return PyComplex_FromDoubles(std::bit_cast<double>(v[0]), std::bit_cast<double>(v[1]));
  case Recipe::kOwned:
    return as_object(v[0]);
  case Recipe::kBorrowed:
    return Py_XNewRef(as_object(v[0]));
  case Recipe::kConst:
    return Py_NewRef(activation.region->pool.at(slot.imm));
  case Recipe::kNewFunction:
    return hasten_rt_make_function(activation.region->pool.at(slot.imm), activation.region->globals,
                                   as_object(v[0]));
  case Recipe::kRange:
    return hasten_rt_make_range(v[0], v[1], v[2]);
  case Recipe::kRangeIter:
    return hasten_rt_range_iter(v[0], v[1], v[2]);
  case Recipe::kListIter: {
    PyObject* iterator = hasten_rt_list_iter(as_object(v[0]), v[1]);
    Py_DECREF(as_object(v[0]));
    return iterator;
  }
  case Recipe::kSliceIter: {
    PyObject* slice = PySequence_GetSlice(as_object(v[0]), v[3], std::max(v[2], v[3]));
    PyObject* iterator = slice == nullptr ? nullptr : hasten_rt_list_iter(slice, v[1] - v[3]);
    Py_XDECREF(slice);
    Py_DECREF(as_object(v[0]));
    return iterator;
  }
  case Recipe::kEnumerate: {
    PyObject* iterator = hasten_rt_list_iter(as_object(v[0]), v[1]);
    Py_DECREF(as_object(v[0]));
    PyObject* count = PyLong_FromLongLong(v[2]);
    PyObject* result = iterator == nullptr || count == nullptr
                           ? nullptr
                           : PyObject_CallFunctionObjArgs(reinterpret_cast<PyObject*>(&PyEnum_Type),
                                                          iterator, count, nullptr);
    Py_XDECREF(iterator);
    Py_XDECREF(count);
    return result;
  }
  default:
    return nullptr;
  }
}

const Region* writer = nullptr;         // under the GIL
std::atomic<int64_t> uninterrupted{0};  // machine code counts in it as well
static_assert(sizeof uninterrupted == sizeof(int64_t) && std::atomic<int64_t>::is_always_lock_free);

PyThreadState* clocked_thread = nullptr;
// Of the innermost region that runs on that thread: only while there is one is the thread looked at
// without the GIL.
std::atomic<const hasten_frame*> clocked_frame{nullptr};

int64_t* counter_of(std::atomic<int64_t>& counter) { return reinterpret_cast<int64_t*>(&counter); }

// For code that calls functions compiled whole, which count themselves. Native calls use the C
// stack and count against Python's recursion limit; near it the interpreter takes over.
void set_depth(ir::Context& context, PyThreadState* thread) {
  constexpr int64_t kReserve = 8, kMost = 4000, kFrameBytes = 1536;
  context.depth_limit =
      std::min({hasten_recursion_left(thread) - kReserve, kMost,
                static_cast<int64_t>(CStack::of(thread).left() / kFrameBytes) - kReserve});
}

int value_count(const ir::ExitSlot& slot) {
  static_assert(ir::kSlotValues == 4);
  const auto& values = slot.values;
  if ((values[1] & values[2] & values[3]) < 0) return values[0] >= 0 ? 1 : 0;  // the most
  return (values[0] >= 0) + (values[1] >= 0) + (values[2] >= 0) + (values[3] >= 0);
}

void write_home(Activation& activation, const ir::Exit& exit, const ir::ExitSlot& slot,
                const int64_t* v) {
  if (slot.home == Home::kGenerator) {
    activation.generators[slot.index] = {as_object(v[0]), static_cast<int>(v[1])};
    return;
  }
  if (slot.home == Home::kName) {
    PyObject* names = static_cast<PyObject*>(activation.context.names);
    PyObject* key = activation.region->names[static_cast<size_t>(slot.index)];
    PyObject* shared = shared_number(activation, exit, slot, v);
    if (shared == nullptr && same_number(PyDict_GetItemWithError(names, key), slot, v)) return;
    PyObject* value = shared != nullptr ? Py_NewRef(shared) : build(activation, slot, v);
    const Region* const outer = writer;
    writer = activation.region;
    HASTEN_CHECK(value != nullptr && PyDict_SetItem(names, key, value) == 0);
    writer = outer;
    Py_DECREF(value);
    return;
  }
  if (slot.home == Home::kStack && slot.recipe == Recipe::kRangeIterAt) {
    static const hasten_object_layout layout = hasten_layout();
    char* iterator = reinterpret_cast<char*>(activation.slots[activation.local_count + slot.index]);
    *reinterpret_cast<long*>(iterator + layout.range_iter_start) = static_cast<long>(v[0]);
    *reinterpret_cast<long*>(iterator + layout.range_iter_left) = static_cast<long>(v[1]);
    return;
  }
  const FrameSlots frame = slot.frame == 0 ? FrameSlots{activation.slots, activation.local_count}
                                           : slots_of(activation, exit, slot.frame);
  const int at = slot.home == Home::kLocal ? slot.index : frame.local_count + slot.index;
  PyObject*& place = frame.slots[at];
  PyObject* shared = shared_number(activation, exit, slot, v);
  if (slot.home == Home::kLocal && shared == nullptr &&
      (becomes_number(place, slot, v) || same_number(place, slot, v)))
    return;
  PyObject* value = shared != nullptr ? Py_NewRef(shared) : build(activation, slot, v);
  HASTEN_CHECK(value != nullptr || slot.recipe == Recipe::kNull || slot.recipe == Recipe::kOwned ||
               slot.recipe == Recipe::kBorrowed);
  PyObject* old = place;
  place = value;
  if (slot.home == Home::kLocal) Py_XDECREF(old);  // a stale number
}

// Returns whether there is something to drop.
bool write_homes(Activation& activation, const ir::Exit& exit) {
  const int64_t* v = activation.values;
  bool drops = false;
  for (const ir::ExitSlot& slot : exit.slots) {
    if (slot.home == Home::kDropped) {
      drops = true;
    } else {
      write_home(activation, exit, slot, v);
    }
    v += value_count(slot);
  }
  return drops;
}

void drop(const Activation& activation, const ir::Exit& exit) {
  const int64_t* v = activation.values;
  for (const ir::ExitSlot& slot : exit.slots) {
    if (slot.home == Home::kDropped) Py_DECREF(as_object(*v));
    v += value_count(slot);
  }
}

void publish(ir::Context* context, int64_t exit) {
  Activation* activation = static_cast<Activation*>(context->owner);
  const ir::Exit& taken = activation->region->function().exits[static_cast<size_t>(exit)];
  write_homes(*activation, taken);
  if (activation->region->function().inline_words > 0) fill_frames(*activation, taken);
}

// Somebody holds one of the frames, or tracing, profiling or monitoring was switched on or off.
void look(ir::Context* context) {
  const Activation* activation = static_cast<Activation*>(context->owner);
  const ir::Exit& published =
      activation->region->function().exits[static_cast<size_t>(context->published)];
  const bool undisturbed = *context->frame_object == nullptr &&
                           *context->monitoring == context->monitoring_seen &&
                           *context->local_tools == context->local_tools_seen &&
                           nobody_holds_frames(*activation, published);
  if (!undisturbed) activation->region->running_valid = 0;
}

void leave(Activation& activation, PyThreadState* thread, hasten_frame* frame,
           const ir::Exit& exit) {
  PyObject* exception = exit.kind == ir::ExitKind::kRaise ? PyErr_GetRaisedException() : nullptr;
  // What failed in something that the interpreter begins again fails there again.
  if (exception == nullptr && thread->current_exception != nullptr) PyErr_Clear();
  const bool drops = write_homes(activation, exit);
  if (exit.kind == ir::ExitKind::kRaise) {
    HASTEN_CHECK(exception != nullptr);
    const FrameSlots innermost = slots_of(activation, exit, static_cast<int>(exit.frames.size()));
    PyObject** entry = &innermost.slots[innermost.local_count + exit.raiser];
    if (exit.raiser_skips_null && *entry == nullptr) ++entry;
    PyObject* raiser = make_raiser(exception, *entry);
    HASTEN_CHECK(raiser != nullptr);
    *entry = raiser;
  }
  if (!exit.suspended.empty()) suspend_generators(activation, exit);
  if (!exit.frames.empty()) {
    if (drops) drop(activation, exit);
    finish_frames(activation, frame, exit);
    return;
  }
  hasten_frame_set_stack_depth(frame, exit.stack_depth);
  *activation.context.instruction = activation.context.code_start + exit.offset;
  if (drops) drop(activation, exit);
}

// 3.13 lets a holder of the frame object write its variables; one that nobody holds is dropped, so
// that a new holder is noticed. Before 3.13 only a trace function can write, and regions are not
// entered under one.
void** frame_holder(PyObject** field) {
#if PY_VERSION_HEX < 0x030D0000
  (void)field;
  static void* nobody = nullptr;
  return &nobody;
#else
  if (*field != nullptr && Py_REFCNT(*field) == 1) Py_CLEAR(*field);
  return reinterpret_cast<void**>(field);
#endif
}

// One activation on this thread's C stack. What it adds to CPython's own count of C calls, the
// evaluation of a callee, would not be there in the interpreter: it is given back.
class Nesting {
 public:
  explicit Nesting(PyThreadState* thread)
      : stack_(CStack::of(thread)), c_recursion_left_(hasten_c_recursion_left(thread)) {
    *c_recursion_left_ += kCalls;
    ++stack_.activations;
  }
  ~Nesting() {
    *c_recursion_left_ -= kCalls;
    --stack_.activations;
  }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

  static bool has_room(PyThreadState* thread) {
    const CStack& stack = CStack::of(thread);
    return stack.activations < kMost && stack.left() >= kLeast;
  }

 private:
  static constexpr int kCalls = 1, kMost = 200;
  static constexpr size_t kLeast = size_t{256} << 10;  // for what one callee may need
  CStack& stack_;
  int* c_recursion_left_;
};

}  // namespace

const Region* writing_back() { return writer; }

bool may_nest(PyThreadState* thread) { return Nesting::has_room(thread); }

PyObject* run_function(Region& region, PyThreadState* thread, PyObject* const* arguments) {
  Activation activation;
  ir::Context& context = activation.context;
  activation.region = &region;
  context.locals = reinterpret_cast<void**>(const_cast<PyObject**>(arguments));
  context.breaker = hasten_breaker(thread);
  context.valid = &region.running_valid;
  context.exit_values = activation.values;
  context.pool = region.pool.data();
  context.helpers = python::helper_table();
  context.owner = &activation;
  set_depth(context, thread);
  const auto entry = reinterpret_cast<ir::RegionEntry>(region.code->function(0));
  context.uninterrupted = counter_of(uninterrupted);
  const int64_t outside = uninterrupted.fetch_add(1, std::memory_order_relaxed);
  const int exit_taken = static_cast<int>(entry(&context));
  uninterrupted.store(outside, std::memory_order_relaxed);
  const ir::Exit& exit = region.function().exits[static_cast<size_t>(exit_taken)];
  if (exit.kind != ir::ExitKind::kDone) {
    ++region.mismatches;
    return nullptr;
  }
  ++region.entries;
  ++region.exit_counts[static_cast<size_t>(exit_taken)];
  return build(activation, exit.slots[0], activation.values);
}

bool cannot_be_interrupted() { return uninterrupted.load(std::memory_order_relaxed) > 0; }

void set_clocked_thread(PyThreadState* thread) {
  clocked_frame = nullptr;
  clocked_thread = thread;
}

bool runs_on_top() {
  const hasten_frame* frame = clocked_frame.load(std::memory_order_acquire);
  return frame != nullptr &&
         __atomic_load_n(hasten_current_frame_field(clocked_thread), __ATOMIC_RELAXED) == frame;
}

Run run_region(Region& region, PyThreadState* thread, hasten_frame* frame, const uint8_t* breaker) {
  Activation activation;
  const hasten_frame_parts parts = hasten_parts_of(frame);
  ir::Context& context = activation.context;
  activation.region = &region;
  activation.slots = parts.locals;
  activation.local_count = parts.slots;
  context.locals = reinterpret_cast<void**>(activation.slots);
  context.stack = reinterpret_cast<void**>(activation.slots + activation.local_count);
  context.breaker = breaker != nullptr ? breaker : hasten_breaker(thread);
  context.valid = &region.running_valid;
  context.exit_values = activation.values;
  context.pool = region.pool.data();
  context.frame = frame;
  context.instruction = parts.instruction;
  context.frame_object = frame_holder(parts.object_field);
  context.code_start = parts.start;
  context.names = parts.names != nullptr && PyDict_CheckExact(parts.names) ? parts.names : nullptr;
  // Calls that are part of the region without a frame count as well.
  constexpr int kNested = 8;
  if (!region.inlined.empty() && hasten_recursion_left(thread) < kNested) return {};
  if (region.valid == 0 || parts.globals != region.globals || parts.builtins != region.builtins ||
      (region.local_names != nullptr && parts.names != region.local_names)) {
    return {};
  }
  context.helpers = python::helper_table();
  context.publish = publish;
  context.look = look;
  context.published = 0;
  context.monitoring = hasten_monitoring_version(thread);
  context.monitoring_seen = *context.monitoring;
  context.local_tools = parts.local_tools;
  context.local_tools_seen = *context.local_tools;
  context.thread = thread;
  context.owner = &activation;
  const bool has_inline_frames = region.function().inline_words > 0;
  if (has_inline_frames && !reserve_frame_space(activation, thread)) return {};
  char* const instruction = *context.instruction;
  const auto entry = reinterpret_cast<ir::RegionEntry>(region.code->function(0));
  const Nesting nesting(thread);
  ++region.entries;
  ++region.running;
  const uint8_t valid_outside = region.running_valid;
  const long changes_outside = region.changes;
  region.running_valid = 1;
  context.iterations = 0;
  if (region.module.functions.size() > 1) set_depth(context, thread);
  context.uninterrupted = counter_of(uninterrupted);
  const int64_t uninterrupted_outside = uninterrupted.load(std::memory_order_relaxed);
  const hasten_frame* frame_outside = clocked_frame.load(std::memory_order_relaxed);
  if (thread == clocked_thread) clocked_frame.store(frame, std::memory_order_release);
  const int exit_taken = static_cast<int>(entry(&context));
  if (thread == clocked_thread) clocked_frame.store(frame_outside, std::memory_order_release);
  uninterrupted.store(uninterrupted_outside, std::memory_order_relaxed);
  const ir::Exit& exit = region.function().exits[static_cast<size_t>(exit_taken)];
  const bool mismatch = exit.kind == ir::ExitKind::kEntryMismatch;
  if (!mismatch) {
    ++region.exit_counts[static_cast<size_t>(exit_taken)];
    leave(activation, thread, frame, exit);
  }
  if (has_inline_frames) release_frame_space(activation, thread);
  --region.running;
  region.running_valid = region.valid != 0 && region.changes == changes_outside ? valid_outside : 0;
  if (mismatch) {
    --region.entries;
    ++region.mismatches;
    *context.instruction = instruction;
    return {};
  }
  return {Outcome::kLeft, exit_taken, context.iterations};
}

}  // namespace hasten::swap
