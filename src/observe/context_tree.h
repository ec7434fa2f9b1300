// context_tree: where the calls of one thread come from and what they cost. A node is a function
// reached by one path of callers; what is spent in a node itself is added to it at every event, so
// that cumulative times are sums over the tree. Nodes are only ever added and stay where they are:
// another thread may read the tree while its own thread goes on. A tree that has kMaxNodes nodes
// takes further paths for calls from nowhere: what functions cost and how often they were called
// stays exact, but not from where; folded_calls() counts these.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <memory>
#include <vector>

#include "observe/count.h"
#include "observe/functions.h"
#include "observe/ticks.h"

namespace hasten::observe {

// Calls from one instruction of the caller.
struct CallSite {
  static constexpr int32_t kUnused = -2, kByC = -1;
  // In bytes, of the instruction in the caller's code; kByC: C code called.
  std::atomic<int32_t> offset = kUnused;
  Count calls;
  Count ticks;  // between call and return, all that was called meanwhile included
  std::atomic<CallSite*> next = nullptr;
};

struct Node {
  const Function* function = nullptr;  // NULL: the root
  const Node* parent = nullptr;
  uint32_t id = 0;  // parents have smaller ones
  Count own_ticks;
  Node* recent = nullptr;  // the child met last
  CallSite site;           // the first one
};

class ContextTree {
 public:
  ContextTree();

  // The thread calls `function` from `offset`, and returns. `now`: when the collector was told.
  // What it takes to note that counts as the program's time, as what it takes to be told does: it
  // is the same for every call and subtracted later (call_cost). To read the clock again would take
  // longer.
  void enter(const Function* function, int32_t offset, uint64_t now) {
    node_->own_ticks.add(now - resumed_);
    Node* child = node_->recent;
    if (child == nullptr || child->function != function) child = child_of(node_, function);
    CallSite* site = &child->site;
    if (site->offset.load(std::memory_order_relaxed) != offset) site = site_of(child, offset);
    site->calls.add(1);
    active_.push_back({child, site, now});
    node_ = child;
    resumed_ = now;
  }
  // Returns that belong to no call of this tree (made before it began) are none of its business.
  void leave(uint64_t now) {
    if (active_.empty()) return;
    node_->own_ticks.add(now - resumed_);
    active_.back().site->ticks.add(now - active_.back().begun);
    active_.pop_back();
    node_ = active_.empty() ? root() : active_.back().node;
    resumed_ = now;
  }
  // All that is still active ends now (the collector is switched off).
  void leave_all() {
    while (!active_.empty()) leave(ticks());
  }
  // The function that the active one called the last time, NULL: none.
  const Function* called_last() const {
    return node_->recent == nullptr ? nullptr : node_->recent->function;
  }
  // Noting a call took longer than usual: only time from now on belongs to the active function.
  void resume() { resumed_ = ticks(); }
  const Function* active() const { return node_->function; }

  // After a fork: the calls so far are the parent's.
  void forget_counts();

  // Any thread.
  static constexpr uint32_t kMaxNodes = 1'000'000;
  uint64_t folded_calls() const { return folded_calls_.get(); }
  uint32_t size() const { return size_.load(std::memory_order_acquire); }
  const Node& node(uint32_t id) const { return blocks_[block_of(id)][place_of(id)]; }

 private:
  // Each block is twice as large as the one before: few threads call from many places.
  static constexpr uint32_t kFirstBlock = 64;
  static constexpr uint32_t kBlocks = 16;  // for more than kMaxNodes and all functions
  static uint32_t block_of(uint32_t id) {
    return static_cast<uint32_t>(std::bit_width(id / kFirstBlock + 1)) - 1;
  }
  static uint32_t place_of(uint32_t id) { return id - kFirstBlock * ((1U << block_of(id)) - 1); }

  struct Activation {
    Node* node;
    CallSite* site;
    uint64_t begun;
  };

  Node* root() { return &blocks_[0][0]; }
  Node& at(uint32_t id) { return blocks_[block_of(id)][place_of(id)]; }
  Node* child_of(Node* parent, const Function* function);
  CallSite* site_of(Node* node, int32_t offset);
  Node* add(const Node* parent, const Function* function);
  size_t slot_of(const Node* parent, const Function* function) const;
  void grow_index();

  Node* node_ = nullptr;
  uint64_t resumed_ = 0;
  std::vector<Activation> active_;
  std::vector<Node*> index_;  // open addressing by parent and function, a power of two
  std::vector<std::unique_ptr<CallSite>> more_sites_;
  std::array<std::unique_ptr<Node[]>, kBlocks> blocks_;
  std::atomic<uint32_t> size_ = 0;
  Count folded_calls_;
};

}  // namespace hasten::observe
