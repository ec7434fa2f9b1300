// variables: locals, cells and names in the Specializer. See specializer.h.
#include "optimize/specializer.h"

namespace hasten::optimize {

void Specializer::load_fast(int slot, bool check) {
  const int index = var_of(slot);
  Var& var = env_.vars[index];
  note_native();
  if (var.in_register) {
    Val value = var.val;
    if (pure_ || !has_home(index)) {
      if (value.rep == Rep::kObject) value.own = Own::kTransient;  // the variable holds it
      push(value);
      return;
    }
    if (value.rep != Rep::kBool) {
      value.own = Own::kLocal;
      value.slot = index;
    }
    push(value);
    return;
  }
  if (pure_ || !has_home(index)) {
    leave_here("an unbound variable");
    return;
  }
  const Value pointer = load_slot(index);
  if (check && var.maybe_null) {
    guard_not(is_null(pointer));
    var.maybe_null = false;
  }
  Val value = object_val(pointer, code_->local_is_cell[slot] ? Kind::kUnknown : var.kind,
                         Own::kLocal, var.ref);
  value.slot = index;
  if (value.kind == Kind::kInstance) value.type = var.type;
  value.is = var.is;
  push(value);
}

void Specializer::store_fast(int slot) {
  note_native();
  Val value = pop();
  // Entries that borrow from the slot take their own reference before it changes.
  for (size_t d = 0; d < env_.stack.size(); ++d) {
    Val& entry = env_.stack[d];
    if (entry.own != Own::kLocal || entry.slot != var_of(slot) || pure_) continue;
    if (entry.rep == Rep::kObject) entry = owned_object(entry);
    entry.own = entry.rep == Rep::kObject ? entry.own : Own::kNone;
  }
  if (value.rep == Rep::kRange) value = materialise(value);
  if (in_expression()) {
    bind_in_expression(var_of(slot), value);
    return;
  }
  // What it holds now is the best guess at what it is about to get.
  if (value.rep == Rep::kObject && value.ref == 0 && env_.level == 0 && !pure_)
    value.ref = world_->local(slot);
  store_variable(var_of(slot), value);
}

// The variable is this number, by itself. Whether its home knows is said by `dirty`.
void Specializer::keep_number(Var& var, const Val& number) {
  var.in_register = true;
  var.maybe_null = var.unbound = false;
  var.kind = number.kind;
  var.val = number;
  var.val.ref = var.val.is = 0;
  var.val.own = Own::kNone;
  var.val.slot = var.val.origin = -1;
}

// A constant that is a number lies in a register once it is bound.
Val Specializer::unboxed_constant(const Val& value) {
  const bool number =
      value.rep == Rep::kConst && !types::is_numpy_number(value.kind) && unboxable(value);
  return number ? unboxed(value) : value;
}

// Binds a fast slot; takes the value's reference over.
void Specializer::store_variable(int index, Val value) {
  Var& var = env_.vars[index];
  value = unboxed_constant(value);
  if (pure_) {  // borrowed from the caller for the whole call
    var = Var{};
    var.in_register = true;
    var.maybe_null = false;
    var.kind = value.kind;
    var.val = value;
    return;
  }
  if (is_unboxed(value)) {
    const bool was_object = !is_name(index) && !var.in_register && !var.unbound &&
                            (var.maybe_null || !types::is_scalar(var.kind)) &&
                            !(var.maybe_null && var.ref == 0 && !used_[index]);
    if (was_object) {
      const Value old = load_slot(index);
      store_slot(index, null_ptr());
      const Kind kind = var.kind;
      const bool maybe_null = var.maybe_null;
      var = Var{};
      release_now(old, kind, maybe_null);
    }
    keep_number(var, value);
    var.dirty = true;
    return;
  }
  // In the region's own code it would differ from one iteration to the next, and make two loops.
  const bool is_callable = value.kind == Kind::kFunction || value.kind == Kind::kBuiltin ||
                           value.kind == Kind::kType || value.kind == Kind::kModule;
  const Ref is = env_.level > 0 && is_callable ? identity_of(value) : 0;
  if (value.rep != Rep::kNull) value = owned_object(value);
  const bool was_unbound = var.unbound;
  const Value old = was_unbound ? -1 : load_slot(index);
  store_slot(index, value.rep == Rep::kNull ? null_ptr() : value.v[0]);
  const Kind old_kind = var.in_register ? Kind::kInt : var.kind;  // stale boxes are scalars
  const bool maybe_null = var.in_register || var.maybe_null;
  if (value.rep == Rep::kNull) {  // a comprehension's own variable goes out of scope
    unbind(index);
    if (!was_unbound) release_now(old, old_kind, maybe_null);
    return;
  }
  var = Var{};
  var.maybe_null = false;
  var.kind = value.kind;
  var.ref = value.ref;
  var.type = value.type;
  var.is = is;
  if (!was_unbound) release_now(old, old_kind, maybe_null);
}

// A comprehension's own variable hides the function's: its value waits on the stack.
void Specializer::load_fast_and_clear(int slot) {
  const int index = var_of(slot);
  Var& var = env_.vars[index];
  if (code_->local_is_cell[slot]) {
    leave_here("a comprehension shares a variable with an inner function");
    return;
  }
  if (var.in_register) {
    push(owned_object(to_object(var.val)));
    const Value stale = load_slot(index);
    store_slot(index, null_ptr());
    release_now(stale, Kind::kInt, true);
  } else if (var.maybe_null) {
    if (!var.unbound) guard(is_null(load_slot(index)));  // as it is before its first use
    push(Val{});
  } else {
    push(object_val(load_slot(index), var.kind, Own::kOwned, var.ref));
    store_slot(index, null_ptr());
  }
  unbind(index);
}

// Its home has been set to NULL.
void Specializer::unbind(int index) {
  Var& var = env_.vars[static_cast<size_t>(index)];
  var = Var{};
  var.unbound = true;
}

void Specializer::delete_fast(int slot) {
  const int index = var_of(slot);
  Var& var = env_.vars[index];
  if (pure_ || !has_home(index) || var.unbound || code_->local_is_cell[slot]) {
    leave_here("del of a variable");
    return;
  }
  note_native();
  const bool stale = var.in_register;  // then the home holds a stale number or nothing
  const Value old = load_slot(index);
  if (!stale && var.maybe_null) guard_not(is_null(old));
  for (Val& entry : env_.stack) {
    if (entry.own != Own::kLocal || entry.slot != index) continue;
    if (entry.rep == Rep::kObject) entry = owned_object(entry);
    entry.own = entry.rep == Rep::kObject ? entry.own : Own::kNone;
  }
  store_slot(index, null_ptr());
  const Kind kind = stale ? Kind::kInt : var.kind;
  unbind(index);
  release_now(old, kind, stale);
}

void Specializer::load_deref(int slot) {
  if (in_expression()) {
    load_free_in_expression(slot);
    return;
  }
  note_native();
  const Value cell = load_slot(var_of(slot));
  const Value pointer = load(Op::kLoadPtr, cell, layout_.cell_value, Alias::kContainer);
  guard_not(is_null(pointer));
  push(owned_object(object_val(pointer, Kind::kUnknown, Own::kTransient, world_->local(slot))));
}

void Specializer::store_deref(int slot) {
  note_native();
  barrier();
  const Val value = owned_object(pop());
  const Value cell = load_slot(var_of(slot));
  const Value old = load(Op::kLoadPtr, cell, layout_.cell_value, Alias::kContainer);
  store(Op::kStorePtr, cell, value.v[0], layout_.cell_value, Alias::kContainer);
  release_now(old, Kind::kUnknown, true);
}

void Specializer::delete_deref(int slot) {
  note_native();
  barrier();
  const Value cell = load_slot(var_of(slot));
  const Value old = load(Op::kLoadPtr, cell, layout_.cell_value, Alias::kContainer);
  guard_not(is_null(old));
  store(Op::kStorePtr, cell, null_ptr(), layout_.cell_value, Alias::kContainer);
  release_now(old, Kind::kUnknown, false);
}

// A name the loop does not bind is taken as constant if a watcher can vouch for it; else it is
// looked up.
void Specializer::load_name(int name, bool local_namespace) {
  const auto promoted = variable_of_name_.find(name);
  if (env_.level == 0 && promoted != variable_of_name_.end()) {
    note_native();
    push(env_.vars[promoted->second].val);
    return;
  }
  const Ref stable = world_->stable_name(name, local_namespace);
  if (stable != 0 && !promoted_names_.empty() && world_->is_namespace(stable)) {
    leave_here("the module's own namespace as a dict");
    return;
  }
  if (stable != 0) {
    note_native();
    Val value = const_val(stable);
    value.own = Own::kTransient;
    push(value);
    return;
  }
  if (const Value names = plain_namespace(name, local_namespace); names >= 0) {
    note_native();
    const Value slot = call(Helper::k_name_slot, {names, const_object(world_->name(name))});
    guard_not(is_null(slot));
    const Value found = load(Op::kLoadPtr, slot, 0, Alias::kElements);
    guard_not(is_null(found));
    push(object_val(found, Kind::kUnknown, Own::kTransient, world_->current_name(name)));
    return;
  }
  if (!goes_generic("the name " + code_->names[name] + " is looked up in a dict")) return;
  if (env_.level > 0)
    publish();  // it is looked up in the frame that runs, and may be in a register
  const Value found = call(Helper::k_load_name,
                           {const_int(local_namespace ? 1 : 0), const_object(world_->name(name))});
  // Not guard(): a failure made up for tests would lose the reference just taken.
  emit(Op::kGuard, Type::kVoid, {negate(is_null(found))}, 0, Alias::kAny, guard_exit());
  push(object_val(found, Kind::kUnknown, Own::kOwned,
                  local_namespace ? world_->current_name(name) : 0));
}

// The dict that the name is in or is to be bound in, -1: another namespace, or it may be in a
// register of the module's own loop.
Value Specializer::plain_namespace(int name, bool local_namespace) {
  if (pure_ || distrusted() || !world_->shares_globals()) return -1;
  const Ref globals = world_->globals();
  if (world_->kind_of(globals) != Kind::kDict ||
      (local_namespace && !world_->is_namespace(globals)))
    return -1;
  for (const int promoted : promoted_names_) {
    if (levels_[0].code->names[static_cast<size_t>(promoted)] ==
        code_->names[static_cast<size_t>(name)])
      return -1;
  }
  return const_object(globals);
}

void Specializer::store_name(int name, bool global) {
  const auto promoted = variable_of_name_.find(name);
  if (env_.level == 0 && promoted != variable_of_name_.end()) {
    Val& value = top();
    // What it holds now is the best guess at what it is about to get.
    if (value.rep == Rep::kObject && value.ref == 0) value.ref = world_->current_name(name);
    if (unboxable(value) || value.rep == Rep::kInt) {
      Val number = unboxed(value);
      note_native();
      release_later(pop());
      store_variable(promoted->second, number);
      return;
    }
    // Another round keeps it in the dict.
    shared_.object_names->insert(name);
    shared_.incomplete = true;
    leave_here("the global " + code_->names[name] + " turns into another kind of object");
    return;
  }
  const Value names = plain_namespace(name, !global);
  if (names < 0 && !goes_generic("the name " + code_->names[name] + " is stored in a dict")) return;
  if (names >= 0) note_native();
  check_boxes(1);
  barrier();
  if (names < 0) publish(false);
  const Val object = to_object(pop());
  const Value key = const_object(world_->name(name));
  const std::vector<Value> operands = {key, object.v[0], const_int(global ? 1 : 0)};
  const Value quietly = names >= 0 ? call(Helper::k_store_global, {names, key, object.v[0]})
                                   : call(Helper::k_store_name_quietly, operands);
  // 1: the value replaced might run a destructor, so the frame is made true first.
  const Value status = retried_loudly(quietly, Helper::k_store_name, operands);
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  release_later(object);
  mark_unsafe();
}

// What cannot be unbound is left to the interpreter, which says why.
void Specializer::delete_name(int name, bool global) {
  if (!goes_generic("del of the name " + code_->names[name])) return;
  barrier();
  publish();
  const Value status =
      call(Helper::k_delete_name, {const_object(world_->name(name)), const_int(global ? 1 : 0)});
  // Not guard(): a failure made up for tests would unbind it twice.
  emit(Op::kGuard, Type::kVoid, {emit(Op::kICmpEq, Type::kBool, {status, const_int(0)})}, 0,
       Alias::kAny, guard_exit());
  mark_unsafe();
}

}  // namespace hasten::optimize
