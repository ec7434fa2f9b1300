// generator_expressions: functions made inside a loop, and generator expressions that a built-in
// consumes at once (sum(f(x) for x in xs)), in the Specializer. See specializer.h.
//
// Neither the generator nor its frame exists. The body of the expression becomes a level of its own
// that has no effects: it reads, computes and adds to what the built-in collects. So it can be
// given up at any point: every exit in it describes the state before the generator is made, drops
// what has been collected, and the interpreter begins the expression again. A body that could do
// more (call Python, store anything, fail in ways that others see) is left to the interpreter.
#include <algorithm>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

// What a body without effects may consist of; calls are looked at one by one. Every operation is
// named: for a new one it has to be decided.
bool is_harmless(PyOp op) {
  switch (op) {
  case PyOp::kNop:
  case PyOp::kPop:
  case PyOp::kPushNull:
  case PyOp::kCopy:
  case PyOp::kSwap:
  case PyOp::kLoadConst:
  case PyOp::kLoadFast:
  case PyOp::kLoadFastCheck:
  case PyOp::kStoreFast:
  case PyOp::kLoadDeref:
  case PyOp::kLoadGlobal:
  case PyOp::kLoadAttr:
  case PyOp::kLoadMethod:
  case PyOp::kNegative:
  case PyOp::kPositive:
  case PyOp::kNot:
  case PyOp::kInvert:
  case PyOp::kToBool:
  case PyOp::kBinary:
  case PyOp::kCompare:
  case PyOp::kIs:
  case PyOp::kContains:
  case PyOp::kSubscript:
  case PyOp::kBinarySlice:
  case PyOp::kBuildSlice:
  case PyOp::kBuildTuple:
  case PyOp::kBuildString:
  case PyOp::kUnpackSequence:
  case PyOp::kGetIter:
  case PyOp::kForIter:
  case PyOp::kJump:
  case PyOp::kJumpIfFalse:
  case PyOp::kJumpIfTrue:
  case PyOp::kJumpIfNone:
  case PyOp::kJumpIfNotNone:
  case PyOp::kCall:
  case PyOp::kFormatSimple:
  case PyOp::kFormatWithSpec:
  case PyOp::kConvert:
  case PyOp::kReturn:
  case PyOp::kReturnConst:
  case PyOp::kYield:
    return true;
  case PyOp::kLoadFastAndClear:
  case PyOp::kDeleteFast:
  case PyOp::kStoreDeref:
  case PyOp::kDeleteDeref:
  case PyOp::kLoadName:
  case PyOp::kStoreName:
  case PyOp::kStoreGlobal:
  case PyOp::kDeleteName:
  case PyOp::kDeleteGlobal:
  case PyOp::kStoreAttr:
  case PyOp::kDeleteAttr:
  case PyOp::kLoadSuperAttr:
  case PyOp::kInPlace:
  case PyOp::kStoreSubscript:
  case PyOp::kDeleteSubscript:
  case PyOp::kStoreSlice:
  case PyOp::kBuildList:
  case PyOp::kBuildSet:
  case PyOp::kBuildMap:
  case PyOp::kBuildConstKeyMap:
  case PyOp::kListExtend:
  case PyOp::kListToTuple:
  case PyOp::kSetUpdate:
  case PyOp::kDictUpdate:
  case PyOp::kDictMerge:
  case PyOp::kListAppend:
  case PyOp::kSetAdd:
  case PyOp::kMapAdd:
  case PyOp::kUnpackEx:
  case PyOp::kCallKw:
  case PyOp::kCallEx:
  case PyOp::kBeforeWith:
  case PyOp::kImportName:
  case PyOp::kImportFrom:
  case PyOp::kMatchSequence:
  case PyOp::kMatchMapping:
  case PyOp::kMatchKeys:
  case PyOp::kMatchClass:
  case PyOp::kGetLen:
  case PyOp::kMakeFunction:
  case PyOp::kSetFunctionAttribute:
  case PyOp::kLeave:
    return false;
  }
  return false;
}

