// evaluate.cpp: every operation against C++ at the boundary values of its operands.
#include "ir/evaluate.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "ir/tables.h"

namespace hasten::ir {
namespace {

constexpr int64_t kInts[] = {0,
                             1,
                             -1,
                             2,
                             -2,
                             3,
                             -3,
                             7,
                             -7,
                             63,
                             64,
                             10,
                             -10,
                             255,
                             INT32_MAX,
                             INT32_MIN,
                             256,
                             -255,
                             INT64_MAX,
                             INT64_MIN,
                             INT64_MAX - 1,
                             INT64_MIN + 1};
const double kInfinity = std::numeric_limits<double>::infinity();
const double kFloats[] = {0.0,       -0.0,       0.5,    -0.5,          1.5,          -1.5,
                          2.5,       -2.5,       1e308,  -1e308,        5e-324,       0x1p52,
                          0.1,       0x1p53,     0x1p63, 3.0,           -1e-9,        1e16,
                          kInfinity, -kInfinity, 7.0,    0x1p63 - 1024, std::nan(""), -0x1p63};

uint64_t word(int64_t value) { return static_cast<uint64_t>(value); }
uint64_t word(double value) { return std::bit_cast<uint64_t>(value); }

uint64_t value_of(Op op, std::vector<uint64_t> operands, int64_t imm = 0) {
  uint64_t result = 0;
  EXPECT_EQ(evaluate(op, imm, operands.data(), result), Outcome::kValue) << op_name(op);
  return result;
}

Outcome outcome_of(Op op, std::vector<uint64_t> operands) {
  uint64_t result = 0;
  return evaluate(op, 0, operands.data(), result);
}

// Equal bits, or two NaNs.
void expect_float(uint64_t got, double want, const char* what) {
  const double value = std::bit_cast<double>(got);
  EXPECT_TRUE(got == word(want) || (value != value && want != want))
      << what << ": " << value << " not " << want;
}

TEST(Evaluate, Integers) {
  for (const int64_t a : kInts) {
    for (const int64_t b : kInts) {
      const __int128 wide_a = a;
      const __int128 wide_b = b;
      const std::vector<uint64_t> both = {word(a), word(b)};
      EXPECT_EQ(value_of(Op::kAdd, both), static_cast<uint64_t>(wide_a + wide_b));
      EXPECT_EQ(value_of(Op::kSub, both), static_cast<uint64_t>(wide_a - wide_b));
      EXPECT_EQ(value_of(Op::kMul, both), static_cast<uint64_t>(wide_a * wide_b));
      EXPECT_EQ(value_of(Op::kAnd, both), word(a & b));
      EXPECT_EQ(value_of(Op::kOr, both), word(a | b));
      EXPECT_EQ(value_of(Op::kXor, both), word(a ^ b));
      EXPECT_EQ(value_of(Op::kICmpEq, both), a == b);
      EXPECT_EQ(value_of(Op::kICmpNe, both), a != b);
      EXPECT_EQ(value_of(Op::kICmpLt, both), a < b);
      EXPECT_EQ(value_of(Op::kICmpLe, both), a <= b);
      EXPECT_EQ(value_of(Op::kICmpGt, both), a > b);
      EXPECT_EQ(value_of(Op::kICmpGe, both), a >= b);
      EXPECT_EQ(value_of(Op::kICmpUlt, both), word(a) < word(b));
      EXPECT_EQ(value_of(Op::kPtrEq, both), a == b);
      EXPECT_EQ(value_of(Op::kElementPtr, both, 24), word(a) + word(b) * 24);
      EXPECT_EQ(value_of(Op::kSelectInt, {1, word(a), word(b)}), word(a));
      EXPECT_EQ(value_of(Op::kSelectPtr, {0, word(a), word(b)}), word(b));
    }
  }
}

TEST(Evaluate, CheckedIntegers) {
  for (const int64_t a : kInts) {
    for (const int64_t b : kInts) {
      const __int128 exact[] = {__int128{a} + b, __int128{a} - b, __int128{a} * b};
      const Op ops[] = {Op::kAddChecked, Op::kSubChecked, Op::kMulChecked};
      for (int i = 0; i < 3; ++i) {
        const bool fits = exact[i] >= INT64_MIN && exact[i] <= INT64_MAX;
        EXPECT_EQ(outcome_of(ops[i], {word(a), word(b)}),
                  fits ? Outcome::kValue : Outcome::kOverflow);
        if (fits) {
          EXPECT_EQ(value_of(ops[i], {word(a), word(b)}), static_cast<uint64_t>(exact[i]));
        }
      }
    }
  }
}

TEST(Evaluate, FloorDivisionAndShifts) {
  for (const int64_t a : kInts) {
    for (const int64_t b : kInts) {
      if (b == 0 || (a == INT64_MIN && b == -1)) {
        EXPECT_EQ(outcome_of(Op::kFloorDiv, {word(a), word(b)}), Outcome::kTrap);
        EXPECT_EQ(outcome_of(Op::kFloorMod, {word(a), word(b)}), Outcome::kTrap);
      } else {
        // The definition: a = q * b + r with r between 0 and b, not b itself.
        const __int128 quotient = static_cast<int64_t>(value_of(Op::kFloorDiv, {word(a), word(b)}));
        const __int128 rest = static_cast<int64_t>(value_of(Op::kFloorMod, {word(a), word(b)}));
        EXPECT_TRUE(quotient * b + rest == a) << a << " " << b;
        EXPECT_TRUE(b > 0 ? rest >= 0 && rest < b : rest <= 0 && rest > b) << a << " " << b;
      }
    }
    for (const int64_t count : {0, 1, 31, 63}) {
      EXPECT_EQ(value_of(Op::kShl, {word(a), word(count)}), word(a) << count);
      EXPECT_EQ(value_of(Op::kAShr, {word(a), word(count)}), word(a >> count));
    }
    EXPECT_EQ(outcome_of(Op::kShl, {word(a), 64}), Outcome::kUndefined);
    EXPECT_EQ(outcome_of(Op::kAShr, {word(a), word(int64_t{-1})}), Outcome::kUndefined);
  }
}

TEST(Evaluate, Floats) {
  for (const double a : kFloats) {
    for (const double b : kFloats) {
      const std::vector<uint64_t> both = {word(a), word(b)};
      expect_float(value_of(Op::kFAdd, both), a + b, "FAdd");
      expect_float(value_of(Op::kFSub, both), a - b, "FSub");
      expect_float(value_of(Op::kFMul, both), a * b, "FMul");
      expect_float(value_of(Op::kFDiv, both), a / b, "FDiv");
      expect_float(value_of(Op::kFMulError, both), std::fma(a, b, -(a * b)), "FMulError");
      EXPECT_EQ(value_of(Op::kFCmpEq, both), a == b);
      EXPECT_EQ(value_of(Op::kFCmpNe, both), !(a == b));
      EXPECT_EQ(value_of(Op::kFCmpLt, both), a < b);
      EXPECT_EQ(value_of(Op::kFCmpLe, both), a <= b);
      EXPECT_EQ(value_of(Op::kFCmpGt, both), a > b);
      EXPECT_EQ(value_of(Op::kFCmpGe, both), a >= b);
      EXPECT_EQ(value_of(Op::kSelectFloat, {0, word(a), word(b)}), word(b));
    }
    expect_float(value_of(Op::kFNeg, {word(a)}), std::copysign(a, std::signbit(a) ? 1.0 : -1.0),
                 "FNeg");
    expect_float(value_of(Op::kFAbs, {word(a)}), std::fabs(a), "FAbs");
    expect_float(value_of(Op::kFSqrt, {word(std::fabs(a))}), std::sqrt(std::fabs(a)), "FSqrt");
    expect_float(value_of(Op::kFFloor, {word(a)}), std::floor(a), "FFloor");
    expect_float(value_of(Op::kFCeil, {word(a)}), std::ceil(a), "FCeil");
    expect_float(value_of(Op::kFTrunc, {word(a)}), std::trunc(a), "FTrunc");
  }
}

TEST(Evaluate, RoundingAndConversions) {
  const double halves[][2] = {{0.5, 0.0},   {1.5, 2.0}, {2.5, 2.0},      {-0.5, -0.0},
                              {-1.5, -2.0}, {2.6, 3.0}, {0x1p53, 0x1p53}};
  for (const auto& half : halves)
    EXPECT_EQ(value_of(Op::kFRoundEven, {word(half[0])}), word(half[1])) << half[0];
  EXPECT_EQ(value_of(Op::kIntToFloat, {word((int64_t{1} << 53) + 1)}), word(0x1p53));
  EXPECT_EQ(value_of(Op::kIntToFloat, {word((int64_t{1} << 53) + 3)}), word(0x1p53 + 4));
  EXPECT_EQ(value_of(Op::kIntToFloat, {word(INT64_MAX)}), word(0x1p63));
  EXPECT_EQ(value_of(Op::kFloatToInt, {word(-2.9)}), word(int64_t{-2}));
  EXPECT_EQ(value_of(Op::kFloatToInt, {word(-0x1p63)}), word(INT64_MIN));
  for (const double outside : {0x1p63, -0x1.0000000000001p63, kInfinity, std::nan("")}) {
    EXPECT_EQ(outcome_of(Op::kFloatToInt, {word(outside)}), Outcome::kUndefined) << outside;
  }
}

TEST(Evaluate, BoolsAndConstants) {
  for (const uint64_t a : {0, 1}) {
    for (const uint64_t b : {0, 1}) {
      EXPECT_EQ(value_of(Op::kBoolAnd, {a, b}), a & b);
      EXPECT_EQ(value_of(Op::kBoolOr, {a, b}), a | b);
    }
    EXPECT_EQ(value_of(Op::kBoolNot, {a}), 1 - a);
    EXPECT_EQ(value_of(Op::kBoolToInt, {a}), a);
    EXPECT_EQ(value_of(Op::kConstBool, {}, static_cast<int64_t>(a)), a);
  }
  EXPECT_EQ(value_of(Op::kConstInt, {}, -5), word(int64_t{-5}));
  EXPECT_EQ(value_of(Op::kConstFloat, {}, std::bit_cast<int64_t>(-0.0)), word(-0.0));
  EXPECT_EQ(value_of(Op::kNullPtr, {}), 0u);
}

TEST(Evaluate, EveryPureOperationIsKnown) {
  const uint64_t operands[3] = {1, 1, 1};
  for (int i = 0; i < kOpCount; ++i) {
    const Op op = static_cast<Op>(i);
    uint64_t result = 0;
    const bool known = evaluate(op, 0, operands, result) != Outcome::kNotPure;
    const bool depends = op == Op::kConstObject || op == Op::kContext;
    const bool checked = op_flags(op) == kExit && op_shape(op).result == Type::kInt;
    EXPECT_EQ(known, (op_flags(op) == kPure && !depends) || checked) << op_name(op);
  }
}

TEST(Evaluate, MathTableKeepsItsOrder) {
  const char* const order[] = {"sin",   "cos",  "tan",  "asin", "acos",  "atan",
                               "atan2", "exp",  "log",  "log2", "log10", "pow",
                               "hypot", "sinh", "cosh", "tanh", "fmod"};
  for (size_t i = 0; i < std::size(order); ++i)
    EXPECT_STREQ(math_name(static_cast<int64_t>(i)), order[i]);
  volatile double x = 0.75;  // kept from being computed by the compiler
  volatile double y = 2.5;
  EXPECT_EQ(value_of(Op::kCallMath, {word(double{x})}, 0), word(std::sin(x)));
  EXPECT_EQ(value_of(Op::kCallMath, {word(double{x}), word(double{y})}, 6), word(std::atan2(x, y)));
  EXPECT_EQ(value_of(Op::kCallMath, {word(double{x}), word(double{y})}, 11), word(std::pow(x, y)));
  EXPECT_EQ(value_of(Op::kCallMath, {word(double{y}), word(double{x})}, 16), word(std::fmod(y, x)));
}

}  // namespace
}  // namespace hasten::ir
