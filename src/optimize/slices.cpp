// slices: `for x in sequence[a:b]` in the Specializer, without the list or tuple that the slice is.
//
// It cannot be told from one that is made as long as the items are taken and nothing but computing
// happens: no container changes but for lists that get longer, no object ends, no Python code runs.
// Where more happens another round makes the slice. An exit into the interpreter makes it as well,
// whole: nothing has changed since it was asked for.
#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

// May happen while a slice is iterated that is not made.
bool is_only_computing(Op op, int64_t imm, Alias alias) {
  switch (op) {
  case Op::kStoreU8:
  case Op::kStoreU32:
  case Op::kStoreI64:
  case Op::kStoreF64:
  case Op::kStorePtr:
    return alias == Alias::kFrame || alias == Alias::kIterator || alias == Alias::kVolatile ||
           alias == Alias::kArrayData;
  case Op::kCallHelper:
    break;
  default:
    return true;
  }
  switch (static_cast<Helper>(imm)) {
  case Helper::k_raised:
  case Helper::k_stress:
  case Helper::k_str_item:
  case Helper::k_chr:
  case Helper::k_compare_plain:
  case Helper::k_compare_numbers_and_text:
  case Helper::k_compare_of_numbers:
    return true;
  default:
    return ir::helper_effect(static_cast<Helper>(imm)) <= ir::HelperEffect::kAllocates;
  }
}

}  // namespace

// As PySlice_AdjustIndices does it for a step of 1.
Value Specializer::clamped_bound(Val& bound, Value size, Value missing) {
  if (bound.kind == Kind::kNone) return missing;
  const Value zero = const_int(0), index = as_int(bound);
  const Value from_end = emit(Op::kAdd, Type::kInt, {index, size});
  const Value is_negative = emit(Op::kICmpLt, Type::kBool, {index, zero});
  const Value counted = emit(Op::kSelectInt, Type::kInt, {is_negative, from_end, index});
  const Value low = emit(Op::kICmpLt, Type::kBool, {counted, zero});
  const Value high = emit(Op::kICmpLt, Type::kBool, {size, counted});
  return emit(Op::kSelectInt, Type::kInt,
              {low, zero, emit(Op::kSelectInt, Type::kInt, {high, size, counted})});
}

// Container, start and stop on top. False: nothing is done. Of a sequence that the slice would
// outlive there has to be one.
bool Specializer::iterate_slice() {
  if (!iterated_at_once() || pure_ || in_expression() || level().generator || distrusted() ||
      !plain_bounds() || shared_.effects->count(place()) != 0)
    return false;
  const Kind kind = guess(top(2));
  if ((kind != Kind::kList && kind != Kind::kTuple) || top(2).own == Own::kOwned) return false;
  for (int k = 0; k < 3; ++k) {
    if (top(k).rep == Rep::kObject) refine(top(k), guess(top(k)));
  }
  note_native();
  const Value size = length_of(kind, as_pointer(top(2)));
  const Value start = clamped_bound(top(1), size, const_int(0));
  const Value end = clamped_bound(top(0), size, size);
  release_later(pop());
  release_later(pop());
  const Val sequence = owned_object(pop());
  Val iterator;
  iterator.rep = Rep::kSliceIter;
  iterator.kind = kind;
  iterator.own = Own::kOwned;
  iterator.slot = place();
  iterator.ref = sequence.ref;
  iterator.v[0] = sequence.v[0];
  iterator.v[1] = iterator.v[3] = start;
  iterator.v[2] = end;
  push(iterator);
  skip_next_ = 1;
  return true;
}

void Specializer::for_slice(int target) {
  note_native();
  const Val iterator = top();
  const ir::BlockId body = new_block(), end = new_block();
  branch(emit(Op::kICmpLt, Type::kBool, {iterator.v[1], iterator.v[2]}), body, end);
  const Env saved = env_;
  set_block(end);
  exhausted(target);
  env_ = saved;
  settle();
  set_block(body);
  const Val item = item_at(iterator.kind, iterator.v[0], iterator.v[1], iterator.ref);
  top().v[1] = emit(Op::kAdd, Type::kInt, {iterator.v[1], const_int(1)});
  push(item);
}

// Before anything is emitted.
void Specializer::check_slices(Op op, int64_t imm, Alias alias) {
  if (leaves_items_ || is_only_computing(op, imm, alias)) return;
  for (const Val& entry : env_.stack) {
    if (entry.rep != Rep::kSliceIter) continue;
    shared_.effects->insert(entry.slot);
    shared_.incomplete = true;
  }
}

}  // namespace hasten::optimize
