// generators: loops over generators whose bodies become part of the region, in the Specializer. See
// specializer.h.
//
// The generator object exists, and its frame keeps its variables like any level's frame; but nobody
// asks it for items: where the loop does, its body goes on, and where that yields, the loop's body
// does, both with their numbers in registers. A generator is taken over that waits at a yield or
// has not begun and that only the loop's operand stack holds; leaving gives it back as the
// interpreter would have left it, or lets the interpreter run it until it yields (swap).
#include <algorithm>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

constexpr int kManyYields = 3;

int count_yields(const ir::PyCode& code) {
  return static_cast<int>(
      std::count_if(code.insts.begin(), code.insts.end(), [](const ir::PyInst& inst) {
        return inst.op == PyOp::kYield && inst.depth >= 0;
      }));
}

// Where a generator that has not begun goes on; -1: nowhere.
int first_instruction(const ir::PyCode& code) {
  for (size_t k = 0; k + 1 < code.insts.size(); ++k) {
    if (code.insts[k].mnemonic == "RETURN_GENERATOR") return static_cast<int>(k) + 1;
  }
  return -1;
}

// What is left to the interpreter would end the region with every item. A generator that is not
// asked by `for` alone (`yield from`, await) has such instructions.
bool fits(const ir::PyCode& code, int size) {
  const int first = first_instruction(code);
  if (first < 0 || static_cast<int>(code.insts.size()) > size) return false;
  return std::none_of(code.insts.begin() + first, code.insts.end(), [](const ir::PyInst& inst) {
    const bool refused =
        inst.op == PyOp::kStoreGlobal || inst.op == PyOp::kStoreName || inst.op == PyOp::kLeave;
    return refused && inst.depth >= 0;  // where an exception is handled it leaves anyway
  });
}

}  // namespace

// -1: it is not to be part of the region.
int Specializer::level_for_generator(const types::World::Callee& callee, int for_pc,
                                     int stack_base) {
  const CallKey key = call_key(for_pc, callee.identity);
  const auto [known, is_new] = level_of_call_.emplace(key, -1);
  if (!is_new) return known->second;
  if (env_.generators.size() >= static_cast<size_t>(ir::kMaxGenerators) || !has_room_for(callee) ||
      !fits(*callee.code, options_.max_callee))
    return -1;
  Level inner = level_of_code(callee, for_pc);
  ++inner.depth;
  inner.stack_base = stack_base;
  inner.function = callee.identity;
  inner.generator = true;
  inner.many_yields = count_yields(*callee.code) > kManyYields;
  function().inline_words = std::max(function().inline_words, 1);  // it has frames
  return add_level(key, std::move(inner));
}

// The call of a generator function by the head of a loop: the generator is made as ever, then it
// runs as part of the region.
bool Specializer::generator_call(Ref function_ref, bool has_self, int count) {
  types::World::Callee callee;
  std::vector<types::World::Binding> bindings;
  const int given = count + (has_self ? 1 : 0);
  const ir::PyInst& next = code_->insts[pc_ + 1];
  if (pure_ || in_expression() || unsettled() || distrusted() || next.op != PyOp::kGetIter ||
      is_target()[pc_ + 1] || next.offset == inst_->offset ||
      code_->insts[pc_ + 2].op != PyOp::kForIter ||
      !world_->generator_function(function_ref, callee) ||
      !world_->bind(callee, given, 0, bindings) || !are_values(given))
    return false;
  const int entries = static_cast<int>(env_.stack.size()) - count - 2;
  const int index = level_for_generator(callee, pc_ + 2, entries + 1);
  if (index < 0) return false;
  world_->keep_alive(function_ref);
  std::vector<Val> arguments;
  for (int k = given; k-- > 0;) arguments.push_back(top(k));
  if (!direct_call(count, has_self, Kind::kUnknown, 0)) return false;
  call(Helper::k_generator_take, {top().v[0]});
  open_generator(index, callee.code->insts[first_instruction(*callee.code)].offset);
  const Level& own = levels_[static_cast<size_t>(index)];
  for (int slot = callee.parameters; slot < own.code->local_count; ++slot) {
    if (!own.code->local_is_cell[static_cast<size_t>(slot)]) unbind(own.var_base + slot);
  }
  for (int slot = 0; slot < given; ++slot) {
    Var& var = env_.vars[static_cast<size_t>(own.var_base + slot)];
    if (own.code->local_is_cell[static_cast<size_t>(slot)]) continue;
    const Val value = unboxed_constant(arguments[static_cast<size_t>(slot)]);
    var.maybe_null = false;
    var.kind = value.kind;
    var.ref = value.ref;
    var.type = value.type;
    if (is_unboxed(value)) keep_number(var, value);  // its home has the object
  }
  skip_next_ = 1;  // iter() of a generator is itself
  return true;
}

