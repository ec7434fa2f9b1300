// exchanges: `a[i], a[j] = a[j], a[i]` in the Specializer. See specializer.h.
//
// The two places only change their pointers: nothing is unboxed, no count changes and nothing dies.
// The whole statement is one instruction here, the first subscript, so that every guard comes
// before its one effect.
#include <algorithm>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

bool is_arithmetic(const ir::PyInst& inst) {
  if (inst.op != PyOp::kBinary) return false;
  const auto kind = static_cast<ir::BinaryKind>(inst.arg);
  return kind == ir::BinaryKind::kAdd || kind == ir::BinaryKind::kSubtract;
}

bool is_load(const ir::PyInst& inst) {
  return inst.op == PyOp::kLoadFast || inst.op == PyOp::kLoadFastCheck ||
         inst.op == PyOp::kLoadConst || inst.op == PyOp::kLoadName || inst.op == PyOp::kLoadGlobal;
}

bool same(const ir::PyInst& a, const ir::PyInst& b) {
  const bool locals = (a.op == PyOp::kLoadFast || a.op == PyOp::kLoadFastCheck) &&
                      (b.op == PyOp::kLoadFast || b.op == PyOp::kLoadFastCheck);
  return (locals || a.op == b.op) && a.arg == b.arg;
}

}  // namespace

// How many instructions from `pc` on compute a container and an index without an effect; 0: not
// this.
int Specializer::place_expression(int pc) const {
  int depth = 0, length = 0;
  for (;; ++length) {
    const size_t at = static_cast<size_t>(pc + length);
    if (at >= code_->insts.size() || is_target()[at]) return 0;
    const ir::PyInst& inst = code_->insts[at];
    if (is_load(inst)) {
      ++depth;
    } else if (is_arithmetic(inst) && depth > 2) {
      --depth;
    } else {
      return depth == 2 ? length : 0;
    }
  }
}

// The first subscript of an exchange is at work: how many instructions follow that belong to it,
// and how many of them compute the second place; 0: it is none.
int Specializer::exchange_ahead(int& second) const {
  const std::vector<ir::PyInst>& insts = code_->insts;
  const auto is = [&](int pc, PyOp op) {
    return static_cast<size_t>(pc) < insts.size() && !is_target()[pc] && insts[pc].op == op;
  };
  const int second_at = pc_ + 1;
  second = place_expression(second_at);
  const int swap = second_at + second + 1;
  if (second == 0 || !is(swap - 1, PyOp::kSubscript) || !is(swap, PyOp::kSwap) ||
      insts[swap].arg != 2)
    return 0;
  const int again = swap + 1;
  if (place_expression(again) != second || !is(again + second, PyOp::kStoreSubscript)) return 0;
  const int last_at = again + second + 1, last = place_expression(last_at);
  if (last == 0 || last > pc_ || !is(last_at + last, PyOp::kStoreSubscript)) return 0;
  for (int k = 0; k < second; ++k) {
    if (!same(insts[second_at + k], insts[again + k])) return 0;
  }
  for (int k = 0; k < last; ++k) {
    // A jump into the first place's expression would bring other operands.
    if (!same(insts[pc_ - last + k], insts[last_at + k]) || (k > 0 && is_target()[pc_ - last + k]))
      return 0;
  }
  return is_target()[pc_] ? 0 : last_at + last - pc_;
}

// A part of an index or a container; false: it is not seen to be without effect.
bool Specializer::push_part(const ir::PyInst& inst) {
  switch (inst.op) {
  case PyOp::kLoadConst:
    push(const_val(world_->constant(inst.arg)));
    return true;
  case PyOp::kLoadFast:
  case PyOp::kLoadFastCheck:
    load_fast(inst.arg, inst.op == PyOp::kLoadFastCheck);
    return block_ >= 0;
  case PyOp::kLoadName:
  case PyOp::kLoadGlobal: {
    const bool promoted = env_.level == 0 && variable_of_name_.count(inst.arg) != 0;
    const bool local_namespace = inst.op == PyOp::kLoadName;
    if (!promoted) {
      const Ref stable = world_->stable_name(inst.arg, local_namespace);
      if (stable == 0 || world_->kind_of(stable) == Kind::kDict) return false;
    }
    load_name(inst.arg, local_namespace);
    return true;
  }
  default: {
    Val &right = top(0), &left = top(1);
    if (guess(left) != Kind::kInt || guess(right) != Kind::kInt || !unboxable(left) ||
        !unboxable(right))
      return false;
    return int_binary(static_cast<ir::BinaryKind>(inst.arg), left, right);
  }
  }
}

// Address of the list element that the two topmost entries (at `from_top`) stand for.
Value Specializer::list_place(int from_top) {
  Val& container = top(from_top + 1);
  if (container.rep == Rep::kObject) refine(container, Kind::kList);
  Val list = container, index = top(from_top);
  const Value pointer = as_pointer(list);
  const Value at =
      checked_index(as_int(index), load(Op::kLoadI64, pointer, layout_.size, Alias::kContainer));
  const Value items = load(Op::kLoadPtr, pointer, layout_.list_items, Alias::kContainer);
  return emit(Op::kElementPtr, Type::kPtr, {items, at}, 8);
}

// What has been emitted when this fails has no effect.
bool Specializer::exchange() {
  if (pure_ || in_expression() || distrusted()) return false;
  int second = 0;
  const int rest = exchange_ahead(second);
  if (rest == 0) return false;
  const auto is_place = [&] {
    const Val &container = top(1), &index = top(0);
    return guess(container) == Kind::kList &&
           (container.rep == Rep::kObject || container.rep == Rep::kConst) &&
           container.own != Own::kOwned && guess(index) == Kind::kInt && unboxable(index) &&
           index.own != Own::kOwned;
  };
  if (!is_place()) return false;
  const Env saved = env_;
  const std::vector<Val> released = released_;
  bool fits = true;
  for (int k = 1; k <= second && fits; ++k) fits = push_part(code_->insts[pc_ + k]);
  if (!fits || !is_place()) {
    env_ = saved;
    released_ = released;
    return false;
  }
  const Value places[] = {list_place(2), list_place(0)};
  const Value first = load(Op::kLoadPtr, places[0], 0, Alias::kElements);
  const Value other = load(Op::kLoadPtr, places[1], 0, Alias::kElements);
  store(Op::kStorePtr, places[1], first, 0, Alias::kElements);
  store(Op::kStorePtr, places[0], other, 0, Alias::kElements);
  for (int k = 0; k < 4; ++k) release_later(pop());
  note_native();
  skip_next_ = rest;
  return true;
}

}  // namespace hasten::optimize
