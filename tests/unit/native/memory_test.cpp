// Machine code for memory, references, helpers, publishing and exits: each against the interpreter
// or a known answer.
#include <gtest/gtest.h>

#include <cstring>

#include "compiled.h"
#include "ir/interpret.h"

namespace hasten::native {
namespace {

std::shared_ptr<LoadedObject> load_text(const std::string& text, ir::Module& module) {
  std::string error;
  module = ir::parse_module(text, error);
  EXPECT_EQ(error, "");
  EXPECT_EQ(ir::verify(module), "");
  const Object object = compile_object(module);
  EXPECT_EQ(object.error, "");
  std::shared_ptr<LoadedObject> loaded =
      load_object(object.bytes.data(), object.bytes.size(), error);
  EXPECT_EQ(error, "");
  return loaded;
}

// A stand-in for an object: a count and one word.
struct Fake {
  int64_t count;
  int64_t word;
};

int deaths = 0;
void die(void* object) {
  ++deaths;
  static_cast<Fake*>(object)->word = -1;
}

int powers = 0;
double counted_pow(double x, double y) {
  ++powers;
  return pow(x, y);
}

// Calls of libm may move out of loops, but not out of the way that is hardly ever taken.
TEST(Memory, WhatIsUnlikelyIsNotCalledInAdvance) {
  const std::string text = R"(module pool=0
function "f" region locals=1
  b0:
    v0 ptr = LoadLocal 0 alias=Frame
    v1 f64 = LoadF64 v0 alias=ArrayData
    v2 f64 = ConstFloat 0x0000000000000000
    v3 i1 = FCmpGe v1 v2
    Branch v3 imm=1 -> b1 b2
  b1:
    Jump -> b3(v1)
  b2:
    v4 f64 = CallMath pow v1 v1
    Jump -> b3(v4)
  b3(v5 f64):
    Leave exit=e0
  e0 done offset=10 line=1 depth=1
    stack 0 Float v5
end
)";
  ir::Module module;
  const auto loaded = load_text(text, module);
  ASSERT_NE(loaded, nullptr);
  Frame frame(1, 1);
  for (void*& entry : frame.helpers) {
    if (entry == reinterpret_cast<void*>(static_cast<MathFunction<2>*>(&::pow)))
      entry = reinterpret_cast<void*>(&counted_pow);
  }
  for (const double x : {3.0, -2.0}) {
    double place = x;
    frame.locals[0] = &place;
    powers = 0;
    EXPECT_EQ(frame.run(*loaded), 0);
    EXPECT_EQ(powers, x < 0 ? 1 : 0);
    double result = 0;
    std::memcpy(&result, &frame.exit_values[0], 8);
    EXPECT_EQ(result, x < 0 ? 0.25 : x);
  }
}

TEST(Memory, LoadsAndStoresOfEveryWidth) {
  const std::string text = R"(module pool=0
function "f" region locals=2
  b0:
    v0 ptr = LoadLocal 0 alias=Frame
    v1 i64 = LoadU8 v0 imm=3 alias=ArrayData
    v2 i64 = LoadI32 v0 imm=4 alias=ArrayData
    v3 i64 = LoadU32 v0 imm=4 alias=ArrayData
    v4 i64 = LoadI64 v0 imm=8 alias=ArrayData
    v5 f64 = LoadF64 v0 imm=16 alias=ArrayData
    v6 ptr = LoadPtr v0 imm=24 alias=ArrayData
    Prefetch v6
    StoreU8 v0 v4 imm=32 alias=ArrayData
    StoreU32 v0 v4 imm=36 alias=ArrayData
    StoreI64 v0 v2 imm=40 alias=ArrayData
    StoreF64 v0 v5 imm=48 alias=ArrayData
    StorePtr v0 v6 imm=56 alias=ArrayData
    v7 i64 = ConstInt 5
    v8 ptr = ElementPtr v0 v7 imm=8
    v9 i64 = LoadI64 v8 alias=ArrayData
    v10 ptr = LoadStack 1 alias=Frame
    StoreStack 0 v10 alias=Frame
    StoreLocal 1 v8 alias=Frame
    Leave exit=e0
  e0 done offset=10 line=1 depth=4
    local 0 Int v1
    stack 0 Int v2
    stack 1 Int v3
    stack 2 Float v5
    stack 3 Int v9
end
)";
  ir::Module module;
  const auto loaded = load_text(text, module);
  ASSERT_NE(loaded, nullptr);
  const auto fill = [](unsigned char* bytes) {
    for (int i = 0; i < 64; ++i) bytes[i] = static_cast<unsigned char>(251 - 3 * i);
    const double number = -2.75;
    std::memcpy(bytes + 16, &number, 8);
  };
  alignas(8) unsigned char expected[64], bytes[64];
  fill(expected);
  fill(bytes);
  Fake fake{1, 2};
  void* locals[2] = {expected, nullptr};
  void* stack[2] = {nullptr, &fake};
  ir::InterpretInput input;
  input.locals = locals;
  input.stack = stack;
  const ir::InterpretResult interpreted = ir::interpret(module, 0, {}, input);
  Frame frame(2, 2);
  frame.locals[0] = bytes;
  frame.stack[1] = &fake;
  ASSERT_EQ(frame.run(*loaded), interpreted.exit);
  for (size_t i = 0; i < interpreted.exit_values.size(); ++i) {
    EXPECT_EQ(static_cast<uint64_t>(frame.exit_values[i]), interpreted.exit_values[i]) << i;
  }
  EXPECT_EQ(std::memcmp(bytes, expected, sizeof bytes), 0);
  EXPECT_EQ(frame.stack[0], &fake);
  EXPECT_EQ(frame.locals[1], bytes + 40);
}

