// nested_iterators: `for a, b in zip(x, y)` and `for i, x in enumerate(y)` in the Specializer,
// where the iterator is an object: made by the interpreter before the loop was entered, or by a
// call. Its state stays where CPython keeps it, in the object and in the iterators over lists,
// tuples and ranges that it holds; the tuple that the loop unpacks at once is not made.
//
// CPython gives the same tuple again if nobody else holds it, so that the tuple keeps the items of
// the last iteration alive until the next. Numbers and the like are not put into it here, which
// nobody can tell; other items are.
#include <algorithm>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

constexpr size_t kMostParts = 4;

bool is_iterator_with_index(Kind kind) {
  return kind == Kind::kListIterator || kind == Kind::kTupleIterator;
}

}  // namespace

// Whether the parts of the pair are unpacked at once, and which iterators they come from.
std::vector<Ref> Specializer::nested_parts(int pc) {
  const Val& iterator = top();
  std::vector<Ref> parts = world_->inner_iterators(iterator.ref);
  const int items = static_cast<int>(parts.size()) + (iterator.kind == Kind::kEnumerate ? 1 : 0);
  const ir::PyInst& next = code_->insts[pc + 1];
  const bool known = std::all_of(parts.begin(), parts.end(), [&](Ref part) {
    const Kind kind = world_->kind_of(part);
    return kind == Kind::kRangeIterator || is_iterator_with_index(kind);
  });
  if (!known || distrusted() || parts.size() > kMostParts || next.op != PyOp::kUnpackSequence ||
      next.arg != items || is_target()[pc + 1])
    return {};
  return parts;
}

// The inner iterators of a zip or enumerate, which must be of the types of these.
std::vector<Value> Specializer::guard_parts(Value object, Kind kind,
                                            const std::vector<Ref>& likes) {
  std::vector<Value> iterators;
  if (kind == Kind::kEnumerate) {
    iterators.push_back(load(Op::kLoadPtr, object, layout_.enumerate_part, Alias::kHeader));
  } else {
    const Value tuple = load(Op::kLoadPtr, object, layout_.zip_parts, Alias::kHeader);
    const Value size = load(Op::kLoadI64, tuple, layout_.size, Alias::kHeader);
    guard(emit(Op::kICmpEq, Type::kBool, {size, const_int(static_cast<int64_t>(likes.size()))}));
    for (size_t k = 0; k < likes.size(); ++k) {
      const int64_t at = layout_.tuple_items + 8 * static_cast<int64_t>(k);
      iterators.push_back(load(Op::kLoadPtr, tuple, at, Alias::kHeader));
    }
  }
  for (size_t k = 0; k < likes.size(); ++k) guard_type_like(iterators[k], likes[k]);
  return iterators;
}

// The state of an iterator over a list, a tuple or a range that is an object.
Specializer::Part Specializer::load_part(Value iterator, Kind kind, Ref like) {
  Part part;
  part.iterator = iterator;
  part.like = like;
  part.kind = kind;
  if (part.kind == Kind::kRangeIterator) {
    part.at = load(Op::kLoadI64, iterator, layout_.range_iter_start, Alias::kIterator);
    part.left = load(Op::kLoadI64, iterator, layout_.range_iter_left, Alias::kIterator);
    part.has_item = emit(Op::kICmpGt, Type::kBool, {part.left, const_int(0)});
    return part;
  }
  part.sequence_kind = types::sequence_of_iterator(part.kind);
  part.sequence = load(Op::kLoadPtr, iterator, layout_.list_iter_sequence, Alias::kIterator);
  guard_not(is_null(part.sequence));
  part.at = load(Op::kLoadI64, iterator, layout_.list_iter_index, Alias::kIterator);
  part.size = length_of(part.sequence_kind, part.sequence);
  part.has_item = emit(Op::kICmpLt, Type::kBool, {part.at, part.size});
  return part;
}

