// containers: subscripts, building, unpacking, formatting in the Specializer. See specializer.h.
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

// A missing key raises: an exact dict has no __missing__. The lookup may have called a colliding
// key's __eq__ and is not repeated.
void Specializer::dict_subscript(Val& container, Val& key) {
  if (container.rep == Rep::kObject) refine(container, Kind::kDict);
  publish(false);
  const Val k = to_object(key);
  Val c = container;
  const Value found = call(Helper::k_dict_item, {as_pointer(c), k.v[0]});
  raise_if(is_null(found), 1);
  if (key.rep != Rep::kObject) release_later(k);
  const bool lasting = container.own == Own::kLocal || container.own == Own::kTransient ||
                       container.rep == Rep::kConst;
  Val value = element(found, world_->sample_element(container.ref),
                      world_->uniform_elements(container.ref), Own::kTransient);
  if (value.rep == Rep::kObject && !lasting) value = owned_object(value);
  release_later(pop());
  release_later(pop());
  push(value);
  note_native();
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
  branch(emit(Op::kBoolAnd, Type::kBool, {single, type_is(old, number.kind)}), alone, fresh);
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

// A store that did nothing because it might run code (status 1) is made by `helper` with the frame
// made true. The final status.
Value Specializer::retried_loudly(Value status, Helper helper, const std::vector<Value>& operands) {
  const ir::BlockId loud = new_block(), quiet = new_block(), done = new_block();
  const Value final_status = block_param(done, Type::kInt);
  branch(emit(Op::kICmpEq, Type::kBool, {status, const_int(1)}), loud, quiet);
  set_block(quiet);
  jump(done, {status});
  set_block(loud);
  publish_aside();
  jump(done, {call(helper, operands)});
  set_block(done);
  return final_status;
}

void Specializer::dict_store(Val& container) {
  if (container.rep == Rep::kObject) refine(container, Kind::kDict);
  note_native();
  check_boxes(3);
  barrier();
  publish(false);
  const Val k = to_object(pop()), c = to_object(pop()), v = to_object(pop());
  // 1: the value replaced might run a destructor, so the frame is made true first.
  const Value status = retried_loudly(call(Helper::k_dict_store, {c.v[0], k.v[0], v.v[0]}),
                                      Helper::k_set_item, {c.v[0], k.v[0], v.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 1);
  for (const Val& operand : {v, c, k}) release_later(operand);
  mark_unsafe();
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

// a, b, c, d = b, c, d, a: the tuple is never built.
bool Specializer::unpacked_at_once(int count) {
  const ir::PyInst& next = code_->insts[pc_ + 1];
  if (next.op != PyOp::kUnpackSequence || next.arg != count || is_target()[pc_ + 1]) return false;
  for (int k = 0; k < count; ++k) {
    if (top(k).rep > Rep::kConst || top(k).rep == Rep::kNull || top(k).own == Own::kInStack)
      return false;
  }
  std::reverse(env_.stack.end() - count, env_.stack.end());
  note_native();
  skip_next_ = 1;
  return true;
}

// The keys are a constant: it becomes a display like any other.
void Specializer::build_const_key_map(int count) {
  const Val keys = top();
  if (keys.rep != Rep::kConst || keys.kind != Kind::kTuple || 2 * count > ir::kMaxCallArguments) {
    leave_here("a dict display of many entries");
    return;
  }
  pop();
  std::vector<Val> values(static_cast<size_t>(count));
  for (int k = count; k-- > 0;) values[static_cast<size_t>(k)] = pop();
  for (int k = 0; k < count; ++k) {
    push(const_val(world_->element_at(keys.ref, k)));
    push(values[static_cast<size_t>(k)]);
  }
  build(PyOp::kBuildMap, count);
}

// Tuples and lists take over their entries; the other containers borrow them.
void Specializer::build(PyOp op, int count) {
  if (op == PyOp::kBuildTuple && count == 2 && index_pair()) return;
  if (op == PyOp::kBuildTuple && unpacked_at_once(count)) return;
  int kind = 0;
  Kind result = Kind::kTuple;
  int entries = count;
  switch (op) {
  case PyOp::kBuildTuple:
    break;
  case PyOp::kBuildList:
    kind = 1;
    result = Kind::kList;
    break;
  case PyOp::kBuildSet:
    kind = 2;
    result = Kind::kSet;
    break;
  case PyOp::kBuildMap:
    kind = 3;
    result = Kind::kDict;
    entries = 2 * count;
    break;
  case PyOp::kBuildString:
    kind = 4;
    result = Kind::kStr;
    break;
  default:
    kind = 5;
    result = Kind::kSlice;
    break;
  }
  if (entries > ir::kMaxCallArguments) {
    leave_here("a display of many entries");
    return;
  }
  if (!are_values(entries)) {
    leave_here("a display holds a running iterator");
    return;
  }
  bool plain = true;
  for (int k = 0; k < entries && plain; ++k) {
    const bool hashed = kind == 2 || (kind == 3 && k % 2 == 1);
    plain = !hashed || plain_key(top(k));
  }
  if (!plain) {
    if (!goes_generic("a set or dict display")) return;
    barrier();
    publish();
    mark_unsafe();
  } else {
    note_native();
  }
  check_boxes(entries);
  const bool takes_over = kind == 0 || kind == 1;
  const Value context = emit(Op::kContext, Type::kPtr, {});
  const int64_t base = offsetof(ir::Context, arguments) + 8;
  std::vector<Val> operands(static_cast<size_t>(entries));
  for (int k = entries; k-- > 0;) operands[static_cast<size_t>(k)] = pop();
  for (int k = 0; k < entries; ++k) {
    Val& operand = operands[static_cast<size_t>(k)];
    operand = takes_over ? owned_object(operand) : to_object(operand);
    store(Op::kStorePtr, context, operand.v[0], base + 8 * k, Alias::kAny);
  }
  const Value address = emit(Op::kElementPtr, Type::kPtr, {context, const_int(base)}, 1);
  const Value built = call(plain ? Helper::k_build_plain : Helper::k_build,
                           {const_int(kind), address, const_int(entries)});
  const bool is_keyed = inst_->op == PyOp::kBuildConstKeyMap;  // by plain keys: nothing raises
  raise_if(is_null(built), entries > 0 && !is_keyed ? entries - 1 : 0);
  if (!takes_over) {
    for (const Val& operand : operands) release_later(operand);
  }
  push(object_val(built, result, Own::kOwned));
}

// Appends to an exact list, which takes over the value's reference if it has one. Where there is
// room nothing is called.
void Specializer::append_to_list(Value list, const Val& value, int raiser_from_top) {
  const bool moves = value.own == Own::kOwned;
  const ir::BlockId room = new_block(), full = new_block(), join = new_block();
  const Value size = load(Op::kLoadI64, list, layout_.size, Alias::kContainer);
  const Value allocated = load(Op::kLoadI64, list, layout_.list_allocated, Alias::kContainer);
  branch(emit(Op::kICmpLt, Type::kBool, {size, allocated}), room, full);
  set_block(room);
  const Value items = load(Op::kLoadPtr, list, layout_.list_items, Alias::kContainer);
  if (!moves) emit(Op::kIncRef, Type::kVoid, {value.v[0]}, 0, Alias::kHeader);
  store(Op::kStorePtr, emit(Op::kElementPtr, Type::kPtr, {items, size}, 8), value.v[0], 0,
        Alias::kElements);
  store(Op::kStoreI64, list, emit(Op::kAdd, Type::kInt, {size, const_int(1)}), layout_.size,
        Alias::kContainer);
  jump(join);
  set_block(full);
  const Value status = call(Helper::k_list_append, {list, value.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), raiser_from_top);
  if (moves) emit(Op::kDecRef, Type::kVoid, {value.v[0]}, 0, Alias::kHeader);  // the list's is left
  jump(join);
  set_block(join);
}

void Specializer::list_append(int depth) {
  Val& list = top(depth);
  if (list.rep != Rep::kObject) {
    leave_here("append to an unusual list");
    return;
  }
  note_native();
  const Value pointer = as_pointer(list);
  const Val object = to_object(pop());
  append_to_list(pointer, object, 0);
}

void Specializer::set_add(int depth) {
  const Kind kind = guess(top());
  const bool plain = types::is_plain_key(kind);
  if (plain) {
    if (top().rep == Rep::kObject) refine(top(), kind);
    note_native();
    publish(false);
  } else {
    if (!goes_generic("hash of an object of unknown type")) return;
    barrier();
    publish();
    mark_unsafe();
  }
  const Value pointer = as_pointer(top(depth));
  const Val value = to_object(pop());
  const Value status = call(Helper::k_set_add, {pointer, value.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  release_later(value);
}

void Specializer::map_add(int depth) {
  if (!goes_generic("a dict comprehension stores")) return;
  barrier();
  publish();
  mark_unsafe();
  const Value pointer = as_pointer(top(depth + 1));
  const Val value = to_object(pop()), key = to_object(pop());
  const Value status = call(Helper::k_set_item, {pointer, key.v[0], value.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 1);
  release_later(key);
  release_later(value);
}

void Specializer::list_extend(int depth) {
  if (!goes_generic("list.extend")) return;
  barrier();
  publish();
  mark_unsafe();
  const Value pointer = as_pointer(top(depth));
  const Val value = to_object(pop());
  const Value status = call(Helper::k_list_extend, {pointer, value.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  release_later(value);
}

void Specializer::unpack(int count) {
  Val& value = top();
  const Kind kind = guess(value);
  if (kind == Kind::kTuple || kind == Kind::kList) {
    if (value.rep == Rep::kObject) refine(value, kind);
    const Value pointer = as_pointer(value);
    guard(emit(Op::kICmpEq, Type::kBool,
               {load(Op::kLoadI64, pointer, layout_.size, Alias::kContainer), const_int(count)}));
    const Value items =
        kind == Kind::kList
            ? load(Op::kLoadPtr, pointer, layout_.list_items, Alias::kContainer)
            : emit(Op::kElementPtr, Type::kPtr, {pointer, const_int(layout_.tuple_items)}, 1);
    const bool lasting =
        value.own == Own::kLocal || value.own == Own::kTransient || value.rep == Rep::kConst;
    std::vector<Val> parts;
    for (int k = 0; k < count; ++k) {
      const Value entry = load(Op::kLoadPtr, items, 8 * k, Alias::kElements);
      Val part = element(entry, world_->element_at(value.ref, k), true, Own::kTransient);
      if (!lasting) part = at_rest(part);
      parts.push_back(part);
    }
    release_later(pop());
    for (int k = count; k-- > 0;) push(parts[static_cast<size_t>(k)]);
    note_native();
    return;
  }
  if (count > ir::kMaxCallArguments) {
    leave_here("unpacking of many values");
    return;
  }
  if (!goes_generic("unpacking of an object of unknown type")) return;
  barrier();
  publish();
  mark_unsafe();
  const Val object = to_object(pop());
  const Value context = emit(Op::kContext, Type::kPtr, {});
  const int64_t base = offsetof(ir::Context, arguments) + 8;
  const Value address = emit(Op::kElementPtr, Type::kPtr, {context, const_int(base)}, 1);
  const Value status = call(Helper::k_unpack, {object.v[0], address, const_int(count)});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  for (int k = count; k-- > 0;) {
    push(object_val(load(Op::kLoadPtr, context, base + 8 * k, Alias::kAny), Kind::kUnknown,
                    Own::kOwned));
  }
  release_later(object);
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
  const Kind c = guess(top(2));
  const bool plain = (c == Kind::kStr || c == Kind::kList || c == Kind::kTuple ||
                      c == Kind::kBytes || c == Kind::kByteArray) &&
                     plain_bounds();
  if (plain) {
    for (int k = 0; k < 3; ++k) {
      if (top(k).rep == Rep::kObject) refine(top(k), guess(top(k)));
    }
    note_native();
  } else {
    if (!goes_generic("slice of an object of unknown type")) return;
    barrier();
    publish();
    mark_unsafe();
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
    for (int k = 0; k < 4; ++k) {
      if (top(k).rep == Rep::kObject) refine(top(k), guess(top(k)));
    }
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

// conversion: 0 none, 1 str, 2 repr, 3 ascii; +4: conversion only
void Specializer::format(bool spec, int conversion) {
  Val& value = top(spec ? 1 : 0);
  const Kind kind = guess(value);
  const bool plain =
      kind == Kind::kInt || kind == Kind::kFloat || kind == Kind::kStr || kind == Kind::kBool;
  if (plain) {
    if (value.rep == Rep::kObject) refine(value, kind);
    note_native();
  } else {
    if (!goes_generic("formatting of an object of unknown type")) return;
    barrier();
    publish();
    mark_unsafe();
  }
  Val spec_value;
  if (spec) spec_value = to_object(pop());
  const Val object = to_object(pop());
  const Value result = call(
      Helper::k_format, {object.v[0], spec ? spec_value.v[0] : null_ptr(), const_int(conversion)});
  raise_if(is_null(result), spec ? 1 : 0);
  release_later(object);
  if (spec) release_later(spec_value);
  // __repr__ and __format__ may give a subclass.
  push(object_val(result, plain ? Kind::kStr : Kind::kUnknown, Own::kOwned));
}

}  // namespace hasten::optimize
