// PyCode: stack effects, loops, liveness and text of PyIR. See py_code.h.
#include "ir/py_code.h"

#include <algorithm>
#include <bit>
#include <set>

#include "base/check.h"

namespace hasten::ir {
namespace {

struct OpRow {
  const char* name;
  int pops;
  int pushes;
};

constexpr OpRow kOps[] = {
#define PYOP(name, pops, pushes, text) {#name, pops, pushes},
#include "ir/py_ops.def"
#undef PYOP
};

bool ends_block(const PyInst& inst) {
  return inst.op == PyOp::kJump || inst.op == PyOp::kReturn || inst.op == PyOp::kReturnConst ||
         (inst.op == PyOp::kLeave && inst.arg == 1);
}

// Instruction indices that may run right after `index`.
void successors(const PyCode& code, int index, int out[2], int& count) {
  const PyInst& inst = code.insts[index];
  count = 0;
  if (!ends_block(inst) && index + 1 < static_cast<int>(code.insts.size()))
    out[count++] = index + 1;
  if (inst.target >= 0) out[count++] = inst.target;
}

}  // namespace

const char* py_op_name(PyOp op) { return kOps[static_cast<int>(op)].name; }

const char* binary_name(BinaryKind kind) {
  static const char* const kNames[] = {"+", "&",  "//", "<<", "@", "*", "%",
                                       "|", "**", ">>", "-",  "/", "^"};
  return kNames[static_cast<int>(kind)];
}

const char* compare_name(CompareKind kind) {
  static const char* const kNames[] = {"<", "<=", "==", "!=", ">", ">="};
  return kNames[static_cast<int>(kind)];
}

int stack_effect(const PyInst& inst) {
  switch (inst.op) {
  case PyOp::kBuildSlice:
  case PyOp::kBuildTuple:
  case PyOp::kBuildList:
  case PyOp::kBuildSet:
  case PyOp::kBuildString:
    return 1 - inst.arg;
  case PyOp::kBuildMap:
    return 1 - 2 * inst.arg;
  case PyOp::kBuildConstKeyMap:
    return -inst.arg;
  case PyOp::kUnpackSequence:
    return inst.arg - 1;
  case PyOp::kCall:
    return -1 - inst.arg;
  case PyOp::kMakeFunction:
    return -std::popcount(static_cast<unsigned>(inst.arg));
  case PyOp::kCallKw:
    return -2 - inst.arg;
  case PyOp::kUnpackEx:
    return (inst.arg & 0xFF) + (inst.arg >> 8);
  case PyOp::kLoadSuperAttr:
    return -2 + (inst.arg & 1);
  case PyOp::kCallEx:
    return -2 - (inst.arg & 1);
  case PyOp::kLeave:
    return inst.effect;
  default: {
    const OpRow& row = kOps[static_cast<int>(inst.op)];
    return row.pushes - row.pops;
  }
  }
}

bool compute_depths(PyCode& code, int start, int start_depth) {
  std::vector<int> work = {start};
  code.insts[start].depth = start_depth;
  while (!work.empty()) {
    const int index = work.back();
    work.pop_back();
    const PyInst& inst = code.insts[index];
    int next[2];
    int count = 0;
    successors(code, index, next, count);
    for (int i = 0; i < count; ++i) {
      int depth = inst.depth + stack_effect(inst);
      if (inst.op == PyOp::kForIter && next[i] == inst.target) depth = inst.depth - 1;
      PyInst& follower = code.insts[next[i]];
      if (depth < 0) return false;
      if (follower.depth < 0) {
        follower.depth = depth;
        work.push_back(next[i]);
      } else if (follower.depth != depth) {
        return false;
      }
    }
  }
  return true;
}

int PyCode::index_of(int offset) const {
  const auto at =
      std::lower_bound(insts.begin(), insts.end(), offset,
                       [](const PyInst& inst, int value) { return inst.offset < value; });
  return at != insts.end() && at->offset == offset ? static_cast<int>(at - insts.begin()) : -1;
}

std::vector<int> natural_loop(const PyCode& code, int header) {
  const int size = static_cast<int>(code.insts.size());
  std::vector<std::vector<int>> before(size);
  std::set<int> loop;
  std::vector<int> work;
  for (int index = 0; index < size; ++index) {
    if (code.insts[index].depth < 0) continue;
    int next[2];
    int count = 0;
    successors(code, index, next, count);
    for (int i = 0; i < count; ++i) {
      before[next[i]].push_back(index);
      const bool back_edge = next[i] == header && index >= header;
      if (back_edge && loop.insert(index).second) work.push_back(index);
    }
  }
  if (loop.empty()) return {};
  loop.insert(header);
  while (!work.empty()) {
    const int index = work.back();
    work.pop_back();
    if (index == header) continue;
    for (const int source : before[index]) {
      if (loop.insert(source).second) work.push_back(source);
    }
  }
  return {loop.begin(), loop.end()};
}

std::vector<bool> live_locals(const PyCode& code, const std::vector<int>& loop, int header) {
  const size_t locals = static_cast<size_t>(code.local_count);
  std::vector<std::vector<bool>> live(code.insts.size(), std::vector<bool>(locals, false));
  bool changed = true;
  while (changed) {
    changed = false;
    for (auto at = loop.rbegin(); at != loop.rend(); ++at) {
      const PyInst& inst = code.insts[*at];
      std::vector<bool> now(locals, false);
      int next[2];
      int count = 0;
      successors(code, *at, next, count);
      for (int i = 0; i < count; ++i) {
        const std::vector<bool>& after = live[next[i]];
        for (size_t k = 0; k < locals; ++k) now[k] = now[k] || after[k];
      }
      const bool writes = inst.op == PyOp::kStoreFast || inst.op == PyOp::kDeleteFast;
      const bool reads = inst.op == PyOp::kLoadFast || inst.op == PyOp::kLoadFastCheck ||
                         inst.op == PyOp::kLoadFastAndClear || inst.op == PyOp::kLoadDeref ||
                         inst.op == PyOp::kStoreDeref || inst.op == PyOp::kDeleteDeref;
      if (writes) now[inst.arg] = false;
      if (reads) now[inst.arg] = true;
      if (now != live[*at]) {
        live[*at] = std::move(now);
        changed = true;
      }
    }
  }
  return live[header];
}

std::string PyCode::to_text() const {
  std::string out = "code " + name + "\n";
  for (size_t i = 0; i < insts.size(); ++i) {
    const PyInst& inst = insts[i];
    out += "  " + std::to_string(i) + ": [" + std::to_string(inst.offset) + " line " +
           std::to_string(inst.line) + " depth " + std::to_string(inst.depth) + "] " +
           py_op_name(inst.op);
    switch (inst.op) {
    case PyOp::kBinary:
    case PyOp::kInPlace:
      out += std::string(" ") + binary_name(static_cast<BinaryKind>(inst.arg));
      break;
    case PyOp::kCompare:
      out += std::string(" ") + compare_name(static_cast<CompareKind>(inst.arg & 15));
      break;
    case PyOp::kLeave:
      out += " " + inst.mnemonic;
      break;
    default:
      out += " " + std::to_string(inst.arg);
    }
    if (inst.target >= 0) out += " -> " + std::to_string(inst.target);
    out += "\n";
  }
  return out;
}

}  // namespace hasten::ir
