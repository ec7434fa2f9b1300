// containers: subscripts and slices in the Specializer. See specializer.h.
#include <algorithm>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

bool int_like(Kind kind) { return kind == Kind::kInt || kind == Kind::kBool; }
bool is_index(Kind kind) { return int_like(kind) || kind == Kind::kNumpyInt64; }

}  // namespace

Value Specializer::sequence_length(Val& value) {
  return load(Op::kLoadI64, as_pointer(value), layout_.size, Alias::kContainer);
}

Value Specializer::string_length(Value pointer) {
  return load(Op::kLoadI64, pointer, layout_.str_length, Alias::kHeader);
}

// Of what is_indexed.
Value Specializer::length_of(Kind kind, Value sequence) {
  return kind == Kind::kStr ? string_length(sequence)
                            : load(Op::kLoadI64, sequence, layout_.size, Alias::kContainer);
}

// Index with negative ones counted from the end, guarded to be in range.
Value Specializer::checked_index(Value index, Value size) {
  const Value negative = emit(Op::kICmpLt, Type::kBool, {index, const_int(0)});
  const Value wrapped = emit(Op::kSelectInt, Type::kInt,
                             {negative, emit(Op::kAdd, Type::kInt, {index, size}), index});
  guard(emit(Op::kICmpUlt, Type::kBool, {wrapped, size}));
  return wrapped;
}

void Specializer::subscript() {
  if (exchange()) return;
  Val& index = top(0);
  Val& container = top(1);
  const Kind c = guess(container), i = guess(index);
  const bool by_int = is_index(i) && unboxable(index);
  if ((c == Kind::kList || c == Kind::kTuple) && by_int && list_subscript(container, index)) return;
  if (c == Kind::kArray && array_subscript(container, index)) return;
  if ((c == Kind::kStr || c == Kind::kBytes || c == Kind::kByteArray) && by_int &&
      text_subscript(container, index))
    return;
  if (c == Kind::kDict && plain_key(index)) {
    dict_subscript(container, index);
    return;
  }
  const bool plain =
      (c == Kind::kStr || c == Kind::kList || c == Kind::kTuple || c == Kind::kBytes) &&
      (i == Kind::kSlice || int_like(i));
  if (plain) {
    if (container.rep == Rep::kObject) refine(container, c);
    if (index.rep == Rep::kObject) refine(index, i);
    note_native();
  } else {
    if (instance_method("__getitem__", 2, Returns::kAnything)) return;
    if (!goes_generic("subscript of an object of unknown type")) return;
    barrier();
    publish();
  }
  const Val iv = to_object(pop()), cv = to_object(pop());
  const Value result =
      call(plain ? Helper::k_get_item_plain : Helper::k_get_item, {cv.v[0], iv.v[0]});
  raise_if(is_null(result), 1);
  release_later(cv);
  release_later(iv);
  push(object_val(result, plain && i == Kind::kSlice ? c : Kind::kUnknown, Own::kOwned));
  if (!plain) mark_unsafe();
}

bool Specializer::list_subscript(Val& container, Val& index) {
  if (container.rep == Rep::kObject) refine(container, guess(container));
  Val iv = index;
  const Value pointer = as_pointer(container);
  const Value size = load(Op::kLoadI64, pointer, layout_.size, Alias::kContainer);
  const Value at = checked_index(as_int(iv), size);
  const bool lasting = container.own == Own::kLocal || container.own == Own::kTransient ||
                       container.rep == Rep::kConst;
  Val value = item_at(container.kind, pointer, at, container.ref);
  if (value.rep == Rep::kObject && !lasting)
    value = owned_object(value);  // the container may die with this instruction
  release_later(pop());
  release_later(pop());
  push(value);
  note_native();
  return true;
}

bool Specializer::text_subscript(Val& container, Val& index) {
  const Kind kind = guess(container);
  if (container.rep == Rep::kObject) refine(container, kind);
  Val iv = index;
  const Value pointer = as_pointer(container);
  const Value size = length_of(kind, pointer);
  const Val result = item_at(kind, pointer, checked_index(as_int(iv), size), 0);
  release_later(pop());
  release_later(pop());
  push(result);
  note_native();
  return true;
}

