// statements: instructions that go through the C API and belong to no other family, in the
// Specializer: super(), parts of functions made in a loop, with, import. See specializer.h.
#include "optimize/specializer.h"

namespace hasten::optimize {

// super().name, super(class, self).name and the same for a call.
void Specializer::load_super_attr(int arg) {
  const bool method = (arg & 1) != 0;
  const int name = arg >> 2;
  if (!are_values(3)) {
    leave_here("super() of an iterator");
    return;
  }
  if (!goes_generic("super()." + code_->names[name])) return;
  check_boxes(3);
  barrier();
  publish();
  mark_unsafe();
  const Val self = to_object(pop()), type = to_object(pop()), callable = to_object(pop());
  const Value result =
      call(Helper::k_super_attr, {callable.v[0], type.v[0], self.v[0],
                                  const_object(world_->name(name)), const_int((arg >> 1) & 1)});
  raise_if(is_null(result), 2);
  for (const Val& operand : {callable, type, self}) release_later(operand);
  const Val attribute = object_val(result, Kind::kUnknown, Own::kOwned);
  if (method && code_->null_below_callable) push(Val{});
  push(attribute);
  if (method && !code_->null_below_callable) push(Val{});
}

// The function on top has just been made and nobody has seen it.
void Specializer::set_function_attribute(int flag) {
  if (!is_value(top(1))) {
    leave_here("a function with an iterator for an attribute is made");
    return;
  }
  note_native();
  const Val function = to_object(pop());
  const Val value = to_object(pop());
  call(Helper::k_set_function_attribute, {function.v[0], value.v[0], const_int(flag)});
  release_later(value);
  push(function);
}

// with: the interpreter lets go of the context manager before it calls __enter__, and so does the
// helper. What fails is raised in place of what is then left of the entry.
void Specializer::before_with() {
  if (!is_value(top())) {
    leave_here("with of an iterator");
    return;
  }
  if (!runs_python("with")) return;
  const Val manager = owned_object(pop());
  const Value context = emit(Op::kContext, Type::kPtr, {});
  const int64_t base = offsetof(ir::Context, arguments);
  const Value place = emit(Op::kElementPtr, Type::kPtr, {context, const_int(base)}, 1);
  const Value entered = call(Helper::k_before_with, {manager.v[0], place});
  const Value left = load(Op::kLoadPtr, context, base, Alias::kAny);
  boxes_.clear();
  before_.stack.back() = object_val(left, Kind::kUnknown, Own::kOwned);
  cached_guard_exit_ = cached_overflow_exit_ = -1;
  raise_if(is_null(entered), 0);
  push(object_val(left, Kind::kUnknown, Own::kOwned));
  push(object_val(entered, Kind::kUnknown, Own::kOwned));
}

void Specializer::import_name(int name) {
  if (distrusted()) {
    leave_here("import by a function of the program");
    return;
  }
  if (!runs_python("import")) return;
  const Val names = to_object(pop()), level_of_import = to_object(pop());
  const Value module = call(Helper::k_import_name,
                            {const_object(world_->name(name)), names.v[0], level_of_import.v[0]});
  raise_or_repeat(module, 1);
  release_later(level_of_import);
  release_later(names);
  push(object_val(module, Kind::kUnknown, Own::kOwned));
}

void Specializer::import_from(int name) {
  if (distrusted() || !is_value(top())) {
    leave_here("import of what a module has to look for");
    return;
  }
  if (!goes_generic("import")) return;
  const Value found =
      call(Helper::k_import_from, {as_pointer(top()), const_object(world_->name(name))});
  // Not guard(): a failure made up for tests would lose the reference just taken.
  emit(Op::kGuard, Type::kVoid, {negate(is_null(found))}, 0, Alias::kAny, guard_exit());
  push(object_val(found, Kind::kUnknown, Own::kOwned));
}

}  // namespace hasten::optimize
