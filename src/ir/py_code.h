// PyCode: one code object as PyIR, the version-free form every later stage reads.
//
// PyIR stays a stack machine on purpose: the state of the interpreter at any instruction - locals,
// operand stack, offset - is then plain, which is what every side exit has to rebuild; SSA form
// begins in the typed IR (docs/decisions/0002). Objects appear as indices: constants, names,
// locals. No Python.h here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hasten::ir {

enum class PyOp : uint8_t {
#define PYOP(name, pops, pushes, text) k##name,
#include "ir/py_ops.def"
#undef PYOP
};

const char* py_op_name(PyOp op);

// Order of CPython's NB_* numbers without the in-place ones; the readers map to it.
enum class BinaryKind : uint8_t {
  kAdd,
  kAnd,
  kFloorDivide,
  kLeftShift,
  kMatMul,
  kMultiply,
  kRemainder,
  kOr,
  kPower,
  kRightShift,
  kSubtract,
  kTrueDivide,
  kXor,
};
const char* binary_name(BinaryKind kind);

// Py_LT .. Py_GE, the order of CPython's rich comparison numbers.
enum class CompareKind : uint8_t { kLt, kLe, kEq, kNe, kGt, kGe };
const char* compare_name(CompareKind kind);

constexpr int kCompareToBool = 16;  // flag in the argument of Compare

struct PyInst {
  PyOp op = PyOp::kNop;
  int32_t arg = 0;
  int32_t offset =
      0;  // byte offset where the interpreter can repeat it (EXTENDED_ARG, KW_NAMES included)
  int32_t own_offset = 0;   // byte offset of the instruction proper, what a traceback shows
  int32_t next_offset = 0;  // byte offset of the following instruction
  int32_t target = -1;      // jumps and ForIter: index of the target instruction in `insts`
  int32_t line = 0;
  int32_t depth =
      -1;  // operand stack entries before the instruction, -1: unreachable without an exception
  int32_t names = -1;    // Call: constant with the tuple of keyword names, -1: none
  int32_t effect = 0;    // Leave: net effect on the operand stack
  std::string mnemonic;  // CPython's own name, for messages
};

struct PyCode {
  std::string name;
  std::string file;
  int local_count = 0;  // all fast slots: parameters, locals, cells, free variables
  int free_count = 0;   // the last of them
  std::vector<std::string> local_names;
  std::vector<bool> local_is_cell;
  std::vector<std::string> names;
  std::vector<PyInst> insts;
  bool null_below_callable = true;  // 3.12: NULL, callable, args; 3.13: callable, NULL, args

  // Index of the instruction that starts at the byte offset, -1 if none does.
  int index_of(int offset) const;
  std::string to_text() const;
};

// Net effect of one instruction on the operand stack; for jumps on both ways except ForIter's
// exhausted way (-1).
int stack_effect(const PyInst& inst);

// Fills PyInst::depth by walking from `start` with `start_depth` entries. Returns false if two ways
// disagree.
bool compute_depths(PyCode& code, int start, int start_depth);

// The natural loop of `header`: instruction indices from which a back-edge to header is reached
// without passing it. Empty if there is none. Sorted. The header need not dominate it: instructions
// before the loop may then be among them, which nobody minds, because code is made by walking from
// the header.
std::vector<int> natural_loop(const PyCode& code, int header);

// Locals read before being written on some way from `header` inside `loop` (sorted instruction
// indices).
std::vector<bool> live_locals(const PyCode& code, const std::vector<int>& loop, int header);

}  // namespace hasten::ir
