// HelperFunction<"pppi">: the C function type that a signature of ir/helpers.def stands for, so
// that the compiler checks every helper against its row. Letters: v void, i int64_t, f double, b
// bool, p object or address; the first is the result. Addresses (of argument arrays, of result
// slots) are typed PyObject* as well and cast by the helper.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

struct _object;  // Python's own name, so that this header needs no Python.h
using PyObject = _object;

namespace hasten::python {

template <size_t kSize>
struct HelperSignature {
  char letters[kSize];
  consteval HelperSignature(const char (&text)[kSize]) {  // NOLINT: a text stands for one
    for (size_t i = 0; i < kSize; ++i) letters[i] = text[i];
  }
};

template <char kLetter>
struct HelperLetter;
template <>
struct HelperLetter<'v'> {
  using Type = void;
};
template <>
struct HelperLetter<'i'> {
  using Type = int64_t;
};
template <>
struct HelperLetter<'f'> {
  using Type = double;
};
template <>
struct HelperLetter<'b'> {
  using Type = bool;
};
template <>
struct HelperLetter<'p'> {
  using Type = PyObject*;
};

template <HelperSignature kText, class Operands>
struct HelperTypeOf;
template <HelperSignature kText, size_t... kOperands>
struct HelperTypeOf<kText, std::index_sequence<kOperands...>> {
  using Type = typename HelperLetter<kText.letters[0]>::Type(
      typename HelperLetter<kText.letters[kOperands + 1]>::Type...);
};

// Two characters are no operands: the result and the terminating zero.
template <HelperSignature kText>
using HelperFunction =
    typename HelperTypeOf<kText, std::make_index_sequence<sizeof(kText.letters) - 2>>::Type;

}  // namespace hasten::python
