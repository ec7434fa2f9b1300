// Kind: see kind.h.
#include "types/kind.h"

namespace hasten::types {

const char* kind_name(Kind kind) {
  static const char* const kNames[] = {
      "object", "None",  "bool",      "int",   "float",    "complex", "str",   "bytes",    "bytearray",
      "memoryview", "list", "tuple",   "dict",  "set",      "frozenset", "range", "slice",  "range_iterator",
      "list_iterator", "tuple_iterator", "iterator", "function", "builtin", "method descriptor", "type", "module",
      "ndarray", "instance", "NULL"};
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
      return true;
    default:
      return false;
  }
}

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

}  // namespace hasten::types
