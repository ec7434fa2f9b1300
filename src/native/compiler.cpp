// compiler: LLVM set-up, optimisation and object emission. See compiler.h.
#include "native/compiler.h"

#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/ADCE.h>
#include <llvm/Transforms/Scalar/DeadStoreElimination.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/IndVarSimplify.h>
#include <llvm/Transforms/Scalar/LICM.h>
#include <llvm/Transforms/Scalar/LoopPassManager.h>
#include <llvm/Transforms/Scalar/LoopRotation.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>
#include <llvm/Transforms/Utils/Cloning.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>

#include "native/lower.h"
#include "native/parking.h"
#include "native/peel.h"

namespace hasten::native {
namespace {

// How LLVM takes a target triple: as text up to 20, as itself from 21.
#if LLVM_VERSION_MAJOR < 21
const std::string& for_llvm(const llvm::Triple& triple) { return triple.str(); }
#else
const llvm::Triple& for_llvm(const llvm::Triple& triple) { return triple; }
#endif

char* copy(const std::string& text) {
  char* result = static_cast<char*>(std::malloc(text.size() + 1));
  std::memcpy(result, text.c_str(), text.size() + 1);
  return result;
}

std::string host_features() {
  std::string features;
  llvm::StringMap<bool> found = llvm::sys::getHostCPUFeatures();
  std::vector<std::string> names;
  for (const auto& feature : found) {
    // Contraction is never wanted, wider vectors only lower the clock for such short loops.
    if (feature.getValue() && !feature.getKey().starts_with("avx512"))
      names.push_back(feature.getKey().str());
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) features += (features.empty() ? "+" : ",+") + name;
  return features;
}

// HASTEN_STRESS=llvm=0, for tests that compile much and run little: no optimisation, a tenth of the
// time.
bool optimises() {
  const char* stress = std::getenv("HASTEN_STRESS");
  return stress == nullptr || std::strstr(stress, "llvm=0") == nullptr;
}

struct Target {
  std::unique_ptr<llvm::TargetMachine> machine;
  std::string identity;
  bool fuses = false;  // has the instruction for x * y + z

