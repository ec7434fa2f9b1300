// interpret.cpp: loops, memory, references, calls between functions, and the ways out.
#include "ir/interpret.h"

#include <gtest/gtest.h>

#include <cstring>

#include "../../support/read_ir.h"
#include "ir/tables.h"

namespace hasten::ir {
namespace {

uint64_t word(int64_t value) { return static_cast<uint64_t>(value); }
uint64_t word(const void* value) { return reinterpret_cast<uint64_t>(value); }

InterpretResult run(const std::string& text, const InterpretInput& input = {}, int function = 0,
                    const std::vector<uint64_t>& arguments = {}) {
  const Module module = read_ir(text);
  EXPECT_EQ(verify(module), "");
  return interpret(module, function, arguments, input);
}

const char kHead[] = "module pool=2\nfunction \"f\" region locals=3\n";

TEST(Interpret, LoopWithPermutedArguments) {
  // Fibonacci: the block passes itself its own parameters, exchanged.
  const InterpretResult result = run(std::string(kHead) + R"(b0:
v0 i64 = ConstInt 0
v1 i64 = ConstInt 1
v2 i64 = ConstInt 10
Jump -> b1(v0, v0, v1)
b1(v3 i64, v4 i64, v5 i64):
v6 i64 = AddChecked v4 v5 exit=e1
v7 i64 = Add v3 v1
v8 i1 = ICmpLt v7 v2
Branch v8 -> b1(v7, v5, v6) b2
b2:
Leave exit=e0
e0 done offset=2 line=1 depth=1
local 0 Int v6
stack 0 Range v4 v5 v7
local 1 Null
local 2 Bool v8
e1 overflow offset=4 line=1 depth=0
end
)");
  EXPECT_EQ(result.exit, 0);
  EXPECT_EQ(result.exit_values, (std::vector<uint64_t>{89, 34, 55, 10, 0}));
  EXPECT_FALSE(result.step_limit_hit);
  EXPECT_EQ(result.fault, nullptr);
}

TEST(Interpret, OverflowAndGuardLeave) {
  const std::string text = std::string(kHead) + R"(b0:
v0 ptr = LoadLocal 0
v1 i64 = LoadI64 v0
v2 i64 = MulChecked v1 v1 exit=e0
v3 i64 = ConstInt 100
v4 i1 = ICmpLt v2 v3
Guard v4 exit=e1
Leave exit=e2
e0 overflow offset=0 line=1 depth=0
local 1 Int v1
e1 guard offset=0 line=1 depth=0
local 1 Int v2
e2 done offset=0 line=1 depth=0
end
)";
  const int64_t values[] = {int64_t{1} << 40, 11, 3};
  const std::vector<uint64_t> wanted[] = {{uint64_t{1} << 40}, {121}, {}};
  for (int i = 0; i < 3; ++i) {
    void* locals[3] = {const_cast<int64_t*>(&values[i])};
    InterpretInput input;
    input.locals = locals;
    const InterpretResult result = run(text, input);
    EXPECT_EQ(result.exit, i);
    EXPECT_EQ(result.exit_values, wanted[i]);
  }
}

TEST(Interpret, MemoryOfEveryWidth) {
  unsigned char bytes[64] = {};
  const int32_t negative = -2;
  std::memcpy(bytes, &negative, 4);
  void* locals[3] = {bytes, nullptr, nullptr};
  void* stack[2] = {};
  void* pool[2] = {bytes + 1, bytes + 2};
  InterpretInput input;
  input.context = bytes + 3;
  input.locals = locals;
  input.stack = stack;
  input.pool = pool;
  const InterpretResult result = run(std::string(kHead) + R"(b0:
v0 ptr = LoadLocal 0
v1 i64 = LoadU8 v0 imm=3
v2 i64 = LoadI32 v0
v3 i64 = LoadU32 v0
Prefetch v0 imm=4096
StoreU8 v0 v2 imm=8
StoreU32 v0 v2 imm=16
StoreI64 v0 v2 imm=24
v4 f64 = ConstFloat 0x3ff8000000000000
StoreF64 v0 v4 imm=32
StorePtr v0 v0 imm=40
v5 ptr = LoadPtr v0 imm=40
v6 f64 = LoadF64 v0 imm=32
v7 i64 = LoadI64 v0 imm=24
v8 ptr = ConstObject 1
v9 ptr = Context
StoreLocal 1 v8
StoreStack 1 v9
v10 ptr = LoadStack 1
v11 i64 = ConstInt 2
v12 ptr = ElementPtr v0 v11 imm=8
v13 i64 = LoadI64 v12
Leave exit=e0
e0 done offset=0 line=1 depth=0
local 0 Range v1 v2 v3
local 1 Owned v10
local 2 RangeIterAt v7 v13
end
)",
                                     input);
  EXPECT_EQ(result.exit_values,
            (std::vector<uint64_t>{255, word(int64_t{-2}), 0xfffffffe, word(bytes + 3),
                                   word(int64_t{-2}), 0xfffffffe}));
  EXPECT_EQ(bytes[8], 254);
  EXPECT_EQ(bytes[9], 0);
  EXPECT_EQ(locals[1], bytes + 2);
  EXPECT_EQ(stack[1], bytes + 3);
}

std::vector<void*> released;
void note_release(void* object) { released.push_back(object); }

