// exits: how the state of the interpreter is described where native code leaves. See specializer.h.
#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>

#include "base/check.h"
#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

// The recipe for one value; Recipe::kNull with kNull rep is a real NULL entry.
ir::ExitSlot slot_for(ir::Home home, int index, const Val& value) {
  ir::ExitSlot slot{home, index, ir::Recipe::kNull};
  std::copy(std::begin(value.v), std::end(value.v), slot.values);
  switch (value.rep) {
  case Rep::kNull:
    std::fill(std::begin(slot.values), std::end(slot.values), -1);
    break;
  case Rep::kObject:
    slot.recipe = value.own == Own::kOwned ? ir::Recipe::kOwned : ir::Recipe::kBorrowed;
    break;
  case Rep::kInt:
  case Rep::kFloat:
    slot.recipe = value.rep == Rep::kInt ? ir::Recipe::kInt : ir::Recipe::kFloat;
    if (value.kind == Kind::kNumpyInt64) slot.recipe = ir::Recipe::kNumpyInt;
    if (value.kind == Kind::kNumpyFloat64) slot.recipe = ir::Recipe::kNumpyFloat;
    if (value.own == Own::kTransient) {
      slot.recipe = ir::Recipe::kBorrowed;
      slot.values[0] = value.origin;
    }
    break;
  case Rep::kBool:
    slot.recipe = ir::Recipe::kBool;
    break;
  case Rep::kComplex:
    slot.recipe = ir::Recipe::kComplex;
    break;
  case Rep::kConst:
    slot.recipe = ir::Recipe::kConst;
    slot.imm = value.ref;
    break;
  case Rep::kRange:
    slot.recipe = ir::Recipe::kRange;
    break;
  case Rep::kRangeIter:
    slot.recipe = value.own == Own::kInStack ? ir::Recipe::kRangeIterAt : ir::Recipe::kRangeIter;
    if (value.own == Own::kInStack) slot.values[2] = -1;  // the step is in the object
    break;
  case Rep::kListIter:
    slot.recipe = ir::Recipe::kListIter;
    break;
  case Rep::kEnumerate:
    slot.recipe = ir::Recipe::kEnumerate;
    break;
  case Rep::kSliceIter:
    slot.recipe = ir::Recipe::kSliceIter;
    break;
  case Rep::kIndexPair:
    slot.recipe = ir::Recipe::kIndexPair;
    break;
  case Rep::kGenerator:
    slot.recipe = ir::Recipe::kOwned;
    break;
  case Rep::kNewFunction:
    slot.recipe = ir::Recipe::kNewFunction;
    slot.imm = value.ref;
    break;
  }
  return slot;
}

// The number in registers under which an exit knows that two homes hold one object.
using NumberKey = std::tuple<Rep, Kind, Value, Value>;

std::optional<NumberKey> number_key(const Val& value) {
  const bool number =
      value.rep == Rep::kInt || value.rep == Rep::kFloat || value.rep == Rep::kComplex;
  if (!number || value.own == Own::kTransient) return std::nullopt;
  return NumberKey{value.rep, value.kind, value.v[0], value.v[1]};
}

}  // namespace

Env Specializer::state_before() const {
  Env state = before_;
  const auto holds = [](const Val& value, const Val& number) {
    return value.rep == number.rep && value.kind == number.kind && value.own != Own::kTransient &&
           std::equal(std::begin(value.v), std::end(value.v), std::begin(number.v));
  };
  for (const Box& box : boxes_) {
    Own own = Own::kOwned;  // the first entry takes the reference over
    for (Val& value : state.stack) {
      if (!holds(value, box.number)) continue;
      value = object_val(box.object, value.kind, own);
      own = Own::kTransient;
    }
    for (Var& var : state.vars) {
      if (own != Own::kOwned && var.in_register && holds(var.val, box.number))
        var.val = object_val(box.object, var.val.kind, own);
    }
  }
  return state;
}