  Target() {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    const llvm::Triple triple(llvm::sys::getProcessTriple());
    std::string error;
    const llvm::Target* target = llvm::TargetRegistry::lookupTarget(triple.str(), error);
    if (target == nullptr) return;
    llvm::TargetOptions options;
    options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
    const std::string cpu = llvm::sys::getHostCPUName().str(), features = host_features();
    fuses = (features + ",").find("+fma,") != std::string::npos;
    options.EnableFastISel = !optimises();
    machine.reset(target->createTargetMachine(
        for_llvm(triple), cpu, features, options, llvm::Reloc::PIC_, llvm::CodeModel::Small,
        optimises() ? llvm::CodeGenOptLevel::Default : llvm::CodeGenOptLevel::None, true));
    identity = std::string("llvm ") + LLVM_VERSION_STRING + " " + triple.str() + " " + cpu + " " +
               features;
    if (!optimises()) identity += " unoptimised";
  }
};

Target& target() {
  static Target instance;
  return instance;
}

std::vector<llvm::CallBase*> calls_of(llvm::Function& function, const llvm::Function& callee) {
  std::vector<llvm::CallBase*> calls;
  for (llvm::BasicBlock& block : function) {
    for (llvm::Instruction& inst : block) {
      auto* call = llvm::dyn_cast<llvm::CallBase>(&inst);
      if (call != nullptr && call->getCalledFunction() == &callee) calls.push_back(call);
    }
  }
  return calls;
}

// In a body that becomes part of another: see ir::kOncePerCall.
void drop_checks_of_caller(llvm::Function& body) {
  for (llvm::BasicBlock& block : body) {
    auto* branch = llvm::dyn_cast<llvm::BranchInst>(block.getTerminator());
    if (branch == nullptr || branch->getMetadata(kOncePerCall) == nullptr) continue;
    branch->setCondition(llvm::ConstantInt::getTrue(body.getContext()));
    for (llvm::Instruction& inst : block) {
      if (auto* load = llvm::dyn_cast<llvm::LoadInst>(&inst)) load->setVolatile(false);
    }
  }
}

// What inlined bodies return, status and result, as a value each: so that a jump from where the
// status is known needs no test of it.
void split_results(llvm::Function& function) {
  std::vector<llvm::PHINode*> joined;
  for (llvm::BasicBlock& block : function) {
    for (llvm::PHINode& phi : block.phis()) {
      if (phi.getType()->isStructTy()) joined.push_back(&phi);
    }
  }
  for (llvm::PHINode* phi : joined) {
    llvm::IRBuilder<> at_start(phi->getParent(), phi->getParent()->getFirstInsertionPt());
    llvm::Value* whole = llvm::PoisonValue::get(phi->getType());
    for (unsigned part = 0; part < phi->getType()->getStructNumElements(); ++part) {
      auto* each = llvm::PHINode::Create(phi->getType()->getStructElementType(part),
                                         phi->getNumIncomingValues(), "", phi->getIterator());
      for (unsigned k = 0; k < phi->getNumIncomingValues(); ++k) {
        llvm::IRBuilder<> before(phi->getIncomingBlock(k)->getTerminator());
        each->addIncoming(before.CreateExtractValue(phi->getIncomingValue(k), part),
                          phi->getIncomingBlock(k));
      }
      whole = at_start.CreateInsertValue(whole, each, part);
    }
    phi->replaceAllUsesWith(whole);
    phi->eraseFromParent();
  }
}

// A small function that calls itself takes its own body in, twice over: most of its calls are
// leaves, and a call costs more than such a body. LLVM's inliner never does that.
void unroll_recursion(llvm::Function& function) {
  constexpr unsigned kSmall = 60, kLarge = 800;  // LLVM instructions
  if (function.isDeclaration() || function.getInstructionCount() > kSmall ||
      calls_of(function, function).empty())
    return;
  llvm::ValueToValueMapTy values;
  llvm::Function* body = llvm::CloneFunction(&function, values);
  drop_checks_of_caller(*body);
  for (int round = 0; round < ir::kNestedBodies && function.getInstructionCount() < kLarge;
       ++round) {
    for (llvm::CallBase* call : calls_of(function, function)) {
      call->setCalledFunction(body);
      llvm::InlineFunctionInfo info;
      if (!llvm::InlineFunction(*call, info).isSuccess()) call->setCalledFunction(&function);
    }
  }
  body->eraseFromParent();
  split_results(function);
}

// For one large function, which is in SSA form from the start. The default pipeline runs GVN, whose
// memory dependence queries take two fifths of the whole compilation, and finds little here that
// EarlyCSE with MemorySSA does not.
llvm::FunctionPassManager loop_pipeline() {
  llvm::FunctionPassManager passes;
  const auto cse = [&] { passes.addPass(llvm::EarlyCSEPass(/*UseMemorySSA=*/true)); };
  cse();
  passes.addPass(llvm::SimplifyCFGPass());
  passes.addPass(llvm::InstCombinePass());
  passes.addPass(llvm::SimplifyCFGPass());
  llvm::LoopPassManager loops;
  loops.addPass(llvm::LoopRotatePass());
  loops.addPass(llvm::LICMPass(llvm::LICMOptions()));
  passes.addPass(llvm::createFunctionToLoopPassAdaptor(std::move(loops), /*UseMemorySSA=*/true));
  passes.addPass(PeelRepeatedChecks());
  cse();
  passes.addPass(llvm::InstCombinePass());
  llvm::LoopPassManager variables;
  variables.addPass(llvm::IndVarSimplifyPass());
  passes.addPass(llvm::createFunctionToLoopPassAdaptor(std::move(variables)));
  passes.addPass(llvm::DSEPass());
  passes.addPass(llvm::ADCEPass());
  passes.addPass(llvm::SimplifyCFGPass());
  return passes;
}

// What pure_call made, called directly again. No analysis is asked for after this.
void inline_pure_calls(llvm::Module& module) {
  for (llvm::Function& function : llvm::make_early_inc_range(module)) {
    if (!function.getName().starts_with("pure.")) continue;
    for (llvm::User* user : llvm::make_early_inc_range(function.users())) {
      llvm::InlineFunctionInfo info;
      if (auto* call = llvm::dyn_cast<llvm::CallBase>(user)) llvm::InlineFunction(*call, info);
    }
    if (function.use_empty()) function.eraseFromParent();
  }
}

void optimise(llvm::Module& module, size_t bodies) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PipelineTuningOptions tuning;
  tuning.LoopUnrolling = false;
  tuning.LoopVectorization = false;
  tuning.SLPVectorization = false;
  llvm::PassInstrumentationCallbacks between;
  between.registerBeforeNonSkippedPassCallback(
      [](llvm::StringRef, const llvm::Any&) { park_if_ending(); });
  llvm::PassBuilder builder(target().machine.get(), tuning, std::nullopt, &between);
  // The object must stand alone: no loop may turn into a call of a C library function.
  llvm::TargetLibraryInfoImpl library(llvm::Triple(module.getTargetTriple()));
  library.disableAllFunctions();
  functions.registerPass([&] { return llvm::TargetLibraryAnalysis(library); });
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  if (bodies > 1) {  // functions to inline into each other, all small
    builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2).run(module, modules);
  } else {
    llvm::ModulePassManager passes;
    passes.addPass(llvm::createModuleToFunctionPassAdaptor(loop_pipeline()));
    passes.run(module, modules);
  }
  inline_pure_calls(module);
}

