// code_reader: see code_reader.h.
#include "python/code_reader.h"

#include <opcode.h>

#include <array>
#include <cstring>

#include "python/layout.h"

namespace hasten::python {
namespace {

using ir::PyInst;
using ir::PyOp;
using types::Kind;

enum class Group : uint8_t { kUnknown, kLower, kExit, kEnd, kReject };

struct Row {
  int number;
  const char* name;
  Group group;
  PyOp op;
};

constexpr Row kRows[] = {
#define OPCODE(name, group, op) {name, #name, Group::group, PyOp::k##op},
#if PY_VERSION_HEX < 0x030D0000
#include "python/opcodes_312.def"
#elif PY_VERSION_HEX < 0x030E0000
#include "python/opcodes_313.def"
#endif
#undef OPCODE
    {-1, "", Group::kUnknown, PyOp::kLeave},
};

const std::array<const Row*, 256>& rows_by_number() {
  static const std::array<const Row*, 256> table = [] {
    std::array<const Row*, 256> rows{};
    for (const Row& row : kRows) {
      if (row.number >= 0 && row.number < 256) rows[static_cast<size_t>(row.number)] = &row;
    }
    return rows;
  }();
  return table;
}

constexpr int kBinaryInPlace = 13;                   // NB_INPLACE_ADD - NB_ADD
constexpr int kUnaryPositive = 5, kListToTuple = 6;  // of CALL_INTRINSIC_1
#if PY_VERSION_HEX < 0x030D0000
constexpr int kCompareShift = 4;
constexpr int kEndOfLoop = 1;  // END_FOR
#else
constexpr int kCompareShift = 5;
constexpr int kEndOfLoop = 2;  // END_FOR, POP_TOP
#endif

// One raw instruction with its EXTENDED_ARGs merged.
struct Raw {
  int opcode;
  int arg;
  int offset;  // of the first prefix
  int own_offset;
  int next;  // after caches
};

std::vector<Raw> split(const uint8_t* bytes, int size) {
  std::vector<Raw> raws;
  int arg = 0, start = -1;
  for (int at = 0; at < size; at += 2) {
    const int opcode = bytes[at];
    if (opcode == CACHE) {
      if (!raws.empty()) raws.back().next = at + 2;
      continue;
    }
    if (start < 0) start = at;
    arg = (arg << 8) | bytes[at + 1];
    if (opcode == EXTENDED_ARG) continue;
    raws.push_back({opcode, arg, start, at, at + 2});
    arg = 0;
    start = -1;
  }
  return raws;
}

struct LineRange {
  int end;  // byte offset behind it
  int line;
};

// The lines of all instructions in one go: PyCode_Addr2Line searches the table from its start each
// time, which takes minutes for the code of large tables.
std::vector<LineRange> line_ranges(PyCodeObject* code) {
  std::vector<LineRange> ranges;
  PyObject* rows = PyObject_CallMethod(reinterpret_cast<PyObject*>(code), "co_lines", nullptr);
  PyObject* row = nullptr;
  while (rows != nullptr && (row = PyIter_Next(rows)) != nullptr) {
    PyObject* line = PyTuple_GET_ITEM(row, 2);
    ranges.push_back({static_cast<int>(PyLong_AsLong(PyTuple_GET_ITEM(row, 1))),
                      line == Py_None ? -1 : static_cast<int>(PyLong_AsLong(line))});
    Py_DECREF(row);
  }
  Py_XDECREF(rows);
  PyErr_Clear();
  return ranges;
}

class Reader {
 public:
  Reader(PyCodeObject* code, ir::PyCode& out) : lines_(line_ranges(code)), out_(out) {}

  bool read(const std::vector<Raw>& raws, std::string& unknown) {
    for (size_t i = 0; i < raws.size(); ++i) {
      const Row* row = rows_by_number()[static_cast<size_t>(raws[i].opcode)];
      if (row == nullptr || row->group == Group::kReject) {
        unknown = row == nullptr ? std::to_string(raws[i].opcode) : row->name;
        return false;
      }
      raw_ = &raws[i];
      row_ = row;
      while (next_line_ < lines_.size() && lines_[next_line_].end <= raw_->own_offset) ++next_line_;
      lower();
    }
    resolve_targets(raws);
    return true;
  }

