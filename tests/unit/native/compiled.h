// compiled: typed IR turned into machine code by the real back end, and a frame to run it in.
#pragma once

#include <math.h>

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "ir/context.h"
#include "ir/function.h"
#include "native/compiler.h"
#include "native/load_object.h"

namespace hasten::native {

struct Object {
  std::vector<uint8_t> bytes;
  std::string error;
};

inline Object compile_object(const ir::Module& module) {
  hasten_compiled result;
  hasten_compiler_compile(&module, 0, &result);
  Object object;
  if (result.error != nullptr) object.error = result.error;
  if (result.object != nullptr) object.bytes.assign(result.object, result.object + result.size);
  hasten_compiler_free(&result);
  return object;
}

template <int kArity>
using MathFunction = std::conditional_t<kArity == 1, double(double), double(double, double)>;

// The runtime helpers, all missing, and the libm functions after them, as machine code expects
// them.
inline std::vector<void*> math_table() {
  std::vector<void*> table;
  table.resize(static_cast<size_t>(ir::Helper::kCount), nullptr);
#define MATH(name, arity)                                                                          \
  table.push_back(reinterpret_cast<void*>(static_cast<MathFunction<arity>*>(&::name)));
#include "ir/math.def"
#undef MATH
  return table;
}

// What one activation stands on; the caller fills in what its code uses.
struct Frame {
  ir::Context context{};
  std::vector<void*> locals, stack, pool, helpers = math_table();
  std::vector<int64_t> exit_values = std::vector<int64_t>(256, 0);
  char code[64] = {};
  char* instruction = code;
  uint8_t breaker = 0, valid = 1;

  Frame(size_t local_count, size_t stack_size)
      : locals(local_count, nullptr), stack(stack_size, nullptr) {}

  int64_t run(const LoadedObject& object) {
    context.locals = locals.data();
    context.stack = stack.data();
    context.pool = pool.data();
    context.helpers = helpers.data();
    context.exit_values = exit_values.data();
    context.code_start = code;
    context.instruction = &instruction;
    context.breaker = &breaker;
    context.valid = &valid;
    return reinterpret_cast<ir::RegionEntry>(object.function(0))(&context);
  }
};

}  // namespace hasten::native
