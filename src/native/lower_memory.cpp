// lower: loads, stores, references and calls. See lower.h.
#include <llvm/IR/Instructions.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <iterator>

#include "base/check.h"
#include "native/lower.h"

namespace hasten::native {

using ir::Alias;
using ir::Helper;
using ir::Op;

namespace {

constexpr uint64_t kDeadCount = 0;

}  // namespace

llvm::Value* FunctionLowering::address(llvm::Value* base, int64_t offset) {
  return offset == 0 ? base
                     : builder_.CreateGEP(builder_.getInt8Ty(), base,
                                          builder_.getInt64(static_cast<uint64_t>(offset)));
}

// Fields of the context never change during an activation.
llvm::Value* FunctionLowering::context_field(size_t offset) {
  const auto at = fields_.find(offset);
  if (at != fields_.end()) return at->second;
  llvm::LoadInst* load =
      builder_.CreateLoad(builder_.getPtrTy(), address(activation_, static_cast<int64_t>(offset)));
  load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(context_, {}));
  return load;
}

llvm::Value* FunctionLowering::table_entry(int index) {
  llvm::LoadInst* load = builder_.CreateLoad(
      builder_.getPtrTy(), address(context_field(offsetof(ir::Context, helpers)), 8 * index));
  load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(context_, {}));
  return load;
}

// What an object holds itself, not in memory of its own or in other objects: all that the end of
// one that holds no others reads or writes.
constexpr const char* kOwnFields[] = {"count", "header", "iterator", "float", "int"};

llvm::MDNode* FunctionLowering::alias_class(std::string_view name) {
  llvm::MDNode* root = metadata_.createTBAARoot("hasten");
  llvm::MDNode* object = metadata_.createTBAAScalarTypeNode("object", root);
  if (name == "object") return object;
  const bool own =
      std::find(std::begin(kOwnFields), std::end(kOwnFields), name) != std::end(kOwnFields);
  return metadata_.createTBAAScalarTypeNode(name, own ? object : root);
}

void FunctionLowering::set_alias_class(llvm::Instruction* access, std::string_view name) {
  llvm::MDNode* node = alias_class(name);
  access->setMetadata(llvm::LLVMContext::MD_tbaa, metadata_.createTBAAStructTagNode(node, node, 0));
}

// Type-based alias classes: siblings never overlap, kAny carries no tag. Counts and types are told
// apart by offset.
template <typename Access>
Access* FunctionLowering::tag(Access* access, Alias alias, int64_t offset) {
  if (alias == Alias::kVolatile) access->setVolatile(true);
  if (alias == Alias::kAny || alias == Alias::kVolatile) return access;
  static const char* const kNames[] = {"any",      "frame", "header", "container", "elements",
                                       "iterator", "float", "int",    "array",     "array_header"};
  const bool count = alias == Alias::kHeader && offset == 0;
  set_alias_class(access, count ? "count" : kNames[static_cast<int>(alias)]);
  return access;
}

template llvm::StoreInst* FunctionLowering::tag(llvm::StoreInst*, Alias, int64_t);

void FunctionLowering::lower_memory(const ir::Inst& inst) {
  llvm::IRBuilder<>& b = builder_;
  const auto load = [&](llvm::Type* memory, llvm::Value* place) {
    llvm::LoadInst* access = b.CreateLoad(memory, place);
    const bool counter = inst.imm == offsetof(ir::Context, iterations);
    if (!inst.args.empty() && value(inst.args[0]) == activation_ && !counter &&
        inst.imm < static_cast<int64_t>(offsetof(ir::Context, arguments))) {
      access->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(context_, {}));
      return access;
    }
    return tag(access, inst.alias, inst.imm);
  };
  const auto slot = [&](size_t field) { return address(fields_[field], 8 * inst.imm); };
  const auto place = [&] { return address(value(inst.args[0]), inst.imm); };
  const auto store = [&](llvm::Value* word, llvm::Value* at) {
    tag(b.CreateStore(word, at), inst.alias, inst.imm);
  };
  llvm::Value* result = nullptr;
  switch (inst.op) {
  case Op::kConstObject: {
    llvm::LoadInst* entry =
        b.CreateLoad(b.getPtrTy(), address(fields_[offsetof(ir::Context, pool)], 8 * inst.imm));
    entry->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(context_, {}));
    result = entry;
    break;
  }
  case Op::kLoadU8:
    result = b.CreateZExt(load(b.getInt8Ty(), place()), b.getInt64Ty());
    break;
  case Op::kLoadI32:
    result = b.CreateSExt(load(b.getInt32Ty(), place()), b.getInt64Ty());
    break;
  case Op::kLoadU32:
    result = b.CreateZExt(load(b.getInt32Ty(), place()), b.getInt64Ty());
    break;
  case Op::kLoadI64:
    result = load(b.getInt64Ty(), place());
    break;
  case Op::kLoadF64:
    result = load(b.getDoubleTy(), place());
    break;
  case Op::kLoadPtr:
    result = load(b.getPtrTy(), place());
    break;
  case Op::kPrefetch: {
    constexpr uint32_t kRead = 0, kAllLevels = 3, kData = 1;
    b.CreateIntrinsic(llvm::Intrinsic::prefetch, {b.getPtrTy()},
                      {place(), b.getInt32(kRead), b.getInt32(kAllLevels), b.getInt32(kData)});
    return;
  }
  case Op::kStoreU8:
    store(b.CreateTrunc(value(inst.args[1]), b.getInt8Ty()), place());
    break;
  case Op::kStoreU32:
    store(b.CreateTrunc(value(inst.args[1]), b.getInt32Ty()), place());
    break;
  case Op::kStoreI64:
  case Op::kStoreF64:
  case Op::kStorePtr:
    store(value(inst.args[1]), place());
    break;
  case Op::kLoadLocal:
    result = load(b.getPtrTy(), slot(offsetof(ir::Context, locals)));
    break;
  case Op::kStoreLocal:
    store(value(inst.args[0]), slot(offsetof(ir::Context, locals)));
    break;
  case Op::kLoadStack:
    result = load(b.getPtrTy(), slot(offsetof(ir::Context, stack)));
    break;
  case Op::kStoreStack:
    store(value(inst.args[0]), slot(offsetof(ir::Context, stack)));
    break;
  default:
    check_failed(__FILE__, __LINE__, ir::op_name(inst.op));
  }
  if (inst.result >= 0) values_[static_cast<size_t>(inst.result)] = result;
}

