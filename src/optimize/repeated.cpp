// repeated: Python functions whose body becomes part of the region without a frame, in the
// Specializer: `__init__` of an instance that is made there, operators and properties of instances.
//
// The interpreter calls these through C functions, so that there is no frame that an exit could
// make whole. As with generator expressions (generator_expressions.cpp) an exit in such a body
// describes the state before the instruction that calls it, and the interpreter begins again. So
// the body may read, compute, and change what it has made itself; what does more is left to the
// interpreter.
#include <algorithm>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

using ir::BinaryKind;

// Without loops, because a body that takes long would be begun again for every signal; and the
// first parameter stays what it is.
bool is_repeatable(const ir::PyCode& code) {
  for (size_t k = 0; k < code.insts.size(); ++k) {
    const ir::PyInst& inst = code.insts[k];
    if (inst.target >= 0 && inst.target <= static_cast<int>(k)) return false;
    if (inst.op == PyOp::kStoreFast && inst.arg == 0) return false;
  }
  return true;
}

// The operator's name between "__" or "__r" or "__i" and "__"; nullptr: has no methods of this kind
// here.
const char* method_name(BinaryKind kind) {
  switch (kind) {
  case BinaryKind::kAdd:
    return "add";
  case BinaryKind::kSubtract:
    return "sub";
  case BinaryKind::kMultiply:
    return "mul";
  case BinaryKind::kTrueDivide:
    return "truediv";
  case BinaryKind::kFloorDivide:
    return "floordiv";
  case BinaryKind::kRemainder:
    return "mod";
  case BinaryKind::kMatMul:
    return "matmul";
  case BinaryKind::kAnd:
    return "and";
  case BinaryKind::kOr:
    return "or";
  case BinaryKind::kXor:
    return "xor";
  default:
    return nullptr;
  }
}

}  // namespace

// Before every instruction of such a body, those of generator expressions aside. False: the block
// has ended.
bool Specializer::check_repeatable(bool harmless) {
  if (inst_->op == PyOp::kStoreAttr) {  // into what has been made: self, which is never assigned
    const ir::PyInst& before = code_->insts[static_cast<size_t>(std::max(pc_ - 1, 0))];
    harmless = level().makes && before.op == PyOp::kLoadFast && before.arg == 0 && pc_ > 0 &&
               !is_target()[static_cast<size_t>(pc_)];
  } else if (inst_->op == PyOp::kInPlace) {
    harmless = types::is_number(guess(top(0))) && types::is_number(guess(top(1)));
  } else if (inst_->op == PyOp::kBuildList || inst_->op == PyOp::kBuildMap) {
    harmless = inst_->arg == 0;
  } else if (inst_->op == PyOp::kCall && !harmless) {
    harmless = calls_repeatable(inst_->arg);
  } else if (inst_->op == PyOp::kCallKw) {
    harmless = calls_repeatable(inst_->arg + 1);
  } else if (inst_->op == PyOp::kYield || inst_->op == PyOp::kMakeFunction) {
    harmless = false;
  }
  if (harmless) return true;
  // What comes only under some condition may never come.
  const auto begin = code_->insts.begin();
  const bool always =
      std::none_of(begin, begin + pc_, [](const ir::PyInst& inst) { return inst.target >= 0; });
  const std::string why = inst_->mnemonic + " in " + code_->name + "()";
  if (always || distrusted()) {
    give_up_expression(why);
    return false;
  }
  note_left(why);
  emit(Op::kLeave, Type::kVoid, {}, 0, Alias::kAny, guard_exit());
  block_ = -1;
  return false;
}

// A call of a plain class, or of a function or method that might be such a body, below so many
// entries.
bool Specializer::calls_repeatable(int entries) {
  const Called call = called(entries);
  const Val& callable = call.callable;
  if (callable.rep != Rep::kConst) return false;
  types::World::Maker maker;
  return callable.kind == Kind::kFunction || (callable.kind == Kind::kType && !call.has_self &&
                                              world_->instance_maker(callable.ref, maker));
}

// The level of a call made by the current instruction, whose operands stay where they are; -1: it
// is not to be part of the region.
int Specializer::level_for_repeated(const types::World::Callee& callee, int operands) {
  const CallKey key = call_key(pc_, callee.function);
  const auto [known, is_new] = level_of_call_.emplace(key, -1);
  if (!is_new) return known->second;
  if (shared_.effects->count(place()) != 0 || !has_room_for(callee) ||
      !is_repeatable(*callee.code) ||
      static_cast<int>(callee.code->insts.size()) > options_.max_callee)
    return -1;
  Level inner = level_of_code(callee, pc_);
  inner.operands = operands;
  inner.repeated = true;
  inner.function = callee.function;
  return add_level(key, std::move(inner));
}

bool Specializer::may_repeat() const {
  return !pure_ && !unsettled() && !distrusted() &&
         code_->insts[static_cast<size_t>(pc_) + 1].offset != inst_->offset;
}

