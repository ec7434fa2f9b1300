// inline: Python functions whose body becomes part of the region, in the Specializer.
//
// Such a function has a level of its own: its variables and stack lie behind those of its callers
// in the environment. Its variables have homes like any other, in a frame that nobody sees: number
// variables live in registers, objects in the slots of a frame in the space reserved for inline
// frames. Publishing and leaving say how to make the frames of all levels whole; after leaving, the
// interpreter runs the inner ones to their ends before it goes on in the region's own (swap).
#include <algorithm>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

constexpr size_t kMaxLevels = 32;
constexpr int kMaxFrameWords = 600;

// What raises and handles exceptions is left to the interpreter; it is not the usual way.
bool is_exceptional(const std::string& mnemonic) {
  static const char* const kNames[] = {"RAISE_VARARGS",   "RERAISE",    "PUSH_EXC_INFO",
                                       "CHECK_EXC_MATCH", "POP_EXCEPT", "LOAD_ASSERTION_ERROR"};
  return std::find(std::begin(kNames), std::end(kNames), mnemonic) != std::end(kNames);
}

// Assignments of globals would take back what the region takes for constant; an instruction left to
// the interpreter would end the region at every call.
bool fits(const ir::PyCode& code, int size) {
  if (static_cast<int>(code.insts.size()) > size) return false;
  for (const ir::PyInst& inst : code.insts) {
    if (inst.depth < 0) continue;  // handles exceptions
    if (inst.op == PyOp::kStoreGlobal || inst.op == PyOp::kStoreName) return false;
    if (inst.op == PyOp::kDeleteGlobal || inst.op == PyOp::kDeleteName) return false;
    if (inst.op == PyOp::kLeave && !is_exceptional(inst.mnemonic)) return false;
  }
  return true;
}

}  // namespace

void Specializer::enter_level(int index) {
  env_.level = index;
  code_ = level().code;
  world_ = level().world;
}

int Specializer::region_line(const Env& env, int line) const {
  int at = env.level;
  while (at > 0) {
    const Level& inner = levels_[static_cast<size_t>(at)];
    at = inner.parent;
    line = levels_[static_cast<size_t>(at)].code->insts[inner.call_pc].line;
  }
  return line;
}

bool Specializer::is_name(int index) const {
  const int locals = levels_[0].code->local_count;
  return index >= locals && index < locals + static_cast<int>(promoted_names_.size());
}

// Level that owns frame 0 (the region's own) or inline frame `frame` of an environment.
const Level& Specializer::level_of_frame(int frame, const Env& env) const {
  const Level* found = &levels_[static_cast<size_t>(env.level)];
  while (found->depth > frame) found = &levels_[static_cast<size_t>(found->parent)];
  return *found;
}

int Specializer::index_of_generator(int level, const Env& env) const {
  for (size_t k = 0; k < env.generators.size(); ++k) {
    if (env.generators[k].level == level) return static_cast<int>(k);
  }
  return -1;
}

Specializer::Owner Specializer::owner_of(int index, const Env& env) const {
  int frame = levels_[static_cast<size_t>(env.level)].depth, waiting = 0;
  for (const Generator& generator : env.generators) {
    if (generator.running) continue;
    const Level& own = levels_[static_cast<size_t>(generator.level)];
    ++waiting;
    if (index >= own.var_base && index < own.var_base + own.code->local_count)
      return {&own, frame + waiting};
  }
  while (frame > 0 && index < level_of_frame(frame, env).var_base) --frame;
  return {&level_of_frame(frame, env), frame};
}

int Specializer::frame_of_entry(int depth, const Env& env) const {
  int frame = levels_[static_cast<size_t>(env.level)].depth;
  while (frame > 0 && depth < level_of_frame(frame, env).stack_base) --frame;
  return frame;
}

// The frames of an exit, and where the region's own frame stands.
void Specializer::describe_frames(ir::Exit& exit, const Env& env, int offset) const {
  const int depth = levels_[static_cast<size_t>(env.level)].depth;
  const int entries = static_cast<int>(env.stack.size());
  exit.offset = offset;
  exit.stack_depth = entries;
  for (int frame = 1; frame <= depth; ++frame) {
    const Level& own = level_of_frame(frame, env);
    const Level& caller = level_of_frame(frame - 1, env);
    const ir::PyInst& call = caller.code->insts[own.call_pc];
    ir::FrameImage image;
    image.function = own.function;
    image.base = own.frame_base;
    image.slots = own.code->local_count;
    image.offset = offset;
    image.stack_depth = std::max(0, entries - own.stack_base);
    image.call_offset = call.offset;
    image.next_offset = caller.code->insts[own.call_pc + 1].offset;
    image.caller_depth = own.stack_base - caller.stack_base;
    image.operands = own.operands;
    if (own.generator) {
      image.generator = index_of_generator(static_cast<int>(&own - levels_.data()), env);
      image.end_offset = caller.code->insts[call.target].offset;
    }
    if (frame == 1) {
      exit.offset = call.offset;
      exit.stack_depth = image.caller_depth;
    } else {
      exit.frames.back().offset = call.offset;
      exit.frames.back().stack_depth = image.caller_depth;
    }
    exit.frames.push_back(image);
  }
  for (size_t k = 0; k < env.generators.size(); ++k) {
    if (env.generators[k].running) continue;
    const Level& own = levels_[static_cast<size_t>(env.generators[k].level)];
    ir::FrameImage image;
    image.function = own.function;
    image.slots = own.code->local_count;
    image.stack_depth = static_cast<int>(env.generators[k].stack.size());
    image.generator = static_cast<int>(k);
    exit.suspended.push_back(image);
  }
}

