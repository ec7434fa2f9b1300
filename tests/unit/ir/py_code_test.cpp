// py_code.cpp on hand-made codes: depths, natural loops, live locals, text.
#include "ir/py_code.h"

#include <gtest/gtest.h>

namespace hasten::ir {
namespace {

PyInst inst(PyOp op, int32_t arg = 0, int32_t target = -1) {
  PyInst made;
  made.op = op;
  made.arg = arg;
  made.target = target;
  return made;
}

PyCode code_of(std::vector<PyInst> insts, int locals = 4) {
  PyCode code;
  code.name = "f";
  code.local_count = locals;
  code.insts = std::move(insts);
  for (size_t i = 0; i < code.insts.size(); ++i) {
    code.insts[i].offset = static_cast<int32_t>(4 * i);
    code.insts[i].line = 1;
  }
  return code;
}

// for i in it: total = total + i  (locals: 0 total, 1 i, 2 it)
PyCode sum_loop() {
  return code_of({
      inst(PyOp::kLoadFast, 2),                                 // 0
      inst(PyOp::kGetIter),                                     // 1
      inst(PyOp::kForIter, 0, 8),                               // 2
      inst(PyOp::kStoreFast, 1),                                // 3
      inst(PyOp::kLoadFast, 0),                                 // 4
      inst(PyOp::kLoadFast, 1),                                 // 5
      inst(PyOp::kBinary, static_cast<int>(BinaryKind::kAdd)),  // 6
      inst(PyOp::kJump, 0, 9),    // 7, to the store behind the loop's end
      inst(PyOp::kJump, 0, 11),   // 8
      inst(PyOp::kStoreFast, 0),  // 9
      inst(PyOp::kJump, 0, 2),    // 10, back-edge
      inst(PyOp::kLoadFast, 0),   // 11
      inst(PyOp::kReturn),        // 12
  });
}

TEST(PyCode, StackEffects) {
  EXPECT_EQ(stack_effect(inst(PyOp::kLoadFast)), 1);
  EXPECT_EQ(stack_effect(inst(PyOp::kBinary)), -1);
  EXPECT_EQ(stack_effect(inst(PyOp::kStoreSubscript)), -3);
  EXPECT_EQ(stack_effect(inst(PyOp::kLoadMethod)), 1);
  EXPECT_EQ(stack_effect(inst(PyOp::kBuildList, 0)), 1);
  EXPECT_EQ(stack_effect(inst(PyOp::kBuildTuple, 3)), -2);
  EXPECT_EQ(stack_effect(inst(PyOp::kBuildMap, 2)), -3);
  EXPECT_EQ(stack_effect(inst(PyOp::kUnpackSequence, 3)), 2);
  EXPECT_EQ(stack_effect(inst(PyOp::kCall, 0)), -1);
  EXPECT_EQ(stack_effect(inst(PyOp::kCall, 2)), -3);
  EXPECT_EQ(stack_effect(inst(PyOp::kForIter)), 1);
  EXPECT_EQ(stack_effect(inst(PyOp::kJump)), 0);
}

TEST(PyCode, DepthsFollowEveryWay) {
  PyCode code = sum_loop();
  ASSERT_TRUE(compute_depths(code, 0, 0));
  const int wanted[] = {0, 1, 1, 2, 1, 2, 3, 2, 0, 2, 1, 0, 1};
  for (size_t i = 0; i < code.insts.size(); ++i) EXPECT_EQ(code.insts[i].depth, wanted[i]) << i;
}

TEST(PyCode, DepthsStartAnywhere) {
  PyCode code = sum_loop();
  ASSERT_TRUE(compute_depths(code, 2, 3));
  EXPECT_EQ(code.insts[0].depth, -1);
  EXPECT_EQ(code.insts[3].depth, 4);
  EXPECT_EQ(code.insts[8].depth, 2);
}

TEST(PyCode, DepthsThatDisagreeAreRefused) {
  PyCode grows = code_of({inst(PyOp::kLoadFast), inst(PyOp::kJump, 0, 0)});
  EXPECT_FALSE(compute_depths(grows, 0, 0));
  PyCode underflow = code_of({inst(PyOp::kPop), inst(PyOp::kReturn)});
  EXPECT_FALSE(compute_depths(underflow, 0, 0));
}

TEST(PyCode, IndexOfOffset) {
  const PyCode code = sum_loop();
  EXPECT_EQ(code.index_of(0), 0);
  EXPECT_EQ(code.index_of(8), 2);
  EXPECT_EQ(code.index_of(9), -1);
  EXPECT_EQ(code.index_of(1000), -1);
}

TEST(PyCode, NaturalLoopLeavesOutTheWayOut) {
  PyCode code = sum_loop();
  ASSERT_TRUE(compute_depths(code, 0, 0));
  EXPECT_EQ(natural_loop(code, 2), (std::vector<int>{2, 3, 4, 5, 6, 7, 9, 10}));
  EXPECT_TRUE(natural_loop(code, 0).empty());
  EXPECT_TRUE(natural_loop(code, 4).empty());
}

// while a: while b: pass
PyCode nested_loops() {
  return code_of({
      inst(PyOp::kLoadFast, 0),        // 0 outer header
      inst(PyOp::kJumpIfFalse, 0, 6),  // 1
      inst(PyOp::kLoadFast, 1),        // 2 inner header
      inst(PyOp::kJumpIfFalse, 0, 5),  // 3
      inst(PyOp::kJump, 0, 2),         // 4
      inst(PyOp::kJump, 0, 0),         // 5
      inst(PyOp::kReturnConst),        // 6
  });
}

TEST(PyCode, NestedLoops) {
  PyCode code = nested_loops();
  ASSERT_TRUE(compute_depths(code, 0, 0));
  EXPECT_EQ(natural_loop(code, 0), (std::vector<int>{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(natural_loop(code, 2), (std::vector<int>{2, 3, 4}));
}

TEST(PyCode, UnreachableBackEdgesMakeNoLoop) {
  PyCode code = code_of({inst(PyOp::kReturnConst), inst(PyOp::kJump, 0, 0)});
  ASSERT_TRUE(compute_depths(code, 0, 0));
  EXPECT_TRUE(natural_loop(code, 0).empty());
}

TEST(PyCode, LiveLocalsAreReadBeforeWritten) {
  PyCode code = sum_loop();
  ASSERT_TRUE(compute_depths(code, 0, 0));
  const std::vector<int> loop = natural_loop(code, 2);
  EXPECT_EQ(live_locals(code, loop, 2), (std::vector<bool>{true, false, false, false}));
}

TEST(PyCode, LiveLocalsOverTheBackEdge) {
  // Local 1 is read at the top of the next round only; local 2 is written before it is read; 3 is
  // deleted first.
  PyCode code = code_of({
      inst(PyOp::kLoadFast, 0),        // 0
      inst(PyOp::kJumpIfFalse, 0, 9),  // 1
      inst(PyOp::kLoadFast, 1),        // 2
      inst(PyOp::kStoreFast, 2),       // 3
      inst(PyOp::kLoadFast, 2),        // 4
      inst(PyOp::kStoreFast, 1),       // 5
      inst(PyOp::kDeleteFast, 3),      // 6
      inst(PyOp::kNop),                // 7
      inst(PyOp::kJump, 0, 0),         // 8
      inst(PyOp::kReturnConst),        // 9
  });
  ASSERT_TRUE(compute_depths(code, 0, 0));
  EXPECT_EQ(live_locals(code, natural_loop(code, 0), 0),
            (std::vector<bool>{true, true, false, false}));
}

TEST(PyCode, Text) {
  const PyCode code =
      code_of({inst(PyOp::kLoadFast, 1), inst(PyOp::kBinary, static_cast<int>(BinaryKind::kPower)),
               inst(PyOp::kCompare, static_cast<int>(CompareKind::kNe) | kCompareToBool),
               inst(PyOp::kJumpIfTrue, 0, 0)});
  const std::string text = code.to_text();
  EXPECT_NE(text.find("0: [0 line 1 depth -1] LoadFast 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Binary **\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Compare !=\n"), std::string::npos) << text;
  EXPECT_NE(text.find("JumpIfTrue 0 -> 0\n"), std::string::npos) << text;
}

TEST(PyCode, EveryOperationHasAName) {
  for (int op = 0; op <= static_cast<int>(PyOp::kLeave); ++op) {
    EXPECT_GT(std::string(py_op_name(static_cast<PyOp>(op))).size(), 1u);
  }
}

}  // namespace
}  // namespace hasten::ir
