// lower: typed IR -> LLVM IR, one op at a time; all decisions were made before. Private to native/.
#pragma once

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/IR/Module.h>

#include <map>
#include <string_view>
#include <vector>

#include "ir/context.h"
#include "ir/function.h"

namespace hasten::native {

constexpr const char* kOncePerCall = "hasten.once";  // metadata of guards: see ir::kOncePerCall

class FunctionLowering {
 public:
  // `fuses`: the machine multiplies and adds in one instruction.
  FunctionLowering(llvm::Module& module, const ir::Function& function, int index, bool fuses);
  void run();

 private:
  void lower_block(size_t index);
  void lower_inst(const ir::Inst& inst);
  llvm::Value* lower_arithmetic(const ir::Inst& inst);
  void lower_memory(const ir::Inst& inst);
  void lower_call(const ir::Inst& inst);
  void lower_reference(const ir::Inst& inst);
  void publish_own_frame();
  void lower_publish(const ir::Inst& inst);
  llvm::Value* checked(llvm::Intrinsic::ID id, const ir::Inst& inst);
  llvm::Value* multiplication_error(llvm::Value* left, llvm::Value* right);
  llvm::Value* floor_division(llvm::Value* left, llvm::Value* right, bool modulo);
  llvm::Instruction* guard(llvm::Value* condition, int exit);  // its branch
  llvm::BasicBlock* exit_block(int exit);
  void store_exit_values(const ir::Exit& exit);
  void lower_native_call(const ir::Inst& inst);
  llvm::StructType*
  result_type();  // of a native function: status (0: returned), then its result if it has one
  llvm::Type* type(ir::Type type);
  llvm::Value* value(ir::Value id) { return values_[static_cast<size_t>(id)]; }
  llvm::Value* context_field(size_t offset);
  llvm::Value* address(llvm::Value* base, int64_t offset);
  llvm::Value* table_entry(int index);
  llvm::Value* early_table_entry(int index);
  llvm::Function* pure_call(llvm::FunctionType* signature);
  template <typename Access>
  Access* tag(Access* access, ir::Alias alias, int64_t offset);
  llvm::MDNode* alias_class(std::string_view name);
  void set_alias_class(llvm::Instruction* access, std::string_view name);

  const ir::Function& function_;
  const bool fuses_;
  llvm::LLVMContext& context_;
  llvm::IRBuilder<> builder_;
  llvm::MDBuilder metadata_;
  llvm::Function* target_;
  llvm::Value* activation_;
  std::map<size_t, llvm::Value*> fields_;
  std::map<int, llvm::Value*> entries_;  // of the table of helpers, loaded at the start
  std::vector<llvm::Value*> values_;
  std::vector<llvm::BasicBlock*> blocks_;
  std::map<int, llvm::BasicBlock*> exits_;
  llvm::MDNode* unlikely_;
};

}  // namespace hasten::native