 private:
  PyInst& add(PyOp op, int arg) {
    PyInst inst;
    inst.op = op;
    inst.arg = arg;
    inst.offset = raw_->offset;
    inst.own_offset = raw_->own_offset;
    inst.next_offset = raw_->next;
    inst.line = next_line_ < lines_.size() ? lines_[next_line_].line : -1;
    inst.mnemonic = row_->name;
    out_.insts.push_back(std::move(inst));
    return out_.insts.back();
  }

  // Marks the last instruction as a jump to a byte offset.
  void jumps_to(int offset) { pending_.emplace_back(out_.insts.size() - 1, offset); }

  void lower() {
    const int arg = raw_->arg;
    if (row_->group != Group::kLower) {
      leave();
      return;
    }
    switch (raw_->opcode) {
    case LOAD_GLOBAL:
      // The name is looked up first in both orders, so that an exit there repeats the whole
      // instruction.
      add(PyOp::kLoadGlobal, arg >> 1);
      if ((arg & 1) != 0) {
        add(PyOp::kPushNull, 0);
        if (out_.null_below_callable) add(PyOp::kSwap, 2);
      }
      return;
    case LOAD_ATTR:
      add((arg & 1) != 0 ? PyOp::kLoadMethod : PyOp::kLoadAttr, arg >> 1);
      return;
    case BINARY_OP:
      add(arg >= kBinaryInPlace ? PyOp::kInPlace : PyOp::kBinary, arg % kBinaryInPlace);
      return;
    case COMPARE_OP: {
      int lowered = arg >> kCompareShift;
#if PY_VERSION_HEX >= 0x030D0000
      if ((arg & 16) != 0) lowered |= ir::kCompareToBool;
#endif
      add(PyOp::kCompare, lowered);
      return;
    }
    case FOR_ITER:
      add(PyOp::kForIter, 0);
      jumps_to(raw_->next + 2 * arg + 2 * kEndOfLoop);
      return;
    case JUMP_FORWARD:
    case POP_JUMP_IF_FALSE:
    case POP_JUMP_IF_TRUE:
    case POP_JUMP_IF_NONE:
    case POP_JUMP_IF_NOT_NONE:
      add(row_->op, 0);
      jumps_to(raw_->next + 2 * arg);
      return;
    case JUMP_BACKWARD:
      add(PyOp::kJump, 0);
      jumps_to(raw_->next - 2 * arg);
      return;
    case CALL: {
      PyInst& call = add(PyOp::kCall, arg);
      if (names_ >= 0) {
        call.names = names_;
        call.offset = names_offset_;
        names_ = -1;
      }
      return;
    }
    case CALL_INTRINSIC_1:
      if (arg == kUnaryPositive) {
        add(PyOp::kPositive, 0);
      } else if (arg == kListToTuple) {
        add(PyOp::kListToTuple, 0);
      } else {
        leave();
      }
      return;
#if PY_VERSION_HEX < 0x030D0000
    case KW_NAMES:
      names_ = arg;
      names_offset_ = raw_->offset;
      add(PyOp::kNop, 0);
      return;
    case FORMAT_VALUE:
      add((arg & 4) != 0 ? PyOp::kFormatWithSpec : PyOp::kFormatSimple, arg & 3);
      return;
#else
    case FORMAT_SIMPLE:
    case FORMAT_WITH_SPEC:
      add(row_->op, 0);
      return;
    case LOAD_FAST_LOAD_FAST:
      add(PyOp::kLoadFast, arg >> 4);
      add(PyOp::kLoadFast, arg & 15);
      return;
    case STORE_FAST_LOAD_FAST:
      add(PyOp::kStoreFast, arg >> 4);
      add(PyOp::kLoadFast, arg & 15);
      return;
    case STORE_FAST_STORE_FAST:
      add(PyOp::kStoreFast, arg >> 4);
      add(PyOp::kStoreFast, arg & 15);
      return;
#endif
    default:
      add(row_->op, arg);
    }
  }

