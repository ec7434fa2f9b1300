// instructions: one PyIR instruction at a time, handed to its family, in the Specializer. See
// specializer.h.
#include "optimize/specializer.h"

namespace hasten::optimize {

bool Specializer::emit_instruction(int pc) {
  const ir::PyInst& inst = code_->insts[pc];
  inst_ = &inst;
  pc_ = pc;
  before_ = env_;
  cached_guard_exit_ = -1;
  cached_overflow_exit_ = -1;
  not_nan_.clear();
  boxes_.clear();
  check_valid_ = carry_check_;
  carry_check_ = false;
  ends_loudly_ = carry_loud_;
  carry_loud_ = false;
  const int arg = inst.arg;
  for (int k = 0; k < 2 && k < static_cast<int>(env_.stack.size()); ++k) {
    if (top(k).kind == Kind::kUnknown) top(k).hint = world_->seen_kind(inst.offset, k);
  }
  if (in_expression() && !check_harmless()) return false;
  switch (inst.op) {
  case PyOp::kNop:
    return true;
  case PyOp::kPop:
    if (top().rep == Rep::kGenerator && !give_back_generator(env_.stack.size() - 1)) return false;
    release_later(pop());
    break;
  case PyOp::kPushNull:
    push(Val{});
    break;
  case PyOp::kCopy: {
    Val value = top(arg - 1);
    if (value.rep == Rep::kObject && value.own != Own::kLocal && value.own != Own::kInStack) {
      if (value.own == Own::kTransient) top(arg - 1) = value = owned_object(value);
      emit(Op::kIncRef, Type::kVoid, {value.v[0]}, 0, Alias::kHeader);
      value.own = Own::kOwned;
    } else if ((value.rep >= Rep::kRange && value.rep != Rep::kIndexPair) ||
               value.own == Own::kInStack) {
      leave_here("an iterator is duplicated");
      return false;
    }
    push(value);
    break;
  }
  case PyOp::kSwap:
    if (top().own == Own::kInStack || top(arg - 1).own == Own::kInStack) {
      leave_here("a running iterator is moved");
      return false;
    }
    for (const int place : {0, arg - 1}) {
      const size_t at = env_.stack.size() - 1 - static_cast<size_t>(place);
      if (env_.stack[at].rep == Rep::kGenerator && !give_back_generator(at)) return false;
    }
    std::swap(top(), top(arg - 1));
    break;
  case PyOp::kLoadConst:
    push(const_val(world_->constant(arg)));
    break;
  case PyOp::kLoadFast:
  case PyOp::kLoadFastCheck:
    load_fast(arg, inst.op == PyOp::kLoadFastCheck);
    break;
  case PyOp::kStoreFast:
    store_fast(arg);
    break;
  case PyOp::kLoadFastAndClear:
    load_fast_and_clear(arg);
    break;
  case PyOp::kDeleteFast:
    delete_fast(arg);
    break;
  case PyOp::kLoadDeref:
    load_deref(arg);
    break;
  case PyOp::kStoreDeref:
    store_deref(arg);
    break;
  case PyOp::kDeleteDeref:
    delete_deref(arg);
    break;
  case PyOp::kLoadGlobal:
    load_name(arg, false);
    break;
  case PyOp::kLoadName:
    load_name(arg, true);
    break;
  case PyOp::kStoreName:
  case PyOp::kStoreGlobal:
    store_name(arg, inst.op == PyOp::kStoreGlobal);
    break;
  case PyOp::kDeleteName:
  case PyOp::kDeleteGlobal:
    delete_name(arg, inst.op == PyOp::kDeleteGlobal);
    break;
  case PyOp::kLoadAttr:
    load_attr(arg);
    break;
  case PyOp::kLoadMethod:
    load_method(arg);
    break;
  case PyOp::kStoreAttr:
    store_attr(arg);
    break;
  case PyOp::kDeleteAttr:
    delete_attr(arg);
    break;
  case PyOp::kLoadSuperAttr:
    load_super_attr(arg);
    break;
  case PyOp::kPositive:
  case PyOp::kNegative:
  case PyOp::kInvert:
    unary(inst.op);
    break;
  case PyOp::kNot:
    to_bool(true);
    break;
  case PyOp::kToBool:
    to_bool(false);
    break;
  case PyOp::kBinary:
  case PyOp::kInPlace:
    binary(static_cast<ir::BinaryKind>(arg), inst.op == PyOp::kInPlace);
    break;
  case PyOp::kCompare:
    compare(static_cast<ir::CompareKind>(arg & 15), (arg & ir::kCompareToBool) != 0);
    break;
  case PyOp::kIs:
    is_op(arg == 1);
    break;
  case PyOp::kContains:
    contains(arg == 1);
    break;
  case PyOp::kSubscript:
    subscript();
    break;
  case PyOp::kStoreSubscript:
    store_subscript();
    break;
  case PyOp::kDeleteSubscript:
    delete_subscript();
    break;
  case PyOp::kBinarySlice:
    slice();
    break;
  case PyOp::kStoreSlice:
    store_slice();
    break;
  case PyOp::kBuildSlice:
  case PyOp::kBuildTuple:
  case PyOp::kBuildList:
  case PyOp::kBuildSet:
  case PyOp::kBuildMap:
  case PyOp::kBuildString:
    build(inst.op, arg);
    break;
  case PyOp::kBuildConstKeyMap:
    build_const_key_map(arg);
    break;
  case PyOp::kListExtend:
    list_extend(arg);
    break;
  case PyOp::kListToTuple:
    list_to_tuple();
    break;
  case PyOp::kSetUpdate:
  case PyOp::kDictUpdate:
  case PyOp::kDictMerge:
    update(inst.op, arg);
    break;
  case PyOp::kListAppend:
    list_append(arg);
    break;
  case PyOp::kSetAdd:
    set_add(arg);
    break;
  case PyOp::kMapAdd:
    map_add(arg);
    break;
  case PyOp::kUnpackSequence:
    unpack(arg);
    break;
  case PyOp::kUnpackEx:
    unpack_ex(arg);
    break;
  case PyOp::kGetIter:
    get_iter();
    break;
  case PyOp::kForIter:
    if (!for_iter(pc, inst.target)) return false;
    break;
  case PyOp::kJump:
    go_to(inst.target, inst.target <= pc);
    return false;
  case PyOp::kJumpIfFalse:
  case PyOp::kJumpIfTrue:
    jump_if(inst.op == PyOp::kJumpIfTrue, inst.target, pc);
    return false;
  case PyOp::kJumpIfNone:
  case PyOp::kJumpIfNotNone:
    jump_if_none(inst.op == PyOp::kJumpIfNone, inst.target, pc);
    return false;
  case PyOp::kCall:
    call_op(arg, inst.names);
    break;
  case PyOp::kCallKw:
    call_kw(arg);
    break;
  case PyOp::kCallEx:
    call_ex((arg & 1) != 0);
    break;
  case PyOp::kFormatSimple:
  case PyOp::kFormatWithSpec:
    format(inst.op == PyOp::kFormatWithSpec, arg);
    break;
  case PyOp::kConvert:
    format(false, arg | 4);
    break;
  case PyOp::kMakeFunction:
    make_function(arg);
    break;
  case PyOp::kSetFunctionAttribute:
    set_function_attribute(arg);
    break;
  case PyOp::kBeforeWith:
    before_with();
    break;
  case PyOp::kImportName:
    import_name(arg);
    break;
  case PyOp::kImportFrom:
    import_from(arg);
    break;
  case PyOp::kMatchSequence:
  case PyOp::kMatchMapping:
    match_kind(inst.op == PyOp::kMatchMapping);
    break;
  case PyOp::kMatchKeys:
    match_keys();
    break;
  case PyOp::kMatchClass:
    match_class(arg);
    break;
  case PyOp::kGetLen:
    get_len();
    break;
  case PyOp::kYield:
    yield_value();
    break;
  case PyOp::kReturn:
  case PyOp::kReturnConst:
    if (level().repeated) {
      end_repeated(inst.op == PyOp::kReturn ? pop() : const_val(world_->constant(arg)));
      return false;
    }
    if (in_expression()) {
      expression_result();
      return false;
    }
    if (pure_) {
      return_value(inst.op == PyOp::kReturn ? pop() : const_val(world_->constant(arg)));
      return false;
    }
    if (level().generator) {
      end_generator(inst.op == PyOp::kReturn ? pop() : const_val(world_->constant(arg)));
      return false;
    }
    if (env_.level > 0) {
      inline_return(inst.op == PyOp::kReturn ? pop() : const_val(world_->constant(arg)));
      return false;
    }
    leave(ir::ExitKind::kDone, inst.offset, inst.line);
    return false;
  case PyOp::kLeave:
    leave_here(inst.mnemonic);
    return false;
  }
  if (block_ < 0) return false;
  flush_releases();
  if (unsettled()) {
    const ir::PyInst& next = code_->insts[pc + 1 + skip_next_];
    // The parts of one bytecode instruction share an offset: nothing may leave between them.
    if (next.offset == inst.offset) {
      carry_check_ = check_valid_;
      carry_loud_ = ends_loudly_;
    } else {
      if (ends_loudly_) {  // the same flag: a speculation that fails is to be known as such
        check_ended_quietly(next.offset, next.line);
      } else {
        check_still_valid(next.offset, next.line);
      }
      settle();
    }
  }
  return true;
}

}  // namespace hasten::optimize