// Base and offset of the home of a variable of an inner level.
Value Specializer::slot_address(int index, int64_t& offset) {
  const Level& own = *owner_of(index, env_).level;
  offset = 8 * (index - own.var_base) + layout_.frame_locals;
  if (own.generator) {
    offset += layout_.generator_frame;
    const int at = index_of_generator(static_cast<int>(&own - levels_.data()), env_);
    return env_.generators[static_cast<size_t>(at)].pointer;
  }
  offset += 8 * own.frame_base;
  return load(Op::kLoadPtr, emit(Op::kContext, Type::kPtr, {}),
              offsetof(ir::Context, inline_frames), Alias::kFrame);
}

Value Specializer::load_slot(int index) {
  if (index < levels_[0].code->local_count)
    return emit(Op::kLoadLocal, Type::kPtr, {}, index, Alias::kFrame);
  int64_t offset = 0;
  const Value base = slot_address(index, offset);
  return load(Op::kLoadPtr, base, offset, Alias::kFrame);
}

void Specializer::store_slot(int index, Value pointer) {
  if (index < levels_[0].code->local_count) {
    emit(Op::kStoreLocal, Type::kVoid, {pointer}, index, Alias::kFrame);
    return;
  }
  int64_t offset = 0;
  const Value base = slot_address(index, offset);
  store(Op::kStorePtr, base, pointer, offset, Alias::kFrame);
}

// A level for code that the current one runs, as far as it is the same for all of them.
Level Specializer::level_of_code(const types::World::Callee& callee, int call_pc) const {
  Level inner;
  inner.code = callee.code;
  inner.world = callee.world;
  inner.in_loop.assign(callee.code->insts.size(), true);
  inner.is_target.assign(callee.code->insts.size(), false);
  for (const ir::PyInst& inst : callee.code->insts) {
    if (inst.target >= 0) inner.is_target[static_cast<size_t>(inst.target)] = true;
  }
  inner.parent = env_.level;
  inner.depth = level().depth;
  inner.call_pc = call_pc;
  inner.var_base = static_cast<int>(env_.vars.size());
  inner.stack_base = static_cast<int>(env_.stack.size());
  inner.frame_base = level().frame_base + level().frame_words;
  inner.place = callee.place;
  return inner;
}

int Specializer::add_level(const CallKey& key, Level level) {
  levels_.push_back(std::move(level));
  return level_of_call_[key] = static_cast<int>(levels_.size()) - 1;
}

// Goes over to a level whose variables are the last ones.
void Specializer::enter_callee(int index) {
  enter_level(index);
  add_variables_of(level());
}

void Specializer::add_variables_of(const Level& own) {
  env_.vars.resize(static_cast<size_t>(own.var_base + own.code->local_count));
  used_.resize(std::max(used_.size(), env_.vars.size()), true);
  stored_.resize(std::max(stored_.size(), env_.vars.size()), true);
}

// The level of a call made by the current instruction; -1: it is not to be part of the region.
int Specializer::level_for(const types::World::Callee& callee, int operands) {
  const CallKey key = call_key(pc_, callee.function);
  const auto [known, is_new] = level_of_call_.emplace(key, -1);
  if (!is_new) return known->second;
  if (!has_room_for(callee) || !fits(*callee.code, options_.max_callee)) return -1;
  Level inner = level_of_code(callee, pc_);
  ++inner.depth;
  inner.operands = operands;
  inner.stack_base -= operands;
  inner.frame_words = callee.frame_words;
  inner.function = callee.function;
  if (inner.frame_base + inner.frame_words > kMaxFrameWords) return -1;
  ir::Function& region = function();
  region.inline_words = std::max(region.inline_words, inner.frame_base + inner.frame_words);
  return add_level(key, std::move(inner));
}

// Not for recursive functions.
bool Specializer::has_room_for(const types::World::Callee& callee) const {
  if (level().depth + 1 > options_.max_depth || levels_.size() >= kMaxLevels) return false;
  for (int at = env_.level; at >= 0; at = levels_[static_cast<size_t>(at)].parent) {
    if (levels_[static_cast<size_t>(at)].code == callee.code) return false;
  }
  return true;
}

