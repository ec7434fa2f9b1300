// peel: makes what a loop checks in every iteration a matter of its first.
//
// Every guard of a loop may leave it, so nothing behind the first one is sure to be executed and
// LICM may move no load ahead of the loop: a list's type, length and storage are looked at again
// and again. With the first iteration taken out of the loop, the others find there what does not
// change.
#pragma once

#include <llvm/IR/PassManager.h>

namespace hasten::native {

struct PeelRepeatedChecks : llvm::PassInfoMixin<PeelRepeatedChecks> {
  llvm::PreservedAnalyses run(llvm::Function& function, llvm::FunctionAnalysisManager& analyses);
};

}  // namespace hasten::native
