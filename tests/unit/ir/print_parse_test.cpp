// print.cpp and parse.cpp: what is printed is read back, every field is in the text, no text
// crashes the parser.
#include <gtest/gtest.h>

#include <functional>

#include "../../support/random_ir.h"
#include "../../support/read_ir.h"

namespace hasten::ir {
namespace {

void expect_round_trip(const Module& module) {
  const std::string text = to_text(module);
  std::string error;
  const Module read = parse_module(text, error);
  ASSERT_EQ(error, "") << text;
  ASSERT_EQ(to_text(read), text);
}

// One function with one block that holds `inst`, and one exit.
Module module_of(const Inst& inst) {
  Module module;
  module.pool_size = 4;
  Function& function = module.functions.emplace_back();
  function.name = "f";
  function.new_block();
  function.types.assign(9, Type::kInt);
  function.exits.push_back({ExitKind::kGuard, 0, 0, 0, -1, false, {}});
  function.blocks[0].insts.push_back(inst);
  return module;
}

Inst full_inst(Op op) {
  Inst inst;
  inst.op = op;
  inst.type = Type::kFloat;
  inst.alias = Alias::kElements;
  inst.result = 8;
  inst.imm = 3;
  inst.exit = 0;
  inst.args = {1, 2, 3};
  for (int i = 0; i < target_count(op); ++i) {
    inst.target[i] = i + 1;
    if (i == 0) inst.target_args[i] = {4, 5};
  }
  return inst;
}

void expect_same_inst(const Inst& left, const Inst& right) {
  EXPECT_EQ(left.op, right.op);
  EXPECT_EQ(left.type, right.type);
  EXPECT_EQ(left.alias, right.alias);
  EXPECT_EQ(left.result, right.result);
  EXPECT_EQ(left.imm, right.imm);
  EXPECT_EQ(left.exit, right.exit);
  EXPECT_EQ(left.args, right.args);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(left.target[i], right.target[i]);
    EXPECT_EQ(left.target_args[i], right.target_args[i]);
  }
}

TEST(PrintParse, EveryOperation) {
  for (int op = 0; op < kOpCount; ++op) {
    const Inst inst = full_inst(static_cast<Op>(op));
    const Module module = module_of(inst);
    expect_round_trip(module);
    expect_same_inst(read_ir(to_text(module)).functions[0].blocks[0].insts[0], inst);
  }
}

TEST(PrintParse, EveryHelperAndMathFunction) {
  for (int i = -1; i <= kHelperCount; ++i) {
    for (const Op op : {Op::kCallHelper, Op::kCallMath, Op::kCallNative}) {
      Inst inst = full_inst(op);
      inst.imm = i;
      const Module module = module_of(inst);
      expect_same_inst(read_ir(to_text(module)).functions[0].blocks[0].insts[0], inst);
    }
  }
}

TEST(PrintParse, EveryRecipeHomeAndExitKind) {
  for (int recipe = 0; recipe < kRecipeCount; ++recipe) {
    for (int home = 0; home < kHomeCount; ++home) {
      for (int kind = 0; kind < kExitKindCount; ++kind) {
        Module module = module_of(full_inst(Op::kLeave));
        Exit& exit = module.functions[0].exits[0];
        exit = {static_cast<ExitKind>(kind), 12, 3, 5, kind - 1, kind % 2 == 1, {}};
        exit.slots.push_back(
            {static_cast<Home>(home), 2, static_cast<Recipe>(recipe), 7, {1, -1, 3}});
        exit.slots.push_back({Home::kLocal, 3, Recipe::kNull, 0, {-1, -1, -1}});
        expect_round_trip(module);
        const Exit read = read_ir(to_text(module)).functions[0].exits[0];
        EXPECT_EQ(read.kind, exit.kind);
        EXPECT_EQ(read.raiser, exit.raiser);
        EXPECT_EQ(read.raiser_skips_null, exit.raiser_skips_null);
        ASSERT_EQ(read.slots.size(), 2u);
        EXPECT_EQ(read.slots[0].home, exit.slots[0].home);
        EXPECT_EQ(read.slots[0].recipe, exit.slots[0].recipe);
        EXPECT_EQ(read.slots[0].imm, 7);
        for (int i = 0; i < 3; ++i) EXPECT_EQ(read.slots[0].values[i], exit.slots[0].values[i]);
      }
    }
  }
}

TEST(PrintParse, EveryAliasAndType) {
  for (int alias = 0; alias < kAliasCount; ++alias) {
    for (const Type type : {Type::kVoid, Type::kBool, Type::kInt, Type::kFloat, Type::kPtr}) {
      Inst inst = full_inst(Op::kLoadI64);
      inst.alias = static_cast<Alias>(alias);
      inst.type = type;
      expect_same_inst(read_ir(to_text(module_of(inst))).functions[0].blocks[0].insts[0], inst);
    }
  }
}

TEST(PrintParse, NumbersKeepEveryBit) {
  for (const int64_t imm :
       {INT64_MIN, INT64_MAX, int64_t{-1}, int64_t{0}, int64_t{0x7ff8000000000001}}) {
    for (const Op op : {Op::kConstInt, Op::kConstFloat, Op::kLoadI64, Op::kElementPtr}) {
      Inst inst = full_inst(op);
      inst.imm = imm;
      expect_same_inst(read_ir(to_text(module_of(inst))).functions[0].blocks[0].insts[0], inst);
    }
  }
}

TEST(PrintParse, NamesOfAnyBytes) {
  Module module = module_of(full_inst(Op::kLeave));
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  module.functions[0].name = bytes;
  module.functions[0].variable_names = {"", "a b", "end", "\"#\\x41", bytes};
  expect_round_trip(module);
  const Module read = read_ir(to_text(module));
  EXPECT_EQ(read.functions[0].name, bytes);
  EXPECT_EQ(read.functions[0].variable_names, module.functions[0].variable_names);
}

TEST(PrintParse, TextOfASmallRegion) {
  const std::string text = R"(module pool=1
function "loop" region locals=2
  variables "total"
  b0:
    v0 ptr = LoadLocal 1 alias=Frame
    v1 f64 = LoadF64 v0 imm=16 alias=FloatValue
    v2 f64 = ConstFloat 0x3ff8000000000000  # 1.5
    v3 i64 = ConstInt -7
    Jump -> b1(v3, v1)
  b1(v4 i64, v5 f64):
    v6 i64 = AddChecked v4 v4 exit=e0
    v7 f64 = CallMath sin v5
    v8 ptr = CallHelper box_float v7
    StoreLocal 0 v8
    v9 i1 = ICmpLt v6 v3
    Branch v9 -> b1(v6, v7) b2
  b2:
    Leave exit=e1
  e0 overflow offset=12 line=3 depth=1
    local 1 Int v4
    stack 0 RangeIterAt v4 v3
  e1 raise offset=20 line=4 depth=1 raiser=0
    stack 0 Const imm=0
    name 0 Complex v2 v5
end
)";
  // A zero imm is not printed.
  std::string printed = text;
  printed.replace(printed.find(" imm=0\n"), 6, "");
  const Module module = read_ir(text);
  EXPECT_EQ(to_text(module), printed);
  EXPECT_EQ(verify(module), "");
}