bool is_harmless(Known known) {
  switch (known) {
  case Known::k_len:
  case Known::k_range:
  case Known::k_abs:
  case Known::k_min:
  case Known::k_max:
  case Known::k_ord:
  case Known::k_chr:
  case Known::k_int:
  case Known::k_float:
  case Known::k_bool:
  case Known::k_round:
  case Known::k_str:
  case Known::k_isinstance:
  case Known::k_type:
  case Known::k_str_method:
  case Known::k_bytes_method:
    return true;
  default:
    return known >= Known::k_math_sqrt && known <= Known::k_math_gcd;
  }
}

// Built-ins that take every item before they look at one, or whose looking at plain items nothing
// can see: they may as well be given a list of the items.
bool takes_list(Known known) {
  return known == Known::k_str_join || known == Known::k_sorted || known == Known::k_min ||
         known == Known::k_max;
}

bool is_consumer(Known known) {
  return takes_list(known) || known == Known::k_sum || known == Known::k_any ||
         known == Known::k_all || known == Known::k_list || known == Known::k_tuple ||
         known == Known::k_set;
}

}  // namespace

// The function is an object unless it is that of a generator expression that is consumed at once.
void Specializer::make_function(int flags) {
  constexpr int kClosure = 8;
  const ir::PyInst& next = code_->insts[pc_ + 1];
  // 3.13: the closure follows
  const bool attribute = next.op == PyOp::kSetFunctionAttribute && next.arg == kClosure;
  if (attribute) flags |= kClosure;
  const Val code = top();
  if (code.rep != Rep::kConst || !world_->shares_globals() || (attribute && is_target()[pc_ + 1])) {
    leave_here("a function of another module is made");
    return;
  }
  pop();
  Val function;
  function.rep = Rep::kNewFunction;
  function.kind = Kind::kFunction;
  function.own = Own::kOwned;
  function.ref = code.ref;
  function.v[0] = (flags & kClosure) != 0 ? owned_object(pop()).v[0] : null_ptr();
  types::World::Callee callee;
  const bool later =
      (flags & ~kClosure) == 0 && consumed_later() && world_->expression(code.ref, callee);
  push(later ? function : to_object(function));
  top().ref = later ? code.ref : 0;
  for (const int flag : {4, 2, 1}) {  // the order in which they lie below the closure
    if ((flags & flag) != 0) set_function_attribute(flag);
  }
  note_native();
  if (attribute) skip_next_ = 1;
}

// The built-in called with one argument; 0: unknown. Both are entries from the top.
Ref Specializer::consumer_of_call(int upper, int lower) const {
  const size_t size = env_.stack.size();
  if (size < static_cast<size_t>(lower) + 1) return 0;
  const Val& above = env_.stack[size - 1 - static_cast<size_t>(upper)];
  const Val& below = env_.stack[size - 1 - static_cast<size_t>(lower)];
  const Val& callable = code_->null_below_callable ? above : below;
  const Val& null = code_->null_below_callable ? below : above;
  if (null.rep == Rep::kNull) return identity_of(callable);
  const Ref method = identity_of(below);
  return method != 0 && world_->known(method) == Known::k_str_join && above.kind == Kind::kStr
             ? method
             : 0;
}

