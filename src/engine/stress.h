// stress: a code generator that is wrong on purpose, to test that its code is noticed.
#pragma once

#include "ir/function.h"

namespace hasten::engine {

// Exchanges one kind of arithmetic in the module for another: float + by -, int * by +, int + by -,
// the first that there is.
void miscompile(ir::Module& module);

}  // namespace hasten::engine