// The text is the key of the object cache: a change of any field must change it.
TEST(PrintParse, EveryFieldIsInTheText) {
  const Module base = random_module(7);
  const std::string text = to_text(base);
  size_t block = 0;
  while (base.functions[0].blocks[block].params.empty()) ++block;
  const std::function<void(Module&)> changes[] = {
      [](Module& m) { ++m.pool_size; },
      [](Module& m) { m.functions.pop_back(); },
      [](Module& m) { m.functions[0].name += "x"; },
      [](Module& m) { m.functions[0].is_region = false; },
      [](Module& m) { ++m.functions[0].local_count; },
      [](Module& m) { m.functions[0].variable_names[1] = "y"; },
      [](Module& m) { m.functions[1].params.push_back(Type::kInt); },
      [](Module& m) { m.functions[1].results.push_back(Type::kInt); },
      [](Module& m) { m.functions[0].new_block(); },
      [block](Module& m) {
        m.functions[0].types[m.functions[0].blocks[block].params[0]] = Type::kPtr;
      },
      [block](Module& m) { ++m.functions[0].blocks[block].params[0]; },
      [](Module& m) { m.functions[0].blocks[0].insts.pop_back(); },
      [](Module& m) { m.functions[0].blocks[0].insts[1].op = Op::kLoadU8; },
      [](Module& m) { m.functions[0].blocks[0].insts[1].type = Type::kPtr; },
      [](Module& m) { m.functions[0].blocks[0].insts[1].alias = Alias::kHeader; },
      [](Module& m) { m.functions[0].blocks[0].insts[1].result += 1; },
      [](Module& m) { m.functions[0].blocks[0].insts[1].imm += 1; },
      [](Module& m) { m.functions[0].blocks[0].insts[1].exit = 0; },
      [](Module& m) { m.functions[0].blocks[0].insts[1].args[0] += 1; },
      [](Module& m) { m.functions[0].blocks[0].insts.back().target[0] += 1; },
      [](Module& m) { m.functions[0].blocks[0].insts.back().target_args[0].push_back(0); },
      [](Module& m) { m.functions[0].exits.pop_back(); },
      [](Module& m) { m.functions[0].exits[0].kind = ExitKind::kBreaker; },
      [](Module& m) { ++m.functions[0].exits[0].offset; },
      [](Module& m) { ++m.functions[0].exits[0].line; },
      [](Module& m) { ++m.functions[0].exits[0].stack_depth; },
      [](Module& m) { ++m.functions[0].exits[0].raiser; },
      [](Module& m) { m.functions[0].exits[0].raiser_skips_null = true; },
      [](Module& m) { m.functions[0].exits[0].slots.pop_back(); },
      [](Module& m) { m.functions[0].exits[0].slots[0].home = Home::kName; },
      [](Module& m) { ++m.functions[0].exits[0].slots[0].index; },
      [](Module& m) { m.functions[0].exits[0].slots[0].recipe = Recipe::kOwned; },
      [](Module& m) { ++m.functions[0].exits[0].slots[0].imm; },
      [](Module& m) { ++m.functions[0].exits[0].slots[0].values[0]; },
      [](Module& m) { m.functions[0].exits[0].slots[0].values[2] = 5; },
  };
  for (size_t i = 0; i < std::size(changes); ++i) {
    Module changed = base;
    changes[i](changed);
    EXPECT_NE(to_text(changed), text) << "change " << i;
  }
}

