// lower: blocks, constants, arithmetic, guards and exits. See lower.h; memory and calls are in
// lower_memory.cpp.
#include "native/lower.h"

#include <llvm/IR/Intrinsics.h>

#include "base/check.h"
#include "ir/tables.h"

namespace hasten::native {

using ir::Op;

FunctionLowering::FunctionLowering(llvm::Module& module, const ir::Function& function, int index,
                                   bool fuses)
    : function_(function), fuses_(fuses), context_(module.getContext()), builder_(context_),
      metadata_(context_) {
  std::vector<llvm::Type*> parameters = {llvm::PointerType::get(context_, 0)};
  for (const ir::Type param : function.params) parameters.push_back(type(param));
  llvm::Type* result =
      function.is_region ? static_cast<llvm::Type*>(builder_.getInt64Ty()) : result_type();
  llvm::FunctionType* signature = llvm::FunctionType::get(result, parameters, false);
  target_ = llvm::Function::Create(signature,
                                   function.is_region ? llvm::Function::ExternalLinkage
                                                      : llvm::Function::InternalLinkage,
                                   "f" + std::to_string(index), module);
  target_->addFnAttr(llvm::Attribute::NoUnwind);
  target_->addParamAttr(0, llvm::Attribute::NoAlias);
  target_->addDereferenceableParamAttr(0, sizeof(ir::Context));
  target_->addParamAttr(0,
                        llvm::Attribute::getWithAlignment(
                            context_, llvm::Align(alignof(ir::Context))));  // loads may be hoisted
  activation_ = target_->getArg(0);
  unlikely_ = metadata_.createBranchWeights(2000, 1);
}

llvm::StructType* FunctionLowering::result_type() {
  std::vector<llvm::Type*> parts = {builder_.getInt64Ty()};
  for (const ir::Type each : function_.results) parts.push_back(type(each));
  return llvm::StructType::get(context_, parts);
}

llvm::Type* FunctionLowering::type(ir::Type type) {
  switch (type) {
  case ir::Type::kBool:
    return builder_.getInt1Ty();
  case ir::Type::kInt:
    return builder_.getInt64Ty();
  case ir::Type::kFloat:
    return builder_.getDoubleTy();
  case ir::Type::kPtr:
    return builder_.getPtrTy();
  default:
    return builder_.getVoidTy();
  }
}

void FunctionLowering::run() {
  llvm::BasicBlock* start = llvm::BasicBlock::Create(context_, "start", target_);
  values_.assign(function_.types.size(), nullptr);
  for (size_t i = 0; i < function_.blocks.size(); ++i) {
    blocks_.push_back(llvm::BasicBlock::Create(context_, "b" + std::to_string(i), target_));
    builder_.SetInsertPoint(blocks_.back());
    for (size_t k = 0; i == 0 && k < function_.blocks[0].params.size(); ++k) {
      values_[static_cast<size_t>(function_.blocks[0].params[k])] =
          target_->getArg(static_cast<unsigned>(k) + 1);
    }
    if (i == 0) continue;
    for (const ir::Value param : function_.blocks[i].params) {
      values_[static_cast<size_t>(param)] =
          builder_.CreatePHI(type(function_.types[static_cast<size_t>(param)]), 2);
    }
  }
  builder_.SetInsertPoint(start);
  for (const size_t offset : {offsetof(ir::Context, locals), offsetof(ir::Context, stack),
                              offsetof(ir::Context, exit_values), offsetof(ir::Context, pool),
                              offsetof(ir::Context, helpers)}) {
    fields_[offset] = context_field(offset);
  }
  constexpr size_t kTableBytes = 8 * (static_cast<size_t>(ir::Helper::kCount) + ir::kMathCount);
  llvm::cast<llvm::LoadInst>(fields_[offsetof(ir::Context, helpers)])
      ->setMetadata(
          llvm::LLVMContext::MD_dereferenceable,
          llvm::MDNode::get(context_, metadata_.createConstant(builder_.getInt64(kTableBytes))));
  builder_.CreateBr(blocks_[0]);
  // Values are defined before their uses in dominance order, which the creation order of blocks
  // need not follow.
  std::vector<bool> done(blocks_.size(), false);
  std::vector<size_t> work = {0};
  while (!work.empty()) {
    const size_t index = work.back();
    work.pop_back();
    if (done[index]) continue;
    done[index] = true;
    lower_block(index);
    const ir::Inst& last = function_.blocks[index].insts.back();
    for (const ir::BlockId next : last.target) {
      if (next >= 0 && !done[static_cast<size_t>(next)]) work.push_back(static_cast<size_t>(next));
    }
  }
  for (size_t i = 0; i < blocks_.size(); ++i) {
    if (!done[i]) {
      while (!blocks_[i]->empty()) blocks_[i]->back().eraseFromParent();
      blocks_[i]->eraseFromParent();
    }
  }
}

void FunctionLowering::lower_block(size_t index) {
  builder_.SetInsertPoint(blocks_[index]);
  for (const ir::Inst& inst : function_.blocks[index].insts) lower_inst(inst);
}

llvm::Instruction* FunctionLowering::guard(llvm::Value* condition, int exit) {
  llvm::BasicBlock* next = llvm::BasicBlock::Create(context_, "", target_);
  llvm::Instruction* branch = builder_.CreateCondBr(condition, next, exit_block(exit), unlikely_);
  builder_.SetInsertPoint(next);
  return branch;
}

// All guards with the same state share one block: its values are defined before the first of them.
llvm::BasicBlock* FunctionLowering::exit_block(int exit) {
  llvm::BasicBlock*& block = exits_[exit];
  if (block != nullptr) return block;
  llvm::IRBuilder<>::InsertPointGuard keep(builder_);
  block = llvm::BasicBlock::Create(context_, "exit" + std::to_string(exit), target_);
  builder_.SetInsertPoint(block);
  if (!function_.is_region) {
    llvm::Value* left = llvm::PoisonValue::get(result_type());
    builder_.CreateRet(builder_.CreateInsertValue(left, builder_.getInt64(1), 0));
    return block;
  }
  store_exit_values(function_.exits[static_cast<size_t>(exit)]);
  builder_.CreateRet(builder_.getInt64(static_cast<uint64_t>(exit)));
  return block;
}

void FunctionLowering::store_exit_values(const ir::Exit& exit) {
  int64_t at = 0;
  for (const ir::ExitSlot& slot : exit.slots) {
    for (const ir::Value id : slot.values) {
      if (id < 0) continue;
      llvm::Value* word = value(id);
      if (word->getType()->isIntegerTy(1)) word = builder_.CreateZExt(word, builder_.getInt64Ty());
      tag(builder_.CreateStore(word, address(fields_[offsetof(ir::Context, exit_values)], at)),
          ir::Alias::kAny, -1);
      at += 8;
    }
  }
}

llvm::Value* FunctionLowering::checked(llvm::Intrinsic::ID id, const ir::Inst& inst) {
  llvm::Value* pair = builder_.CreateBinaryIntrinsic(id, value(inst.args[0]), value(inst.args[1]));
  llvm::Value* result = builder_.CreateExtractValue(pair, 0);
  guard(builder_.CreateNot(builder_.CreateExtractValue(pair, 1)), inst.exit);
  return result;
}

llvm::Value* FunctionLowering::floor_division(llvm::Value* left, llvm::Value* right, bool modulo) {
  llvm::Value* rest = builder_.CreateSRem(left, right);
  llvm::Value* zero = builder_.getInt64(0);
  llvm::Value* other_sign = builder_.CreateICmpSLT(builder_.CreateXor(rest, right), zero);
  llvm::Value* adjust = builder_.CreateAnd(builder_.CreateICmpNE(rest, zero), other_sign);
  if (modulo) return builder_.CreateSelect(adjust, builder_.CreateAdd(rest, right), rest);
  llvm::Value* quotient = builder_.CreateSDiv(left, right);
  return builder_.CreateSub(quotient, builder_.CreateZExt(adjust, builder_.getInt64Ty()));
}

// Without a fused instruction by T. J. Dekker's products of halves: LLVM would call libm's fma.
llvm::Value* FunctionLowering::multiplication_error(llvm::Value* left, llvm::Value* right) {
  llvm::IRBuilder<>& b = builder_;
  llvm::Value* product = b.CreateFMul(left, right);
  if (fuses_) {
    return b.CreateIntrinsic(llvm::Intrinsic::fma, {b.getDoubleTy()},
                             {left, right, b.CreateFNeg(product)});
  }
  const auto upper = [&](llvm::Value* number) {
    llvm::Value* scaled = b.CreateFMul(number, llvm::ConstantFP::get(b.getDoubleTy(), 0x1p27 + 1));
    return b.CreateFSub(scaled, b.CreateFSub(scaled, number));
  };
  llvm::Value *left_high = upper(left), *right_high = upper(right);
  llvm::Value *left_low = b.CreateFSub(left, left_high),
              *right_low = b.CreateFSub(right, right_high);
  llvm::Value* error = b.CreateFSub(b.CreateFMul(left_high, right_high), product);
  error = b.CreateFAdd(error, b.CreateFMul(left_high, right_low));
  error = b.CreateFAdd(error, b.CreateFMul(left_low, right_high));
  return b.CreateFAdd(error, b.CreateFMul(left_low, right_low));
}

llvm::Value* FunctionLowering::lower_arithmetic(const ir::Inst& inst) {
  const auto arg = [&](size_t i) { return value(inst.args[i]); };
  llvm::IRBuilder<>& b = builder_;
  const auto unary = [&](llvm::Intrinsic::ID id) { return b.CreateUnaryIntrinsic(id, arg(0)); };
  switch (inst.op) {
  case Op::kConstInt:
    return b.getInt64(static_cast<uint64_t>(inst.imm));
  case Op::kConstFloat:
    return llvm::ConstantExpr::getBitCast(b.getInt64(static_cast<uint64_t>(inst.imm)),
                                          b.getDoubleTy());
  case Op::kConstBool:
    return b.getInt1(inst.imm != 0);
  case Op::kNullPtr:
    return llvm::ConstantPointerNull::get(b.getPtrTy());
  case Op::kContext:
    return activation_;
  case Op::kAdd:
    return b.CreateAdd(arg(0), arg(1));
  case Op::kSub:
    return b.CreateSub(arg(0), arg(1));
  case Op::kMul:
    return b.CreateMul(arg(0), arg(1));
  case Op::kAddChecked:
    return checked(llvm::Intrinsic::sadd_with_overflow, inst);
  case Op::kSubChecked:
    return checked(llvm::Intrinsic::ssub_with_overflow, inst);
  case Op::kMulChecked:
    return checked(llvm::Intrinsic::smul_with_overflow, inst);
  case Op::kFloorDiv:
    return floor_division(arg(0), arg(1), false);
  case Op::kFloorMod:
    return floor_division(arg(0), arg(1), true);
  case Op::kAnd:
    return b.CreateAnd(arg(0), arg(1));
  case Op::kOr:
    return b.CreateOr(arg(0), arg(1));
  case Op::kXor:
    return b.CreateXor(arg(0), arg(1));
  case Op::kShl:
    return b.CreateShl(arg(0), arg(1));
  case Op::kAShr:
    return b.CreateAShr(arg(0), arg(1));
  case Op::kICmpEq:
    return b.CreateICmpEQ(arg(0), arg(1));
  case Op::kICmpNe:
    return b.CreateICmpNE(arg(0), arg(1));
  case Op::kICmpLt:
    return b.CreateICmpSLT(arg(0), arg(1));
  case Op::kICmpLe:
    return b.CreateICmpSLE(arg(0), arg(1));
  case Op::kICmpGt:
    return b.CreateICmpSGT(arg(0), arg(1));
  case Op::kICmpGe:
    return b.CreateICmpSGE(arg(0), arg(1));
  case Op::kICmpUlt:
    return b.CreateICmpULT(arg(0), arg(1));
  case Op::kPtrEq:
    return b.CreateICmpEQ(arg(0), arg(1));
  case Op::kFAdd:
    return b.CreateFAdd(arg(0), arg(1));
  case Op::kFSub:
    return b.CreateFSub(arg(0), arg(1));
  case Op::kFMul:
    return b.CreateFMul(arg(0), arg(1));
  case Op::kFMulError:
    return multiplication_error(arg(0), arg(1));
  case Op::kFDiv:
    return b.CreateFDiv(arg(0), arg(1));
  case Op::kFNeg:
    return b.CreateFNeg(arg(0));
  case Op::kFAbs:
    return unary(llvm::Intrinsic::fabs);
  case Op::kFSqrt:
    return unary(llvm::Intrinsic::sqrt);
  case Op::kFFloor:
    return unary(llvm::Intrinsic::floor);
  case Op::kFCeil:
    return unary(llvm::Intrinsic::ceil);
  case Op::kFTrunc:
    return unary(llvm::Intrinsic::trunc);
  case Op::kFRoundEven:
    return unary(llvm::Intrinsic::roundeven);
  case Op::kFCmpEq:
    return b.CreateFCmpOEQ(arg(0), arg(1));
  case Op::kFCmpNe:
    return b.CreateFCmpUNE(arg(0), arg(1));
  case Op::kFCmpLt:
    return b.CreateFCmpOLT(arg(0), arg(1));
  case Op::kFCmpLe:
    return b.CreateFCmpOLE(arg(0), arg(1));
  case Op::kFCmpGt:
    return b.CreateFCmpOGT(arg(0), arg(1));
  case Op::kFCmpGe:
    return b.CreateFCmpOGE(arg(0), arg(1));
  case Op::kIntToFloat:
    return b.CreateSIToFP(arg(0), b.getDoubleTy());
  case Op::kFloatToInt:
    return b.CreateFPToSI(arg(0), b.getInt64Ty());
  case Op::kBoolNot:
    return b.CreateNot(arg(0));
  case Op::kBoolAnd:
    return b.CreateAnd(arg(0), arg(1));
  case Op::kBoolOr:
    return b.CreateOr(arg(0), arg(1));
  case Op::kBoolToInt:
    return b.CreateZExt(arg(0), b.getInt64Ty());
  case Op::kSelectInt:
  case Op::kSelectFloat:
  case Op::kSelectPtr:
    return b.CreateSelect(arg(0), arg(1), arg(2));
  case Op::kElementPtr:
    return b.CreateGEP(b.getInt8Ty(), arg(0),
                       b.CreateMul(arg(1), b.getInt64(static_cast<uint64_t>(inst.imm))));
  default:
    return nullptr;
  }
}

void FunctionLowering::lower_inst(const ir::Inst& inst) {
  if (llvm::Value* result = lower_arithmetic(inst)) {
    values_[static_cast<size_t>(inst.result)] = result;
    return;
  }
  switch (inst.op) {
  case Op::kGuard: {
    llvm::Instruction* branch = guard(value(inst.args[0]), inst.exit);
    if (inst.imm == ir::kOncePerCall)
      branch->setMetadata(kOncePerCall, llvm::MDNode::get(context_, {}));
    return;
  }
  case Op::kLeave:
    builder_.CreateBr(exit_block(inst.exit));
    return;
  case Op::kJump:
  case Op::kBranch:
    for (int way = 0; way < 2; ++way) {
      if (inst.target[way] < 0) continue;
      const ir::Block& target = function_.blocks[static_cast<size_t>(inst.target[way])];
      for (size_t i = 0; i < target.params.size(); ++i) {
        llvm::PHINode* phi = llvm::cast<llvm::PHINode>(value(target.params[i]));
        phi->addIncoming(value(inst.target_args[way][i]), builder_.GetInsertBlock());
      }
    }
    if (inst.op == Op::kJump) {
      builder_.CreateBr(blocks_[static_cast<size_t>(inst.target[0])]);
    } else {
      // What is unlikely is not made at all events to save a jump.
      builder_.CreateCondBr(value(inst.args[0]), blocks_[static_cast<size_t>(inst.target[0])],
                            blocks_[static_cast<size_t>(inst.target[1])],
                            inst.imm == ir::kMostLikely ? unlikely_
                            : inst.imm == ir::kOften    ? metadata_.createBranchWeights(8, 1)
                                                        : nullptr);
    }
    return;
  case Op::kIncRef:
  case Op::kDecRef:
  case Op::kDecRefZero:
    lower_reference(inst);
    return;
  case Op::kPublish:
    lower_publish(inst);
    return;
  case Op::kCallNative:
    lower_native_call(inst);
    return;
  case Op::kReturn: {
    llvm::Value* result =
        builder_.CreateInsertValue(llvm::PoisonValue::get(result_type()), builder_.getInt64(0), 0);
    for (size_t k = 0; k < inst.args.size(); ++k)
      result =
          builder_.CreateInsertValue(result, value(inst.args[k]), static_cast<unsigned>(k) + 1);
    builder_.CreateRet(result);
    return;
  }
  case Op::kCallHelper:
  case Op::kCallMath:
    lower_call(inst);
    return;
  default:
    lower_memory(inst);
  }
}

}  // namespace hasten::native
