// powers: x ** y of floats in the Specializer, bit for bit what CPython's float_pow makes of libm's
// pow. See specializer.h.
#include <cmath>
#include <limits>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLeastNormal = std::numeric_limits<double>::min();
// Between these, neither a square nor what is cut off of it underflows.
constexpr double kLeastSquare = 1e-250;

bool is_whole(double exponent) {
  return std::fabs(exponent) < 0x1p53 && exponent == std::floor(exponent);
}
bool is_odd(double exponent) { return std::fmod(exponent, 2.0) != 0.0; }

}  // namespace

// The exponent if it is a finite constant other than zero.
std::optional<double> Specializer::constant_exponent(const Val& exponent) {
  if (exponent.rep != Rep::kConst) return std::nullopt;
  double value = 0.0;
  int64_t whole = 0;
  if (exponent.kind == Kind::kFloat) {
    value = world_->float_value(exponent.ref);
  } else if (exponent.kind == Kind::kInt && world_->int_value(exponent.ref, whole) &&
             types::is_exact_float(whole)) {
    value = static_cast<double>(whole);
  }
  if (value == 0.0 || !std::isfinite(value)) return std::nullopt;
  return value;
}

// What the helper makes of it; nan of operands that are none: CPython raises, or the result is
// complex.
Value Specializer::general_power(Value base, Value exponent) {
  const auto is_nan = [&](Value v) { return emit(Op::kFCmpNe, Type::kBool, {v, v}); };
  const Value result = call(Helper::k_float_pow, {base, exponent});
  const Value from_nan = emit(Op::kBoolOr, Type::kBool, {is_nan(base), is_nan(exponent)});
  guard(emit(Op::kBoolOr, Type::kBool, {negate(is_nan(result)), from_nan}));
  return result;
}

// pow(x, 2) is within 0.55 units of x * x, which is correctly rounded: the two are the same unless
// the exact square lies near the middle between two floats.
Value Specializer::likely_square(Value base, Value& is_it) {
  constexpr double kSafety = 1.125;  // "near": nearer than 0.056 units
  const Value square = emit(Op::kFMul, Type::kFloat, {base, base});
  const Value cut_off = emit(Op::kFMulError, Type::kFloat, {base, base});
  const Value moved =
      emit(Op::kFAdd, Type::kFloat,
           {square, emit(Op::kFMul, Type::kFloat, {cut_off, const_float(kSafety)})});
  is_it = emit(Op::kBoolAnd, Type::kBool,
               {emit(Op::kFCmpEq, Type::kBool, {moved, square}),
                emit(Op::kFCmpGe, Type::kBool, {square, const_float(kLeastSquare)})});
  return square;
}

// libm's result is CPython's where it is a normal number; the rest is left to the helper.
Value Specializer::likely_power(Value base, double exponent, Value& is_it) {
  const bool whole = is_whole(exponent);
  const Value operand = whole ? emit(Op::kFAbs, Type::kFloat, {base}) : base;
  const Value size = emit(Op::kCallMath, Type::kFloat, {operand, const_float(exponent)},
                          world_->math_function("pow"));
  is_it = emit(Op::kBoolAnd, Type::kBool,
               {emit(Op::kFCmpGe, Type::kBool, {size, const_float(kLeastNormal)}),
                emit(Op::kFCmpLt, Type::kBool, {size, const_float(kInfinity)})});
  if (!whole || !is_odd(exponent)) return size;
  const Value negative = emit(Op::kFCmpLt, Type::kBool, {base, const_float(0.0)});
  return emit(Op::kSelectFloat, Type::kFloat,
              {negative, emit(Op::kFNeg, Type::kFloat, {size}), size});
}

Value Specializer::float_power(Value base, Value exponent, const Val& exponent_value) {
  const std::optional<double> constant = constant_exponent(exponent_value);
  if (!constant) return general_power(base, exponent);
  if (*constant == 1.0) return base;
  Value is_it = -1;
  const Value likely =
      *constant == 2.0 ? likely_square(base, is_it) : likely_power(base, *constant, is_it);
  return either(
      is_it, Type::kFloat, [&] { return likely; }, [&] { return general_power(base, exponent); });
}

}  // namespace hasten::optimize
