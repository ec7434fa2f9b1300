// call_helper: one caller per signature, made by the compiler from the strings in helpers.def, so
// that a new helper needs no line here. See call_helper.h.
#include "ir/call_helper.h"

#include <bit>
#include <cstddef>
#include <utility>

namespace hasten::ir {
namespace {

template <size_t size>
struct Signature {
  char text[size];
  consteval Signature(const char (&from)[size]) {  // NOLINT(google-explicit-constructor)
    for (size_t i = 0; i < size; ++i) text[i] = from[i];
  }
  static constexpr size_t kOperands = size - 2;  // without the result and the end of the string
};

template <char letter>
struct TypeOfLetter;
template <>
struct TypeOfLetter<'v'> {
  using type = void;
};
template <>
struct TypeOfLetter<'i'> {
  using type = int64_t;
  static int64_t read(uint64_t word) { return static_cast<int64_t>(word); }
  static uint64_t write(int64_t value) { return static_cast<uint64_t>(value); }
};
template <>
struct TypeOfLetter<'f'> {
  using type = double;
  static double read(uint64_t word) { return std::bit_cast<double>(word); }
  static uint64_t write(double value) { return std::bit_cast<uint64_t>(value); }
};
template <>
struct TypeOfLetter<'b'> {
  using type = bool;
  static bool read(uint64_t word) { return word != 0; }
  static uint64_t write(bool value) { return value ? 1 : 0; }
};
template <>
struct TypeOfLetter<'p'> {
  using type = void*;
  static void* read(uint64_t word) { return reinterpret_cast<void*>(word); }
  static uint64_t write(void* value) { return reinterpret_cast<uint64_t>(value); }
};

template <Signature signature, size_t... index>
uint64_t call_with(void* function, [[maybe_unused]] const uint64_t* operands,
                   std::index_sequence<index...>) {
  using Return = TypeOfLetter<signature.text[0]>;
  using Pointer =
      typename Return::type (*)(typename TypeOfLetter<signature.text[index + 1]>::type...);
  const Pointer pointer = reinterpret_cast<Pointer>(function);
  if constexpr (signature.text[0] == 'v') {
    pointer(TypeOfLetter<signature.text[index + 1]>::read(operands[index])...);
    return 0;
  } else {
    return Return::write(
        pointer(TypeOfLetter<signature.text[index + 1]>::read(operands[index])...));
  }
}

template <Signature signature>
uint64_t call(void* function, const uint64_t* operands) {
  return call_with<signature>(function, operands, std::make_index_sequence<signature.kOperands>());
}

using Caller = uint64_t (*)(void* function, const uint64_t* operands);
constexpr Caller kCallers[] = {
#define HELPER(name, signature, effects, text) call<signature>,
#include "ir/helpers.def"
#undef HELPER
};

}  // namespace

uint64_t call_helper(Helper helper, void* function, const uint64_t* operands) {
  return kCallers[static_cast<int>(helper)](function, operands);
}

}  // namespace hasten::ir
