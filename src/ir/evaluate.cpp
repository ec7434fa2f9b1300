// evaluate: arithmetic of the typed IR, by families. Must equal plain LLVM instructions without
// fast-math flags; NaN payloads are not part of that. See evaluate.h.
#include "ir/evaluate.h"

#include <bit>
#include <cmath>
#include <limits>

namespace hasten::ir {
namespace {

constexpr uint64_t kSignBit = uint64_t{1} << 63;

int64_t as_int(uint64_t word) { return static_cast<int64_t>(word); }
double as_float(uint64_t word) { return std::bit_cast<double>(word); }
uint64_t word_of(double value) { return std::bit_cast<uint64_t>(value); }

Outcome give(uint64_t word, uint64_t& result) {
  result = word;
  return Outcome::kValue;
}

Outcome checked(Op op, int64_t left, int64_t right, uint64_t& result) {
  int64_t value = 0;
  const bool overflow = op == Op::kAddChecked   ? __builtin_add_overflow(left, right, &value)
                        : op == Op::kSubChecked ? __builtin_sub_overflow(left, right, &value)
                                                : __builtin_mul_overflow(left, right, &value);
  result = static_cast<uint64_t>(value);
  return overflow ? Outcome::kOverflow : Outcome::kValue;
}

Outcome divide(Op op, int64_t left, int64_t right, uint64_t& result) {
  if (right == 0 || (right == -1 && left == std::numeric_limits<int64_t>::min()))
    return Outcome::kTrap;
  int64_t quotient = left / right;
  int64_t rest = left % right;
  if (rest != 0 && (rest < 0) != (right < 0)) {
    --quotient;
    rest += right;
  }
  return give(static_cast<uint64_t>(op == Op::kFloorDiv ? quotient : rest), result);
}

Outcome shift(Op op, uint64_t left, uint64_t count, uint64_t& result) {
  result =
      op == Op::kShl ? left << (count & 63) : static_cast<uint64_t>(as_int(left) >> (count & 63));
  return count < 64 ? Outcome::kValue : Outcome::kUndefined;
}

Outcome float_to_int(double value, uint64_t& result) {
  const bool fits = value >= -0x1p63 && value < 0x1p63;
  result = fits ? static_cast<uint64_t>(static_cast<int64_t>(value)) : kSignBit;
  return fits ? Outcome::kValue : Outcome::kUndefined;
}

using MathOne = double (*)(double);
using MathTwo = double (*)(double, double);
template <int arity>
struct MathCall;
template <>
struct MathCall<1> {
  MathOne function;
  double operator()(const uint64_t* operands) const { return function(as_float(operands[0])); }
};
template <>
struct MathCall<2> {
  MathTwo function;
  double operator()(const uint64_t* operands) const {
    return function(as_float(operands[0]), as_float(operands[1]));
  }
};

Outcome math(int64_t index, const uint64_t* operands, uint64_t& result) {
  int64_t position = 0;
#define MATH(name, arity)                                                                          \
  if (index == position++) return give(word_of(MathCall<arity>{::name}(operands)), result);
#include "ir/math.def"
#undef MATH
  return Outcome::kNotPure;
}

Outcome evaluate_int(Op op, const uint64_t* operands, uint64_t& result) {
  const uint64_t left = operands[0];
  const uint64_t right = operands[1];
  switch (op) {
  case Op::kAdd:
    return give(left + right, result);
  case Op::kSub:
    return give(left - right, result);
  case Op::kMul:
    return give(left * right, result);
  case Op::kAddChecked:
  case Op::kSubChecked:
  case Op::kMulChecked:
    return checked(op, as_int(left), as_int(right), result);
  case Op::kFloorDiv:
  case Op::kFloorMod:
    return divide(op, as_int(left), as_int(right), result);
  case Op::kAnd:
  case Op::kBoolAnd:
    return give(left & right, result);
  case Op::kOr:
  case Op::kBoolOr:
    return give(left | right, result);
  case Op::kXor:
    return give(left ^ right, result);
  case Op::kShl:
  case Op::kAShr:
    return shift(op, left, right, result);
  default:
    return Outcome::kNotPure;
  }
}

Outcome compare_ints(Op op, const uint64_t* operands, uint64_t& result) {
  const int64_t left = as_int(operands[0]);
  const int64_t right = as_int(operands[1]);
  switch (op) {
  case Op::kICmpEq:
  case Op::kPtrEq:
    return give(left == right, result);
  case Op::kICmpNe:
    return give(left != right, result);
  case Op::kICmpLt:
    return give(left < right, result);
  case Op::kICmpLe:
    return give(left <= right, result);
  case Op::kICmpGt:
    return give(left > right, result);
  case Op::kICmpGe:
    return give(left >= right, result);
  case Op::kICmpUlt:
    return give(operands[0] < operands[1], result);
  default:
    return Outcome::kNotPure;
  }
}

Outcome evaluate_floats(Op op, const uint64_t* operands, uint64_t& result) {
  const double left = as_float(operands[0]);
  const double right = as_float(operands[1]);
  switch (op) {
  case Op::kFAdd:
    return give(word_of(left + right), result);
  case Op::kFSub:
    return give(word_of(left - right), result);
  case Op::kFMul:
    return give(word_of(left * right), result);
  case Op::kFMulError:
    return give(word_of(std::fma(left, right, -(left * right))), result);
  case Op::kFDiv:
    return give(word_of(left / right), result);
  case Op::kFCmpEq:
    return give(left == right, result);
  case Op::kFCmpNe:
    return give(left != right, result);
  case Op::kFCmpLt:
    return give(left < right, result);
  case Op::kFCmpLe:
    return give(left <= right, result);
  case Op::kFCmpGt:
    return give(left > right, result);
  case Op::kFCmpGe:
    return give(left >= right, result);
  default:
    return Outcome::kNotPure;
  }
}

Outcome evaluate_one(Op op, uint64_t operand, uint64_t& result) {
  const double value = as_float(operand);
  switch (op) {
  case Op::kFNeg:
    return give(operand ^ kSignBit, result);
  case Op::kFAbs:
    return give(operand & ~kSignBit, result);
  case Op::kFSqrt:
    return give(word_of(std::sqrt(value)), result);
  case Op::kFFloor:
    return give(word_of(std::floor(value)), result);
  case Op::kFCeil:
    return give(word_of(std::ceil(value)), result);
  case Op::kFTrunc:
    return give(word_of(std::trunc(value)), result);
  case Op::kFRoundEven:
    return give(word_of(std::nearbyint(value)), result);  // Python never changes the rounding mode
  case Op::kIntToFloat:
    return give(word_of(static_cast<double>(as_int(operand))), result);
  case Op::kFloatToInt:
    return float_to_int(value, result);
  case Op::kBoolNot:
    return give(operand ^ 1, result);
  case Op::kBoolToInt:
    return give(operand, result);
  default:
    return Outcome::kNotPure;
  }
}

}  // namespace

Outcome evaluate(Op op, int64_t imm, const uint64_t* operands, uint64_t& result) {
  switch (op) {
  case Op::kConstInt:
  case Op::kConstFloat:
  case Op::kConstBool:
    return give(static_cast<uint64_t>(imm), result);
  case Op::kNullPtr:
    return give(0, result);
  case Op::kElementPtr:
    return give(operands[0] + operands[1] * static_cast<uint64_t>(imm), result);
  case Op::kSelectInt:
  case Op::kSelectFloat:
  case Op::kSelectPtr:
    return give(operands[0] ? operands[1] : operands[2], result);
  case Op::kCallMath:
    return math(imm, operands, result);
  default:
    break;
  }
  if (op >= Op::kAdd && op <= Op::kAShr) return evaluate_int(op, operands, result);
  if (op >= Op::kICmpEq && op <= Op::kPtrEq) return compare_ints(op, operands, result);
  if (op == Op::kBoolAnd || op == Op::kBoolOr) return evaluate_int(op, operands, result);
  if ((op >= Op::kFAdd && op <= Op::kFDiv) || (op >= Op::kFCmpEq && op <= Op::kFCmpGe)) {
    return evaluate_floats(op, operands, result);
  }
  if ((op >= Op::kFNeg && op <= Op::kFRoundEven) ||
      (op >= Op::kIntToFloat && op <= Op::kBoolToInt)) {
    return evaluate_one(op, operands[0], result);
  }
  return Outcome::kNotPure;
}

}  // namespace hasten::ir
