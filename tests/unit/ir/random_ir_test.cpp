// The generator of tests/support/random_ir.h: everything it makes verifies, ends and gives the same
// result twice.
#include "../../support/random_ir.h"

#include <gtest/gtest.h>

#include "ir/interpret.h"

namespace hasten::ir {
namespace {

struct Outcomes {
  InterpretResult result;
  std::vector<uint64_t> words;
};

Outcomes run(const Module& module, uint64_t seed) {
  Outcomes run;
  run.words = random_words(seed);
  void* locals[kRandomLocals] = {run.words.data()};
  InterpretInput input;
  input.locals = locals;
  input.step_limit = 10000000;
  run.result = interpret(module, 0, {}, input);
  return run;
}

TEST(RandomIr, ModulesVerifyAndInterpretDeterministically) {
  int done = 0;
  for (uint64_t seed = 1; seed <= 2000; ++seed) {
    RandomOptions options;
    options.math = seed % 2 == 0;
    const Module module = random_module(seed, options);
    ASSERT_EQ(verify(module), "") << "seed " << seed << "\n" << to_text(module);
    const Outcomes first = run(module, seed);
    ASSERT_FALSE(first.result.step_limit_hit) << "seed " << seed;
    ASSERT_EQ(first.result.fault, nullptr) << "seed " << seed << "\n" << to_text(module);
    ASSERT_GE(first.result.exit, 0);
    const std::vector<bool> floats = float_words(module.functions[0], first.result.exit);
    ASSERT_EQ(floats.size(), first.result.exit_values.size());
    const Outcomes second = run(random_module(seed, options), seed);
    ASSERT_EQ(first.result.exit, second.result.exit);
    ASSERT_EQ(first.result.exit_values, second.result.exit_values);
    ASSERT_EQ(first.words, second.words);
    if (module.functions[0].exits[first.result.exit].kind == ExitKind::kDone) ++done;
  }
  EXPECT_GT(done, 300) << "too few programs reach their end to be of use";
}

TEST(RandomIr, EverySafeOperationOccurs) {
  std::vector<int> seen(kOpCount, 0);
  RandomOptions options;
  options.math = true;
  for (uint64_t seed = 1; seed <= 500; ++seed) {
    for (const Function& function : random_module(seed, options).functions) {
      for (const Block& block : function.blocks) {
        for (const Inst& inst : block.insts) ++seen[static_cast<int>(inst.op)];
      }
    }
  }
  for (int op = 0; op < kOpCount; ++op) {
    const OpShape shape = op_shape(static_cast<Op>(op));
    const bool safe = op_flags(static_cast<Op>(op)) == kPure && shape.result != Type::kPtr;
    bool pointers = false;
    for (const Type type : shape.operands) pointers = pointers || type == Type::kPtr;
    if (!safe || pointers) continue;
    EXPECT_GT(seen[op], 0) << op_name(static_cast<Op>(op));
  }
}

}  // namespace
}  // namespace hasten::ir
