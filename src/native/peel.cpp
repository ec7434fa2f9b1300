// peel: see peel.h.
#include "native/peel.h"

#include <llvm/Analysis/AssumptionCache.h>
#include <llvm/Analysis/LoopInfo.h>
#include <llvm/Analysis/ScalarEvolution.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/IR/Dominators.h>
#include <llvm/IR/Instructions.h>
#include <llvm/Transforms/Utils/LoopPeel.h>

namespace hasten::native {
namespace {

constexpr unsigned kMostInstructions = 160;  // of a loop worth doubling
constexpr int kLeastLoads = 2;

// Decides whether to stay in the loop by what no iteration changes.
bool repeats_check(const llvm::BasicBlock& block, const llvm::Loop& loop) {
  const auto* branch = llvm::dyn_cast<llvm::BranchInst>(block.getTerminator());
  return branch != nullptr && branch->isConditional() && loop.isLoopExiting(&block) &&
         loop.isLoopInvariant(branch->getCondition());
}

// An inner loop of moderate size that loads from the same places in every iteration and calls
// nothing that could change them, or whose guards ask again what was answered.
bool repeats_checks(const llvm::Loop& loop) {
  unsigned size = 0;
  int loads = 0, checks = 0;
  for (const llvm::BasicBlock* block : loop.blocks()) {
    for (const llvm::Instruction& inst : *block) {
      if (++size > kMostInstructions) return false;
      const auto* load = llvm::dyn_cast<llvm::LoadInst>(&inst);
      if (load != nullptr && !load->isVolatile() && loop.isLoopInvariant(load->getPointerOperand()))
        ++loads;
    }
    if (repeats_check(*block, loop)) ++checks;
  }
  return loads >= kLeastLoads || checks > 0;
}

}  // namespace

llvm::PreservedAnalyses PeelRepeatedChecks::run(llvm::Function& function,
                                                llvm::FunctionAnalysisManager& analyses) {
  llvm::LoopInfo& loops = analyses.getResult<llvm::LoopAnalysis>(function);
  bool changed = false;
  for (llvm::Loop* loop : loops.getLoopsInPreorder()) {
    if (!loop->isInnermost() || !repeats_checks(*loop) || !llvm::canPeel(loop)) continue;
    llvm::ValueToValueMapTy values;
    changed |= llvm::peelLoop(loop, 1,
#if LLVM_VERSION_MAJOR >= 21
                              /*PeelLast=*/false,
#endif
                              &loops, &analyses.getResult<llvm::ScalarEvolutionAnalysis>(function),
                              analyses.getResult<llvm::DominatorTreeAnalysis>(function),
                              &analyses.getResult<llvm::AssumptionAnalysis>(function),
                              /*PreserveLCSSA=*/true, values);
  }
  return changed ? llvm::PreservedAnalyses::none() : llvm::PreservedAnalyses::all();
}

}  // namespace hasten::native
