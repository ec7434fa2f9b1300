// powers: x ** y of floats in the Specializer, bit for bit what CPython's float_pow makes of libm's
// pow. See specializer.h.
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLeastNormal = std::numeric_limits<double>::min();
// Above it, neither a square nor what is cut off of it underflows.
constexpr double kLeastSquare = 1e-250;
// Operands and exponents of powers made of products and roots: nothing underflows, and libm's pow
// is the closer to the true power the smaller its logarithm.
constexpr double kLeastBase = 0x1p-32, kMostBase = 0x1p32, kMostExponent = 4.0;

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
  return with_sign_of_power(size, base, exponent);
}

// a * b to some hundred bits (T. J. Dekker, A floating-point technique for extending the available
// precision, 1971).
Specializer::Doubled Specializer::doubled_product(Doubled a, Doubled b) {
  const Value number = emit(Op::kFMul, Type::kFloat, {a.number, b.number});
  Value rest = emit(Op::kFMulError, Type::kFloat, {a.number, b.number});
  for (const auto& [factor, other] : {std::pair(a.number, b.rest), std::pair(b.number, a.rest)}) {
    if (other < 0) continue;
    const Value part = emit(Op::kFMul, Type::kFloat, {factor, other});
    rest = emit(Op::kFAdd, Type::kFloat, {rest, part});
  }
  return {number, rest};
}

// x ** exponent, exponent > 0
Specializer::Doubled Specializer::doubled_whole_power(Value x, int exponent) {
  Doubled result{-1, -1}, square{x, -1};
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 != 0) result = result.number < 0 ? square : doubled_product(result, square);
    if (exponent > 1) square = doubled_product(square, square);
  }
  return result;
}

// One step of Newton's method from the rounded root, whose square is exact as product and error.
// The division does not wait for the error.
Specializer::Doubled Specializer::doubled_root(Value x) {
  const Value root = emit(Op::kFSqrt, Type::kFloat, {x});
  const Value square = emit(Op::kFMul, Type::kFloat, {root, root});
  const Value error = emit(Op::kFMulError, Type::kFloat, {root, root});
  const Value off =
      emit(Op::kFSub, Type::kFloat, {emit(Op::kFSub, Type::kFloat, {x, square}), error});
  const Value half = emit(Op::kFDiv, Type::kFloat, {const_float(0.5), root});
  return {root, emit(Op::kFMul, Type::kFloat, {off, half})};
}

// x ** (-halves / 2), x > 0, halves > 0: likewise from an estimate y, by how far y * x ** n or
// y * y * x ** (2 * n) is from one. The root, the division and the power do not wait for each
// other.
Specializer::Doubled Specializer::doubled_inverse(Value x, int halves) {
  const bool odd = halves % 2 != 0;
  const Value one = const_float(1.0);
  const Doubled power = doubled_whole_power(x, odd ? halves : halves / 2);
  Value estimate = emit(Op::kFDiv, Type::kFloat, {one, odd ? x : power.number});
  Doubled inverse{estimate, -1};
  if (odd) {
    const Value inverse_of_x = estimate;
    for (int k = 1; k < (halves + 1) / 2; ++k)
      estimate = emit(Op::kFMul, Type::kFloat, {estimate, inverse_of_x});
    const Value root = emit(Op::kFSqrt, Type::kFloat, {x});
    estimate = emit(Op::kFMul, Type::kFloat, {root, estimate});
    inverse = doubled_product({estimate, -1}, {estimate, -1});
  }
  const Doubled unit = doubled_product(inverse, power);
  Value off = emit(Op::kFSub, Type::kFloat, {unit.number, one});
  off = emit(Op::kFAdd, Type::kFloat, {off, unit.rest});
  const Value step = emit(Op::kFMul, Type::kFloat, {estimate, const_float(odd ? -0.5 : -1.0)});
  return {estimate, emit(Op::kFMul, Type::kFloat, {off, step})};
}

// x ** (halves / 2), x > 0
Specializer::Doubled Specializer::doubled_power(Value x, int halves) {
  if (halves < 0) return doubled_inverse(x, -halves);
  if (halves == 1) return doubled_root(x);
  const Doubled whole = doubled_whole_power(x, halves / 2);
  return halves % 2 == 0 ? whole : doubled_product(whole, doubled_root(x));
}

// libm's pow is within 0.516 units of the true power here (glibc's e_pow.c: 0.511 and 1.5 * 2^-68
// of the logarithm), so that it is the power correctly rounded unless that lies near a middle.
Value Specializer::likely_short_power(Value base, double exponent, Value& is_it) {
  constexpr double kSafety = 1.042;  // "near": nearer than 0.02 units
  const Value operand = is_whole(exponent) ? emit(Op::kFAbs, Type::kFloat, {base}) : base;
  const Doubled power = doubled_power(operand, static_cast<int>(exponent * 2));
  const Value size = emit(Op::kFAdd, Type::kFloat, {power.number, power.rest});
  const Value added = emit(Op::kFSub, Type::kFloat, {size, power.number});
  const Value cut_off = emit(Op::kFSub, Type::kFloat, {power.rest, added});
  const Value moved = emit(Op::kFAdd, Type::kFloat,
                           {size, emit(Op::kFMul, Type::kFloat, {cut_off, const_float(kSafety)})});
  const Value in_range = emit(Op::kBoolAnd, Type::kBool,
                              {emit(Op::kFCmpGe, Type::kBool, {operand, const_float(kLeastBase)}),
                               emit(Op::kFCmpLe, Type::kBool, {operand, const_float(kMostBase)})});
  is_it =
      emit(Op::kBoolAnd, Type::kBool, {emit(Op::kFCmpEq, Type::kBool, {moved, size}), in_range});
  return with_sign_of_power(size, base, exponent);
}

// The power of the operand's size, as that of the operand.
Value Specializer::with_sign_of_power(Value size, Value base, double exponent) {
  if (!is_whole(exponent) || !is_odd(exponent)) return size;
  const Value negative = emit(Op::kFCmpLt, Type::kBool, {base, const_float(0.0)});
  return emit(Op::kSelectFloat, Type::kFloat,
              {negative, emit(Op::kFNeg, Type::kFloat, {size}), size});
}

Value Specializer::float_power(Value base, Value exponent, const Val& exponent_value) {
  const std::optional<double> constant = constant_exponent(exponent_value);
  if (!constant) return general_power(base, exponent);
  if (*constant == 1.0) return base;
  const bool is_short = std::fabs(*constant) <= kMostExponent && is_whole(*constant * 2);
  Value is_it = -1;
  const Value likely = !world_->pow_rounds_well() || !is_short
                           ? likely_power(base, *constant, is_it)
                       : *constant == 2.0 ? likely_square(base, is_it)
                                          : likely_short_power(base, *constant, is_it);
  return either(
      is_it, Type::kFloat, [&] { return likely; }, [&] { return general_power(base, exponent); });
}

}  // namespace hasten::optimize