const char* const kReferences = R"(module pool=1
function "f" region locals=2
  b0:
    v0 ptr = LoadLocal 0 alias=Frame
    v1 ptr = ConstObject 0
    IncRef v0 alias=Header
    IncRef v1 alias=Header
    DecRef v0 alias=Header
    v2 i1 = DecRefZero v0 alias=Header
    DecRef v1 alias=Header
    DecRef v1 alias=Header
    v3 i64 = LoadI64 v1 imm=8 alias=Header
    Leave exit=e0
  e0 done offset=10 line=1 depth=0
    local 0 Bool v2
    local 1 Int v3
end
)";

TEST(Memory, ReferencesAreCountedAndTheLastOneFrees) {
  ir::Module module;
  const auto loaded = load_text(kReferences, module);
  ASSERT_NE(loaded, nullptr);
  for (const int64_t count : {1, 2, 3}) {
    Fake local{count, 7}, pooled{1, 8};
    Frame frame(2, 1);
    frame.helpers[static_cast<size_t>(ir::Helper::k_dealloc)] = reinterpret_cast<void*>(&die);
    frame.locals[0] = &local;
    frame.pool = {&pooled};
    deaths = 0;
    ASSERT_EQ(frame.run(*loaded), 0);
    EXPECT_EQ(frame.exit_values[0], count == 1 ? 1 : 0);
    EXPECT_EQ(local.count, count - 1);
    EXPECT_EQ(local.word, 7) << "DecRefZero frees nothing by itself";
    EXPECT_EQ(deaths, 1);
    EXPECT_EQ(frame.exit_values[1], -1) << "the destructor's store is seen";
  }
}

TEST(Memory, ImmortalObjectsAreLeftAlone) {
  ir::Module module;
  const auto loaded = load_text(kReferences, module);
  ASSERT_NE(loaded, nullptr);
  const int64_t immortal = 0xffffffff;
  Fake local{immortal, 7}, pooled{immortal, 8};
  Frame frame(2, 1);
  frame.helpers[static_cast<size_t>(ir::Helper::k_dealloc)] = reinterpret_cast<void*>(&die);
  frame.locals[0] = &local;
  frame.pool = {&pooled};
  deaths = 0;
  ASSERT_EQ(frame.run(*loaded), 0);
  EXPECT_EQ(local.count, immortal);
  EXPECT_EQ(pooled.count, immortal);
  EXPECT_EQ(frame.exit_values[0], 0);
  EXPECT_EQ(deaths, 0);
}

bool says_yes(void*) { return true; }
int64_t counts_up(void* object, int64_t by) { return static_cast<Fake*>(object)->word += by; }