// Reference counts of CPython 3.12 and later on 64-bit machines: the low 32 bits of an immortal
// object are negative.
void FunctionLowering::lower_reference(const ir::Inst& inst) {
  llvm::IRBuilder<>& b = builder_;
  llvm::Value* object = value(inst.args[0]);
  llvm::Value* low = tag(b.CreateLoad(b.getInt32Ty(), object), Alias::kHeader, 0);
  llvm::Value* mortal = b.CreateICmpSGE(low, b.getInt32(0));
  llvm::BasicBlock* before = b.GetInsertBlock();
  llvm::BasicBlock* count = llvm::BasicBlock::Create(context_, "", target_);
  llvm::BasicBlock* next = llvm::BasicBlock::Create(context_, "", target_);
  b.CreateCondBr(mortal, count, next);
  b.SetInsertPoint(count);
  llvm::Value* changed =
      b.CreateAdd(low, b.getInt32(inst.op == Op::kIncRef ? 1 : static_cast<uint32_t>(-1)));
  tag(b.CreateStore(changed, object), Alias::kHeader, 0);
  llvm::Value* dead = b.CreateICmpEQ(changed, b.getInt32(kDeadCount));
  if (inst.op == Op::kDecRef) {
    llvm::BasicBlock* free = llvm::BasicBlock::Create(context_, "", target_);
    b.CreateCondBr(dead, free, next, metadata_.createBranchWeights(1, 8));
    b.SetInsertPoint(free);
    llvm::FunctionType* signature = llvm::FunctionType::get(b.getVoidTy(), {b.getPtrTy()}, false);
    llvm::CallInst* call =
        b.CreateCall(signature, table_entry(static_cast<int>(Helper::k_dealloc)), {object});
    call->setDoesNotThrow();
    set_alias_class(call, "object");
    b.CreateBr(next);
    b.SetInsertPoint(next);
    return;
  }
  llvm::BasicBlock* counted = b.GetInsertBlock();
  b.CreateBr(next);
  b.SetInsertPoint(next);
  if (inst.op == Op::kDecRefZero) {
    llvm::PHINode* phi = b.CreatePHI(b.getInt1Ty(), 2);
    phi->addIncoming(b.getFalse(), before);
    phi->addIncoming(dead, counted);
    values_[static_cast<size_t>(inst.result)] = phi;
  }
}

void FunctionLowering::lower_publish(const ir::Inst& inst) {
  const ir::Exit& exit = function_.exits[static_cast<size_t>(inst.exit)];
  llvm::Value* code = context_field(offsetof(ir::Context, code_start));
  llvm::Value* place = context_field(offsetof(ir::Context, instruction));
  builder_.CreateStore(address(code, inst.imm), place);
  builder_.CreateStore(builder_.getInt64(static_cast<uint64_t>(inst.exit)),
                       address(activation_, offsetof(ir::Context, published)));
  if (exit.slots.empty() && exit.frames.empty()) {
    if (function_.inline_words > 0) publish_own_frame();
    return;
  }
  store_exit_values(exit);
  llvm::FunctionType* signature = llvm::FunctionType::get(
      builder_.getVoidTy(), {builder_.getPtrTy(), builder_.getInt64Ty()}, false);
  llvm::Value* publish = context_field(offsetof(ir::Context, publish));
  builder_
      .CreateCall(signature, publish,
                  {activation_, builder_.getInt64(static_cast<uint64_t>(inst.exit))})
      ->setDoesNotThrow();
}

