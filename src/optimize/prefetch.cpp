// prefetch: loops over lists and tuples of objects in the Specializer. The objects lie anywhere in
// memory, and what an iteration reads of its own is waited for. So it asks for what those after it
// are going to read: the object some items ahead; of one less far ahead that is a list or tuple
// itself, where its items are kept; of one that comes soon, the last item's object.
#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

// Iterations ahead: one of some ten instructions of the program takes a third of what memory takes.
constexpr int64_t kObject = 8, kItems = 5, kLastItem = 2;
constexpr int64_t kFewItems = 2 * kObject;  // which fit in the caches anyway

// Numbers are mostly made in the order in which they are read, which the processor foresees.
bool is_worth_it(Kind item) {
  switch (item) {
  case Kind::kStr:
  case Kind::kList:
  case Kind::kTuple:
  case Kind::kDict:
  case Kind::kSet:
  case Kind::kInstance:
    return true;
  default:
    return false;
  }
}

}  // namespace

// `index` is in range. `like` is a container or iterator like this one.
void Specializer::fetch_ahead(Kind kind, Value sequence, Value index, Value size, Ref like) {
  if (pure_ || (kind != Kind::kList && kind != Kind::kTuple) || world_->items_in(like) < kFewItems)
    return;
  const Ref sample = world_->sample_element(like);
  const Kind item = sample == 0 ? Kind::kUnknown : world_->kind_of(sample);
  if (!is_worth_it(item)) return;
  const auto fetch = [&](Value pointer) { emit(Op::kPrefetch, Type::kVoid, {pointer}); };
  const Value items = items_of(kind, sequence);
  const auto ahead = [&](int64_t distance) {
    const Value place = emit(Op::kAdd, Type::kInt, {index, const_int(distance)});
    const Value is_there = emit(Op::kICmpLt, Type::kBool, {place, size});
    return entry_at(items, emit(Op::kSelectInt, Type::kInt, {is_there, place, index}));
  };
  fetch(ahead(kObject));
  if (item != Kind::kList && item != Kind::kTuple) return;
  // Of what is of another type, or empty, this sequence is looked at instead: whichever of the two
  // kinds it is, there is a word where the other has its first item, or where its items are.
  const auto is_like_sample = [&](Value object) {
    const Value type = load(Op::kLoadPtr, object, layout_.type, Alias::kHeader);
    return emit(Op::kPtrEq, Type::kBool, {type, const_object(world_->type_object_of(sample))});
  };
  const auto or_this = [&](Value condition, Value object) {
    return emit(Op::kSelectPtr, Type::kPtr, {condition, object, sequence});
  };
  const Value later = ahead(kItems), soon = ahead(kLastItem);
  fetch(items_of(item, or_this(is_like_sample(later), later)));
  const Value is_like = is_like_sample(soon);
  const Value length = load(Op::kLoadI64, or_this(is_like, soon), layout_.size, Alias::kContainer);
  const Value has_last = emit(Op::kBoolAnd, Type::kBool,
                              {is_like, emit(Op::kICmpLt, Type::kBool, {const_int(0), length})});
  const Value last =
      emit(Op::kSelectInt, Type::kInt,
           {has_last, emit(Op::kSub, Type::kInt, {length, const_int(1)}), const_int(0)});
  fetch(entry_at(items_of(item, or_this(has_last, soon)), last));
}

}  // namespace hasten::optimize
