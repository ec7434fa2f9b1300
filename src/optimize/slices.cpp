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
  const auto helper = static_cast<Helper>(imm);
  return ir::only_computes(helper) || helper == Helper::k_stress;
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
  refine_operands(3);
  note_native();
  const Value size = length_of(kind, as_pointer(top(2)));
  const Value start = clamped_bound(top(1), size, const_int(0));
  const Value end = clamped_bound(top(0), size, size);
  release_later(pop());
  release_later(pop());
  const Val sequence = owned_object(pop());
  Val iterator = sequence_iter(Rep::kSliceIter, kind, sequence, start);
  iterator.slot = place();
  iterator.v[2] = end;
  iterator.v[3] = start;
  push(iterator);
  skip_next_ = 1;
  return true;
}

void Specializer::for_slice(int target) {
  note_native();
  const Val iterator = top();
  go_on_if(emit(Op::kICmpLt, Type::kBool, {iterator.v[1], iterator.v[2]}), target);
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
