// hash_tables: dicts and sets with keys that hash and compare without Python code, in the
// Specializer. A lookup runs none unless a key collides that is of another sort; then, and where a
// value replaced might run a destructor, the interpreter does the instruction. Where that has
// happened often, CPython's own functions are called with the instruction made true first.
#include "optimize/specializer.h"

namespace hasten::optimize {

// Whether the key of a dict or entry of a set hashes and compares without Python code, which is
// guarded. A key that collides with it may still run some.
bool Specializer::plain_key(Val& key) {
  const Kind kind = guess(key);
  if (types::is_plain_key(kind)) {
    if (key.rep == Rep::kObject) refine(key, kind);
    return true;
  }
  if (kind != Kind::kTuple || distrusted() || (key.rep != Rep::kObject && key.rep != Rep::kConst))
    return false;
  if (key.rep == Rep::kObject) refine(key, kind);
  guard(call(Helper::k_is_plain_tuple, {as_pointer(key)}));
  return true;
}

// A helper that comes in two forms, for a key that is an int in a register and for objects.
Value Specializer::call_with_key(Helper of_int, Helper of_object, Value container, const Val& key) {
  const bool number = key.rep == Rep::kInt && key.kind == Kind::kInt;
  return number ? call(of_int, {container, key.v[0]})
                : call(of_object, {container, key_object(key).v[0]});
}

// Address of the value under a key; what it holds is NULL if there is none. NULL: finding out might
// run code.
Value Specializer::find_slot(Value dict, const Val& key) {
  return call_with_key(Helper::k_dict_slot_int, Helper::k_dict_slot, dict, key);
}

// The same, but finding out is left to the interpreter.
Value Specializer::dict_slot(Value dict, const Val& key) {
  const Value slot = find_slot(dict, key);
  guard_not(is_null(slot));
  return slot;
}

// The value under a key, borrowed, or NULL.
Value Specializer::dict_value(Val& dict, const Val& key) {
  return load(Op::kLoadPtr, dict_slot(as_pointer(dict), key), 0, Alias::kElements);
}

Value Specializer::set_has(Val& set, const Val& key) {
  const Value found = call_with_key(Helper::k_set_has_int, Helper::k_set_has, as_pointer(set), key);
  guard(emit(Op::kICmpNe, Type::kBool, {found, const_int(2)}));
  return emit(Op::kICmpEq, Type::kBool, {found, const_int(1)});
}

// The key as an object, given up with the instruction if it was made for it.
Val Specializer::key_object(const Val& key) {
  const Val object = to_object(key);
  if (key.rep != Rep::kObject) release_later(object);
  return object;
}

// `key in container`, both on the stack; -1: not of this sort.
Value Specializer::hashed_contains() {
  Val &container = top(0), &key = top(1);
  const Kind kind = guess(container);
  const bool is_dict = kind == Kind::kDict;
  if ((!is_dict && kind != Kind::kSet && kind != Kind::kFrozenSet) || !plain_key(key)) return -1;
  if (container.rep == Rep::kObject) refine(container, kind);
  note_native();
  Value found;
  if (distrusted()) {
    publish(false);
    const Value status =
        call(Helper::k_contains_plain, {as_pointer(container), key_object(key).v[0]});
    raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
    found = emit(Op::kICmpNe, Type::kBool, {status, const_int(0)});
  } else if (is_dict) {
    found = negate(is_null(dict_value(container, key)));
  } else {
    found = set_has(container, key);
  }
  release_later(pop());
  release_later(pop());
  return found;
}

// What lies under the key, most likely: under a constant it is looked up.
Specializer::Sample Specializer::sample_under(const Val& dict, const Val& key) {
  const Ref found = key.rep == Rep::kConst ? world_->value_under(dict.ref, key.ref) : 0;
  if (found != 0) return {found, true};
  return {world_->sample_element(dict.ref), world_->uniform_elements(dict.ref)};
}

// A missing key raises: an exact dict has no __missing__.
void Specializer::dict_subscript(Val& container, Val& key) {
  if (container.rep == Rep::kObject) refine(container, Kind::kDict);
  const Sample sample = sample_under(container, key);
  Value found;
  if (distrusted()) {  // what a colliding key's __eq__ has done is not repeated
    publish(false);
    found = call(Helper::k_dict_item, {as_pointer(container), key_object(key).v[0]});
    raise_if(is_null(found), 1);
  } else {
    found = dict_value(container, key);
    guard_not(is_null(found));
  }
  push_from_dict(2, container, element(found, sample.like, sample.uniform, Own::kTransient));
}

// What the dict or a constant holds in place of the top entries, of which the dict is one.
void Specializer::push_from_dict(int operands, const Val& dict, Val value) {
  const bool lasting =
      dict.own == Own::kLocal || dict.own == Own::kTransient || dict.rep == Rep::kConst;
  if (value.rep == Rep::kObject && !lasting) value = owned_object(value);
  for (int k = 0; k < operands; ++k) release_later(pop());
  push(value);
  note_native();
}

// d.get(key), d.get(key, fallback)
void Specializer::dict_get(Val& self, int count) {
  const Val key = top(count - 1);
  const Sample sample = sample_under(self, key);
  const Val fallback = count == 2 ? top() : const_val(world_->none());
  if (!distrusted() && fallback.rep == Rep::kConst) {
    const Value found = dict_value(self, key);
    const Value result =
        emit(Op::kSelectPtr, Type::kPtr, {is_null(found), const_object(fallback.ref), found});
    const bool alike = sample.like != 0 && world_->kind_of(sample.like) == fallback.kind;
    push_from_dict(count + 2, self,
                   element(result, sample.like, alike && sample.uniform, Own::kTransient));
    return;
  }
  publish(false);
  check_boxes(count);
  const Val other = key_object(fallback);
  const Value found =
      call(Helper::k_dict_get, {as_pointer(self), key_object(key).v[0], other.v[0]});
  raise_if(is_null(found), count + 1);
  finish_call(count, object_val(found, Kind::kUnknown, Own::kOwned, sample.like));
}

void Specializer::dict_store(Val& container) {
  if (container.rep == Rep::kObject) refine(container, Kind::kDict);
  note_native();
  check_boxes(3);
  if (distrusted() || ends_loudly(sample_under(container, top()).like)) {
    dict_store_loudly();
    return;
  }
  barrier(3);
  const Val key = top(0), value = top(2);
  const ir::BlockId done = new_block();
  const bool number = (value.rep == Rep::kFloat || value.rep == Rep::kInt) &&
                      !types::is_numpy_number(value.kind) && value.own != Own::kTransient;
  const Value dict = as_pointer(container), slot = dict_slot(dict, key);
  if (number) overwrite_in_dict(slot, value, done);
  dict_store_aside(dict, slot, key, value);
  jump(done);
  set_block(done);
  for (int k = 0; k < 3; ++k) release_later(pop());
}

// A float or int object that only the dict holds is overwritten in place: nobody can see the
// difference. Goes on in a block for all else.
void Specializer::overwrite_in_dict(Value slot, const Val& number, ir::BlockId done) {
  guard_not_nan(number);  // it has an identity
  const Value old = load(Op::kLoadPtr, slot, 0, Alias::kElements);
  const ir::BlockId there = new_block(), alone = new_block(), other = new_block();
  branch(is_null(old), other, there);
  set_block(there);
  const Value single =
      emit(Op::kICmpEq, Type::kBool, {load(Op::kLoadI64, old, 0, Alias::kHeader), const_int(1)});
  branch(emit(Op::kBoolAnd, Type::kBool, {single, type_is(old, number.kind)}), alone, other);
  set_block(alone);
  if (number.rep == Rep::kFloat) {
    store(Op::kStoreF64, old, number.v[0], layout_.float_value, Alias::kFloatValue);
    jump(done);
  } else {
    branch(call(Helper::k_replace_int, {old, number.v[0]}), done, other);
  }
  set_block(other);
}

// One of several ways to the end of the instruction: objects made here are given up here, and what
// is known of the variables stays as it was.
void Specializer::dict_store_aside(Value dict, Value slot, const Val& key, const Val& value) {
  const Env saved = env_, saved_before = before_;
  const std::vector<Box> saved_boxes = boxes_;
  const std::set<Value> saved_not_nan = not_nan_;
  const Val k = to_object(key), v = to_object(value);
  const Value status = call(Helper::k_dict_store, {dict, slot, k.v[0], v.v[0]});
  done_quietly(status, 1);
  for (const auto& [object, original] : {std::pair{&k, &key}, std::pair{&v, &value}}) {
    if (original->rep != Rep::kObject && object->own == Own::kOwned)
      emit(Op::kDecRef, Type::kVoid, {object->v[0]}, 0, Alias::kHeader);
  }
  env_ = saved;
  before_ = saved_before;
  boxes_ = saved_boxes;
  not_nan_ = saved_not_nan;
  cached_guard_exit_ = cached_overflow_exit_ = -1;
}

// Letting go of such a value may run code.
bool Specializer::ends_loudly(Ref like) {
  if (like == 0) return false;
  const Kind kind = world_->kind_of(like);
  if (kind == Kind::kList || kind == Kind::kTuple) return !world_->ends_quietly(like);
  return !types::is_scalar(kind);
}

void Specializer::dict_store_loudly() {
  barrier();
  const Val k = to_object(pop()), c = to_object(pop()), v = to_object(pop());
  const Value slot = find_slot(c.v[0], k);
  // 1: it might run code, so the frame is made true first.
  const Value status = retried_loudly(call(Helper::k_dict_store, {c.v[0], slot, k.v[0], v.v[0]}),
                                      Helper::k_set_item, {c.v[0], k.v[0], v.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 1);
  for (const Val& operand : {v, c, k}) release_later(operand);
  mark_unsafe();
}

// s.add(key) and s.discard(key), the key on top; false: nothing has been done.
bool Specializer::change_set(bool add, Value set, int raiser_from_top) {
  if (distrusted()) return false;
  check_boxes(1);
  const Value status = call(Helper::k_change_set, {set, key_object(top()).v[0], const_int(add)});
  done_quietly(status, raiser_from_top);
  return true;
}

// 1: nothing has been done. Not guard(): a failure made up for tests would do it twice.
void Specializer::done_quietly(Value status, int raiser_from_top) {
  emit(Op::kGuard, Type::kVoid, {emit(Op::kICmpNe, Type::kBool, {status, const_int(1)})}, 0,
       Alias::kAny, guard_exit());
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), raiser_from_top);
}

void Specializer::set_add(int depth) {
  const bool plain = plain_key(top());
  if (plain) {
    note_native();
    if (change_set(true, as_pointer(top(depth)), 0)) {
      release_later(pop());
      return;
    }
    publish(false);
  } else {
    if (!runs_python("hash of an object of unknown type")) return;
  }
  const Value pointer = as_pointer(top(depth));
  const Val value = to_object(pop());
  const Value status = call(Helper::k_set_add, {pointer, value.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  release_later(value);
}

void Specializer::map_add(int depth) {
  if (!distrusted() && is_value(top()) && plain_key(top(1))) {
    note_native();
    check_boxes(2);
    barrier(2);
    const Val key = top(1), value = top();
    const Value dict = as_pointer(top(depth + 1));
    dict_store_aside(dict, dict_slot(dict, key), key, value);
    release_later(pop());
    release_later(pop());
    return;
  }
  if (!runs_python("a dict comprehension stores")) return;
  const Value pointer = as_pointer(top(depth + 1));
  const Val value = to_object(pop()), key = to_object(pop());
  const Value status = call(Helper::k_set_item, {pointer, key.v[0], value.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 1);
  release_later(key);
  release_later(value);
}

}  // namespace hasten::optimize