// At MAKE_FUNCTION: what follows gets an iterator, calls the function with it and hands the result
// to a built-in that lies below.
bool Specializer::consumed_later() const {
  constexpr int kFar = 40;
  const int size = static_cast<int>(code_->insts.size());
  if (in_expression() || pure_ || !is_consumer(world_->known(consumer_of_call(0, 1)))) return false;
  for (int pc = pc_ + 1; pc + 2 < size && pc < pc_ + kFar; ++pc) {
    const ir::PyInst& inst = code_->insts[pc];
    if (inst.op == PyOp::kMakeFunction || inst.target >= 0) return false;
    if (inst.op != PyOp::kGetIter) continue;
    const ir::PyInst &call = code_->insts[pc + 1], &outer = code_->insts[pc + 2];
    return call.op == PyOp::kCall && call.arg == 0 && outer.op == PyOp::kCall && outer.arg == 1 &&
           outer.names < 0 && !is_target()[pc + 1] && !is_target()[pc + 2] &&
           shared_.effects->count(expression_place(pc + 1)) == 0 &&
           !world_->distrusted(expression_place(pc + 1));
  }
  return false;
}

// Another round makes the function and its iterator as objects.
void Specializer::give_up_call_of_expression() {
  shared_.effects->insert(place());
  shared_.incomplete = true;
  leave_here("a generator expression over an unusual iterator");
}

// The call of a generator expression with its iterator, whose result a known built-in consumes at
// once: both calls are made here.
bool Specializer::consume_expression() {
  const Val& function = top(1);
  const Val& iterator = top();
  if (in_expression() || pure_ || unsettled() || distrusted() ||
      (iterator.rep != Rep::kRangeIter && iterator.rep != Rep::kListIter) ||
      iterator.own == Own::kInStack)
    return false;
  const Ref target = consumer_of_call(2, 3);
  if (target == 0) return false;
  const Known consumer = world_->known(target);
  const int index = level_for_expression(function.ref, consumer);
  if (index < 0) return false;
  note_native();
  count_uninterrupted(1);
  const Val closure = object_val(function.v[0], Kind::kTuple, Own::kNone);
  Val items = iterator;
  items.own = Own::kNone;  // the call's operand holds the sequence
  enter_callee(index);
  Var& cells =  // in the place of the iterator's own variable
      env_.vars[static_cast<size_t>(level().var_base)];
  cells.in_register = true;
  cells.val = closure;
  push_collected(consumer);
  push(items);
  go_to(level().start, false);
  return true;
}

// -1: it is not to be part of the region.
int Specializer::level_for_expression(Ref code, Known consumer) {
  if (!is_consumer(consumer) || shared_.effects->count(place()) != 0) return -1;
  const CallKey key = call_key(pc_, code);
  const auto [known, is_new] = level_of_call_.emplace(key, -1);
  if (!is_new) return known->second;
  types::World::Callee callee;
  if (!world_->expression(code, callee)) return -1;
  Level inner = level_of_code(callee, pc_);
  for (size_t k = 1; k < callee.code->insts.size() && inner.start < 0; ++k) {
    const ir::PyInst& before = callee.code->insts[k - 1];
    if (callee.code->insts[k].op == PyOp::kForIter && before.op == PyOp::kLoadFast &&
        before.arg == 0)
      inner.start = static_cast<int>(k);
  }
  if (inner.start < 0) return -1;
  inner.consumer = consumer;
  return add_level(key, std::move(inner));
}

// Ticks of the session's clock can wait while an expression runs, up to a point.
void Specializer::count_uninterrupted(int64_t step) {
  const Value counter = load(Op::kLoadPtr, emit(Op::kContext, Type::kPtr, {}),
                             offsetof(ir::Context, uninterrupted), Alias::kFrame);
  const Value count = load(Op::kLoadI64, counter, 0, Alias::kVolatile);
  store(Op::kStoreI64, counter, emit(Op::kAdd, Type::kInt, {count, const_int(step)}), 0,
        Alias::kVolatile);
}

// The body does more than it may: another round leaves the expression alone.
void Specializer::note_effect() {
  const Level& own = level();
  const Level& caller = levels_[static_cast<size_t>(own.parent)];
  shared_.effects->insert(caller.place + caller.code->insts[own.call_pc].offset);
  shared_.incomplete = true;
}

void Specializer::give_up_expression(const std::string& why) {
  note_effect();
  if (block_ >= 0) leave_here(why);
}

