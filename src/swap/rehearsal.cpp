// rehearsal: see rehearsal.h.
#include "swap/rehearsal.h"

#include <algorithm>

#include "base/check.h"
#include "python/internals.h"
#include "python/nested_iterators.h"
#include "swap/plain_values.h"

namespace hasten::swap {
namespace {

// Helpers that change no object the program can know of, but iterators of the operand stack. What
// they make is plain, so that its end runs no code; what else there is to release is held by the
// frame, by containers or by the rehearsal, and does not end.
bool leaves_no_trace(ir::Helper helper) {
  using ir::Helper;
  if (ir::only_computes(helper)) return true;
  switch (helper) {
  case Helper::k_box_numpy_int:
  case Helper::k_box_numpy_float:
  case Helper::k_index_pair:
  case Helper::k_make_range:
  case Helper::k_range_iter:
  case Helper::k_list_iter:
  case Helper::k_iter_next_plain:
  case Helper::k_dies_quietly:
  case Helper::k_build_plain:
  case Helper::k_release_quietly:
  case Helper::k_dealloc:
  case Helper::k_look:
  case Helper::k_ended:
  case Helper::k_release_ended:
    return true;
  default:
    return false;
  }
}

bool can_be_taken_back(const ir::Inst& inst) {
  using ir::Op;
  switch (inst.op) {
  case Op::kStoreI64:  // iterators of the operand stack, and the activation's own record
    return inst.alias == ir::Alias::kIterator;
  case Op::kStoreU8:  // the flag that says to leave
    return inst.alias == ir::Alias::kVolatile;
  case Op::kStoreU32:
  case Op::kStoreF64:
  case Op::kStorePtr:
    return false;
  case Op::kCallHelper:
    return leaves_no_trace(static_cast<ir::Helper>(inst.imm));
  default:
    return true;
  }
}

const hasten_object_layout& layout() {
  static const hasten_object_layout instance = hasten_layout();
  return instance;
}

long& word(PyObject* object, int32_t offset) {
  return *reinterpret_cast<long*>(reinterpret_cast<char*>(object) + offset);
}

bool is_sequence_iterator(PyObject* object) {
  return Py_TYPE(object) == &PyListIter_Type || Py_TYPE(object) == &PyTupleIter_Type ||
         python::is_laid_out_as_list_iterator(Py_TYPE(object));
}

bool is_known_iterator(PyObject* object) {
  return Py_TYPE(object) == &PyRangeIter_Type || is_sequence_iterator(object);
}

}  // namespace

bool can_be_taken_back(const ir::Module& module) {
  // Other frames are not kept.
  if (!module.functions[0].variable_names.empty() || module.functions[0].inline_words > 0)
    return false;
  for (const ir::Function& function : module.functions) {
    for (const ir::Block& block : function.blocks) {
      for (const ir::Inst& inst : block.insts) {
        if (!can_be_taken_back(inst)) return false;
      }
    }
  }
  return true;
}

Rehearsal::~Rehearsal() {
  for (const Entry& entry : expected_) {
    if (entry.plain) Py_DECREF(entry.object);
  }
}

// The sequence of an exhausted iterator is gone: code that comes to that end has left its loop, so
// only the index has to be known.
Rehearsal::Iterator Rehearsal::state_of(PyObject* object) {
  Iterator iterator;
  if (object == nullptr) return iterator;
  if (Py_TYPE(object) == &PyRangeIter_Type) {
    iterator.words[0] = word(object, layout().range_iter_start);
    iterator.words[1] = word(object, layout().range_iter_left);
    iterator.words[2] = word(object, layout().range_iter_step);
  } else if (is_sequence_iterator(object)) {
    iterator.words[0] = word(object, layout().list_iter_index);
    iterator.words[1] = word(object, layout().list_iter_sequence);
  }
  return iterator;
}

// An iterator that gave up its sequence gets it back with a reference.
void Rehearsal::set_state(PyObject* object, const Iterator& iterator) {
  if (object == nullptr) return;
  if (Py_TYPE(object) == &PyRangeIter_Type) {
    word(object, layout().range_iter_start) = iterator.words[0];
    word(object, layout().range_iter_left) = iterator.words[1];
  } else if (is_sequence_iterator(object)) {
    word(object, layout().list_iter_index) = iterator.words[0];
    long& sequence = word(object, layout().list_iter_sequence);
    if (sequence == iterator.words[1]) return;
    Py_XINCREF(reinterpret_cast<PyObject*>(iterator.words[1]));
    sequence = iterator.words[1];
  }
}

PyObject* Rehearsal::new_iterator(const Iterator& iterator, PyObject* sequence) {
  PyObject* made =
      sequence != nullptr
          ? hasten_new_iterator_at(sequence, iterator.words[0])
          : hasten_new_range_iterator(iterator.words[0], iterator.words[1], iterator.words[2]);
  HASTEN_CHECK(made != nullptr);
  return made;
}

void Rehearsal::keep(PyObject* const* slots, int count) {
  for (int i = 0; i < count; ++i) {
    Entry entry;
    entry.object = slots[i];
    entry.plain = is_plain(slots[i]);
    if (entry.plain) Py_INCREF(entry.object);
    if (i >= locals_) entry.iterator = state_of(slots[i]);
    expected_.push_back(entry);
  }
}

Rehearsal::Outcome Rehearsal::run(Region& region, PyThreadState* thread, hasten_frame* frame) {
  static const uint8_t kPending = 1;  // leave at the first back-edge
  frame_ = frame;
  code_ = hasten_frame_code(frame);
  locals_ = hasten_code_slots(code_);
  PyObject** slots = hasten_frame_locals(frame);
  const int depth = hasten_frame_stack_depth(frame), count = locals_ + depth;
  char* const instruction = *hasten_frame_instruction(frame);
  // Other iterators have states that are not known here.
  for (int i = locals_; i < count; ++i) {
    if (slots[i] == nullptr || is_plain(slots[i])) continue;
    if (!is_known_iterator(slots[i]) ||
        (is_sequence_iterator(slots[i]) && state_of(slots[i]).words[1] == 0))
      return Outcome::kNothing;
  }
  // A second reference to an iterator would be noticed: one that ends is made anew.
  struct Saved {
    PyObject* object;
    Iterator iterator;
    PyObject* sequence;
    bool owned;
  };
  std::vector<Saved> saved;
  for (int i = 0; i < count; ++i) {
    const bool iterates = i >= locals_ && slots[i] != nullptr && is_known_iterator(slots[i]);
    Saved one{slots[i], iterates ? state_of(slots[i]) : Iterator{}, nullptr, !iterates};
    if (iterates && is_sequence_iterator(slots[i]))
      one.sequence = reinterpret_cast<PyObject*>(one.iterator.words[1]);
    Py_XINCREF(one.sequence);
    if (one.owned) Py_XINCREF(one.object);
    saved.push_back(one);
  }
  const Run run = run_region(region, thread, frame, &kPending);
  Outcome outcome = Outcome::kMismatch;
  if (run.outcome == swap::Outcome::kLeft) {
    const ir::Exit& exit = region.function().exits[static_cast<size_t>(run.exit)];
    const bool comparable = exit.kind == ir::ExitKind::kBreaker;
    outcome = comparable ? Outcome::kComparable : Outcome::kNothing;
    depth_ = hasten_frame_stack_depth(frame);
    target_ = exit.offset;
    const int now = locals_ + depth_;
    if (comparable) keep(slots, now);
    for (int i = 0; i < std::max(count, now); ++i) {
      PyObject* made = i < now ? slots[i] : nullptr;
      if (i < count) {
        const Saved& one = saved[static_cast<size_t>(i)];
        const bool still_there = !one.owned && made == one.object;
        slots[i] = one.owned     ? Py_XNewRef(one.object)
                   : still_there ? made
                                 : new_iterator(one.iterator, one.sequence);
        if (!one.owned) set_state(slots[i], one.iterator);
        if (still_there) made = nullptr;
      }
      Py_XDECREF(made);
    }
    hasten_frame_set_stack_depth(frame, depth);
    *hasten_frame_instruction(frame) = instruction;
    --region.entries;
    --region.exit_counts[static_cast<size_t>(run.exit)];
  }
  for (const Saved& one : saved) {
    Py_XDECREF(one.sequence);
    if (one.owned) Py_XDECREF(one.object);
  }
  return outcome;
}

bool Rehearsal::differs(const Entry& expected, PyObject* found, int index) {
  const bool plain = is_plain(found);
  bool same = expected.object == found;
  if (!same && expected.plain && plain) same = same_plain(expected.object, found);
  // Other objects can be new ones, made by both.
  if (!same && !expected.plain && !plain) same = (expected.object == nullptr) == (found == nullptr);
  if (same && index >= locals_ && expected.object == found) {
    const Iterator now = state_of(found);
    same =
        std::equal(std::begin(now.words), std::end(now.words), std::begin(expected.iterator.words));
  }
  if (same) return false;
  PyObject* name = index < locals_ ? hasten_slot_name(code_, index) : nullptr;
  const char* utf8 = name == nullptr ? "an operand" : PyUnicode_AsUTF8(name);
  difference_ = std::string(utf8 == nullptr ? "a variable" : utf8) + ": native " +
                (expected.plain || expected.object == nullptr ? plain_text(expected.object)
                                                              : "another object") +
                ", CPython " + plain_text(found);
  PyErr_Clear();
  return true;
}

Rehearsal::Result Rehearsal::compare(hasten_frame* frame, PyCodeObject* code, int target) {
  if (frame != frame_ || code != code_) return Result::kElsewhere;
  PyObject** slots = hasten_frame_locals(frame);
  if (target != target_ || hasten_frame_stack_depth(frame) != depth_) {
    difference_ = "native code went on at another place";
    return Result::kDifferent;
  }
  for (int i = 0; i < static_cast<int>(expected_.size()); ++i) {
    if (differs(expected_[static_cast<size_t>(i)], slots[i], i)) return Result::kDifferent;
  }
  return Result::kEqual;
}

}  // namespace hasten::swap