bool Specializer::inline_call(Ref function_ref, bool has_self, int count, Ref names) {
  types::World::Callee callee;
  std::vector<types::World::Binding> bindings;
  const int given = count + (has_self ? 1 : 0), above = names_above(names);
  if (pure_ || in_expression() || unsettled() || distrusted() ||
      code_->insts[pc_ + 1].offset == inst_->offset || !world_->callee(function_ref, callee) ||
      !world_->bind(callee, given, names, bindings) || !are_values(given + above))
    return false;
  const int index = level_for(callee, count + 2 + above);
  if (index < 0) return false;
  note_native();
  world_->keep_alive(function_ref);
  const std::vector<Val> arguments = bound(bindings, arguments_of_call(given, names));
  for (int k = 0; k < count + above; ++k) pop();
  const Val second = pop();
  const Val first = pop();
  const Val& callable = has_self || !code_->null_below_callable ? first : second;
  if (callable.rep == Rep::kObject && callable.own == Own::kOwned)
    emit(Op::kDecRef, Type::kVoid, {callable.v[0]}, 0, Alias::kHeader);  // the pool holds it too
  enter_callee(index);
  const int begin = level().var_base;
  for (int slot = 0; slot < code_->local_count; ++slot) {
    if (slot < callee.parameters) {
      bind_parameter(begin + slot, arguments[static_cast<size_t>(slot)]);
    } else {
      store_slot(begin + slot, null_ptr());
      unbind(begin + slot);
    }
  }
  const Value base = load(Op::kLoadPtr, emit(Op::kContext, Type::kPtr, {}),
                          offsetof(ir::Context, inline_frames), Alias::kFrame);
  store(Op::kStorePtr, base, null_ptr(), 8 * level().frame_base + layout_.frame_object,
        Alias::kAny);
  go_to(0, false);
  return true;
}

// A parameter takes the argument over; its home has held nothing before.
void Specializer::bind_parameter(int index, Val value) {
  Var& var = env_.vars[static_cast<size_t>(index)];
  var.maybe_null = var.unbound = false;
  // A parameter that is never assigned stays the constant that it was given.
  const ir::PyCode& code = *code_;
  const int slot = index - level().var_base;
  const bool stays =
      std::none_of(code.insts.begin(), code.insts.end(), [&](const ir::PyInst& inst) {
        return (inst.op == PyOp::kStoreFast || inst.op == PyOp::kDeleteFast) && inst.arg == slot;
      });
  const Ref is = stays ? identity_of(value) : 0;
  value = unboxed_constant(value);
  if (is_unboxed(value)) {
    store_slot(index, null_ptr());
    keep_number(var, value);
    var.val.is = is;
    var.dirty = true;
    return;
  }
  var.is = is;
  var.lent = value.rep == Rep::kObject && value.own == Own::kLocal && value.slot >= 0 &&
             !is_name(value.slot);
  value = owned_object(materialise(value));
  store_slot(index, value.v[0]);
  var.kind = value.kind;
  var.ref = value.ref;
  var.type = value.type;
}

// The level below goes on, at this instruction of its own; its variables are the last ones.
void Specializer::back_to_caller(int pc) {
  enter_level(level().parent);
  pc_ = pc;
  inst_ = &code_->insts[pc];
  before_ = env_;
  cached_guard_exit_ = cached_overflow_exit_ = -1;
}

// The caller goes on behind its call; then the callee's variables are released, as CPython does
// once the frame is gone.
void Specializer::inline_return(Val value) {
  if (!is_value(value) || static_cast<int>(env_.stack.size()) > level().stack_base) {
    leave_here("an iterator is returned");
    return;
  }
  if (value.rep == Rep::kObject) value = owned_object(value);
  value = materialise(value);
  value.slot = value.origin = -1;
  if (value.rep != Rep::kObject && value.rep != Rep::kConst) value.own = Own::kNone;
  struct Held {
    Value pointer;
    Kind kind;
    bool maybe_null;
    bool lent;
  };
  std::vector<Held> held;
  const int begin = level().var_base;
  for (int index = begin; index < static_cast<int>(env_.vars.size()); ++index) {
    const Var& var = env_.vars[static_cast<size_t>(index)];
    const Kind kind = var.in_register ? Kind::kInt : var.kind;  // a stale number or nothing
    held.push_back({load_slot(index), kind, var.in_register || var.maybe_null, var.lent});
  }
  const int call_pc = level().call_pc;
  for (Val& entry : env_.stack) {
    if (entry.own != Own::kLocal || entry.slot < begin || entry.rep == Rep::kObject) continue;
    entry.own = Own::kNone;  // a number that a variable of the callee shared
    entry.slot = -1;
  }
  env_.vars.resize(static_cast<size_t>(begin));
  back_to_caller(call_pc);
  push(value);
  for (const Held& each : held) {
    if (each.lent) {
      emit(Op::kDecRef, Type::kVoid, {each.pointer}, 0, Alias::kHeader);  // not the last
    } else {
      release_now(each.pointer, each.kind, each.maybe_null);
    }
  }
  const ir::PyInst& next = code_->insts[call_pc + 1];
  if (check_valid_) check_still_valid(next.offset, next.line);
  go_to(call_pc + 1, false);
}

}  // namespace hasten::optimize