// Before every instruction of a body. False: the block has ended.
bool Specializer::check_harmless() {
  bool harmless = is_harmless(inst_->op);
  if (inst_->op == PyOp::kCall) {
    const Val &first = top(inst_->arg + 1), &second = top(inst_->arg);
    const bool method =
        code_->null_below_callable ? first.rep != Rep::kNull : second.rep != Rep::kNull;
    const Val& callable = method || !code_->null_below_callable ? first : second;
    harmless =
        inst_->names < 0 && callable.rep == Rep::kConst &&
        (callable.kind == Kind::kFunction ? !method : is_harmless(world_->known(callable.ref)));
  }
  if (level().repeated) return check_repeatable(harmless);
  if (!harmless) give_up_expression(inst_->mnemonic + " in a generator expression");
  return harmless;
}

// What the built-in has when it begins, as entries under the iterator.
void Specializer::push_collected(Known consumer) {
  switch (consumer) {
  case Known::k_sum:
    push(int_val(const_int(0)));
    push(float_val(const_float(0.0)));  // what rounding has lost of a float sum so far
    break;
  case Known::k_set:
    push(object_val(call(Helper::k_new_set, {}), Kind::kSet, Own::kOwned));
    break;
  default:
    if (consumer == Known::k_list)
      push(object_val(call(Helper::k_list_with_room, {}), Kind::kList, Own::kOwned));
    else if (takes_list(consumer) || consumer == Known::k_tuple)
      push(object_val(call(Helper::k_new_list, {}), Kind::kList, Own::kOwned));
    break;
  }
}

// YIELD_VALUE: the built-in takes the item; None is what the generator is resumed with.
void Specializer::yield_to_consumer() {
  Val& item = top();
  const size_t base = static_cast<size_t>(level().stack_base);
  switch (level().consumer) {
  case Known::k_sum:
    add_to_sum(item);
    break;
  case Known::k_any:
  case Known::k_all: {
    const std::optional<Value> is_true = truth(item);
    if (!is_true) return give_up_expression("truth of an object in a generator expression");
    const bool any = level().consumer == Known::k_any;
    const ir::BlockId decided = new_block(), open = new_block();
    branch(*is_true, any ? decided : open, any ? open : decided);
    const Env saved = env_;
    const ir::PyInst* const saved_inst = inst_;
    const int saved_pc = pc_;
    set_block(decided);
    end_expression(bool_val(const_bool(any)));
    env_ = saved;
    enter_level(env_.level);
    inst_ = saved_inst;
    pc_ = saved_pc;
    before_ = env_;
    cached_guard_exit_ = cached_overflow_exit_ = -1;
    set_block(open);
    break;
  }
  default: {
    if (!is_value(item)) return give_up_expression("an iterator in a generator expression");
    const Known consumer = level().consumer;
    const bool is_set = consumer == Known::k_set;
    if (is_set && !types::is_plain_key(item.kind))
      return give_up_expression("hash of an object in a generator expression");
    // The built-in compares as it goes.
    const bool compares = consumer == Known::k_min || consumer == Known::k_max;
    if (compares && item.kind == Kind::kUnknown && types::is_scalar(guess(item)))
      refine(item, guess(item));
    if (compares && !types::is_scalar(item.kind))
      return give_up_expression("comparison of objects in a generator expression");
    const Val object = to_object(item);
    const Value status = call(is_set ? Helper::k_set_add_plain : Helper::k_list_append,
                              {env_.stack[base].v[0], object.v[0]});
    guard(emit(Op::kICmpEq, Type::kBool, {status, const_int(0)}));
    if (object.own == Own::kOwned && item.own != Own::kOwned) release_later(object);
    break;
  }
  }
  if (block_ < 0) return;
  release_later(pop());
  push(const_val(world_->none()));
  note_native();
}