// Functions that are part of the region may have published their own frames before.
void FunctionLowering::publish_own_frame() {
  builder_.CreateStore(context_field(offsetof(ir::Context, frame)),
                       context_field(offsetof(ir::Context, current_frame)));
  // Relative: the limit may have been changed meanwhile.
  llvm::Value* levels_place = address(activation_, offsetof(ir::Context, recursion_levels));
  llvm::Value* left_place = context_field(offsetof(ir::Context, recursion_left));
  llvm::Value* levels = builder_.CreateLoad(builder_.getInt32Ty(), levels_place);
  llvm::Value* left = builder_.CreateLoad(builder_.getInt32Ty(), left_place);
  builder_.CreateStore(builder_.CreateAdd(left, levels), left_place);
  builder_.CreateStore(builder_.getInt32(0), levels_place);
}

void FunctionLowering::lower_native_call(const ir::Inst& inst) {
  std::vector<llvm::Value*> args = {activation_};
  for (const ir::Value id : inst.args) args.push_back(value(id));
  llvm::Function* callee = target_->getParent()->getFunction("f" + std::to_string(inst.imm));
  llvm::CallInst* call = builder_.CreateCall(callee, args);
  call->setDoesNotThrow();
  guard(builder_.CreateICmpEQ(builder_.CreateExtractValue(call, 0), builder_.getInt64(0)),
        inst.exit);
  if (inst.result >= 0)
    values_[static_cast<size_t>(inst.result)] = builder_.CreateExtractValue(call, 1);
}

// The entry, loaded where the function begins.
llvm::Value* FunctionLowering::early_table_entry(int index) {
  llvm::Value*& entry = entries_[index];
  if (entry != nullptr) return entry;
  llvm::IRBuilder<>::InsertPointGuard keep(builder_);
  builder_.SetInsertPoint(target_->getEntryBlock().getTerminator());
  entry = table_entry(index);
  return entry;
}

// A function of this module that calls its first operand with the others. Only what is called by
// name can be called speculative, which lets a call with the same operands in every iteration move
// out of a loop. It is inlined at the end.
llvm::Function* FunctionLowering::pure_call(llvm::FunctionType* signature) {
  std::string name = "pure.";
  llvm::raw_string_ostream(name) << *signature;
  llvm::Module& module = *target_->getParent();
  if (llvm::Function* existing = module.getFunction(name)) return existing;
  std::vector<llvm::Type*> types(signature->param_begin(), signature->param_end());
  types.insert(types.begin(), builder_.getPtrTy());
  llvm::Function* caller =
      llvm::Function::Create(llvm::FunctionType::get(signature->getReturnType(), types, false),
                             llvm::Function::InternalLinkage, name, module);
  for (const auto attribute : {llvm::Attribute::NoUnwind, llvm::Attribute::WillReturn,
                               llvm::Attribute::Speculatable, llvm::Attribute::NoInline})
    caller->addFnAttr(attribute);
  caller->setMemoryEffects(llvm::MemoryEffects::none());
  llvm::IRBuilder<> body(llvm::BasicBlock::Create(context_, "", caller));
  std::vector<llvm::Value*> args;
  for (llvm::Argument& arg : caller->args()) args.push_back(&arg);
  llvm::CallInst* call =
      body.CreateCall(signature, args[0], llvm::ArrayRef<llvm::Value*>(args).drop_front());
  call->setDoesNotThrow();
  call->setMemoryEffects(llvm::MemoryEffects::none());
  if (signature->getReturnType()->isIntegerTy(1)) call->addRetAttr(llvm::Attribute::ZExt);
  body.CreateRet(call);
  return caller;
}

void FunctionLowering::lower_call(const ir::Inst& inst) {
  std::vector<llvm::Value*> args;
  std::vector<llvm::Type*> types;
  for (const ir::Value id : inst.args) {
    args.push_back(value(id));
    types.push_back(args.back()->getType());
  }
  const bool math = inst.op == Op::kCallMath;
  const Helper helper = static_cast<Helper>(inst.imm);
  const int entry = static_cast<int>(inst.imm) + (math ? static_cast<int>(Helper::kCount) : 0);
  const ir::HelperEffect effect = math ? ir::HelperEffect::kPure : ir::helper_effect(helper);
  llvm::FunctionType* signature = llvm::FunctionType::get(type(inst.type), types, false);
  llvm::CallInst* call = nullptr;
  if (effect == ir::HelperEffect::kPure) {
    args.insert(args.begin(), early_table_entry(entry));
    call = builder_.CreateCall(pure_call(signature), args);
  } else {
    call = builder_.CreateCall(signature, table_entry(entry), args);
  }
  call->setDoesNotThrow();
  // Loads may move across calls that do not write what the program can see.
  if (effect == ir::HelperEffect::kReads) call->setMemoryEffects(llvm::MemoryEffects::readOnly());
  if (effect == ir::HelperEffect::kAllocates) {
    call->setMemoryEffects(llvm::MemoryEffects::inaccessibleMemOnly());
    call->addRetAttr(llvm::Attribute::NonNull);
  }
  // A C bool fills the low byte only.
  if (inst.type == ir::Type::kBool) call->addRetAttr(llvm::Attribute::ZExt);
  if (inst.result >= 0) values_[static_cast<size_t>(inst.result)] = call;
}

}  // namespace hasten::native
