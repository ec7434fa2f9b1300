// Dominators: which block lies on every way from the entry to which other. Takes a function whose
// branch targets exist; holds indices only and is out of date as soon as an edge changes.
#pragma once

#include <vector>

#include "ir/function.h"

namespace hasten::ir {

class Dominators {
 public:
  explicit Dominators(const Function& function);

  bool reachable(BlockId block) const { return number_[block] >= 0; }
  // Whether `above` is on every way from the entry to `below`; a block dominates itself. Both
  // reachable.
  bool dominates(BlockId above, BlockId below) const;
  // The closest other dominator, -1 for the entry and for unreachable blocks.
  BlockId parent(BlockId block) const { return block == 0 ? -1 : parent_[block]; }
  // Reachable blocks, every block after its dominators (reverse postorder).
  const std::vector<BlockId>& order() const { return order_; }

 private:
  void number_blocks(const Function& function);
  void find_parents(const std::vector<std::vector<BlockId>>& before);
  BlockId common(BlockId left, BlockId right) const;

  std::vector<BlockId> order_;
  std::vector<int> number_;      // position in order_, -1: unreachable
  std::vector<BlockId> parent_;  // the entry is its own parent
};

}  // namespace hasten::ir