TEST(PrintParse, RandomModules) {
  for (uint64_t seed = 1; seed <= 500; ++seed) {
    const Module module = random_module(seed);
    expect_round_trip(module);
    EXPECT_EQ(verify(read_ir(to_text(module))), "");
  }
}

std::string error_of(const std::string& text) {
  std::string error;
  const Module module = parse_module(text, error);
  EXPECT_TRUE(module.functions.empty() || error.empty());
  return error;
}

TEST(PrintParse, ErrorsNameTheLine) {
  const std::string head = "module pool=0\nfunction \"f\" region locals=0\n";
  EXPECT_EQ(error_of(""), "line 0: 'module' expected");
  EXPECT_EQ(error_of("module pool=x\n"), "line 1: number expected after 'pool='");
  EXPECT_EQ(error_of("module pool=99999999999\n"), "line 1: number expected after 'pool='");
  EXPECT_EQ(error_of(head), "line 2: 'end' is missing");
  EXPECT_EQ(error_of(head + "  Leave exit=e0\n"), "line 3: an instruction outside a block");
  EXPECT_EQ(error_of(head + "  b1:\n"), "line 3: blocks and exits are numbered in order");
  EXPECT_EQ(error_of(head + "  b0:\n\n# nothing\n  Fly v1\n"), "line 6: unknown operation 'Fly'");
  EXPECT_EQ(error_of(head + "  b0:\n  v1 i65 = ConstInt 1\n"), "line 4: type expected, not 'i65'");
  EXPECT_EQ(error_of(head + "  b0:\n  v4294967 i64 = ConstInt 1\n"), "line 4: too many values");
  EXPECT_EQ(error_of(head + "  b0:\n  CallHelper no_such v1\n"), "line 4: unknown helper");
  EXPECT_EQ(error_of(head + "  b0:\n  Jump -> b0 b1\n"), "line 4: 'b1' is too much");
  EXPECT_EQ(error_of(head + "  local 0 Int v1\n"), "line 3: a slot outside an exit");
  EXPECT_EQ(error_of(head + "  e0 done offset=0 line=1 depth=0\n  local 0 Float v1 v2 v3 v4 v5\n"),
            "line 4: a slot has at most four values");
  EXPECT_EQ(error_of(head + "  variables \"open\n"), "line 3: the string is not closed");
}

// Damaged texts: an error or another module, never a crash; what is read must print, verify and
// read again.
TEST(PrintParse, DamagedTextsAreSafe) {
  Random random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text =
        to_text(random_module(static_cast<uint64_t>(round % 20) + 1, {6, 1, true, true}));
    for (int edits = 1 + random.below(4); edits > 0; --edits) {
      const size_t at = random.next() % text.size();
      const int kind = random.below(4);
      if (kind == 0) text[at] = static_cast<char>(random.below(256));
      if (kind == 1) text.erase(at, static_cast<size_t>(random.below(12)));
      if (kind == 2)
        text.insert(
            at, text.substr(random.next() % text.size(), static_cast<size_t>(random.below(20))));
      if (kind == 3) text[at] = "0123456789-=(),vbe\n"[random.below(19)];
    }
    std::string error;
    const Module module = parse_module(text, error);
    if (!error.empty()) {
      EXPECT_EQ(error.rfind("line ", 0), 0u) << error;
      continue;
    }
    verify(module);
    expect_round_trip(module);
  }
}

}  // namespace
}  // namespace hasten::ir
