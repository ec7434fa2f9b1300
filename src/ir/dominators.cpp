// Dominators by the iterative method of Cooper, Harvey and Kennedy; no recursion. See dominators.h.
#include "ir/dominators.h"

#include <algorithm>
#include <utility>

#include "ir/tables.h"

namespace hasten::ir {
namespace {

int target_count_of(const Block& block) {
  return block.insts.empty() ? 0 : target_count(block.insts.back().op);
}

}  // namespace

Dominators::Dominators(const Function& function) {
  number_blocks(function);
  std::vector<std::vector<BlockId>> before(function.blocks.size());
  for (const BlockId block : order_) {
    const Block& body = function.blocks[block];
    for (int i = 0; i < target_count_of(body); ++i)
      before[body.insts.back().target[i]].push_back(block);
  }
  find_parents(before);
}

void Dominators::number_blocks(const Function& function) {
  const size_t size = function.blocks.size();
  number_.assign(size, -1);
  parent_.assign(size, -1);
  if (size == 0) return;
  std::vector<bool> seen(size, false);
  std::vector<std::pair<BlockId, int>> path = {{0, 0}};  // block, successors already walked
  seen[0] = true;
  while (!path.empty()) {
    const BlockId block = path.back().first;
    const Block& body = function.blocks[block];
    if (path.back().second == target_count_of(body)) {
      order_.push_back(block);
      path.pop_back();
      continue;
    }
    const BlockId next = body.insts.back().target[path.back().second++];
    if (seen[next]) continue;
    seen[next] = true;
    path.emplace_back(next, 0);
  }
  std::reverse(order_.begin(), order_.end());
  for (size_t i = 0; i < order_.size(); ++i) number_[order_[i]] = static_cast<int>(i);
}

void Dominators::find_parents(const std::vector<std::vector<BlockId>>& before) {
  if (order_.empty()) return;
  parent_[0] = 0;
  bool changed = true;
  while (changed) {
    changed = false;
    for (const BlockId block : order_) {
      if (block == 0) continue;
      BlockId parent = -1;
      for (const BlockId source : before[block]) {
        if (parent_[source] < 0) continue;
        parent = parent < 0 ? source : common(parent, source);
      }
      if (parent != parent_[block]) {
        parent_[block] = parent;
        changed = true;
      }
    }
  }
}

BlockId Dominators::common(BlockId left, BlockId right) const {
  while (left != right) {
    while (number_[left] > number_[right]) left = parent_[left];
    while (number_[right] > number_[left]) right = parent_[right];
  }
  return left;
}

bool Dominators::dominates(BlockId above, BlockId below) const {
  while (number_[below] > number_[above]) below = parent_[below];
  return below == above;
}

}  // namespace hasten::ir
