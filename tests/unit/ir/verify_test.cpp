// verify.cpp: one broken module for each rule, and the message it gets.
#include <gtest/gtest.h>

#include "../../support/random_ir.h"
#include "../../support/read_ir.h"

namespace hasten::ir {
namespace {

// A region around `body`: local 0 and 1, pool of 2, exit e0 without slots.
std::string region(const std::string& body, const std::string& exits = "") {
  const std::string text = "module pool=2\nfunction \"f\" region locals=2\n variables \"n\"\n" +
                           body + "e0 done offset=0 line=1 depth=1\n" + exits + "end\n";
  return verify(read_ir(text));
}

// A region that calls a native function with the given header lines and body.
std::string native(const std::string& body, const std::string& exits = "",
                   const std::string& call = "") {
  const std::string text =
      "module pool=2\nfunction \"f\" region locals=0\nb0:\nv0 i64 = ConstInt 1\n" + call +
      "Leave exit=e0\ne0 done offset=0 line=1 depth=0\nend\n" +
      "function \"g\" native locals=1\nparams i64 f64\nresults i64\n" + body + exits + "end\n";
  return verify(read_ir(text));
}

const char kGoodNative[] = "b0(v0 i64, v1 f64):\nReturn v0\n";

TEST(Verify, AcceptsGoodModules) {
  EXPECT_EQ(region("b0:\nLeave exit=e0\n"), "");
  EXPECT_EQ(native(kGoodNative), "");
  for (uint64_t seed = 5000; seed < 5200; ++seed)
    EXPECT_EQ(verify(random_module(seed)), "") << seed;
}

TEST(Verify, Module) {
  EXPECT_EQ(verify({}), "the module has no functions");
  EXPECT_EQ(verify(read_ir("module pool=-1\nfunction \"f\" region locals=0\nend\n")),
            "negative pool size");
}

TEST(Verify, FunctionHeader) {
  const std::string end = "b0:\nLeave exit=e0\ne0 done offset=0 line=1 depth=0\nend\n";
  EXPECT_EQ(verify(read_ir("module pool=0\nfunction \"f\" region locals=0\nend\n")),
            "function 0: no blocks");
  EXPECT_EQ(verify(read_ir("module pool=0\nfunction \"f\" region locals=-1\n" + end)),
            "function 0: local count out of range");
  EXPECT_EQ(verify(read_ir("module pool=0\nfunction \"f\" region locals=0\nparams i64\n" + end)),
            "function 0: a region has no parameters and no results");
  EXPECT_EQ(verify(read_ir("module pool=0\nfunction \"f\" region locals=0\nresults i64\n" + end)),
            "function 0: a region has no parameters and no results");
  EXPECT_EQ(verify(read_ir("module pool=0\nfunction \"f\" native locals=0\nparams void\n" + end)),
            "function 0: a parameter of type void");
  EXPECT_EQ(verify(read_ir("module pool=0\nfunction \"f\" native locals=0\nresults void\n" + end)),
            "function 0: a result of type void");
  EXPECT_EQ(verify(read_ir("module pool=0\nfunction \"f\" region locals=0\n" + end +
                           "function \"g\" region locals=0\n" + end)),
            "function 1: only function 0 may be a region");
}

TEST(Verify, BlockEnds) {
  EXPECT_EQ(region("b0:\n"), "function 0 b0: the block is empty");
  EXPECT_EQ(region("b0:\nv0 i64 = ConstInt 1\n"),
            "function 0 b0 instruction 0 ConstInt: the block does not end in a terminator");
  EXPECT_EQ(region("b0:\nLeave exit=e0\nLeave exit=e0\n"),
            "function 0 b0 instruction 0 Leave: instructions after the terminator");
}

TEST(Verify, Exits) {
  const std::string body = "b0:\nLeave exit=e0\n";
  EXPECT_EQ(region("b0:\nLeave\n"), "function 0 b0 instruction 0 Leave: its exit does not exist");
  EXPECT_EQ(region("b0:\nLeave exit=e1\n"),
            "function 0 b0 instruction 0 Leave: its exit does not exist");
  EXPECT_EQ(region("b0:\nv0 i64 = ConstInt 1 exit=e0\nLeave exit=e0\n"),
            "function 0 b0 instruction 0 ConstInt: an exit on an operation that never leaves");
  EXPECT_EQ(region(body, "e1 done offset=0 line=1 depth=-1\n"),
            "function 0 e1: negative stack depth");
  EXPECT_EQ(region(body, "e1 raise offset=0 line=1 depth=1 raiser=1\n"),
            "function 0 e1: the raiser is not a stack entry");
  EXPECT_EQ(region(body, "e1 guard offset=0 line=1 depth=1 raiser=0\n"),
            "function 0 e1: a raiser on an exit that does not raise");
  EXPECT_EQ(region(body, "e1 raise offset=0 line=1 depth=2 raiser=0 skips_null\n"), "");
  EXPECT_EQ(region(body, "e1 raise offset=0 line=1 depth=2 raiser=1 skips_null\n"),
            "function 0 e1: no stack entry above the raiser");
  EXPECT_EQ(region(body, "e1 raise offset=0 line=1 depth=2 skips_null\n"),
            "function 0 e1: no stack entry above the raiser");
}

TEST(Verify, ExitSlots) {
  const std::string body = "b0:\nv0 i64 = ConstInt 1\nv1 f64 = ConstFloat 0x0\nLeave exit=e0\n"
                           "b1:\nv2 i64 = ConstInt 2\nLeave exit=e0\n";
  const std::string leave = "function 0 b0 instruction 2 Leave: ";
  EXPECT_EQ(region(body, "local 1 Int v0\nstack 0 Range v0 v0 v0\nname 0 Float v1\n"), "");
  EXPECT_EQ(region(body, "local 2 Int v0\n"), "function 0 e0: local 2 does not exist");
  EXPECT_EQ(region(body, "stack 1 Int v0\n"), "function 0 e0: stack 1 does not exist");
  EXPECT_EQ(region(body, "name 1 Int v0\n"), "function 0 e0: name 1 does not exist");
  EXPECT_EQ(region(body, "local -1 Int v0\n"), "function 0 e0: local -1 does not exist");
  EXPECT_EQ(region(body, "local 0 Int v0\nlocal 0 Int v0\n"),
            "function 0 e0: local 0 is put back twice");
  EXPECT_EQ(region(body, "local 0 Const imm=2\n"),
            "function 0 e0: local 0: constant outside the pool");
  EXPECT_EQ(region(body, "local 0 Int v0\nlocal 1 Int v0 imm=1\nstack 0 Int v0 imm=-1\n"), "");
  EXPECT_EQ(region(body, "local 0 Int v0 imm=4\n"),
            "function 0 e0: local 0: the other home does not exist");
  EXPECT_EQ(region(body, "local 0 Int v0 imm=-2\n"),
            "function 0 e0: local 0: the other home does not exist");
  EXPECT_EQ(region(body, "local 0 LocalSlot imm=1\n"),
            "function 0 e0: local 0: LocalSlot in a region");
  EXPECT_EQ(native("b0(v0 i64, v1 f64):\nLeave exit=e0\n",
                   "e0 done offset=0 line=1 depth=0\nlocal 0 LocalSlot imm=1\n"),
            "function 1 e0: local 0: local slot does not exist");
  EXPECT_EQ(region(body, "local 0 Float v0\n"), leave + "exit slot local 0: v0 has a wrong type");
  EXPECT_EQ(region(body, "local 0 Complex v1\n"), leave + "exit slot local 0: v-1 does not exist");
  EXPECT_EQ(region(body, "local 0 Int v9\n"), leave + "exit slot local 0: v9 does not exist");
  EXPECT_EQ(region(body, "local 0 Int v0 v0\n"),
            leave + "exit slot local 0 has more values than its recipe");
  EXPECT_EQ(region(body, "local 0 Int v2\n"),
            leave + "exit value v2 is not defined on every way to its use");
}

TEST(Verify, ExitValueIsNotTheResultOfTheLeavingInstruction) {
  EXPECT_EQ(region("b0:\nv0 i64 = ConstInt 1\nv1 i64 = AddChecked v0 v0 exit=e0\nLeave exit=e0\n",
                   "local 0 Int v1\n"),
            "function 0 b0 instruction 1 AddChecked: exit value v1 is not defined on every way to "
            "its use");
}

TEST(Verify, Targets) {
  EXPECT_EQ(region("b0:\nJump -> b1\n"),
            "function 0 b0 instruction 0 Jump: branch target b1 does not exist");
  EXPECT_EQ(region("b0:\nJump -> b0\n"),
            "function 0 b0 instruction 0 Jump: the entry block is a branch target");
  EXPECT_EQ(region("b0:\nJump -> b1(v0)\nb1:\nLeave exit=e0\n"),
            "function 0 b0 instruction 0 Jump: branch argument v0 does not exist");
  const std::string start = "b0:\nv0 i64 = ConstInt 1\n";
  const std::string end = "b1(v1 i64):\nLeave exit=e0\nb2(v2 f64):\nLeave exit=e0\n";
  EXPECT_EQ(region(start + "Jump -> b1\n" + end),
            "function 0 b0 instruction 1 Jump: not as many arguments as b1 has parameters");
  EXPECT_EQ(region(start + "Jump -> b2(v0)\n" + end),
            "function 0 b0 instruction 1 Jump: argument 0 of b2 has the wrong type");
  Module module = read_ir("module pool=0\nfunction \"f\" region locals=0\nb0:\nLeave exit=e0\n"
                          "e0 done offset=0 line=1 depth=0\nend\n");
  module.functions[0].blocks[0].insts[0].target[0] = 0;
  EXPECT_EQ(verify(module),
            "function 0 b0 instruction 0 Leave: a branch target the operation does not have");
}

TEST(Verify, Definitions) {
  EXPECT_EQ(region("b0:\nv0 i64 = ConstInt 1\nv0 i64 = ConstInt 2\nLeave exit=e0\n"),
            "function 0 b0 instruction 1 ConstInt: v0 is defined twice");
  EXPECT_EQ(region("b0:\nJump -> b1\nb1(v0 i64, v0 i64):\nLeave exit=e0\n"),
            "function 0 b1: v0 is defined twice");
  EXPECT_EQ(region("b0:\nJump -> b1\nb1(v-2 i64):\nLeave exit=e0\n"),
            "function 0 b1: result v-2 does not exist");
  EXPECT_EQ(region("b0:\nJump -> b1\nb1(v0 void):\nLeave exit=e0\n"),
            "function 0 b1: v0 has type void");
  EXPECT_EQ(region("b0:\nIncRef v0\nLeave exit=e0\n"),
            "function 0 b0 instruction 0 IncRef: operand v0 does not exist");
  EXPECT_EQ(region("b0:\nv1 i64 = ConstInt 0\nIncRef v0\nLeave exit=e0\n"),
            "function 0 b0 instruction 1 IncRef: operand 0 is void, not ptr");
}

TEST(Verify, DefinitionBeforeUse) {
  const std::string two = "b0:\nv0 i64 = ConstInt 1\nv1 i1 = ICmpLt v0 v0\nBranch v1 -> b1 b2\n";
  const std::string sides = "b1:\nv2 i64 = ConstInt 2\nJump -> b3\nb2:\nJump -> b3\n";
  EXPECT_EQ(region("b0:\nv1 i64 = Add v0 v0\nv0 i64 = ConstInt 1\nLeave exit=e0\n"),
            "function 0 b0 instruction 0 Add: operand v0 is not defined on every way to its use");
  EXPECT_EQ(region("b0:\nv0 i64 = ConstInt 1\nv1 i64 = Add v1 v0\nLeave exit=e0\n"),
            "function 0 b0 instruction 1 Add: operand v1 is not defined on every way to its use");
  EXPECT_EQ(region(two + sides + "b3:\nv3 i64 = Add v2 v0\nLeave exit=e0\n"),
            "function 0 b3 instruction 0 Add: operand v2 is not defined on every way to its use");
  EXPECT_EQ(region(two + sides + "b3:\nJump -> b4(v2)\nb4(v3 i64):\nLeave exit=e0\n"),
            "function 0 b3 instruction 0 Jump: branch argument v2 is not defined on every way to "
            "its use");
  // A loop may use in its next round only what its header dominates.
  EXPECT_EQ(
      region("b0:\nv0 i1 = ConstBool 1\nJump -> b1\nb1:\nBranch v0 -> b2 b3\n"
             "b2:\nv1 i64 = ConstInt 1\nJump -> b1\nb3:\nv2 i64 = Add v1 v1\nLeave exit=e0\n"),
      "function 0 b3 instruction 0 Add: operand v1 is not defined on every way to its use");
}

TEST(Verify, UnreachableBlocksAreNotOrdered) {
  const std::string dead =
      "b0:\nLeave exit=e0\nb1:\nv0 i64 = Add v1 v1\nv1 i64 = ConstInt 1\nLeave exit=e0\n";
  EXPECT_EQ(region(dead), "");
  EXPECT_EQ(
      region("b0:\nv0 i64 = Add v1 v1\nLeave exit=e0\nb1:\nv1 i64 = ConstInt 1\nLeave exit=e0\n"),
      "function 0 b0 instruction 0 Add: operand v1 is not defined on every way to its use");
  Module module = read_ir("module pool=0\nfunction \"f\" region locals=0\nb0:\nLeave exit=e0\n"
                          "e0 done offset=0 line=1 depth=1\nstack 0 Int v0\nend\n");
  module.functions[0].types = {Type::kInt};
  EXPECT_EQ(verify(module), "function 0 b0 instruction 0 Leave: exit value v0 is never defined");
}

TEST(Verify, OperandAndResultTypes) {
  const std::string start = "b0:\nv0 i64 = ConstInt 1\nv1 f64 = ConstFloat 0x0\n";
  const std::string end = "Leave exit=e0\n";
  const std::string place = "function 0 b0 instruction 2 Add: ";
  EXPECT_EQ(region(start + "v2 i64 = Add v0\n" + end), place + "takes 2 operands, has 1");
  EXPECT_EQ(region(start + "v2 i64 = Add v0 v1\n" + end), place + "operand 1 is f64, not i64");
  EXPECT_EQ(region(start + "v2 f64 = Add v0 v0\n" + end), place + "its type is f64, not i64");
  EXPECT_EQ(region(start + "Add v0 v0\n" + end), place + "its type is void, not i64");
  EXPECT_EQ(region(start + "v-1 i64 = Add v0 v0\n" + end),
            place + "a result without a type or a type without a result");
  Module module = read_ir("module pool=0\nfunction \"f\" region locals=0\n" + start +
                          "v2 i64 = Add v0 v0\n" + end + "e0 done offset=0 line=1 depth=0\nend\n");
  module.functions[0].types[2] = Type::kPtr;
  EXPECT_EQ(verify(module), place + "the result's type is not the instruction's");
}

TEST(Verify, HelperAndMathSignatures) {
  const std::string start = "b0:\nv0 i64 = ConstInt 1\nv1 f64 = ConstFloat 0x0\nv2 ptr = NullPtr\n";
  const std::string end = "Leave exit=e0\n";
  const std::string place = "function 0 b0 instruction 3 ";
  EXPECT_EQ(region(start + "v3 ptr = CallHelper box_int v0\n" + end), "");
  EXPECT_EQ(region(start + "v3 ptr = CallHelper box_int v1\n" + end),
            place + "CallHelper: operand 0 is f64, not i64");
  EXPECT_EQ(region(start + "v3 i64 = CallHelper box_int v0\n" + end),
            place + "CallHelper: its type is i64, not ptr");
  EXPECT_EQ(region(start + "CallHelper dealloc\n" + end),
            place + "CallHelper: takes 1 operands, has 0");
  EXPECT_EQ(region(start + "CallHelper imm=9999 v2\n" + end),
            place + "CallHelper: helper does not exist");
  EXPECT_EQ(region(start + "v3 f64 = CallMath sin v1\n" + end), "");
  EXPECT_EQ(region(start + "v3 f64 = CallMath sin v1 v1\n" + end),
            place + "CallMath: takes 1 operands, has 2");
  EXPECT_EQ(region(start + "v3 f64 = CallMath pow v1\n" + end),
            place + "CallMath: takes 2 operands, has 1");
  EXPECT_EQ(region(start + "v3 f64 = CallMath imm=-1 v1\n" + end),
            place + "CallMath: math function does not exist");
}

TEST(Verify, Imms) {
  const std::string end = "Leave exit=e0\n";
  const std::string place = "function 0 b0 instruction 0 ";
  EXPECT_EQ(region("b0:\nv0 i1 = ConstBool 2\n" + end),
            place + "ConstBool: a bool that is neither 0 nor 1");
  EXPECT_EQ(region("b0:\nv0 ptr = ConstObject 2\n" + end),
            place + "ConstObject: constant outside the pool");
  EXPECT_EQ(region("b0:\nv0 ptr = LoadLocal 2\n" + end),
            place + "LoadLocal: local slot does not exist");
  EXPECT_EQ(region("b0:\nv0 ptr = LoadStack -1\n" + end), place + "LoadStack: negative stack slot");
  EXPECT_EQ(native("b0(v0 i64, v1 f64):\nv2 ptr = LoadStack 0\nReturn v0\n"),
            "function 1 b0 instruction 0 LoadStack: a function has no operand stack");
}

TEST(Verify, NativeFunctions) {
  const std::string place = "function 0 b0 instruction 1 CallNative: ";
  const std::string first = "v1 f64 = ConstFloat 0x0\n";
  EXPECT_EQ(native(kGoodNative, "", first + "v2 i64 = CallNative f1 v0 v1 exit=e0\n"), "");
  EXPECT_EQ(native(kGoodNative, "", "v2 i64 = CallNative f1 v0 exit=e0\n"),
            place + "takes 2 operands, has 1");
  EXPECT_EQ(native(kGoodNative, "", "v2 i64 = CallNative f1 v0 v0 exit=e0\n"),
            place + "operand 1 is i64, not f64");
  EXPECT_EQ(native(kGoodNative, "", "v2 i64 = CallNative f2 exit=e0\n"),
            place + "callee does not exist");
  EXPECT_EQ(native(kGoodNative, "", "v2 i64 = CallNative f0 exit=e0\n"),
            place + "a region cannot be called");
  EXPECT_EQ(native(kGoodNative, "", "v2 i64 = CallNative f1 v0 v0\n"),
            place + "its exit does not exist");
  EXPECT_EQ(native("b0(v0 i64):\nReturn v0\n"),
            "function 1 b0: the entry's parameters are not the function's");
  EXPECT_EQ(native("b0(v0 i64, v1 i64):\nReturn v0\n"),
            "function 1 b0: the entry's parameters are not the function's");
  EXPECT_EQ(native("b0(v0 i64, v1 f64):\nReturn v1\n"),
            "function 1 b0 instruction 0 Return: operand 0 is f64, not i64");
  EXPECT_EQ(native("b0(v0 i64, v1 f64):\nReturn\n"),
            "function 1 b0 instruction 0 Return: takes 1 operands, has 0");
  EXPECT_EQ(region("b0:\nReturn\n"),
            "function 0 b0 instruction 0 Return: a region does not return");
  Module module = read_ir(
      "module pool=0\nfunction \"f\" native locals=0\nresults i64 i64\nb0:\n"
      "v0 i64 = CallNative f0 exit=e0\nReturn v0 v0\ne0 call offset=0 line=1 depth=0\nend\n");
  EXPECT_EQ(verify(module),
            "function 0 b0 instruction 0 CallNative: the callee has more than one result");
}

}  // namespace
}  // namespace hasten::ir