// The topmost entry is a generator that the region has taken over and that is to go on at an
// offset. Its variables come behind those there are.
void Specializer::open_generator(int index, int offset) {
  const Level& own = levels_[static_cast<size_t>(index)];
  Val& entry = top();
  entry.rep = Rep::kGenerator;
  entry.ref = 0;
  const size_t begin = static_cast<size_t>(own.var_base);
  add_variables_of(own);
  std::fill_n(stored_.begin() + own.var_base, own.code->local_count, false);
  for (const ir::PyInst& inst : own.code->insts) {
    if (inst.op == PyOp::kStoreFast || inst.op == PyOp::kDeleteFast ||
        inst.op == PyOp::kLoadFastAndClear)
      stored_[begin + static_cast<size_t>(inst.arg)] = true;
  }
  Generator generator;
  generator.level = index;
  generator.pc = own.code->index_of(offset);
  generator.state = const_int(offset);
  generator.pointer = entry.v[0];
  env_.generators.push_back(generator);
}

// The region begins at a loop over a generator that is under way. Everything is checked before it
// is taken over.
void Specializer::enter_generator(const types::World::Callee& callee, int others, int offset) {
  const int pc = callee.code->index_of(offset);
  if (pc < 0 || callee.code->insts[pc].depth < 1) return;
  const int index = level_for_generator(callee, pc_, static_cast<int>(env_.stack.size()));
  if (index < 0) return;
  const Value pointer = top().v[0];
  guard(
      call(Helper::k_generator_is_at, {pointer, const_int(others), const_object(callee.identity),
                                       const_object(callee.world->globals()), const_int(offset)}));
  open_generator(index, offset);
  env_.generators.back().running = true;
  enter_level(index);
  const Level& own = level();
  for (int slot = 0; slot < own.code->local_count; ++slot) {
    const Ref live = callee.world->local(slot);
    if (live == 0 || own.code->local_is_cell[static_cast<size_t>(slot)]) continue;
    check_variable(var_of(slot), live, load_slot(var_of(slot)));
  }
  std::vector<Val> entries;
  std::vector<Value> dropped;
  enter_generator_stack(*callee.world, own.code->insts[pc].depth - 1, entries, dropped);
  call(Helper::k_generator_take, {pointer});
  for (const Val& entry : entries) {
    if (entry.rep == Rep::kListIter)
      emit(Op::kIncRef, Type::kVoid, {entry.v[0]}, 0, Alias::kHeader);
  }
  for (const Value iterator : dropped)
    emit(Op::kDecRef, Type::kVoid, {iterator}, 0, Alias::kHeader);
  enter_level(own.parent);
  env_.generators.back().running = false;
  env_.generators.back().stack = entries;
}

// Nobody else can advance the iterator. A generator expression has its outermost one in a variable
// too, which it reads once, at its beginning.
void Specializer::guard_own_iterator(Value pointer, bool outermost) {
  constexpr const char* kIteratorVariable = ".0";
  const bool in_variable =
      outermost && !code_->local_names.empty() && code_->local_names.front() == kIteratorVariable;
  if (!in_variable) return guard_sole_owner(pointer);
  const Value owners = load(Op::kLoadU32, pointer, 0, Alias::kHeader);
  const Value same = emit(Op::kPtrEq, Type::kBool, {pointer, load_slot(var_of(0))});
  const Value both = emit(Op::kBoolAnd, Type::kBool,
                          {same, emit(Op::kICmpEq, Type::kBool, {owners, const_int(2)})});
  const Value sole = emit(Op::kICmpEq, Type::kBool, {owners, const_int(1)});
  guard(emit(Op::kBoolOr, Type::kBool, {sole, both}));
}

