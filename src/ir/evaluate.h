// evaluate: what one operation without memory or control flow gives for known operands. Words are
// 64 bits: i64 as it is, f64 by its bits, i1 as 0 or 1, ptr as its address. The interpreter runs on
// it; constant folding may too.
#pragma once

#include <cstdint>

#include "ir/function.h"

namespace hasten::ir {

enum class Outcome : uint8_t {
  kValue,      // result holds it
  kOverflow,   // a checked operation takes its exit
  kUndefined,  // operands the op's guard excludes; result is what x86-64 gives, harmless while
               // nobody uses it
  kTrap,       // operands that stop the machine (division by zero); result unset
  kNotPure,    // not an operation of this kind; result unset
};

// `operands` has as many words as the op has operands (CallMath: as the function has). ConstObject
// and Context depend on the activation and are kNotPure.
Outcome evaluate(Op op, int64_t imm, const uint64_t* operands, uint64_t& result);

}  // namespace hasten::ir
