// helper_table: the addresses of the runtime helpers, in the order of ir/helpers.def.
#include <math.h>

#include "python/helpers.h"

namespace hasten::python {
namespace {

template <int kArity>
struct MathSignature;
template <>
struct MathSignature<1> {
  using Type = double(double);
};
template <>
struct MathSignature<2> {
  using Type = double(double, double);
};
template <int kArity>
using MathFunction = typename MathSignature<kArity>::Type;

}  // namespace

void* const* helper_table() {
  static void* const table[] = {
#define HELPER(name, signature, effects, text) reinterpret_cast<void*>(&hasten_rt_##name),
#include "ir/helpers.def"
#undef HELPER
#define MATH(name, arity) reinterpret_cast<void*>(static_cast<MathFunction<arity>*>(&::name)),
#include "ir/math.def"
#undef MATH
  };
  return table;
}

}  // namespace hasten::python