// What lies on the operand stack of a generator: iterators that nobody else holds move to
// registers.
void Specializer::enter_generator_stack(types::World& world, int depth, std::vector<Val>& entries,
                                        std::vector<Value>& dropped) {
  const Value generator = env_.generators.back().pointer;
  const int64_t base =
      layout_.generator_frame + layout_.frame_locals + 8 * int64_t{code_->local_count};
  for (int d = 0; d < depth; ++d) {
    const Ref live = world.stack(d);
    const Value pointer = load(Op::kLoadPtr, generator, base + 8 * d, Alias::kFrame);
    const Kind kind = world.kind_of(live);
    Val value = object_val(pointer, Kind::kUnknown, Own::kOwned, live);
    if (live == 0) {
      guard(is_null(pointer));
      entries.push_back(Val{});
      continue;
    }
    guard_type_like(pointer, live);
    if (kind == Kind::kRangeIterator || kind == Kind::kListIterator)
      guard_own_iterator(pointer, d == 0);
    if (types::is_iterator(kind)) value.kind = kind;
    if (kind == Kind::kZip || kind == Kind::kEnumerate)
      guard_parts(pointer, kind, world.inner_iterators(live));
    if (kind == Kind::kRangeIterator) {
      load_range_iterator(value);
      value.kind = kind;
      value.own = Own::kNone;
      value.ref = 0;
      dropped.push_back(pointer);
    } else if (kind == Kind::kListIterator) {
      value.rep = Rep::kListIter;
      value.kind = Kind::kList;
      value.v[0] = load(Op::kLoadPtr, pointer, layout_.list_iter_sequence, Alias::kIterator);
      value.v[1] = load(Op::kLoadI64, pointer, layout_.list_iter_index, Alias::kIterator);
      guard_not(is_null(value.v[0]));
      dropped.push_back(pointer);
    }
    entries.push_back(value);
  }
}

// FOR_ITER: the generator on top goes on.
void Specializer::resume_generator(int pc) {
  const auto at =
      std::find_if(env_.generators.begin(), env_.generators.end(), [&](const Generator& generator) {
        return levels_[static_cast<size_t>(generator.level)].stack_base ==
               static_cast<int>(env_.stack.size());
      });
  const Level* own =
      at == env_.generators.end() ? nullptr : &levels_[static_cast<size_t>(at->level)];
  if (own == nullptr || at->running || own->parent != env_.level || own->call_pc != pc) {
    leave_here("a generator is asked by another loop");
    return;
  }
  note_native();
  const size_t index = static_cast<size_t>(at - env_.generators.begin());
  if (at->pc >= 0) return continue_generator(index, at->pc);
  std::vector<int> ways;
  const int depth = static_cast<int>(at->stack.size()) + 1;
  for (size_t k = 1; k < own->code->insts.size(); ++k) {
    const ir::PyInst& before = own->code->insts[k - 1];
    if (before.op == PyOp::kYield && own->code->insts[k].depth == depth)
      ways.push_back(static_cast<int>(k));
  }
  const Value state = at->state;
  const ir::PyCode& code = *own->code;
  const Env saved = env_;
  while (ways.size() > 1) {
    const ir::BlockId here = new_block(), other = new_block();
    branch(emit(Op::kICmpEq, Type::kBool, {state, const_int(code.insts[ways.back()].offset)}), here,
           other);
    set_block(here);
    continue_generator(index, ways.back());
    ways.pop_back();
    env_ = saved;
    enter_level(env_.level);
    set_block(other);
  }
  continue_generator(index, ways.front());
}

void Specializer::continue_generator(size_t index, int pc) {
  Generator& generator = env_.generators[index];
  for (const Val& value : generator.stack) push(value);
  generator.stack.clear();
  generator.running = true;
  push(const_val(world_->none()));  // what it is sent
  enter_level(generator.level);
  go_to(pc, false);
  block_ = -1;
}

// An entry that stays while others run: it owns its object, or is a number by itself.
Val Specializer::at_rest(Val value) {
  if (value.rep == Rep::kObject && value.own != Own::kOwned) return owned_object(value);
  if (is_unboxed(value)) {
    value.own = Own::kNone;
    value.slot = value.origin = -1;
  }
  return value;
}

