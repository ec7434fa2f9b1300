// Kind: see kind.h.
#include "types/kind.h"

namespace hasten::types {

const char* kind_name(Kind kind) {
  static const char* const kNames[] = {"object",
                                       "None",
                                       "bool",
                                       "int",
                                       "float",
                                       "complex",
                                       "str",
                                       "bytes",
                                       "bytearray",
                                       "memoryview",
                                       "list",
                                       "tuple",
                                       "dict",
                                       "set",
                                       "frozenset",
                                       "range",
                                       "slice",
                                       "range_iterator",
                                       "list_iterator",
                                       "tuple_iterator",
                                       "str_iterator",
                                       "bytes_iterator",
                                       "iterator",
                                       "zip",
                                       "enumerate",
                                       "dict view",
                                       "function",
                                       "builtin",
                                       "method descriptor",
                                       "type",
                                       "module",
                                       "ndarray",
                                       "numpy.int64",
                                       "numpy.float64",
                                       "instance",
                                       "NULL"};
  return kNames[static_cast<int>(kind)];
}

bool is_scalar(Kind kind) {
  switch (kind) {
  case Kind::kNone:
  case Kind::kBool:
  case Kind::kInt:
  case Kind::kFloat:
  case Kind::kComplex:
  case Kind::kStr:
  case Kind::kBytes:
  case Kind::kRange:
  case Kind::kNumpyInt64:
  case Kind::kNumpyFloat64:
    return true;
  default:
    return false;
  }
}

bool is_int_like(Kind kind) { return kind == Kind::kInt || kind == Kind::kBool; }

bool is_real(Kind kind) { return is_int_like(kind) || kind == Kind::kFloat; }

bool is_number(Kind kind) { return is_real(kind) || kind == Kind::kComplex; }

bool is_unboxed_kind(Kind kind) { return is_number(kind) || is_numpy_number(kind); }

bool is_numpy_number(Kind kind) { return kind == Kind::kNumpyInt64 || kind == Kind::kNumpyFloat64; }

bool is_plain_key(Kind kind) {
  switch (kind) {
  case Kind::kNone:
  case Kind::kBool:
  case Kind::kInt:
  case Kind::kFloat:
  case Kind::kComplex:
  case Kind::kStr:
  case Kind::kBytes:
    return true;
  default:
    return false;
  }
}

bool is_iterator(Kind kind) {
  return sequence_of_iterator(kind) != Kind::kUnknown || kind == Kind::kRangeIterator ||
         kind == Kind::kPlainIterator || kind == Kind::kZip || kind == Kind::kEnumerate;
}

Kind sequence_of_iterator(Kind kind) {
  switch (kind) {
  case Kind::kListIterator:
    return Kind::kList;
  case Kind::kTupleIterator:
    return Kind::kTuple;
  case Kind::kTextIterator:
    return Kind::kStr;
  case Kind::kBytesIterator:
    return Kind::kBytes;
  default:
    return Kind::kUnknown;
  }
}

}  // namespace hasten::types
