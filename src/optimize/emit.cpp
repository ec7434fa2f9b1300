// emit: construction of typed IR inside the Specializer. See specializer.h.
#include <bit>

#include "base/check.h"
#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

// What a native function must not do, as its call may be repeated. Reading is fine.
bool has_effect(Op op, int64_t imm) {
  switch (op) {
  case Op::kIncRef:
  case Op::kDecRef:
  case Op::kDecRefZero:
  case Op::kLoadLocal:
  case Op::kStoreLocal:
  case Op::kLoadStack:
  case Op::kStoreStack:
  case Op::kPublish:
  case Op::kStoreU8:
  case Op::kStoreU32:
  case Op::kStoreF64:
  case Op::kStorePtr:
    return true;
  case Op::kCallHelper:
    return ir::helper_effect(static_cast<Helper>(imm)) > ir::HelperEffect::kReads &&
           static_cast<Helper>(imm) != Helper::k_stress;
  default:
    return false;
  }
}

}  // namespace

Value Specializer::emit(Op op, Type type, std::vector<Value> args, int64_t imm, Alias alias,
                        int exit) {
  HASTEN_DCHECK(block_ >= 0);
  if (pure_ && has_effect(op, imm))
    refusal_ = Refusal{RefusalCode::kNothingNative,
                       "line " + std::to_string(inst_->line) + " has effects", inst_->offset};
  check_slices(op, imm, alias);
  ir::Inst inst;
  inst.op = op;
  inst.type = type;
  inst.alias = alias;
  inst.imm = imm;
  inst.exit = exit;
  inst.args = std::move(args);
  if (type != Type::kVoid) inst.result = function().new_value(type);
  const Value result = inst.result;
  function().blocks[block_].insts.push_back(std::move(inst));
  return result;
}

Value Specializer::const_int(int64_t value) { return emit(Op::kConstInt, Type::kInt, {}, value); }
Value Specializer::const_float(double value) {
  return emit(Op::kConstFloat, Type::kFloat, {}, std::bit_cast<int64_t>(value));
}
Value Specializer::const_bool(bool value) {
  const Value constant = emit(Op::kConstBool, Type::kBool, {}, value ? 1 : 0);
  known_bools_.emplace(constant, value);
  return constant;
}
Value Specializer::const_object(Ref ref) { return emit(Op::kConstObject, Type::kPtr, {}, ref); }
Value Specializer::null_ptr() { return emit(Op::kNullPtr, Type::kPtr, {}); }

Value Specializer::load(Op op, Value base, int64_t offset, Alias alias) {
  const Type type = op == Op::kLoadF64   ? Type::kFloat
                    : op == Op::kLoadPtr ? Type::kPtr
                                         : Type::kInt;
  return emit(op, type, {base}, offset, alias);
}

void Specializer::store(Op op, Value base, Value value, int64_t offset, Alias alias) {
  emit(op, Type::kVoid, {base, value}, offset, alias);
}

Value Specializer::call(Helper helper, std::vector<Value> args) {
  const bool runs_python = ir::helper_effect(helper) == ir::HelperEffect::kRunsPython;
  if (in_expression() && runs_python) note_effect();
  if (runs_python) values_of_.clear();
  const Value result = emit(Op::kCallHelper, ir::type_of_letter(ir::helper_signature(helper)[0]),
                            std::move(args), static_cast<int64_t>(helper));
  if (runs_python && !pure_) {
    emit(Op::kCallHelper, Type::kVoid, {emit(Op::kContext, Type::kPtr, {})},
         static_cast<int64_t>(Helper::k_look));
  }
  return result;
}

Value Specializer::block_param(ir::BlockId block, Type type) {
  const Value value = function().new_value(type);
  function().blocks[block].params.push_back(value);
  return value;
}

void Specializer::jump(ir::BlockId target, std::vector<Value> args) {
  emit(Op::kJump, Type::kVoid, {});
  ir::Inst& inst = function().blocks[block_].insts.back();
  inst.target[0] = target;
  inst.target_args[0] = std::move(args);
  block_ = -1;
}

void Specializer::branch(Value condition, ir::BlockId if_true, ir::BlockId if_false, int64_t odds) {
  emit(Op::kBranch, Type::kVoid, {condition}, odds);
  ir::Inst& inst = function().blocks[block_].insts.back();
  inst.target[0] = if_true;
  inst.target[1] = if_false;
  block_ = -1;
}

Value Specializer::is_null(Value pointer) {
  return emit(Op::kPtrEq, Type::kBool, {pointer, null_ptr()});
}
Value Specializer::negate(Value condition) {
  const auto known = known_bools_.find(condition);
  if (known != known_bools_.end()) return const_bool(!known->second);
  return emit(Op::kBoolNot, Type::kBool, {condition});
}

}  // namespace hasten::optimize
