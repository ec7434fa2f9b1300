// code_reader: code object -> PyIR, through one table per CPython minor version
// (opcodes_<version>.def).
#pragma once

#include <Python.h>

#include <string>
#include <vector>

#include "base/refusal.h"
#include "ir/py_code.h"
#include "types/kind.h"

namespace hasten::python {

// Normalised instructions without stack depths (ir::compute_depths). Refuses with UnknownOpcode.
Result<ir::PyCode> read_code(PyCodeObject* code);

// Operand kinds told by CPython's own specialisation of the running bytecode: of the top of the
// stack and of the entry under it; kUnknown where it tells nothing.
struct SeenKinds {
  types::Kind top = types::Kind::kUnknown;
  types::Kind under = types::Kind::kUnknown;
};
// One per instruction of `read`.
std::vector<SeenKinds> seen_kinds(PyCodeObject* code, const ir::PyCode& read);

struct OpcodeClass {
  const char* name;
  const char* group;  // lower, exit, end or reject
};
// The whole table, for the test that every name of dis.opmap is in it.
std::vector<OpcodeClass> opcode_classes();

}  // namespace hasten::python
