// sizes: abs() of complex numbers in the Specializer. See specializer.h.
#include <cmath>
#include <limits>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

Value Specializer::complex_size(const Value parts[2]) {
  const Value size =
      emit(Op::kCallMath, Type::kFloat, {parts[0], parts[1]}, world_->math_function("hypot"));
  // An infinite size of finite parts overflows: CPython raises, and nan has its own rules.
  guard(emit(Op::kFCmpLt, Type::kBool, {size, const_float(kInfinity)}));
  return size;
}

// abs(z) < 2.0 and the like, the call and the comparison at once: the sum of the squares tells
// unless it is near the square of the bound (libm's size is off by a unit at most), or not finite.
bool Specializer::size_against_bound(const Value parts[2]) {
  constexpr double kNear = 1e-12;
  constexpr double kLeastBound = 1e-100, kMostBound = 1e100;  // what underflows of squares is below
  const ir::PyInst &load = code_->insts[pc_ + 1], &test = code_->insts[pc_ + 2];
  if (load.op != PyOp::kLoadConst || test.op != PyOp::kCompare || is_target()[pc_ + 1] ||
      is_target()[pc_ + 2] || distrusted())
    return false;
  const auto kind = static_cast<ir::CompareKind>(test.arg & 15);
  const bool is_less = kind == ir::CompareKind::kLt || kind == ir::CompareKind::kLe;
  if (!is_less && kind != ir::CompareKind::kGt && kind != ir::CompareKind::kGe) return false;
  Val bound = const_val(world_->constant(load.arg));
  int64_t whole = 0;
  double limit = 0.0;
  if (bound.kind == Kind::kFloat) limit = world_->float_value(bound.ref);
  if (bound.kind == Kind::kInt && world_->int_value(bound.ref, whole) &&
      types::is_exact_float(whole))
    limit = static_cast<double>(whole);
  if (!(limit >= kLeastBound && limit <= kMostBound)) return false;

  const auto squared = [&](Value part) { return emit(Op::kFMul, Type::kFloat, {part, part}); };
  const Value sum = emit(Op::kFAdd, Type::kFloat, {squared(parts[0]), squared(parts[1])});
  const double square = limit * limit;
  const Value below = emit(Op::kFCmpLt, Type::kBool, {sum, const_float(square * (1.0 - kNear))});
  const Value above =
      emit(Op::kBoolAnd, Type::kBool,
           {emit(Op::kFCmpGt, Type::kBool, {sum, const_float(square * (1.0 + kNear))}),
            emit(Op::kFCmpLt, Type::kBool, {sum, const_float(kInfinity)})});
  const Value told = emit(Op::kBoolOr, Type::kBool, {below, above});
  const Value result = either(
      told, Type::kBool, [&] { return is_less ? below : above; },
      [&] { return float_compare(kind, complex_size(parts), const_float(limit)); });
  finish_call(1, bool_val(result));
  skip_next_ = 2;
  return true;
}

}  // namespace hasten::optimize
