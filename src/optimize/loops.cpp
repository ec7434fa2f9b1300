// loops: iteration in the Specializer. range, list, tuple and enumerate over a list run without an
// iterator object where the loop began in native code; one is made if the interpreter takes over in
// the middle.
#include "optimize/specializer.h"

namespace hasten::optimize {

// Iterated by index, without an iterator object.
bool Specializer::is_indexed(Kind kind) {
  return kind == Kind::kList || kind == Kind::kTuple || kind == Kind::kStr ||
         kind == Kind::kBytes || kind == Kind::kByteArray;
}

void Specializer::get_iter() {
  Val& value = top();
  const Kind kind = guess(value);
  // An iterator that is handed on to a function is an object.
  const bool stays = code_->insts[pc_ + 1].op == PyOp::kForIter ||
                     (env_.stack.size() > 1 && top(1).rep == Rep::kNewFunction);
  if (!stays && value.rep == Rep::kRange) value = materialise(value);
  if (value.rep == Rep::kRange) {
    note_native();
    Val range = pop();
    const Value start = range.v[0], stop = range.v[1], step = range.v[2];
    Val iter;
    iter.rep = Rep::kRangeIter;
    iter.kind = Kind::kRangeIterator;
    iter.v[0] = start;
    iter.v[1] = range_count(start, stop, step);
    iter.v[2] = step;
    push(iter);
    return;
  }
  if (value.rep >= Rep::kRange) {
    note_native();  // iter() of an iterator is itself
    return;
  }
  if (stays && kind == Kind::kRange && !distrusted()) {
    if (value.rep == Rep::kObject) refine(value, kind);
    note_native();
    Val range = value;
    const Value context = emit(Op::kContext, Type::kPtr, {});
    const int64_t base = offsetof(ir::Context, arguments);
    const Value address = emit(Op::kElementPtr, Type::kPtr, {context, const_int(base)}, 1);
    guard(call(Helper::k_range_bounds, {as_pointer(range), address}));
    Val iter;
    iter.rep = Rep::kRangeIter;
    iter.kind = Kind::kRangeIterator;
    for (int k = 0; k < 3; ++k) iter.v[k] = load(Op::kLoadI64, context, base + 8 * k, Alias::kAny);
    release_later(pop());
    push(iter);
    return;
  }
  if (value.rep == Rep::kObject && (value.kind == Kind::kPlainIterator ||
                                    types::sequence_of_iterator(value.kind) != Kind::kUnknown)) {
    note_native();  // likewise
    return;
  }
  if (value.rep == Rep::kObject && (kind == Kind::kZip || kind == Kind::kEnumerate)) {
    refine(value, kind);
    note_native();  // likewise
    return;
  }
  if (stays && is_indexed(kind)) {
    if (value.rep == Rep::kObject) refine(value, kind);
    note_native();
    const Val sequence = owned_object(pop());
    push(sequence_iter(Rep::kListIter, kind, sequence, const_int(0)));
    return;
  }
  const bool plain = is_indexed(kind) || kind == Kind::kDict || kind == Kind::kSet ||
                     kind == Kind::kFrozenSet || kind == Kind::kRange || kind == Kind::kDictView;
  if (plain) {
    if (value.rep == Rep::kObject) refine(value, kind);
    note_native();
  } else {
    if (!runs_python("iter() of an object of unknown type")) return;
  }
  const Val object = to_object(pop());
  const Value iterator = call(plain ? Helper::k_get_iter_plain : Helper::k_get_iter, {object.v[0]});
  raise_if(is_null(iterator), 0);
  release_later(object);
  push(
      object_val(iterator, plain ? Kind::kPlainIterator : Kind::kUnknown, Own::kOwned, object.ref));
}

// Number of items of range(start, stop, step), step a non-zero constant or guarded; differences
// that leave 64 bits exit.
Value Specializer::range_count(Value start, Value stop, Value step) {
  const auto checked = [&](Op op, Value a, Value b) {
    return emit(op, Type::kInt, {a, b}, 0, Alias::kAny, guard_exit());
  };
  const Value up = emit(Op::kICmpGt, Type::kBool, {step, const_int(0)});
  const Value low = emit(Op::kSelectInt, Type::kInt, {up, start, stop});
  const Value high = emit(Op::kSelectInt, Type::kInt, {up, stop, start});
  const Value size = emit(Op::kSelectInt, Type::kInt,
                          {up, step, emit(Op::kSub, Type::kInt, {const_int(0), step})});
  const Value span = checked(Op::kSubChecked, high, low);
  const Value rounded =
      checked(Op::kAddChecked, span, emit(Op::kSub, Type::kInt, {size, const_int(1)}));
  const Value count = emit(Op::kFloorDiv, Type::kInt, {rounded, size});
  const Value empty = emit(Op::kICmpLe, Type::kBool, {span, const_int(0)});
  return emit(Op::kSelectInt, Type::kInt, {empty, const_int(0), count});
}

bool Specializer::for_iter(int pc, int target) {
  const Val& iterator = top();
  switch (iterator.rep) {
  case Rep::kRangeIter:
    for_range(pc, target);
    break;
  case Rep::kListIter:
  case Rep::kEnumerate:
    for_list(pc, target);
    break;
  case Rep::kSliceIter:
    for_slice(target);
    break;
  case Rep::kGenerator:
    resume_generator(pc);
    return false;
  case Rep::kObject:
    if (types::sequence_of_iterator(iterator.kind) != Kind::kUnknown) {
      for_list_iterator(pc, target);
    } else if ((iterator.kind != Kind::kZip && iterator.kind != Kind::kEnumerate) ||
               !for_nested(pc, target)) {
      for_object(pc, target);
    }
    break;
  default:
    leave_here("iteration over an unusual object");
    return false;
  }
  return block_ >= 0;
}

// An iterator that has ended may have been the last to hold its container.
void Specializer::release_ended() {
  const ir::BlockId last = new_block(), done = new_block();
  branch(call(Helper::k_ended, {}), last, done);
  set_block(last);
  publish_aside();
  call(Helper::k_release_ended, {});
  mark_unsafe();
  jump(done);
  set_block(done);
}

// The way out of an exhausted loop: drops the iterator and goes on behind the loop.
void Specializer::exhausted(int target) {
  const Val iterator = pop();
  if (iterator.own == Own::kInStack) {
    const Value object = emit(Op::kLoadStack, Type::kPtr, {}, iterator.slot, Alias::kFrame);
    if (iterator.rep == Rep::kRangeIter) {
      store(Op::kStoreI64, object, iterator.v[0], layout_.range_iter_start, Alias::kIterator);
      store(Op::kStoreI64, object, iterator.v[1], layout_.range_iter_left, Alias::kIterator);
    }
    emit(Op::kStoreStack, Type::kVoid, {null_ptr()}, iterator.slot, Alias::kFrame);
    release_now(object, iterator.rep == Rep::kRangeIter ? Kind::kRange : Kind::kUnknown, false);
  } else {
    release_later(iterator);
    flush_releases();
  }
  if (check_valid_) check_still_valid(code_->insts[target].offset, code_->insts[target].line);
  go_to(target, false);
}

// An iterator in registers over the sequence, whose reference it takes over.
Val Specializer::sequence_iter(Rep rep, Kind kind, const Val& sequence, Value index) {
  Val iterator = val(rep, kind, sequence.v[0], index);
  iterator.own = Own::kOwned;
  iterator.ref = sequence.ref;
  return iterator;
}

// The two ways of an iterator in registers: exhausted, it is dropped; else code goes on here.
void Specializer::go_on_if(Value has_item, int target) {
  const ir::BlockId body = new_block(), end = new_block();
  branch(has_item, body, end);
  const Env saved = env_;
  set_block(end);
  exhausted(target);
  env_ = saved;
  settle();
  set_block(body);
}

void Specializer::for_range(int pc, int target) {
  (void)pc;
  note_native();
  const Val iterator = top();
  go_on_if(emit(Op::kICmpGt, Type::kBool, {iterator.v[1], const_int(0)}), target);
  const Value item = iterator.v[0];
  top().v[0] = emit(Op::kAdd, Type::kInt, {item, iterator.v[2]});
  top().v[1] = emit(Op::kSub, Type::kInt, {iterator.v[1], const_int(1)});
  push(int_val(item));
}

bool Specializer::fuse_unpack(int pc) const {
  const ir::PyInst& next = code_->insts[pc + 1];
  return next.op == PyOp::kUnpackSequence && next.arg == 2 && !is_target()[pc + 1];
}

// Where an exact list or tuple keeps its items.
Value Specializer::items_of(Kind kind, Value sequence) {
  return kind == Kind::kList
             ? load(Op::kLoadPtr, sequence, layout_.list_items, Alias::kContainer)
             : emit(Op::kElementPtr, Type::kPtr, {sequence, const_int(layout_.tuple_items)}, 1);
}

Value Specializer::entry_at(Value items, Value index) {
  return load(Op::kLoadPtr, emit(Op::kElementPtr, Type::kPtr, {items, index}, 8), 0,
              Alias::kElements);
}

// Item `index` of a sequence of exact kind, in range.
Val Specializer::item_at(Kind kind, Value sequence, Value index, Ref like) {
  if (kind == Kind::kStr) return object_val(character_at(sequence, index), Kind::kStr, Own::kOwned);
  if (kind == Kind::kBytes || kind == Kind::kByteArray) {
    const Value data =
        kind == Kind::kBytes
            ? emit(Op::kElementPtr, Type::kPtr, {sequence, const_int(layout_.bytes_data)}, 1)
            : load(Op::kLoadPtr, sequence, layout_.bytearray_start, Alias::kContainer);
    return int_val(load(Op::kLoadU8, emit(Op::kElementPtr, Type::kPtr, {data, index}, 1), 0,
                        Alias::kArrayData));
  }
  const Value entry = entry_at(items_of(kind, sequence), index);
  return element(entry, world_->sample_element(like), world_->uniform_elements(like),
                 Own::kTransient);
}

// A list may change while it is iterated: its length and storage are read anew for every item.
void Specializer::for_list(int pc, int target) {
  note_native();
  const Val iterator = top();
  const bool counts = iterator.rep == Rep::kEnumerate;
  const Value size = length_of(iterator.kind, iterator.v[0]);
  go_on_if(emit(Op::kICmpLt, Type::kBool, {iterator.v[1], size}), target);
  const Value index = iterator.v[1], count = iterator.v[2];
  fetch_ahead(iterator.kind, iterator.v[0], index, size, iterator.ref);
  const Val item = item_at(iterator.kind, iterator.v[0], index, iterator.ref);
  top().v[1] = emit(Op::kAdd, Type::kInt, {index, const_int(1)});
  push(item);
  if (counts) {
    // for i, x in enumerate(list): the pair is never built (the call made this form only where it
    // is unpacked at once).
    top(1).v[2] = emit(Op::kAdd, Type::kInt, {count, const_int(1)});
    push(int_val(count));
    skip_next_ = 1;
  }
  (void)pc;
}

// The two ways of an iterator object: exhausted, it lets go of what it goes over, as CPython does;
// else code goes on where it has an item.
void Specializer::end_or_go_on(Value has_item, Helper let_go, Value iterator, int target) {
  const ir::BlockId body = new_block(), end = new_block();
  branch(has_item, body, end);
  const Env saved = env_, saved_before = before_;
  set_block(end);
  barrier(1);
  call(let_go, {iterator});
  release_ended();
  exhausted(target);
  env_ = saved;
  before_ = saved_before;
  cached_guard_exit_ = cached_overflow_exit_ = -1;
  settle();
  set_block(body);
}

// An iterator over a list, tuple, text or bytes that the interpreter made and that others may hold:
// its state stays in the object.
void Specializer::for_list_iterator(int pc, int target) {
  (void)pc;
  note_native();
  Part part = load_part(as_pointer(top()), top().kind, top().ref);
  end_or_go_on(part.has_item, Helper::k_iter_next_plain, part.iterator, target);
  fetch_ahead(part.sequence_kind, part.sequence, part.at, part.size, part.like);
  part.item = item_at(part.sequence_kind, part.sequence, part.at, part.like);
  advance(part);
  push(part.item);
}

void Specializer::for_object(int pc, int target) {
  (void)pc;
  const bool plain = top().kind == Kind::kPlainIterator;
  if (plain) {
    note_native();
  } else {
    if (!goes_generic("iteration by an object of unknown type")) return;
    // The iterator itself is held by its own entry for the whole loop.
    publish();
    mark_unsafe();
  }
  const Value object = as_pointer(top());
  barrier(1);
  const Value next = call(plain ? Helper::k_iter_next_plain : Helper::k_iter_next, {object});
  const ir::BlockId some = new_block(), none = new_block();
  const bool unsafe = check_valid_;
  branch(is_null(next), none, some);
  const Env saved = env_, saved_before = before_;
  set_block(none);
  raise_if(call(Helper::k_raised, {}), 0);
  if (plain) release_ended();
  exhausted(target);
  env_ = saved;
  before_ = saved_before;
  cached_guard_exit_ = cached_overflow_exit_ = -1;
  check_valid_ = unsafe;
  ends_loudly_ = false;
  set_block(some);
  push(object_val(next, Kind::kUnknown, Own::kOwned, world_->sample_item(top().ref)));
}

}  // namespace hasten::optimize
