// attributes: loading and storing attributes in the Specializer. Instances of a type that a watcher
// vouches for are read and written in place; what lies on a class is a constant; everything else
// goes through the C API.
#include "optimize/specializer.h"

namespace hasten::optimize {

using types::AttributeFacts;
using Place = types::AttributeFacts::Place;

// What is known of the attribute, if the owner is (or was, when the region was built) an instance.
AttributeFacts Specializer::attribute_facts(const Val& owner, int name) {
  const bool instance = (owner.rep == Rep::kObject || owner.rep == Rep::kConst) && owner.ref != 0 &&
                        (owner.kind == Kind::kUnknown || owner.kind == Kind::kInstance) &&
                        !distrusted();
  return instance ? world_->attribute(owner.ref, name) : AttributeFacts{};
}

// Guards that an object has exactly this type, which has its attributes where the facts say.
void Specializer::refine_type(Val& value, Ref type) {
  if (value.type == type) return;
  const Value found = load(Op::kLoadPtr, as_pointer(value), layout_.type, Alias::kHeader);
  guard(emit(Op::kPtrEq, Type::kBool, {found, const_object(type)}));
  value.kind = Kind::kInstance;
  value.type = type;
  if (value.own == Own::kLocal && value.slot >= 0 && !is_name(value.slot) &&
      !env_.vars[value.slot].in_register) {
    Var& var = env_.vars[value.slot];
    var.kind = Kind::kInstance;
    var.type = type;
    var.maybe_null = false;
  }
}

// An object from a container of several types: this instruction is done once for each of them, with
// the type known. True: the block has ended.
bool Specializer::split_by_type(int from_top) {
  constexpr size_t kMostTypes = 3;
  const Val owner = top(from_top);
  if (pure_ || owner.rep != Rep::kObject || owner.kind != Kind::kUnknown || owner.ref == 0 ||
      distrusted())
    return false;
  const std::vector<Ref> examples = world_->mixed_types(owner.ref);
  if (examples.empty() || examples.size() > kMostTypes) return false;
  Val held = owner;
  const Value found = load(Op::kLoadPtr, as_pointer(held), layout_.type, Alias::kHeader);
  const Env before = env_;
  for (const Ref example : examples) {
    const Ref type = world_->type_object_of(example);
    const ir::BlockId same = new_block(), other = new_block();
    branch(emit(Op::kPtrEq, Type::kBool, {found, const_object(type)}), same, other);
    set_block(same);
    env_ = before;
    Val& known = top(from_top);
    known.kind = Kind::kInstance;
    known.type = type;
    known.ref = example;
    if (known.own == Own::kLocal && known.slot >= 0 && !is_name(known.slot)) {
      Var& var = env_.vars[static_cast<size_t>(known.slot)];
      var.kind = Kind::kInstance;
      var.type = type;
      var.ref = example;
      var.maybe_null = false;
    }
    go_to(pc_, false);
    set_block(other);
  }
  env_ = before;
  emit(Op::kLeave, Type::kVoid, {}, 0, Alias::kAny, guard_exit());
  block_ = -1;
  return true;
}

// After code that may give an object another class.
void Specializer::forget_types() {
  const auto forget = [](auto& value) {
    if (value.kind == Kind::kInstance) value.kind = Kind::kUnknown;
    value.type = 0;
  };
  for (Var& var : env_.vars) forget(var);
  for (Val& value : env_.stack) forget(value);
}

// Address of the inline values, guarded to be in use and, for a store, not shared with a dict.
Value Specializer::inline_values(Value object, const AttributeFacts& facts, bool to_store) {
  const auto [known, is_new] = values_of_.emplace(std::make_pair(block_, object), -1);
  if (is_new) known->second = guarded_values(object, facts);
  if (to_store && layout_.values_valid >= 0)
    guard(is_null(load(Op::kLoadPtr, object, layout_.managed_dict, Alias::kContainer)));
  return known->second;
}

Value Specializer::guarded_values(Value object, const AttributeFacts& facts) {
  if (layout_.values_valid < 0) {  // 3.12: a pointer with a mark in its lowest bit
    const Value mark =
        emit(Op::kAnd, Type::kInt,
             {load(Op::kLoadU8, object, layout_.managed_dict, Alias::kContainer), const_int(1)});
    guard(emit(Op::kICmpNe, Type::kBool, {mark, const_int(0)}));
    const Value held = load(Op::kLoadPtr, object, layout_.managed_dict, Alias::kContainer);
    return emit(Op::kElementPtr, Type::kPtr, {held, const_int(1)}, 1);
  }
  const Value valid =
      load(Op::kLoadU8, object, facts.values + layout_.values_valid, Alias::kContainer);
  guard(emit(Op::kICmpNe, Type::kBool, {valid, const_int(0)}));
  return emit(Op::kElementPtr, Type::kPtr, {object, const_int(facts.values + layout_.values_first)},
              1);
}

// Address of the attribute's value in the object.
Value Specializer::attribute_place(Val& owner, const AttributeFacts& facts, bool to_store) {
  refine_type(owner, facts.type);
  const Value object = as_pointer(owner);
  const Value base = facts.place == Place::kSlot ? object : inline_values(object, facts, to_store);
  return emit(Op::kElementPtr, Type::kPtr, {base, const_int(facts.offset)}, 1);
}

// What the instance has under the name in its dict, or NULL.
Value Specializer::own_attribute(Val& owner, const AttributeFacts& facts, int name) {
  refine_type(owner, facts.type);
  const Value slot = call(Helper::k_own_attribute, {as_pointer(owner), const_int(facts.dict),
                                                    const_object(world_->name(name))});
  guard_not(is_null(slot));
  return load(Op::kLoadPtr, slot, 0, Alias::kElements);
}

// A tuple's size is not told by its class.
Value Specializer::named_item(Val& owner, const AttributeFacts& facts) {
  refine_type(owner, facts.type);
  const Value tuple = as_pointer(owner);
  const Value size = load(Op::kLoadI64, tuple, layout_.size, Alias::kContainer);
  guard(emit(Op::kICmpGt, Type::kBool, {size, const_int(facts.offset)}));
  return load(Op::kLoadPtr, tuple, layout_.tuple_items + 8 * int64_t{facts.offset},
              Alias::kElements);
}

// Guards that the attribute is the class's: the instance has none of its own by that name.
void Specializer::guard_not_shadowed(Val& owner, const AttributeFacts& facts, int name) {
  refine_type(owner, facts.type);
  if (facts.dict != 0) guard(is_null(own_attribute(owner, facts, name)));
  if (facts.keys_count < 0) return;
  inline_values(as_pointer(owner), facts, false);
  const Value keys =
      load(Op::kLoadPtr, const_object(facts.type), layout_.type_keys, Alias::kContainer);
  guard(emit(Op::kICmpEq, Type::kBool,
             {load(Op::kLoadI64, keys, layout_.keys_count, Alias::kContainer),
              const_int(facts.keys_count)}));
}

// The value of an attribute that needs no call: of a module, a class or an instance.
bool Specializer::plain_attribute(int name) {
  Val& owner = top();
  if (owner.rep == Rep::kConst && (owner.kind == Kind::kModule || owner.kind == Kind::kType)) {
    const Ref value = owner.kind == Kind::kModule ? world_->stable_attribute(owner.ref, name)
                                                  : world_->class_attribute(owner.ref, name);
    if (value == 0) return false;
    note_native();
    pop();
    Val attribute = const_val(value);
    attribute.own = Own::kTransient;
    push(attribute);
    return true;
  }
  const AttributeFacts facts = attribute_facts(owner, name);
  if (facts.place == Place::kClass) {
    guard_not_shadowed(owner, facts, name);
    note_native();
    release_later(pop());
    Val attribute = const_val(facts.value);
    attribute.own = Own::kTransient;
    push(attribute);
    return true;
  }
  Value found = -1;
  if (facts.place == Place::kDict) {
    found = own_attribute(owner, facts, name);
  } else if (facts.place == Place::kTupleItem) {
    found = named_item(owner, facts);
  } else if (facts.place == Place::kInstance || facts.place == Place::kSlot) {
    found = load(Op::kLoadPtr, attribute_place(owner, facts, false), 0, Alias::kElements);
  } else {
    return false;
  }
  guard_not(is_null(found));
  const bool lasting =
      owner.own == Own::kLocal || owner.own == Own::kTransient || owner.rep == Rep::kConst;
  Val value = element(found, facts.value, true, Own::kTransient);
  if (value.rep == Rep::kObject && !lasting)
    value = owned_object(value);  // the owner may die with this instruction
  if (!lasting) value.own = value.rep == Rep::kObject ? value.own : Own::kNone;
  note_native();
  release_later(pop());
  push(value);
  return true;
}

void Specializer::load_attr(int name) {
  if (array_attribute(name) || split_by_type(0) || plain_attribute(name) || property_load(name) ||
      bind_method(name))
    return;
  if (!goes_generic("attribute " + code_->names[name])) return;
  barrier();
  publish();
  const Val object = to_object(pop());
  const Value result = call(Helper::k_get_attr, {object.v[0], const_object(world_->name(name))});
  raise_if(is_null(result), 0);
  release_later(object);
  push(object_val(result, Kind::kUnknown, Own::kOwned));
  mark_unsafe();
}

void Specializer::load_method(int name) {
  if (split_by_type(0)) return;
  Val& owner = top();
  const Kind kind = guess(owner);
  const auto push_pair = [&](const Val& callable, const Val& self, bool has_self) {
    // 3.12: (method, self) or (NULL, callable); later: (callable, self or NULL)
    if (has_self) {
      push(callable);
      push(self);
    } else if (code_->null_below_callable) {
      push(Val{});
      push(callable);
    } else {
      push(callable);
      push(Val{});
    }
  };
  const Ref method = kind == Kind::kUnknown ? 0 : world_->method_descriptor(kind, name);
  if (method != 0 && owner.rep <= Rep::kConst && owner.rep != Rep::kNull) {
    if (owner.rep == Rep::kObject) refine(owner, kind);
    note_native();
    const Val self = pop();
    push_pair(const_val(method), self, true);
    return;
  }
  const AttributeFacts facts = attribute_facts(owner, name);
  if (facts.place == Place::kMethod || facts.place == Place::kBuiltinMethod) {
    guard_not_shadowed(owner, facts, name);
    note_native();
    const Val self = pop();
    Val callable = const_val(facts.value);
    callable.own = Own::kTransient;
    push_pair(callable, self, true);
    return;
  }
  if (plain_attribute(name)) {
    const Val attribute = pop();
    push_pair(attribute, Val{}, false);
    return;
  }
  if (!goes_generic("method " + code_->names[name])) return;
  barrier();
  publish();
  const Val object = to_object(pop());
  const Value context = emit(Op::kContext, Type::kPtr, {});
  const int64_t base = offsetof(ir::Context, arguments);
  const Value place = emit(Op::kElementPtr, Type::kPtr, {context, const_int(base)}, 1);
  const Value found =
      call(Helper::k_get_method, {object.v[0], const_object(world_->name(name)), place});
  raise_if(is_null(found), 0);
  release_later(object);
  const Value self = load(Op::kLoadPtr, context, base, Alias::kAny);
  mark_unsafe();
  // The two shapes differ in where the NULL is; a value that may be NULL is an entry of its own
  // kind.
  const Val callable = object_val(found, Kind::kUnknown, Own::kOwned);
  if (!code_->null_below_callable) {
    push(callable);
    push(object_val(self, Kind::kNull, Own::kOwned));
    return;
  }
  const Value no_self = is_null(self);
  push(object_val(emit(Op::kSelectPtr, Type::kPtr, {no_self, null_ptr(), found}), Kind::kNull,
                  Own::kOwned));
  push(object_val(emit(Op::kSelectPtr, Type::kPtr, {no_self, found, self}), Kind::kUnknown,
                  Own::kOwned));
}

// Stores into an instance in place; the value's reference moves there.
bool Specializer::instance_store(int name) {
  Val& owner = top(0);
  Val& value = top(1);
  if (!is_value(value)) return false;
  const AttributeFacts facts = attribute_facts(owner, name);
  if (facts.place != Place::kInstance && facts.place != Place::kSlot) return false;
  const bool number = (value.rep == Rep::kFloat || value.rep == Rep::kInt) &&
                      !types::is_numpy_number(value.kind) && value.own != Own::kTransient &&
                      facts.value != 0;
  barrier(number ? 2 : 0);
  const Value place = attribute_place(owner, facts, true);
  const Value old = load(Op::kLoadPtr, place, 0, Alias::kElements);
  if (number) {
    guard_not(is_null(old));
    Val plain = value;
    plain.own = Own::kNone;
    store_number(place, old, plain);
    release_later(pop());
    release_later(pop());
  } else {
    check_boxes(2);
    const Val holder = pop();
    const Val original = pop();
    const Val object = to_object(original);
    const ir::BlockId first = new_block(), again = new_block(), done = new_block();
    branch(is_null(old), first, again);
    set_block(first);
    if (facts.place == Place::kInstance) {
      Val target = holder;
      call(Helper::k_first_value, {as_pointer(target), const_int(facts.offset), object.v[0]});
    } else {
      emit(Op::kIncRef, Type::kVoid, {object.v[0]}, 0, Alias::kHeader);
      store(Op::kStorePtr, place, object.v[0], 0, Alias::kElements);
    }
    jump(done);
    set_block(again);
    emit(Op::kIncRef, Type::kVoid, {object.v[0]}, 0, Alias::kHeader);
    store(Op::kStorePtr, place, object.v[0], 0, Alias::kElements);
    release_now(old, Kind::kUnknown, false);
    jump(done);
    set_block(done);
    release_later(object);
    release_later(holder);
  }
  note_native();
  return true;
}

void Specializer::store_attr(int name) {
  if (level().makes && store_in_made(name)) return;
  if (split_by_type(0)) return;
  if (instance_store(name)) return;
  if (!goes_generic("attribute " + code_->names[name] + " is stored")) return;
  barrier();
  publish();
  const Val owner = to_object(pop()), value = to_object(pop());
  const Value status =
      call(Helper::k_set_attr, {owner.v[0], const_object(world_->name(name)), value.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  release_later(value);
  release_later(owner);
  mark_unsafe();
}

void Specializer::delete_attr(int name) {
  if (!is_value(top())) {
    leave_here("del of an attribute of an iterator");
    return;
  }
  if (!goes_generic("del of attribute " + code_->names[name])) return;
  barrier();
  publish();
  const Val owner = to_object(pop());
  const Value status = call(Helper::k_del_attr, {owner.v[0], const_object(world_->name(name))});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  release_later(owner);
  mark_unsafe();
}

}  // namespace hasten::optimize
