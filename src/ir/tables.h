// Tables of the typed IR that are not part of its data: names of the small enumerations, what each
// recipe reads, the math functions, and op signatures taken apart. Used by the printer, parser,
// verifier, interpreter and lowering.
#pragma once

#include "ir/function.h"

namespace hasten::ir {

constexpr int kOpCount = static_cast<int>(Op::kReturn) + 1;
constexpr int kHelperCount = static_cast<int>(Helper::kCount);
constexpr int kAliasCount = static_cast<int>(Alias::kVolatile) + 1;
constexpr int kRecipeCount = static_cast<int>(Recipe::kLocalSlot) + 1;
constexpr int kHomeCount = static_cast<int>(Home::kGenerator) + 1;
constexpr int kExitKindCount = static_cast<int>(ExitKind::kCall) + 1;
constexpr int kMathCount = 0
#define MATH(name, arity) +1
#include "ir/math.def"
#undef MATH
    ;

const char* alias_name(Alias alias);
const char* home_name(Home home);
const char* recipe_name(Recipe recipe);
// The types of the values a recipe reads, one letter each as in helpers.def.
const char* recipe_values(Recipe recipe);

// The libm function CallMath calls; index in 0 .. kMathCount-1.
const char* math_name(int64_t index);
int math_arity(int64_t index);

// The signature of an op taken apart. `any`: result and operands depend on the callee, or the
// operands on the function (Return).
struct OpShape {
  Type result = Type::kVoid;
  bool any = false;
  int operand_count = 0;
  Type operands[3] = {};
};
const OpShape& op_shape(Op op);

// How many entries of Inst::target the op uses.
int target_count(Op op);

}  // namespace hasten::ir