// The item, and whether the tuple allows that it is not put into it, or put into it at once.
void Specializer::load_item(Part& part, Value place, Value result, int64_t others) {
  if (part.kind == Kind::kRangeIterator) {
    part.item = int_val(part.at);
  } else {
    part.item = item_at(part.sequence_kind, part.sequence, part.at, part.like);
  }
  part.place = place;
  const Ref sample =
      part.kind == Kind::kRangeIterator ? world_->some_int() : world_->sample_element(part.like);
  part.is_kept = sample == 0 || !types::is_scalar(world_->kind_of(sample));
  part.old = load(Op::kLoadPtr, place, 0, Alias::kElements);
  if (!part.is_kept) {
    const Value type = load(Op::kLoadPtr, part.old, layout_.type, Alias::kHeader);
    guard(emit(Op::kBoolOr, Type::kBool,
               {emit(Op::kPtrEq, Type::kBool, {type, const_object(world_->type_object_of(sample))}),
                emit(Op::kPtrEq, Type::kBool, {part.old, const_object(world_->none())})}));
    if (part.item.rep == Rep::kObject) refine(part.item, world_->kind_of(sample));
    return;
  }
  // What is in the tuple now must not die of being replaced.
  guard_sole_owner(result);
  guard(emit(Op::kICmpLt, Type::kBool,
             {const_int(1 + others), load(Op::kLoadU32, part.old, 0, Alias::kHeader)}));
}

void Specializer::advance(const Part& part) {
  if (part.kind == Kind::kRangeIterator) {
    const Value step = load(Op::kLoadI64, part.iterator, layout_.range_iter_step, Alias::kIterator);
    store(Op::kStoreI64, part.iterator, emit(Op::kAdd, Type::kInt, {part.at, step}),
          layout_.range_iter_start, Alias::kIterator);
    store(Op::kStoreI64, part.iterator, emit(Op::kSub, Type::kInt, {part.left, const_int(1)}),
          layout_.range_iter_left, Alias::kIterator);
  } else {
    store(Op::kStoreI64, part.iterator, emit(Op::kAdd, Type::kInt, {part.at, const_int(1)}),
          layout_.list_iter_index, Alias::kIterator);
  }
  if (!part.is_kept) return;
  Val kept = part.item;
  const Value item = as_pointer(kept);
  emit(Op::kIncRef, Type::kVoid, {item}, 0, Alias::kHeader);
  store(Op::kStorePtr, part.place, item, 0, Alias::kElements);
  emit(Op::kDecRef, Type::kVoid, {part.old}, 0, Alias::kHeader);
}

// False: nothing is emitted.
bool Specializer::for_nested(int pc, int target) {
  const std::vector<Ref> likes = nested_parts(pc);
  if (likes.empty()) return false;
  note_native();
  const bool counts = top().kind == Kind::kEnumerate;
  const Value object = as_pointer(top());
  std::vector<Part> parts;
  Value has_items = -1;
  if (counts) {
    guard(is_null(load(Op::kLoadPtr, object, layout_.enumerate_long, Alias::kIterator)));
  } else {
    guard(emit(Op::kICmpEq, Type::kBool,
               {load(Op::kLoadI32, object, layout_.zip_strict, Alias::kHeader), const_int(0)}));
  }
  const std::vector<Value> iterators = guard_parts(object, top().kind, likes);
  for (size_t k = 0; k < likes.size(); ++k) {
    guard_sole_owner(iterators[k]);  // nobody else advances it
    parts.push_back(load_part(iterators[k], world_->kind_of(likes[k]), likes[k]));
    has_items = k == 0 ? parts[0].has_item
                       : emit(Op::kBoolAnd, Type::kBool, {has_items, parts[k].has_item});
  }
  end_or_go_on(has_items, Helper::k_iter_end, object, target);
  give_items(object, parts, counts);
  return true;
}

// Every guard comes before the first change.
void Specializer::give_items(Value object, std::vector<Part>& parts, bool counts) {
  const Value result = load(Op::kLoadPtr, object,
                            counts ? layout_.enumerate_result : layout_.zip_result, Alias::kHeader);
  const auto others = static_cast<int64_t>(parts.size()) - 1;
  for (size_t k = 0; k < parts.size(); ++k) {
    const int64_t place = layout_.tuple_items + 8 * static_cast<int64_t>(k + (counts ? 1 : 0));
    load_item(parts[k], emit(Op::kElementPtr, Type::kPtr, {result, const_int(place)}, 1), result,
              others);
  }
  Val index;
  if (counts) {
    index = int_val(load(Op::kLoadI64, object, layout_.enumerate_index, Alias::kIterator));
    const Value next =
        emit(Op::kAddChecked, Type::kInt, {index.v[0], const_int(1)}, 0, Alias::kAny, guard_exit());
    store(Op::kStoreI64, object, next, layout_.enumerate_index, Alias::kIterator);
  }
  for (const Part& part : parts) advance(part);
  for (size_t k = parts.size(); k-- > 0;) push(parts[k].item);
  if (counts) push(index);
  skip_next_ = 1;
}

}  // namespace hasten::optimize