  // Left to the interpreter; how it moves the stack is CPython's to say.
  void leave() {
    PyInst& inst = add(PyOp::kLeave, row_->group == Group::kEnd ? 1 : 0);
    inst.effect = PyCompile_OpcodeStackEffectWithJump(raw_->opcode, raw_->arg, 0);
    if (inst.effect == PY_INVALID_STACK_EFFECT) {
      inst.effect = 0;
      inst.arg = 1;
    }
    if (raw_->opcode == RETURN_GENERATOR)
      inst.effect = 1;  // what the first send() leaves for POP_TOP
    if (raw_->opcode == SEND) jumps_to(raw_->next + 2 * raw_->arg);
  }

  void resolve_targets(const std::vector<Raw>&) {
    for (const auto& [index, offset] : pending_) {
      const int target = out_.index_of(offset);
      if (target < 0) {
        out_.insts[index].op = PyOp::kLeave;
        out_.insts[index].arg = 1;
      }
      out_.insts[index].target = target;
    }
  }

  std::vector<LineRange> lines_;
  size_t next_line_ = 0;  // that of the instruction now read
  ir::PyCode& out_;
  const Raw* raw_ = nullptr;
  const Row* row_ = nullptr;
  std::vector<std::pair<size_t, int>> pending_;
  int names_ = -1;
  int names_offset_ = 0;
};

std::string text_of(PyObject* object) {
  const char* text =
      object != nullptr && PyUnicode_Check(object) ? PyUnicode_AsUTF8(object) : nullptr;
  if (text == nullptr) PyErr_Clear();
  return text == nullptr ? "?" : text;
}

struct SeenRow {
  int opcode;
  SeenKinds kinds;
};

// Specialised instructions (PEP 659) that tell operand types.
constexpr SeenRow kSeen[] = {
    {BINARY_OP_ADD_INT, {Kind::kInt, Kind::kInt}},
    {BINARY_OP_SUBTRACT_INT, {Kind::kInt, Kind::kInt}},
    {BINARY_OP_MULTIPLY_INT, {Kind::kInt, Kind::kInt}},
    {BINARY_OP_ADD_FLOAT, {Kind::kFloat, Kind::kFloat}},
    {BINARY_OP_SUBTRACT_FLOAT, {Kind::kFloat, Kind::kFloat}},
    {BINARY_OP_MULTIPLY_FLOAT, {Kind::kFloat, Kind::kFloat}},
    {BINARY_OP_ADD_UNICODE, {Kind::kStr, Kind::kStr}},
    {BINARY_OP_INPLACE_ADD_UNICODE, {Kind::kStr, Kind::kStr}},
    {BINARY_SUBSCR_LIST_INT, {Kind::kInt, Kind::kList}},
    {BINARY_SUBSCR_TUPLE_INT, {Kind::kInt, Kind::kTuple}},
    {BINARY_SUBSCR_DICT, {Kind::kUnknown, Kind::kDict}},
    {STORE_SUBSCR_LIST_INT, {Kind::kInt, Kind::kList}},
    {STORE_SUBSCR_DICT, {Kind::kUnknown, Kind::kDict}},
    {COMPARE_OP_INT, {Kind::kInt, Kind::kInt}},
    {COMPARE_OP_FLOAT, {Kind::kFloat, Kind::kFloat}},
    {COMPARE_OP_STR, {Kind::kStr, Kind::kStr}},
    {UNPACK_SEQUENCE_LIST, {Kind::kList, Kind::kUnknown}},
    {UNPACK_SEQUENCE_TUPLE, {Kind::kTuple, Kind::kUnknown}},
    {UNPACK_SEQUENCE_TWO_TUPLE, {Kind::kTuple, Kind::kUnknown}},
#if PY_VERSION_HEX >= 0x030D0000
    {BINARY_SUBSCR_STR_INT, {Kind::kInt, Kind::kStr}},
    {CONTAINS_OP_DICT, {Kind::kDict, Kind::kUnknown}},
    {CONTAINS_OP_SET, {Kind::kSet, Kind::kUnknown}},
    {TO_BOOL_INT, {Kind::kInt, Kind::kUnknown}},
    {TO_BOOL_LIST, {Kind::kList, Kind::kUnknown}},
    {TO_BOOL_STR, {Kind::kStr, Kind::kUnknown}},
    {TO_BOOL_BOOL, {Kind::kBool, Kind::kUnknown}},
#endif
};

// Exact built-in types whose methods an instruction may have been specialised for.
struct MethodOwner {
  const PyTypeObject* type;
  Kind kind;
};
const MethodOwner kMethodOwners[] = {
    {&PyList_Type, Kind::kList},   {&PyDict_Type, Kind::kDict},
    {&PyUnicode_Type, Kind::kStr}, {&PySet_Type, Kind::kSet},
    {&PyBytes_Type, Kind::kBytes}, {&PyByteArray_Type, Kind::kByteArray},
    {&PyTuple_Type, Kind::kTuple},
};

// The kind that LOAD_ATTR_METHOD_NO_DICT expects: its cache holds a counter of two bytes, then the
// version of the type.
Kind method_owner(const uint8_t* instruction) {
  uint32_t version;
  std::memcpy(&version, instruction + 4, sizeof version);
  for (const MethodOwner& owner : kMethodOwners) {
    if (version != 0 && owner.type->tp_version_tag == version) return owner.kind;
  }
  return Kind::kUnknown;
}

}  // namespace

Result<ir::PyCode> read_code(PyCodeObject* code) {
  ir::PyCode out;
  out.null_below_callable = PY_VERSION_HEX < 0x030D0000;
  out.name = text_of(code->co_qualname);
  out.file = text_of(code->co_filename);
  out.local_count = hasten_code_slots(code);
  out.free_count = code->co_nfreevars;
  for (int slot = 0; slot < out.local_count; ++slot) {
    out.local_names.push_back(text_of(hasten_slot_name(code, slot)));
    out.local_is_cell.push_back(hasten_slot_is_cell(code, slot) != 0);
  }
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(code->co_names); ++i) {
    out.names.push_back(text_of(PyTuple_GET_ITEM(code->co_names, i)));
  }
  PyObject* bytes = PyCode_GetCode(code);
  if (bytes == nullptr) {
    PyErr_Clear();
    return Refusal{RefusalCode::kUnknownOpcode, "unreadable bytecode"};
  }
  const std::vector<Raw> raws = split(reinterpret_cast<const uint8_t*>(PyBytes_AS_STRING(bytes)),
                                      static_cast<int>(PyBytes_GET_SIZE(bytes)));
  Py_DECREF(bytes);
  std::string unknown;
  Reader reader(code, out);
  if (!reader.read(raws, unknown)) return Refusal{RefusalCode::kUnknownOpcode, unknown};
  return out;
}

std::vector<SeenKinds> seen_kinds(PyCodeObject* code, const ir::PyCode& read) {
  std::vector<SeenKinds> kinds(read.insts.size());
  const uint8_t* running = reinterpret_cast<const uint8_t*>(hasten_code_start(code));
  for (size_t i = 0; i < read.insts.size(); ++i) {
    const uint8_t* instruction = running + read.insts[i].own_offset;
    if (*instruction == LOAD_ATTR_METHOD_NO_DICT) kinds[i].top = method_owner(instruction);
    for (const SeenRow& row : kSeen) {
      if (row.opcode == *instruction) kinds[i] = row.kinds;
    }
  }
  return kinds;
}

std::vector<OpcodeClass> opcode_classes() {
  static const char* const kGroups[] = {"unknown", "lower", "exit", "end", "reject"};
  std::vector<OpcodeClass> classes;
  for (const Row& row : kRows) {
    if (row.number >= 0) classes.push_back({row.name, kGroups[static_cast<int>(row.group)]});
  }
  return classes;
}

}  // namespace hasten::python