// The body begins with these arguments, which the operands hold, or which are default values.
bool Specializer::begin_repeated(const types::World::Callee& callee, std::vector<Val> arguments,
                                 int operands, Returns returns) {
  const int index = level_for_repeated(callee, operands);
  if (index < 0) return false;
  Level& own = levels_[static_cast<size_t>(index)];
  own.makes = returns == Returns::kMade;
  own.returns = returns;
  note_native();
  world_->keep_alive(callee.function);
  shared_.repeated.insert(callee.function);
  enter_callee(index);
  const int begin = level().var_base;
  for (int slot = 0; slot < code_->local_count; ++slot) {
    Var& var = env_.vars[static_cast<size_t>(begin + slot)];
    var = Var{};
    if (slot >= callee.parameters) continue;
    Val value = arguments[static_cast<size_t>(slot)];
    const bool made = own.makes && slot == 0;
    // The object that a number was read from stays what it is.
    if (value.own == Own::kTransient && value.origin >= 0)
      value = object_val(value.origin, value.kind, Own::kNone);
    if (!made) value.own = Own::kNone;
    value.slot = value.origin = -1;
    var.in_register = true;
    var.maybe_null = false;
    var.kind = value.kind;
    var.val = value;
  }
  go_to(0, false);
  block_ = -1;
  return true;
}

// type(...) of a plain class.
bool Specializer::instance_call(Ref type, int count, Ref names) {
  types::World::Maker maker;
  std::vector<types::World::Binding> bindings;
  const int above = names_above(names);
  if (!may_repeat() || !are_values(count + above) || !world_->instance_maker(type, maker))
    return false;
  if (maker.has_init ? !world_->bind(maker.init, count + 1, names, bindings) : count != 0)
    return false;
  const int index = maker.has_init ? level_for_repeated(maker.init, count + 2 + above) : -1;
  if (maker.has_init && index < 0) return false;
  // What is made here is alike; what is made of the same class elsewhere need not be.
  Ref sample = index < 0 ? 0 : levels_[static_cast<size_t>(index)].sample;
  if (sample == 0) sample = world_->new_sample(type);
  if (sample == 0) return false;
  if (index >= 0) levels_[static_cast<size_t>(index)].sample = sample;
  const Value object = call(Helper::k_new_instance, {const_object(type)});
  raise_if(is_null(object), (code_->null_below_callable ? count : count + 1) + above);
  Val made = object_val(object, Kind::kInstance, Own::kOwned, sample);
  made.type = type;
  if (!maker.has_init) {
    finish_call(count, made);
    return true;
  }
  std::vector<Val> arguments = arguments_of_call(count, names);
  arguments.insert(arguments.begin(), made);
  return begin_repeated(maker.init, bound(bindings, arguments), count + 2 + above, Returns::kMade);
}

// A function, called in a body that is itself begun again.
bool Specializer::repeated_call(Ref function, bool has_self, int count, Ref names) {
  types::World::Callee callee;
  std::vector<types::World::Binding> bindings;
  const int given = count + (has_self ? 1 : 0), above = names_above(names);
  if (!may_repeat() || !are_values(given + above) || !world_->callee(function, callee) ||
      !world_->bind(callee, given, names, bindings))
    return false;
  return begin_repeated(callee, bound(bindings, arguments_of_call(given, names)), count + 2 + above,
                        Returns::kAnything);
}

bool Specializer::is_instance(const Val& value) const {
  return value.rep == Rep::kObject && value.ref != 0 &&
         (value.kind == Kind::kUnknown || value.kind == Kind::kInstance) &&
         world_->kind_of(value.ref) == Kind::kInstance;
}

// Calls the method with the instance at that place and the other operands, of which an operator
// depends on the type.
bool Specializer::begin_method(Ref method, int owner_from_top, int operands, Returns returns) {
  types::World::Callee callee;
  std::vector<types::World::Binding> bindings;
  if (method == 0 || !world_->callee(method, callee) ||
      !world_->bind(callee, operands, 0, bindings) || level_for_repeated(callee, operands) < 0)
    return false;
  Val& owner = top(owner_from_top);
  refine_type(owner, world_->type_object_of(owner.ref));
  if (returns != Returns::kAnything) {
    Val& other = top(1 - owner_from_top);
    if (is_instance(other)) {
      refine_type(other, world_->type_object_of(other.ref));
    } else if (other.rep == Rep::kObject) {
      refine(other, guess(other));
    }
  }
  std::vector<Val> arguments(env_.stack.end() - operands, env_.stack.end());
  std::swap(arguments[0], arguments[static_cast<size_t>(operands - 1 - owner_from_top)]);
  return begin_repeated(callee, bound(bindings, arguments), operands, returns);
}

// What the instance on the stack has a method for, with the entries above it as arguments: -x,
// x[y].
bool Specializer::instance_method(const std::string& name, int operands, Returns returns) {
  const Val& owner = top(operands - 1);
  return is_instance(owner) && may_repeat() && are_values(operands) &&
         begin_method(world_->special_method(owner.ref, name), operands - 1, operands, returns);
}

// An operator with two instances of one type, or an instance and a number, is that type's alone.
bool Specializer::is_operator_of(const Val& owner, const Val& other) {
  if (!is_instance(owner)) return false;
  return is_instance(other) ? world_->type_object_of(other.ref) == world_->type_object_of(owner.ref)
                            : types::is_real(guess(other));
}