TEST(Memory, HelpersSeeAndChangeMemory) {
  ir::Module module;
  const auto loaded = load_text(R"(module pool=0
function "f" region locals=1
  b0:
    v0 ptr = LoadLocal 0 alias=Frame
    v1 i64 = ConstInt 30
    StoreI64 v0 v1 imm=8 alias=IntValue
    v2 i64 = ConstInt 12
    v3 i64 = CallHelper bytearray_append v0 v2
    v4 i64 = LoadI64 v0 imm=8 alias=IntValue
    v5 i1 = CallHelper int_fits v0
    v6 f64 = ConstFloat 0x4000000000000000  # 2
    v7 f64 = CallMath exp2 v6
    Guard v5 exit=e1
    Leave exit=e0
  e0 done offset=10 line=1 depth=3
    local 0 Int v3
    stack 0 Int v4
    stack 1 Bool v5
    stack 2 Float v7
  e1 guard offset=2 line=1 depth=0
end
)",
                                module);
  ASSERT_NE(loaded, nullptr);
  Fake fake{1, 0};
  Frame frame(1, 1);
  frame.locals[0] = &fake;
  frame.helpers[static_cast<size_t>(ir::Helper::k_int_fits)] = reinterpret_cast<void*>(&says_yes);
  frame.helpers[static_cast<size_t>(ir::Helper::k_bytearray_append)] =
      reinterpret_cast<void*>(&counts_up);
  ASSERT_EQ(frame.run(*loaded), 0);
  EXPECT_EQ(frame.exit_values[0], 42);
  EXPECT_EQ(frame.exit_values[1], 42);
  EXPECT_EQ(frame.exit_values[2], 1);
  EXPECT_EQ(std::bit_cast<double>(frame.exit_values[3]), 4.0);
}

struct Published {
  int64_t exit = -1, value = 0;
  char* instruction = nullptr;
};

void note_publish(ir::Context* context, int64_t exit) {
  auto* const published = static_cast<Published*>(context->owner);
  *published = {exit, context->exit_values[0], *context->instruction};
}

TEST(Memory, PublishShowsTheFrameAndGoesOn) {
  ir::Module module;
  const auto loaded = load_text(R"(module pool=0
function "f" region locals=1
  b0:
    v0 i64 = ConstInt 77
    v1 i64 = ConstInt 78
    Publish imm=12 exit=e1
    Leave exit=e0
  e0 done offset=20 line=1 depth=0
    local 0 Int v1
  e1 done offset=12 line=1 depth=0
    local 0 Int v0
end
)",
                                module);
  ASSERT_NE(loaded, nullptr);
  Frame frame(1, 1);
  Published published;
  frame.context.owner = &published;
  frame.context.publish = note_publish;
  ASSERT_EQ(frame.run(*loaded), 0);
  EXPECT_EQ(published.exit, 1);
  EXPECT_EQ(published.value, 77);
  EXPECT_EQ(published.instruction, frame.code + 12);
  EXPECT_EQ(frame.exit_values[0], 78);
}

TEST(Memory, AVolatileFlagIsReadInEveryIteration) {
  ir::Module module;
  const auto loaded = load_text(R"(module pool=0
function "f" region locals=1
  b0:
    v0 i64 = ConstInt 0
    Jump -> b1(v0)
  b1(v1 i64):
    v2 ptr = Context
    v3 ptr = LoadPtr v2 imm=16 alias=Frame
    v4 i64 = LoadU8 v3 alias=Volatile
    v5 i64 = ConstInt 0
    v6 i1 = ICmpEq v4 v5
    v7 i64 = ConstInt 1
    v8 i64 = Add v1 v7
    v9 ptr = LoadLocal 0 alias=Frame
    CallHelper dealloc v9
    Guard v6 exit=e0
    Jump -> b1(v8)
  e0 breaker offset=20 line=1 depth=0
    local 0 Int v8
end
)",
                                module);
  ASSERT_NE(loaded, nullptr);
  static_assert(offsetof(ir::Context, breaker) == 16);
  struct Flag {
    int calls = 0;
    uint8_t* breaker = nullptr;
  } flag;
  Frame frame(1, 1);
  flag.breaker = &frame.breaker;
  frame.locals[0] = &flag;
  frame.helpers[static_cast<size_t>(ir::Helper::k_dealloc)] =
      reinterpret_cast<void*>(+[](void* pointer) {
        auto* const seen = static_cast<Flag*>(pointer);
        if (++seen->calls == 5) *seen->breaker = 1;
      });
  ASSERT_EQ(frame.run(*loaded), 0);
  EXPECT_EQ(frame.exit_values[0], 6);
}

}  // namespace
}  // namespace hasten::native