int Specializer::make_exit(ir::ExitKind kind, int offset, int line, const Env& env) {
  if (pure_) return 0;  // the one exit: the call is repeated
  const Level& own = levels_[static_cast<size_t>(env.level)];
  if (own.consumer != Known::kNone || own.repeated)
    return make_exit_of_expression(kind, own, offset, env);
  ir::Exit exit;
  exit.kind = kind;
  exit.line = region_line(env, line);
  exit.place = levels_[static_cast<size_t>(env.level)].place + offset;
  describe_frames(exit, env, offset);
  // One number, one object: a further home in the same frame looks for it in the first, which is
  // written before it or holds it already.
  std::map<std::pair<int, NumberKey>, int> homes;
  const auto home_of = [&](int index, const Owner& owner) {
    const int locals = levels_[0].code->local_count;
    return is_name(index) ? locals - 1 - index : 1 + index - owner.level->var_base;
  };
  const auto put = [&](ir::Home home, int index, const Val& value, int frame, int place) {
    ir::ExitSlot slot = slot_for(home, index, value);
    slot.frame = frame;
    if (const auto key = number_key(value)) {
      const auto [at, is_first] = homes.emplace(std::make_pair(frame, *key), place);
      if (!is_first) slot.imm = at->second;
    }
    exit.slots.push_back(slot);
  };
  for (size_t k = 0; k < env.generators.size(); ++k) {
    const Generator& generator = env.generators[k];
    ir::ExitSlot slot{ir::Home::kGenerator, static_cast<int>(k), ir::Recipe::kGenerator};
    slot.values[0] = generator.pointer;
    slot.values[1] = generator.state;
    exit.slots.push_back(slot);
  }
  for (size_t k = 0; k < env.vars.size(); ++k) {
    const Var& var = env.vars[k];
    if (!var.in_register || var.dirty) continue;
    const int index = static_cast<int>(k);
    const Owner owner = owner_of(index, env);
    if (const auto key = number_key(var.val))
      homes.emplace(std::make_pair(owner.frame, *key), home_of(index, owner));
  }
  for (size_t k = 0; k < env.vars.size(); ++k) {
    const Var& var = env.vars[k];
    if (!var.in_register || !var.dirty) continue;
    const int index = static_cast<int>(k);
    const Owner owner = owner_of(index, env);
    if (is_name(index)) {
      put(ir::Home::kName, index - levels_[0].code->local_count, var.val, 0, home_of(index, owner));
    } else {
      put(ir::Home::kLocal, index - owner.level->var_base, var.val, owner.frame,
          home_of(index, owner));
    }
  }
  for (size_t d = 0; d < env.stack.size(); ++d) {
    const Val& value = env.stack[d];
    if (value.own == Own::kInStack && value.rep != Rep::kRangeIter) continue;
    const int frame = frame_of_entry(static_cast<int>(d), env);
    const Level& owner = level_of_frame(frame, env);
    const int at = static_cast<int>(d) - owner.stack_base;
    put(ir::Home::kStack, at, value, frame, 1 + owner.code->local_count + at);
  }
  int frame = levels_[static_cast<size_t>(env.level)].depth;
  for (const Generator& generator : env.generators) {
    if (generator.running) continue;
    ++frame;
    const int locals = levels_[static_cast<size_t>(generator.level)].code->local_count;
    for (int at = 0; at < static_cast<int>(generator.stack.size()); ++at)
      put(ir::Home::kStack, at, generator.stack[static_cast<size_t>(at)], frame, 1 + locals + at);
  }
  function().exits.push_back(std::move(exit));
  return static_cast<int>(function().exits.size()) - 1;
}

// The interpreter begins the whole expression again.
int Specializer::make_exit_of_expression(ir::ExitKind kind, const Level& own, int offset,
                                         const Env& env) {
  std::vector<Value> dropped;
  const Env outer = state_before_expression(env, dropped);
  const ir::PyInst& call = levels_[static_cast<size_t>(own.parent)].code->insts[own.call_pc];
  const int index = make_exit(kind, call.offset, call.line, outer);
  ir::Exit& exit = function().exits[static_cast<size_t>(index)];
  exit.place = own.place + offset;
  auto count = static_cast<int>(
      std::count_if(exit.slots.begin(), exit.slots.end(),
                    [](const ir::ExitSlot& slot) { return slot.home == ir::Home::kDropped; }));
  for (const Value value : dropped) {
    ir::ExitSlot slot{ir::Home::kDropped, count++, ir::Recipe::kOwned};
    slot.values[0] = value;
    exit.slots.push_back(slot);
  }
  return index;
}

int Specializer::guard_exit() {
  if (cached_guard_exit_ < 0)
    cached_guard_exit_ =
        make_exit(ir::ExitKind::kGuard, inst_->offset, inst_->line, state_before());
  return cached_guard_exit_;
}

