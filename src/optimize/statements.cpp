// statements: instructions that go through the C API and belong to no other family, in the
// Specializer: super(), parts of functions made in a loop. See specializer.h.
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

}  // namespace hasten::optimize