// As built-in sum() of CPython 3.12 and 3.13: ints exactly; floats with the part that rounding
// loses kept aside (Neumaier's variant of Kahan's algorithm); an int that meets a float is added
// plainly.
void Specializer::add_to_sum(Val& item) {
  const size_t base = static_cast<size_t>(level().stack_base);
  Val& sum = env_.stack[base];
  Val& lost = env_.stack[base + 1];
  const Kind kind = guess(item);
  const bool is_int = kind == Kind::kInt || kind == Kind::kBool;
  if ((!is_int && kind != Kind::kFloat) || !unboxable(item)) {
    give_up_expression("sum() of more than ints and floats");
    return;
  }
  Val number = item;
  if (sum.rep == Rep::kInt && is_int) {
    sum = int_val(emit(Op::kAddChecked, Type::kInt, {sum.v[0], as_int(number)}, 0, Alias::kAny,
                       overflow_exit()));
    return;
  }
  const Value x = as_float(number);
  const Value before = as_float(sum);
  const Value total = emit(Op::kFAdd, Type::kFloat, {before, x});
  if (sum.rep == Rep::kFloat && !is_int) {
    const Value larger =
        emit(Op::kFCmpGe, Type::kBool,
             {emit(Op::kFAbs, Type::kFloat, {before}), emit(Op::kFAbs, Type::kFloat, {x})});
    const Value high = emit(Op::kSelectFloat, Type::kFloat, {larger, before, x});
    const Value low = emit(Op::kSelectFloat, Type::kFloat, {larger, x, before});
    const Value rest =
        emit(Op::kFAdd, Type::kFloat, {emit(Op::kFSub, Type::kFloat, {high, total}), low});
    lost = float_val(emit(Op::kFAdd, Type::kFloat, {lost.v[0], rest}));
  }
  sum = float_val(total);
}

// The end of the body: the built-in's result.
void Specializer::expression_result() {
  const size_t base = static_cast<size_t>(level().stack_base);
  switch (level().consumer) {
  case Known::k_sum: {
    const Val sum = env_.stack[base], lost = env_.stack[base + 1];
    if (sum.rep == Rep::kInt) return end_expression(sum);
    // Nothing is added that is zero (which would lose the sign of -0.0), infinite or nan.
    const Value rest = lost.v[0];
    const Value size = emit(Op::kFAbs, Type::kFloat, {rest});
    const Value counts = emit(Op::kBoolAnd, Type::kBool,
                              {emit(Op::kFCmpGt, Type::kBool, {size, const_float(0.0)}),
                               emit(Op::kFCmpLt, Type::kBool, {size, const_float(1.0 / 0.0)})});
    const Value whole = emit(Op::kFAdd, Type::kFloat, {sum.v[0], rest});
    return end_expression(
        float_val(emit(Op::kSelectFloat, Type::kFloat, {counts, whole, sum.v[0]})));
  }
  case Known::k_any:
  case Known::k_all:
    return end_expression(bool_val(const_bool(level().consumer == Known::k_all)));
  case Known::k_tuple:
  case Known::k_list: {
    const bool is_list = level().consumer == Known::k_list;
    Val& list = env_.stack[base];
    list.v[0] = call(is_list ? Helper::k_list_fitted : Helper::k_list_to_tuple, {list.v[0]});
    list.kind = is_list ? Kind::kList : Kind::kTuple;
    [[fallthrough]];
  }
  default: {
    Val result = env_.stack[base];
    env_.stack[base].own = Own::kNone;  // moved
    return end_expression(result);
  }
  }
}