void Specializer::yield_value() {
  if (in_expression()) {
    yield_to_consumer();
  } else if (level().generator && is_value(top())) {
    yield_item();
  } else {
    leave_here(inst_->mnemonic);
  }
}

// YIELD_VALUE: the loop goes on with the item; code that has been called may have seen the
// generator run.
void Specializer::yield_item() {
  note_native();
  const Val item = at_rest(materialise(pop()));
  Generator& generator = env_.generators[static_cast<size_t>(index_of_generator(env_.level, env_))];
  const Level& own = level();
  for (size_t d = static_cast<size_t>(own.stack_base); d < env_.stack.size(); ++d)
    generator.stack.push_back(at_rest(env_.stack[d]));
  env_.stack.resize(static_cast<size_t>(own.stack_base));
  const ir::BlockId seen = new_block(), done = new_block();
  const Value state = load(Op::kLoadU8, generator.pointer, layout_.generator_state, Alias::kAny);
  branch(emit(Op::kICmpEq, Type::kBool, {state, const_int(layout_.generator_executing)}), seen,
         done);
  set_block(seen);
  call(Helper::k_generator_rest, {generator.pointer});
  jump(done);
  set_block(done);
  generator.running = false;
  generator.pc = own.many_yields ? -1 : pc_ + 1;
  generator.state = const_int(code_->insts[pc_ + 1].offset);
  const int for_pc = own.call_pc;
  back_to_caller(for_pc);
  push(item);
  const ir::PyInst& next = code_->insts[for_pc + 1];
  if (check_valid_) check_still_valid(next.offset, next.line);
  go_to(for_pc + 1, false);
  block_ = -1;
}

// The generator returns: the loop is over. Its variables are released with the object, of which the
// loop's entry is the only owner.
void Specializer::end_generator(Val value) {
  const Level& own = level();
  if (static_cast<int>(env_.stack.size()) > own.stack_base || !is_value(value)) {
    leave_here("an iterator is returned");
    return;
  }
  release_later(value);
  flush_releases();
  const Value pointer = env_.generators.back().pointer;
  call(Helper::k_generator_end, {pointer});
  const int for_pc = own.call_pc;
  env_.vars.resize(static_cast<size_t>(own.var_base));
  env_.generators.pop_back();
  back_to_caller(for_pc);
  top() = object_val(pointer, Kind::kUnknown, top().own);
  top().slot = before_.stack.back().slot;
  before_ = env_;
  exhausted(inst_->target);
  block_ = -1;
}

// The loop is left before its generator has ended: entry `at` becomes an object like any other.
// False: the block has ended.
bool Specializer::give_back_generator(size_t at) {
  const Generator* last = env_.generators.empty() ? nullptr : &env_.generators.back();
  const Level* own = last == nullptr ? nullptr : &levels_[static_cast<size_t>(last->level)];
  if (own == nullptr || last->running || static_cast<size_t>(own->stack_base) != at + 1) {
    leave_here("a generator is moved");
    return false;
  }
  Env homes;
  homes.level = env_.level;
  homes.vars = env_.vars;
  for (int k = 0; k < own->var_base; ++k) homes.vars[static_cast<size_t>(k)] = Var{};
  homes.generators = env_.generators;
  for (size_t k = 0; k + 1 < homes.generators.size(); ++k) homes.generators[k].stack.clear();
  const int exit = make_exit(ir::ExitKind::kDone, inst_->own_offset, inst_->line, homes);
  const int offset = env_.level == 0 ? inst_->own_offset : function().exits[exit].offset;
  emit(Op::kPublish, Type::kVoid, {}, offset, Alias::kAny, exit);
  call(Helper::k_generator_suspend,
       {last->pointer, last->state, const_int(static_cast<int64_t>(last->stack.size()))});
  const Value pointer = last->pointer;
  env_.vars.resize(static_cast<size_t>(own->var_base));
  env_.generators.pop_back();
  const int slot = env_.stack[at].slot;
  env_.stack[at] = object_val(pointer, Kind::kUnknown, env_.stack[at].own);
  env_.stack[at].slot = slot;
  before_ = env_;
  cached_guard_exit_ = cached_overflow_exit_ = -1;
  return true;
}

}  // namespace hasten::optimize
