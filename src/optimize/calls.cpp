// calls: calls in the Specializer. Built-ins that are known (builtins.cpp) have native bodies or
// are called directly; everything else goes through the C API with the frame made true first.
#include "optimize/specializer.h"

namespace hasten::optimize {

void Specializer::call_kw(int count) {
  const Val names = top();
  if (names.rep != Rep::kConst || names.kind != Kind::kTuple) {
    leave_here("keyword names that are not constant");
    return;
  }
  call_named(count, names.ref);
}

// What is called, below so many entries.
Specializer::Called Specializer::called(int entries) {
  const Val &first = top(entries + 1), &second = top(entries);
  if (!code_->null_below_callable) return {first, second, second.rep != Rep::kNull};
  if (first.rep != Rep::kNull) return {first, second, true};
  return {second, Val{}, false};
}

// Whether the tuple of keyword names is an operand too (from 3.13 on).
int Specializer::names_above(Ref names) const { return names != 0 && inst_->names < 0 ? 1 : 0; }

// The arguments on the stack, self included if there is one.
std::vector<Val> Specializer::arguments_of_call(int given, Ref names) const {
  const auto end = env_.stack.end() - names_above(names);
  return {end - given, end};
}

std::vector<Val> Specializer::bound(const std::vector<types::World::Binding>& bindings,
                                    const std::vector<Val>& arguments) const {
  std::vector<Val> values;
  values.reserve(bindings.size());
  for (const types::World::Binding& binding : bindings) {
    values.push_back(binding.argument >= 0 ? arguments[static_cast<size_t>(binding.argument)]
                                           : const_val(binding.value));
  }
  return values;
}

// A class or Python function that becomes part of the region. True: done, or the block has ended.
bool Specializer::python_call(Ref target, const Called& called, int count, Ref names) {
  if (called.callable.kind == Kind::kType)
    return (!called.has_self && instance_call(target, count, names)) || block_ < 0;
  if (called.callable.kind != Kind::kFunction) return false;
  if (names == 0 && generator_call(target, called.has_self, count)) return true;
  if (block_ < 0) return true;
  return (!called.has_self && native_call(target, count, names)) ||
         inline_call(target, called.has_self, count, names) ||
         (level().repeated && repeated_call(target, called.has_self, count, names));
}

// A call with arguments by keyword.
void Specializer::call_named(int count, Ref names) {
  const int above = names_above(names);
  const Called call = called(count + above);
  if (const Ref target = identity_of(call.callable);
      target != 0 && python_call(target, call, count, names))
    return;
  for (int k = 0; k < above; ++k) pop();
  generic_call(count, const_object(names), world_->tuple_size(names), above);
}

void Specializer::call_op(int count, int names) {
  if (names >= 0) {
    call_named(count, world_->constant(names));
    return;
  }
  if (count == 0 && top(1).rep == Rep::kNewFunction) {
    if (!consume_expression()) give_up_call_of_expression();
    return;
  }
  Called call = called(count);
  if (const Ref target = identity_of(call.callable); target != 0) {
    const Known known = world_->known(target);
    if (known != Known::kNone && known_call(known, call.self, call.has_self, count)) return;
    if (block_ < 0 || python_call(target, call, count, 0) || bound_call(call, count)) return;
    const Ref sample = call.has_self ? 0 : sample_of_call(known, count);
    generic_call(count, -1, 0, 0);
    if (block_ >= 0) top().ref = sample;
    return;
  }
  if (bound_call(call, count)) return;
  generic_call(count, -1, 0, 0);
}

// Pops callable, NULL or self, and arguments; pushes the result.
void Specializer::finish_call(int count, Val result) {
  for (int k = 0; k < count + 2; ++k) release_later(pop());
  push(result);
  note_native();
}

// Calls the known built-in on the stack directly; no Python code can run with operands of these
// (now guarded) kinds.
bool Specializer::plain_call(int count, Kind result, Ref sample) {
  for (int k = 0; k < count; ++k) {
    if (top(k).rep == Rep::kObject && top(k).kind == Kind::kUnknown) refine(top(k), guess(top(k)));
  }
  return direct_call(count, false, result, sample);
}

bool Specializer::method_call(int count, Kind result, Ref sample) {
  for (int k = 0; k < count; ++k) {
    const Kind kind = guess(top(k));
    if (top(k).rep == Rep::kObject && top(k).kind == Kind::kUnknown && types::is_scalar(kind))
      refine(top(k), kind);
  }
  return direct_call(count, true, result, sample);
}

bool Specializer::direct_call(int count, bool has_self, Kind result, Ref sample) {
  if (count + 1 > ir::kMaxCallArguments) return false;
  check_boxes(count + 1);
  barrier(static_cast<size_t>(count) + 2);
  const Val first = top(count + 1), second = top(count);
  Val callable = has_self || !code_->null_below_callable ? first : second;
  const Value context = emit(Op::kContext, Type::kPtr, {});
  const int64_t base = offsetof(ir::Context, arguments) + 8;
  std::vector<Val> boxes;
  const int total = count + (has_self ? 1 : 0);
  for (int k = 0; k < total; ++k) {
    const Val& operand = top(total - 1 - k);
    const Val object = to_object(operand);
    if (operand.rep != Rep::kObject && object.own == Own::kOwned) boxes.push_back(object);
    store(Op::kStorePtr, context, object.v[0], base + 8 * k, Alias::kAny);
  }
  const Value address = emit(Op::kElementPtr, Type::kPtr, {context, const_int(base)}, 1);
  const Value value = call(Helper::k_call_plain, {as_pointer(callable), address, const_int(total)});
  raise_if(is_null(value), has_self || !code_->null_below_callable ? count + 1 : count);
  for (const Val& box : boxes) release_later(box);
  // The kind is what the built-in returns by its definition, not a guess; scalars of a known kind
  // are unboxed.
  finish_call(count, result == Kind::kNone ? const_val(world_->none())
                                           : object_val(value, result, Own::kOwned, sample));
  return true;
}

// The callable on the stack below `count` arguments, or NULL if it is found only at run time.
Value Specializer::likely_callable(int count) {
  const bool below = !code_->null_below_callable || top(count + 1).rep != Rep::kNull;
  Val callable = top(below ? count + 1 : count);
  const bool known =
      callable.rep == Rep::kConst || (callable.rep == Rep::kObject && callable.kind != Kind::kNull);
  return known ? as_pointer(callable) : null_ptr();
}

void Specializer::generic_call(int count, Value names, int keywords, int extra) {
  if (count + 1 > ir::kMaxCallArguments) {
    leave_here("a call with many arguments");
    return;
  }
  if (!are_values(count)) {
    leave_here("an iterator is passed to a function");
    return;
  }
  if (!goes_generic("a call of a Python function or unknown object")) return;
  // The frame of a Python function takes arguments over, so that it can let go of them; a call from
  // here holds on to them until it returns. An argument that only this call holds and whose end
  // could be seen is left to the interpreter.
  for (int k = 0; k < count; ++k) {
    Val& operand = top(k);
    if (operand.rep == Rep::kObject && operand.own == Own::kOwned &&
        !types::is_scalar(operand.kind)) {
      guard(call(Helper::k_call_keeps, {likely_callable(count), operand.v[0]}));
    }
  }
  check_boxes(count + 2);
  for (const int place : {count, count + 1}) {  // a number may be called, which raises
    Val& entry = top(place);
    if (entry.rep == Rep::kNull || entry.rep == Rep::kObject || entry.rep == Rep::kConst) continue;
    entry = owned_object(entry);
    before_.stack[env_.stack.size() - 1 - static_cast<size_t>(place)] = entry;
    cached_guard_exit_ = cached_overflow_exit_ = -1;
  }
  barrier();
  publish();
  mark_unsafe();
  Val first = top(count + 1), second = top(count);
  // A NULL may be known now (kNull) or only at run time (an object entry of kind kNull, from
  // load_method).
  const bool lower_maybe = first.rep == Rep::kObject && first.kind == Kind::kNull;
  const bool upper_maybe = second.rep == Rep::kObject && second.kind == Kind::kNull;
  const Value context = emit(Op::kContext, Type::kPtr, {});
  const int64_t base = offsetof(ir::Context, arguments) + 8;
  std::vector<Val> operands;
  for (int k = 0; k < count; ++k) {
    const Val object = to_object(top(count - 1 - k));
    operands.push_back(object);
    store(Op::kStorePtr, context, object.v[0], base + 8 * (k + 1), Alias::kAny);
  }
  Value callable = -1, self_count = -1, self = -1;
  if (code_->null_below_callable) {
    if (first.rep == Rep::kNull) {
      callable = as_pointer(second);
    } else if (lower_maybe) {
      const Value none = is_null(first.v[0]);
      callable = emit(Op::kSelectPtr, Type::kPtr, {none, second.v[0], first.v[0]});
      self = second.v[0];
      self_count = emit(Op::kBoolToInt, Type::kInt, {negate(none)});
    } else {
      callable = as_pointer(first);
      second = to_object(second);
      self = second.v[0];
      self_count = const_int(1);
    }
  } else {
    callable = as_pointer(first);
    if (upper_maybe) {
      self = second.v[0];
      self_count = emit(Op::kBoolToInt, Type::kInt, {negate(is_null(self))});
    } else if (second.rep != Rep::kNull) {
      second = to_object(second);
      self = second.v[0];
      self_count = const_int(1);
    }
  }
  Value start = const_int(base + 8), total = const_int(count - keywords);
  if (self >= 0) {
    store(Op::kStorePtr, context, self, base, Alias::kAny);
    start =
        emit(Op::kSub, Type::kInt, {start, emit(Op::kMul, Type::kInt, {self_count, const_int(8)})});
    total = emit(Op::kAdd, Type::kInt, {total, self_count});
  }
  const Value address = emit(Op::kElementPtr, Type::kPtr, {context, start}, 1);
  const Value result = names >= 0 ? call(Helper::k_call_names, {callable, address, total, names})
                                  : call(Helper::k_call, {callable, address, total});
  // The entry that the interpreter will call when it repeats the instruction.
  const int callable_at =
      count + extra + (code_->null_below_callable && first.rep == Rep::kNull ? 0 : 1);
  raise_if(is_null(result), callable_at);
  if (lower_maybe && code_->null_below_callable) function().exits.back().raiser_skips_null = true;
  for (int k = 0; k < count; ++k) pop();
  pop();
  pop();
  if (self >= 0) release_maybe_null(second, upper_maybe);  // as CPython: self, arguments, callable
  for (const Val& operand : operands) release_later(operand);
  if (self < 0) release_later(second);
  release_maybe_null(first, lower_maybe);
  push(object_val(result, Kind::kUnknown, Own::kOwned));
}

void Specializer::release_maybe_null(const Val& value, bool maybe_null) {
  if (!maybe_null) {
    release_later(value);
    return;
  }
  release_now(value.v[0], Kind::kUnknown, true);
}

}  // namespace hasten::optimize
