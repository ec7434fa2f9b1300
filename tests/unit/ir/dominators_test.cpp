// dominators.cpp against the definition: without the dominator, the block cannot be reached.
#include "ir/dominators.h"

#include <gtest/gtest.h>

#include "../../support/random_ir.h"
#include "../../support/read_ir.h"

namespace hasten::ir {
namespace {

// Blocks reached from the entry without passing `closed` (-1: none).
std::vector<bool> reached(const Function& function, BlockId closed) {
  std::vector<bool> seen(function.blocks.size(), false);
  std::vector<BlockId> work;
  if (closed != 0) work.push_back(0);
  while (!work.empty()) {
    const BlockId block = work.back();
    work.pop_back();
    if (block == closed || seen[block]) continue;
    seen[block] = true;
    for (const BlockId target : function.blocks[block].insts.back().target) {
      if (target >= 0) work.push_back(target);
    }
  }
  return seen;
}

void expect_definition(const Function& function) {
  const Dominators dominators(function);
  const std::vector<bool> reachable = reached(function, -1);
  const BlockId size = static_cast<BlockId>(function.blocks.size());
  for (BlockId above = 0; above < size; ++above) {
    ASSERT_EQ(dominators.reachable(above), reachable[above]);
    if (!reachable[above]) continue;
    const std::vector<bool> without = reached(function, above);
    for (BlockId below = 0; below < size; ++below) {
      if (!reachable[below]) continue;
      ASSERT_EQ(dominators.dominates(above, below), above == below || !without[below])
          << above << " " << below;
    }
  }
}

TEST(Dominators, RandomStructuredFunctions) {
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    for (const Function& function : random_module(seed).functions) expect_definition(function);
  }
}

// Any edges at all, loops with several entries among them.
TEST(Dominators, RandomGraphs) {
  Random random(3);
  for (int round = 0; round < 500; ++round) {
    Function function;
    const int size = 2 + random.below(9);
    for (int i = 0; i < size; ++i) {
      Inst& inst = function.blocks[function.new_block()].insts.emplace_back();
      const int kind = random.below(5);
      inst.op = kind == 0 ? Op::kLeave : kind == 1 ? Op::kJump : Op::kBranch;
      for (int k = 0; k < target_count(inst.op); ++k) inst.target[k] = 1 + random.below(size - 1);
    }
    expect_definition(function);
  }
}

TEST(Dominators, ParentsOfADiamond) {
  const Module module = read_ir(R"(module pool=0
function "f" region locals=0
b0:
v0 i1 = ConstBool 1
Branch v0 -> b1 b2
b1:
Jump -> b3
b2:
Jump -> b3
b3:
Leave exit=e0
b4:
Leave exit=e0
e0 done offset=0 line=1 depth=0
end
)");
  const Dominators dominators(module.functions[0]);
  EXPECT_EQ(dominators.parent(0), -1);
  EXPECT_EQ(dominators.parent(1), 0);
  EXPECT_EQ(dominators.parent(3), 0);
  EXPECT_EQ(dominators.parent(4), -1);
  EXPECT_EQ(dominators.order().size(), 4u);
  EXPECT_EQ(dominators.order().front(), 0);
}

}  // namespace
}  // namespace hasten::ir
