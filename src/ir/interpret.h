// interpret: runs a function of the typed IR without machine code, over real memory and real
// helpers. The oracle that passes and code generation are tested against: slow, plain, and the same
// on every machine.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/function.h"

namespace hasten::ir {

// What the activation stands on. Nothing is owned; what the function does not use may be null.
struct InterpretInput {
  void* context = nullptr;
  void** locals = nullptr;  // of the outermost function; native callees get their own, all NULL
  void** stack = nullptr;   // operand stack of the real frame
  void** pool = nullptr;    // Module::pool_size objects
  void* const* helpers = nullptr;  // by Helper
  long step_limit = 1000000;       // instructions, callees included
  void (*publish)(void* user, int exit, const uint64_t* values) = nullptr;
  void* publish_user = nullptr;
};

// The way out of a native callee whose caller has left because of it.
struct CalleeExit {
  int function;
  int exit;
  std::vector<uint64_t> values;
};

struct InterpretResult {
  int exit = -1;                         // the exit taken, -1: returned or stopped
  std::vector<uint64_t> exit_values;     // slots in order, in each its values in order
  std::vector<CalleeExit> callee_exits;  // innermost first
  std::vector<uint64_t> returned;        // operands of Return
  bool step_limit_hit = false;
  const char* fault = nullptr;  // the program did what no guard may let through; static text
};

// The module must have passed verify(). `arguments` are the words of the function's parameters.
InterpretResult interpret(const Module& module, int function,
                          const std::vector<uint64_t>& arguments, const InterpretInput& input);

}  // namespace hasten::ir