TEST(Interpret, ReferenceCounts) {
  int64_t counts[4] = {1, 2, 0xffffffff, 1};
  void* locals[3] = {&counts[0], &counts[1], &counts[2]};
  void* pool[2] = {&counts[3], nullptr};
  void* helpers[kHelperCount] = {};
  helpers[static_cast<int>(Helper::k_dealloc)] = reinterpret_cast<void*>(note_release);
  InterpretInput input;
  input.locals = locals;
  input.pool = pool;
  input.helpers = helpers;
  released.clear();
  const InterpretResult result = run(std::string(kHead) + R"(b0:
v0 ptr = LoadLocal 0
v1 ptr = LoadLocal 1
v2 ptr = LoadLocal 2
v3 ptr = ConstObject 0
IncRef v0
DecRef v0
DecRef v0
DecRef v1
IncRef v2
DecRef v2
v4 i1 = DecRefZero v3
v5 i1 = DecRefZero v2
Leave exit=e0
e0 done offset=0 line=1 depth=0
local 0 Bool v4
local 1 Bool v5
end
)",
                                     input);
  EXPECT_EQ(result.exit_values, (std::vector<uint64_t>{1, 0}));
  EXPECT_EQ(released, std::vector<void*>{&counts[0]});
  EXPECT_EQ(counts[0], 0);
  EXPECT_EQ(counts[1], 1);
  EXPECT_EQ(counts[2], 0xffffffff);
  EXPECT_EQ(counts[3], 0);
}

TEST(Interpret, Faults) {
  const std::string exits = "Leave exit=e0\ne0 done offset=0 line=1 depth=0\nend\n";
  EXPECT_STREQ(
      run(std::string(kHead) + "b0:\nv0 i64 = ConstInt 0\nv1 i64 = FloorDiv v0 v0\n" + exits).fault,
      "division by zero or overflow in a division");
  EXPECT_STREQ(run(std::string(kHead) + "b0:\nv0 i1 = CallHelper raised\n" + exits).fault,
               "the helper is not in the table");
}

TEST(Interpret, StepLimit) {
  InterpretInput input;
  input.step_limit = 1000;
  const InterpretResult result =
      run(std::string(kHead) + "b0:\nJump -> b1\nb1:\nJump -> b1\nend\n", input);
  EXPECT_TRUE(result.step_limit_hit);
  EXPECT_EQ(result.exit, -1);
}

void note_publish(void* user, int exit, const uint64_t* values) {
  static_cast<std::vector<uint64_t>*>(user)->assign(
      {static_cast<uint64_t>(exit), values[0], values[1]});
}

TEST(Interpret, PublishGoesOn) {
  std::vector<uint64_t> published;
  InterpretInput input;
  input.publish = note_publish;
  input.publish_user = &published;
  const InterpretResult result = run(std::string(kHead) + R"(b0:
v0 i64 = ConstInt 5
v1 i1 = ConstBool 1
Publish exit=e1
Leave exit=e0
e0 done offset=0 line=1 depth=0
e1 raise offset=0 line=1 depth=0
local 0 Int v0
local 2 Bool v1
end
)",
                                     input);
  EXPECT_EQ(result.exit, 0);
  EXPECT_EQ(published, (std::vector<uint64_t>{1, 5, 1}));
}

const char kFactorial[] = R"(module pool=0
function "f" region locals=1
b0:
v0 ptr = LoadLocal 0
v1 i64 = LoadI64 v0
v2 i64 = CallNative f1 v1 exit=e1
Leave exit=e0
e0 done offset=0 line=1 depth=0
local 0 Int v2
e1 call offset=2 line=1 depth=0
local 0 Int v1
end
function "factorial" native locals=1
params i64
results i64
b0(v0 i64):
v1 i64 = ConstInt 1
v2 i1 = ICmpLe v0 v1
Branch v2 -> b1 b2
b1:
Return v1
b2:
v3 i64 = Sub v0 v1
v4 i64 = CallNative f1 v3 exit=e0
v5 i64 = MulChecked v0 v4 exit=e1
Return v5
e0 call offset=4 line=2 depth=0
local 0 Int v0
e1 overflow offset=6 line=3 depth=1
stack 0 RangeIterAt v0 v4
end
)";

TEST(Interpret, NativeCallsReturn) {
  int64_t number = 20;
  void* locals[1] = {&number};
  InterpretInput input;
  input.locals = locals;
  EXPECT_EQ(run(kFactorial, input).exit_values, std::vector<uint64_t>{2432902008176640000});
  const InterpretResult direct = run(kFactorial, input, 1, {5});
  EXPECT_EQ(direct.exit, -1);
  EXPECT_EQ(direct.returned, std::vector<uint64_t>{120});
}

TEST(Interpret, LeavingCalleeLeavesItsCallers) {
  int64_t number = 22;
  void* locals[1] = {&number};
  InterpretInput input;
  input.locals = locals;
  const InterpretResult result = run(kFactorial, input);
  EXPECT_EQ(result.exit, 1);
  EXPECT_EQ(result.exit_values, std::vector<uint64_t>{22});
  ASSERT_EQ(result.callee_exits.size(), 2u);
  EXPECT_EQ(result.callee_exits[0].exit, 1);
  EXPECT_EQ(result.callee_exits[0].values, (std::vector<uint64_t>{21, 2432902008176640000}));
  EXPECT_EQ(result.callee_exits[1].exit, 0);
  EXPECT_EQ(result.callee_exits[1].values, std::vector<uint64_t>{22});
}

TEST(Interpret, DeepRecursionNeedsNoMachineStack) {
  int64_t number = 0;
  void* locals[1] = {&number};
  InterpretInput input;
  input.locals = locals;
  input.step_limit = 2000000;
  EXPECT_TRUE(run(R"(module pool=0
function "f" native locals=1
b0:
CallNative f0 exit=e0
Return
e0 call offset=0 line=1 depth=0
end
)",
                  input)
                  .step_limit_hit);
}

}  // namespace
}  // namespace hasten::ir