int Specializer::overflow_exit() {
  if (cached_overflow_exit_ < 0) {
    cached_overflow_exit_ =
        make_exit(ir::ExitKind::kOverflow, inst_->offset, inst_->line, state_before());
  }
  return cached_overflow_exit_;
}

void Specializer::guard(Value condition, int64_t mark) {
  if (options_.failing_guards)
    condition = emit(Op::kBoolAnd, Type::kBool, {condition, call(Helper::k_stress, {})});
  emit(Op::kGuard, Type::kVoid, {condition}, mark, Alias::kAny, guard_exit());
}

void Specializer::leave(ir::ExitKind kind, int offset, int line) {
  emit(Op::kLeave, Type::kVoid, {}, 0, Alias::kAny, make_exit(kind, offset, line, env_));
  block_ = -1;
}

// Ends the block before the current instruction, which the interpreter is to do.
void Specializer::leave_here(const std::string& why) {
  note_left(why);
  emit(Op::kLeave, Type::kVoid, {}, 0, Alias::kAny,
       make_exit(ir::ExitKind::kDone, inst_->offset, inst_->line, state_before()));
  block_ = -1;
  released_.clear();
}

// The call of this instruction has failed with an exception set: the interpreter repeats the
// instruction with an object in place of an operand that raises it. `before_` must still describe
// the owners of all operands.
void Specializer::raise_if(Value failed, int raiser_from_top) {
  if (in_expression()) {  // begun again, it fails again
    emit(Op::kGuard, Type::kVoid, {negate(failed)}, 0, Alias::kAny, guard_exit());
    return;
  }
  const int exit = make_exit(ir::ExitKind::kRaise, inst_->offset, inst_->line, state_before());
  if (pure_) return;  // refused: calls that may raise have effects
  function().exits[exit].raiser =
      static_cast<int>(before_.stack.size()) - 1 - raiser_from_top - level().stack_base;
  emit(Op::kGuard, Type::kVoid, {negate(failed)}, 0, Alias::kAny, exit);
}

// The same where NULL may also mean, without an exception, that nothing has been done: then the
// interpreter does the instruction.
void Specializer::raise_or_repeat(Value result, int raiser_from_top) {
  const ir::BlockId none = new_block(), some = new_block();
  branch(is_null(result), none, some);
  set_block(none);
  raise_if(call(Helper::k_raised, {}), raiser_from_top);
  emit(Op::kLeave, Type::kVoid, {}, 0, Alias::kAny, guard_exit());
  set_block(some);
}

// Makes the frame true for code that may look at it: the instruction and, unless told otherwise,
// all variables.
void Specializer::publish(bool values) {
  if (in_expression()) note_effect();
  forget_arrays();
  if (!values) hold_borrowed();
  // Generators that wait are nobody else's business.
  Env homes;
  homes.level = env_.level;
  homes.vars = env_.vars;
  for (const Generator& generator : env_.generators) {
    if (generator.running) homes.generators.push_back(generator);
  }
  const auto is_published = [&](size_t index) {
    const int own =
        static_cast<int>(owner_of(static_cast<int>(index), env_).level - levels_.data());
    return values &&
           (!levels_[static_cast<size_t>(own)].generator || index_of_generator(own, homes) >= 0);
  };
  for (size_t k = 0; k < homes.vars.size(); ++k) {
    if (!is_published(k)) homes.vars[k] = Var{};
  }
  const int exit = make_exit(ir::ExitKind::kDone, inst_->own_offset, inst_->line, homes);
  const int offset = env_.level == 0 ? inst_->own_offset : function().exits[exit].offset;
  emit(Op::kPublish, Type::kVoid, {}, offset, Alias::kAny, exit);
  if (!values) return;
  for (size_t k = 0; k < env_.vars.size(); ++k) {
    if (!is_published(k)) continue;
    env_.vars[k].dirty = false;
    if (k < before_.vars.size()) before_.vars[k].dirty = false;
  }
  cached_guard_exit_ = cached_overflow_exit_ = -1;
}

// The same on a side path that joins the others again, for which the homes stay stale.
void Specializer::publish_aside() {
  const Env saved = env_, saved_before = before_;
  publish();
  env_ = saved;
  before_ = saved_before;
  cached_guard_exit_ = cached_overflow_exit_ = -1;
}

}  // namespace hasten::optimize