void Specializer::store_subscript() {
  Val& index = top(0);
  Val& container = top(1);
  Val& value = top(2);
  const Kind c = guess(container), i = guess(index);
  const bool by_int = is_index(i) && unboxable(index);
  if (c == Kind::kArray && array_store(container, index, value)) return;
  if (c == Kind::kList && by_int && list_store(container, index, value)) return;
  if (c == Kind::kByteArray && by_int && bytes_store(container, index, value)) return;
  if (c == Kind::kDict && is_value(value) && plain_key(index)) {
    dict_store(container);
    return;
  }
  if (!goes_generic("item assignment to an object of unknown type")) return;
  check_boxes(3);
  barrier();
  publish();
  const Val iv = to_object(pop()), cv = to_object(pop()), vv = to_object(pop());
  const Value status = call(Helper::k_set_item, {cv.v[0], iv.v[0], vv.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 1);
  for (const Val& operand : {vv, cv, iv}) release_later(operand);
  mark_unsafe();
}

bool Specializer::list_store(Val& container, Val& index, Val& value) {
  if (!is_value(value)) return false;
  if (container.rep == Rep::kObject) refine(container, Kind::kList);
  const bool plain_number =
      (value.rep == Rep::kFloat || value.rep == Rep::kInt) && !types::is_numpy_number(value.kind);
  const bool number =
      plain_number || value.rep == Rep::kComplex ||
      (value.rep == Rep::kConst && (value.kind == Kind::kInt || value.kind == Kind::kFloat) &&
       unboxable(value));
  const bool same_object = number && value.own == Own::kTransient && value.rep != Rep::kConst;
  // An object of a plain type most likely replaces one: then no destructor is in play.
  const bool quiet =
      !number && types::is_scalar(value.kind) && value.own == Own::kOwned && !distrusted();
  barrier(number || quiet ? 3 : 0);
  Val iv = index;
  const Value pointer = as_pointer(container);
  const Value at =
      checked_index(as_int(iv), load(Op::kLoadI64, pointer, layout_.size, Alias::kContainer));
  const Value items = load(Op::kLoadPtr, pointer, layout_.list_items, Alias::kContainer);
  const Value place = emit(Op::kElementPtr, Type::kPtr, {items, at}, 8);
  const Value old = load(Op::kLoadPtr, place, 0, Alias::kElements);
  if (number) {
    Val plain = unboxed(value);
    if (same_object) {
      guard_dies_quietly(old);
      emit(Op::kIncRef, Type::kVoid, {plain.origin}, 0, Alias::kHeader);
      store(Op::kStorePtr, place, plain.origin, 0, Alias::kElements);
      emit(Op::kDecRef, Type::kVoid, {old}, 0, Alias::kHeader);
    } else {
      plain.own = Own::kNone;
      store_number(place, old, plain);
    }
    for (int k = 0; k < 3; ++k) release_later(pop());
  } else if (quiet) {
    guard_dies_quietly(old);
    store(Op::kStorePtr, place, value.v[0], 0, Alias::kElements);  // its reference moves
    emit(Op::kDecRef, Type::kVoid, {old}, 0, Alias::kHeader);
    release_later(pop());
    release_later(pop());
    pop();
  } else {
    const Val object = owned_object(value);
    store(Op::kStorePtr, place, object.v[0], 0, Alias::kElements);
    release_now(old, Kind::kUnknown, false);
    release_later(pop());
    release_later(pop());
    const Val original = pop();
    if (original.rep != Rep::kObject || original.own != Own::kOwned)
      release_later(original);  // else it moved
  }
  note_native();
  return true;
}

// A float or int object that only the list holds is overwritten in place: nobody can see the
// difference. An old element that might run a destructor is left to the interpreter.
void Specializer::store_number(Value place, Value old, Val number) {
  const ir::BlockId alone = new_block(), fresh = new_block(), done = new_block();
  const bool is_float = number.rep == Rep::kFloat, is_complex = number.rep == Rep::kComplex;
  if (is_complex) guard(emit(Op::kFCmpEq, Type::kBool, {number.v[1], number.v[1]}));
  if (is_float || is_complex)
    guard(emit(Op::kFCmpEq, Type::kBool,
               {number.v[0], number.v[0]}));  // nan has an identity, see boxed()
  const Value single =
      emit(Op::kICmpEq, Type::kBool, {load(Op::kLoadI64, old, 0, Alias::kHeader), const_int(1)});
  branch(emit(Op::kBoolAnd, Type::kBool, {single, type_is(old, number.kind)}), alone, fresh,
         is_float || is_complex ? ir::kMostLikely : ir::kAsLikely);
  set_block(alone);
  if (is_float || is_complex) {
    store(Op::kStoreF64, old, number.v[0], is_float ? layout_.float_value : layout_.complex_value,
          Alias::kFloatValue);
    if (is_complex)
      store(Op::kStoreF64, old, number.v[1], layout_.complex_value + 8, Alias::kFloatValue);
    jump(done);
  } else {
    branch(call(Helper::k_replace_int, {old, number.v[0]}), done, fresh);
  }
  set_block(fresh);
  guard_dies_quietly(old);
  const Val object = owned_object(number);
  store(Op::kStorePtr, place, object.v[0], 0, Alias::kElements);
  emit(Op::kDecRef, Type::kVoid, {old}, 0, Alias::kHeader);
  jump(done);
  set_block(done);
}

// Releasing the object runs no destructor: others hold it too, or it is a number.
void Specializer::guard_dies_quietly(Value object) {
  const Value single =
      emit(Op::kICmpEq, Type::kBool, {load(Op::kLoadI64, object, 0, Alias::kHeader), const_int(1)});
  Value scalar = type_is(object, Kind::kFloat);
  for (const Kind kind : {Kind::kInt, Kind::kComplex, Kind::kStr})
    scalar = emit(Op::kBoolOr, Type::kBool, {scalar, type_is(object, kind)});
  guard(emit(Op::kBoolOr, Type::kBool, {negate(single), scalar}));
}

bool Specializer::bytes_store(Val& container, Val& index, Val& value) {
  if (!int_like(guess(value)) || !unboxable(value)) return false;
  if (container.rep == Rep::kObject) refine(container, Kind::kByteArray);
  Val iv = index, vv = value;
  const Value pointer = as_pointer(container);
  const Value at =
      checked_index(as_int(iv), load(Op::kLoadI64, pointer, layout_.size, Alias::kContainer));
  const Value byte = as_int(vv);
  guard(emit(Op::kICmpUlt, Type::kBool, {byte, const_int(256)}));
  const Value data = load(Op::kLoadPtr, pointer, layout_.bytearray_start, Alias::kContainer);
  store(Op::kStoreU8, emit(Op::kElementPtr, Type::kPtr, {data, at}, 1), byte, 0, Alias::kArrayData);
  for (int k = 0; k < 3; ++k) release_later(pop());
  note_native();
  return true;
}

// What a helper that runs no code has found; or, if it has done nothing because that might, what
// `helper` makes of it with the frame made true.
Value Specializer::unless_undone(Value found, Value undone, Helper helper,
                                 const std::vector<Value>& operands) {
  const ir::BlockId loud = new_block(), quiet = new_block(), done = new_block();
  const Value result = block_param(done, function().types[static_cast<size_t>(found)]);
  branch(negate(undone), quiet, loud, ir::kMostLikely);
  set_block(quiet);
  jump(done, {found});
  set_block(loud);
  publish_aside();
  jump(done, {call(helper, operands)});
  set_block(done);
  return result;
}

// The same of a store, whose status is 1 then.
Value Specializer::retried_loudly(Value status, Helper helper, const std::vector<Value>& operands) {
  return unless_undone(status, emit(Op::kICmpEq, Type::kBool, {status, const_int(1)}), helper,
                       operands);
}

void Specializer::delete_subscript() {
  if (!goes_generic("del of an item")) return;
  barrier();
  publish();
  const Val index = to_object(pop()), container = to_object(pop());
  const Value status = call(Helper::k_del_item, {container.v[0], index.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 1);
  release_later(container);
  release_later(index);
  mark_unsafe();
}

// The topmost entries are what they are guessed to be.
void Specializer::refine_operands(int count) {
  for (int k = 0; k < count; ++k) {
    if (top(k).rep == Rep::kObject) refine(top(k), guess(top(k)));
  }
}

// Whether the bounds of a slice, the topmost entries, are seen to be None or ints.
bool Specializer::plain_bounds() {
  for (int k = 0; k < 2; ++k) {
    const Kind kind = guess(top(k));
    if (kind != Kind::kNone && kind != Kind::kInt && kind != Kind::kBool) return false;
  }
  return true;
}

void Specializer::slice() {
  if (iterate_slice()) return;
  const Kind c = guess(top(2));
  const bool plain = (c == Kind::kStr || c == Kind::kList || c == Kind::kTuple ||
                      c == Kind::kBytes || c == Kind::kByteArray) &&
                     plain_bounds();
  if (plain) {
    refine_operands(3);
    note_native();
  } else {
    if (!runs_python("slice of an object of unknown type")) return;
  }
  const Val stop = to_object(pop()), start = to_object(pop()), container = to_object(pop());
  const Value result = call(plain ? Helper::k_slice_plain : Helper::k_slice,
                            {container.v[0], start.v[0], stop.v[0]});
  raise_if(is_null(result), 2);
  for (const Val& operand : {container, start, stop}) release_later(operand);
  push(object_val(result, plain ? c : Kind::kUnknown, Own::kOwned, plain ? container.ref : 0));
}

void Specializer::store_slice() {
  const Kind c = guess(top(2)), v = guess(top(3));
  const bool quiet = c == Kind::kList && (v == Kind::kList || v == Kind::kTuple) &&
                     plain_bounds() && !distrusted();
  if (quiet) {
    refine_operands(4);
    note_native();
    check_boxes(4);
    barrier();
  } else {
    if (!goes_generic("slice assignment")) return;
    barrier();
    publish();
  }
  mark_unsafe();
  const Val stop = to_object(pop()), start = to_object(pop()), container = to_object(pop()),
            value = to_object(pop());
  const std::vector<Value> operands = {container.v[0], start.v[0], stop.v[0], value.v[0]};
  const Value status = quiet ? retried_loudly(call(Helper::k_store_slice_quietly, operands),
                                              Helper::k_store_slice, operands)
                             : call(Helper::k_store_slice, operands);
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 2);
  for (const Val& operand : {value, container, start, stop}) release_later(operand);
}

}  // namespace hasten::optimize
