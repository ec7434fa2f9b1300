// Kind: what is known about the type of a Python value. Flat lattice: kUnknown on top, every other
// kind is one exact CPython type (subclasses are kUnknown or kInstance). Guards are pointer
// compares with that type.
#pragma once

#include <cstdint>

namespace hasten::types {

enum class Kind : uint8_t {
  kUnknown,  // any object
  kNone,
  kBool,
  kInt,  // exact int; unboxed only while it fits 64 bits
  kFloat,
  kComplex,
  kStr,
  kBytes,
  kByteArray,
  kMemoryView,
  kList,
  kTuple,
  kDict,
  kSet,
  kFrozenSet,
  kRange,
  kSlice,
  kRangeIterator,
  kListIterator,
  kTupleIterator,
  kTextIterator,   // of str, of two types; this and the next only if they are laid out as a
  kBytesIterator,  // list's: python/nested_iterators.h
  kPlainIterator,  // other built-in iterators that run no Python code themselves (dict views, str,
                   // bytes, set, some of itertools)
  kZip,
  kEnumerate,
  kDictView,  // of an exact dict: keys, values, items
  kFunction,  // Python function
  kBuiltin,   // C function or bound C method
  kMethodDescriptor,
  kType,
  kModule,
  kArray,         // exact numpy.ndarray
  kNumpyInt64,    // exact numpy.int64, a scalar object of its own, not an int
  kNumpyFloat64,  // exact numpy.float64, not an exact float
  kInstance,      // some other exact type
  kNull,          // no object (the NULL marks of calls)
};

const char* kind_name(Kind kind);

// Values of these kinds have no references of their own and no destructor: releasing one runs no
// code.
bool is_scalar(Kind kind);

// Tells what type an object has, and so that it is no object of another such kind.
constexpr bool is_exact(Kind kind) { return kind != Kind::kUnknown && kind != Kind::kNull; }

bool is_int_like(Kind kind);  // int or bool
bool is_real(Kind kind);      // those or float
bool is_number(Kind kind);    // those or complex

// numpy.int64 or numpy.float64.
bool is_numpy_number(Kind kind);

// Ints up to this size, either sign, are exact as floats.
constexpr int64_t kExactFloat = int64_t{1} << 53;
constexpr bool is_exact_float(int64_t value) {
  return value >= -kExactFloat && value <= kExactFloat;
}

// Of iterators whose state is known, or that run no Python code.
bool is_iterator(Kind kind);

// What an iterator of this kind goes over, by an index into it; kUnknown: it is none of these.
Kind sequence_of_iterator(Kind kind);

// Either sort of number: what can be held unboxed.
bool is_unboxed_kind(Kind kind);

// Hashing and comparing exact objects of these kinds never runs Python code.
bool is_plain_key(Kind kind);

}  // namespace hasten::types