// x < y and the like.
bool Specializer::instance_compare(ir::CompareKind kind, bool to_bool) {
  static const char* const kNames[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
  const Val& left = top(1);
  if (!may_repeat() || !are_values(2) || !is_operator_of(left, top(0))) return false;
  return begin_method(world_->special_method(left.ref, kNames[static_cast<int>(kind)]), 1, 2,
                      to_bool ? Returns::kBool : Returns::kImplemented);
}

// x op y: the method of the left one, or of the right one if the left one is a number.
bool Specializer::instance_binary(BinaryKind kind, bool in_place) {
  const char* name = method_name(kind);
  if (name == nullptr || !may_repeat() || !are_values(2)) return false;
  const bool of_left = is_instance(top(1));
  const Val& owner = top(of_left ? 1 : 0);
  if (!is_operator_of(owner, top(of_left ? 0 : 1))) return false;
  if (in_place && of_left && !world_->lacks(owner.ref, "__i" + std::string(name) + "__"))
    return false;
  const std::string method = (of_left ? "__" : "__r") + std::string(name) + "__";
  return begin_method(world_->special_method(owner.ref, method), of_left ? 1 : 0, 2,
                      Returns::kImplemented);
}

// owner.name where the class has a property.
bool Specializer::property_load(int name) {
  return may_repeat() && is_instance(top()) &&
         begin_method(world_->property_getter(top().ref, name), 0, 1, Returns::kAnything);
}

// self.name = value in `__init__`: the first value. Nobody else has seen the instance: it has no
// dict, and what is assigned in one place only has not been assigned before.
bool Specializer::store_in_made(int name) {
  Val& owner = top(0);
  if (!is_value(top(1))) return false;
  const types::AttributeFacts facts = attribute_facts(owner, name);
  const bool in_slot = facts.place == types::AttributeFacts::Place::kSlot;
  if (!in_slot && facts.place != types::AttributeFacts::Place::kInstance) return false;
  const auto stores =
      std::count_if(code_->insts.begin(), code_->insts.end(), [&](const ir::PyInst& inst) {
        return inst.op == PyOp::kStoreAttr && inst.arg == name;
      });
  if (stores > 1) {
    const Value place = attribute_place(owner, facts, false);
    guard(is_null(load(Op::kLoadPtr, place, 0, Alias::kElements)));
  }
  Val holder = pop();
  const Val value = pop();
  world_->set_sample(holder.ref, name, value.ref, value.kind);
  const Val object = to_object(value);
  if (in_slot) {
    emit(Op::kIncRef, Type::kVoid, {object.v[0]}, 0, Alias::kHeader);
    store(Op::kStorePtr, as_pointer(holder), object.v[0], facts.offset, Alias::kElements);
  } else {
    call(Helper::k_first_value, {as_pointer(holder), const_int(facts.offset), object.v[0]});
  }
  if (object.own == Own::kOwned) emit(Op::kDecRef, Type::kVoid, {object.v[0]}, 0, Alias::kHeader);
  note_native();
  return true;
}

// RETURN: the instruction that called the body is done.
void Specializer::end_repeated(Val result) {
  const Level own = level();
  if (!is_value(result)) return give_up_expression("an iterator is returned");
  if (own.returns == Returns::kMade) {
    if (result.rep != Rep::kConst || result.kind != Kind::kNone)
      return give_up_expression("__init__() returns something");
    Var& self = env_.vars[static_cast<size_t>(own.var_base)];
    result = self.val;
    self.val.own = Own::kNone;  // moved
  } else {
    result = materialise(result);
    if (result.rep == Rep::kObject) result = owned_object(result);
    if (is_unboxed(result)) result.own = Own::kNone;
    if (own.returns == Returns::kBool && result.kind != Kind::kBool)
      return give_up_expression("a comparison gives no bool");
    if (own.returns == Returns::kImplemented && !is_unboxed(result) &&
        (result.kind == Kind::kUnknown || result.kind == Kind::kInstance))
      guard_not(emit(Op::kPtrEq, Type::kBool,
                     {as_pointer(result), const_object(world_->not_implemented())}));
  }
  for (size_t k = static_cast<size_t>(own.var_base); k < env_.vars.size(); ++k) {
    if (env_.vars[k].in_register) release_later(env_.vars[k].val);
  }
  for (Val& entry : env_.stack) {
    if (entry.own == Own::kLocal && entry.slot >= own.var_base) entry.own = Own::kNone;
  }
  env_.vars.resize(static_cast<size_t>(own.var_base));
  env_.stack.resize(static_cast<size_t>(own.stack_base));
  back_to_caller(own.call_pc);
  for (int k = 0; k < own.operands; ++k) release_later(pop());
  result.slot = result.origin = -1;
  push(result);
  flush_releases();
  const ir::PyInst& next = code_->insts[static_cast<size_t>(own.call_pc) + 1];
  if (check_valid_) check_still_valid(next.offset, next.line);
  check_valid_ = false;
  go_to(own.call_pc + 1, false);
  block_ = -1;
}

}  // namespace hasten::optimize
