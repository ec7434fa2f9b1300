// call_helper: calls a runtime helper by its signature in helpers.def, words in, word out.
#pragma once

#include <cstdint>

#include "ir/function.h"

namespace hasten::ir {

// `function` is the helper's address: int64_t for i, double for f, bool for b, void* for p. A void
// helper gives 0.
uint64_t call_helper(Helper helper, void* function, const uint64_t* operands);

}  // namespace hasten::ir