bool emit(llvm::Module& module, llvm::CodeGenFileType kind, llvm::SmallVectorImpl<char>& bytes) {
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  if (target().machine->addPassesToEmitFile(passes, stream, nullptr, kind)) return false;
  passes.run(module);
  return true;
}

void compile(const ir::Module& source, int dump, hasten_compiled& result) {
  if (target().machine == nullptr) {
    result.error = copy("LLVM has no code generator for this machine");
    return;
  }
  llvm::LLVMContext context;
  llvm::Module module("hasten", context);
  module.setTargetTriple(for_llvm(target().machine->getTargetTriple()));
  module.setDataLayout(target().machine->createDataLayout());
  std::vector<std::unique_ptr<FunctionLowering>> functions;  // all declared before any is filled in
  functions.reserve(source.functions.size());
  for (size_t i = 0; i < source.functions.size(); ++i) {
    functions.push_back(std::make_unique<FunctionLowering>(module, source.functions[i],
                                                           static_cast<int>(i), target().fuses));
  }
  for (const auto& function : functions) function->run();
  std::string broken;
  llvm::raw_string_ostream stream(broken);
  if (llvm::verifyModule(module, &stream)) {
    result.error = copy("LLVM rejects the generated code: " + broken.substr(0, 200));
    return;
  }
  if (optimises()) {
    for (size_t i = 0; i < source.functions.size(); ++i)
      unroll_recursion(*module.getFunction("f" + std::to_string(i)));
    optimise(module, source.functions.size());
  }
  if (dump == 1) {
    std::string text;
    llvm::raw_string_ostream out(text);
    module.print(out, nullptr);
    result.text = copy(text);
  }
  if (dump == 2) {
    llvm::SmallVector<char, 0> text;
    std::unique_ptr<llvm::Module> clone = llvm::CloneModule(module);
    if (emit(*clone, llvm::CodeGenFileType::AssemblyFile, text))
      result.text = copy(std::string(text.data(), text.size()));
  }
  llvm::SmallVector<char, 0> object;
  if (!emit(module, llvm::CodeGenFileType::ObjectFile, object)) {
    result.error = copy("LLVM cannot emit an object file");
    return;
  }
  result.size = object.size();
  result.object = static_cast<uint8_t*>(std::malloc(object.size()));
  std::memcpy(result.object, object.data(), object.size());
}

}  // namespace
}  // namespace hasten::native

extern "C" {

void hasten_compiler_compile(const hasten::ir::Module* module, int dump, hasten_compiled* result) {
  static std::mutex lock;
  const std::lock_guard<std::mutex> guard(lock);
  *result = {nullptr, 0, nullptr, nullptr};
  const hasten::native::Compilation compilation;
  hasten::native::compile(*module, dump, *result);
}

int hasten_compiler_end() { return hasten::native::park_compilation() ? 1 : 0; }

void hasten_compiler_free(hasten_compiled* result) {
  std::free(result->object);
  std::free(result->text);
  std::free(result->error);
}

const char* hasten_compiler_identity() { return hasten::native::target().identity.c_str(); }
}