// Behind both calls, with the result in place of their operands; or behind the inner call only,
// with a list of the items in the generator's place.
void Specializer::end_expression(Val result) {
  const int calls = takes_list(level().consumer) ? 1 : 2;
  count_uninterrupted(-1);
  const size_t stack_base = static_cast<size_t>(level().stack_base);
  for (size_t k = static_cast<size_t>(level().var_base); k < env_.vars.size(); ++k) {
    if (env_.vars[k].in_register) release_later(env_.vars[k].val);
  }
  for (size_t d = stack_base; d < env_.stack.size(); ++d) release_later(env_.stack[d]);
  for (Val& entry : env_.stack) {
    if (entry.own == Own::kLocal && entry.slot >= level().var_base) entry.own = Own::kNone;
  }
  env_.vars.resize(static_cast<size_t>(level().var_base));
  env_.stack.resize(stack_base);
  const int call_pc = level().call_pc;
  back_to_caller(call_pc);
  // Of the outer call: built-in, NULL or self; of the inner one: function, iterator
  for (int k = 0; k < 2 * calls; ++k) release_later(pop());
  result.slot = result.origin = -1;
  push(result);
  flush_releases();
  const ir::PyInst& next = code_->insts[call_pc + calls];
  if (check_valid_) check_still_valid(next.offset, next.line);
  check_valid_ = false;
  go_to(call_pc + calls, false);
  block_ = -1;
}

// An exit inside a body: the state before the expression, and what is to be dropped.
Env Specializer::state_before_expression(const Env& env, std::vector<Value>& dropped) const {
  const Level& own = levels_[static_cast<size_t>(env.level)];
  Env outer = env;
  const auto drop = [&](const Val& value) {
    const bool holds = value.rep == Rep::kObject || value.rep == Rep::kListIter;
    if (holds && value.own == Own::kOwned) dropped.push_back(value.v[0]);
  };
  for (size_t k = static_cast<size_t>(own.var_base); k < env.vars.size(); ++k) {
    if (env.vars[k].in_register) drop(env.vars[k].val);
  }
  for (size_t d = static_cast<size_t>(own.stack_base); d < env.stack.size(); ++d)
    drop(env.stack[d]);
  outer.vars.resize(static_cast<size_t>(own.var_base));
  outer.stack.resize(static_cast<size_t>(own.stack_base));
  outer.level = own.parent;
  return outer;
}

// A variable of a body is a value: numbers as they were read, objects borrowed or owned.
void Specializer::bind_in_expression(int index, Val value) {
  Var& var = env_.vars[static_cast<size_t>(index)];
  if (var.in_register && var.val.rep == Rep::kObject) release_later(var.val);
  // The object that a number was read from stays what it is.
  if (value.own == Own::kTransient && value.origin >= 0)
    value = object_val(value.origin, value.kind, Own::kTransient);
  if (value.rep == Rep::kRange) value = materialise(value);
  var = Var{};
  var.in_register = true;
  var.maybe_null = false;
  var.kind = value.kind;
  var.val = value;
  var.val.slot = var.val.origin = -1;
  if (var.val.rep == Rep::kObject && var.val.own != Own::kOwned) var.val.own = Own::kNone;
}

// The contents of the cell that the closure holds for a free variable of the body.
void Specializer::load_free_in_expression(int slot) {
  const int first = code_->local_count - code_->free_count;
  const Var& closure = env_.vars[static_cast<size_t>(level().var_base)];
  if (slot < first) return give_up_expression("a cell in a generator expression");
  const Value cell =
      load(Op::kLoadPtr, closure.val.v[0],
           layout_.tuple_items + 8 * static_cast<int64_t>(slot - first), Alias::kElements);
  const Value pointer = load(Op::kLoadPtr, cell, layout_.cell_value, Alias::kContainer);
  guard_not(is_null(pointer));
  const Level& parent = levels_[static_cast<size_t>(level().parent)];
  const std::string& name = code_->local_names[static_cast<size_t>(slot)];
  const auto at = std::find(parent.code->local_names.begin(), parent.code->local_names.end(), name);
  const Ref sample =
      at == parent.code->local_names.end()
          ? 0
          : parent.world->local(static_cast<int>(at - parent.code->local_names.begin()));
  push(object_val(pointer, Kind::kUnknown, Own::kTransient, sample));
  note_native();
}

}  // namespace hasten::optimize
