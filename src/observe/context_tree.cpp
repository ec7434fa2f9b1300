// See context_tree.h.
#include "observe/context_tree.h"

namespace hasten::observe {
namespace {

// splitmix64's finalizer (Steele, Lea and Flood 2014).
uint64_t mix(uint64_t key) {
  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9ULL;
  key = (key ^ (key >> 27)) * 0x94d049bb133111ebULL;
  return key ^ (key >> 31);
}

uint64_t key_of(const Node* parent, const Function* function) {
  return mix(uint64_t{parent->id} << 32 | function->id);
}

}  // namespace

ContextTree::ContextTree() : index_(kFirstBlock * 2) {
  node_ = add(nullptr, nullptr);
  resume();
}

// Where the node is in the index, or where it belongs.
size_t ContextTree::slot_of(const Node* parent, const Function* function) const {
  const size_t mask = index_.size() - 1;
  size_t slot = key_of(parent, function) & mask;
  while (index_[slot] != nullptr &&
         (index_[slot]->parent != parent || index_[slot]->function != function))
    slot = (slot + 1) & mask;
  return slot;
}

Node* ContextTree::child_of(Node* parent, const Function* function) {
  const size_t slot = slot_of(parent, function);
  if (index_[slot] == nullptr) {
    if (size() >= kMaxNodes &&
        (parent != root() || size() == kFirstBlock * ((1U << kBlocks) - 1))) {
      folded_calls_.add(1);
      return parent == root() ? root() : child_of(root(), function);
    }
    Node* node = add(parent, function);
    index_[slot] = node;
    if (size() * 2 > index_.size()) grow_index();
    return parent->recent = node;
  }
  return parent->recent = index_[slot];
}

CallSite* ContextTree::site_of(Node* node, int32_t offset) {
  CallSite* site = &node->site;
  if (site->offset.load(std::memory_order_relaxed) == CallSite::kUnused) {
    site->offset.store(offset, std::memory_order_relaxed);
    return site;
  }
  while (site->offset.load(std::memory_order_relaxed) != offset) {
    CallSite* next = site->next.load(std::memory_order_relaxed);
    if (next == nullptr) {
      next = more_sites_.emplace_back(std::make_unique<CallSite>()).get();
      next->offset.store(offset, std::memory_order_relaxed);
      site->next.store(next, std::memory_order_release);
    }
    site = next;
  }
  return site;
}

Node* ContextTree::add(const Node* parent, const Function* function) {
  const uint32_t id = size();
  std::unique_ptr<Node[]>& block = blocks_[block_of(id)];
  if (block == nullptr) block = std::make_unique<Node[]>(kFirstBlock << block_of(id));
  Node& node = at(id);
  node.function = function;
  node.parent = parent;
  node.id = id;
  size_.store(id + 1, std::memory_order_release);
  return &node;
}

void ContextTree::grow_index() {
  index_.assign(index_.size() * 2, nullptr);
  for (uint32_t id = 1; id < size(); ++id) {
    Node* node = &at(id);
    index_[slot_of(node->parent, node->function)] = node;
  }
}

void ContextTree::forget_counts() {
  folded_calls_.clear();
  for (uint32_t id = 0; id < size(); ++id) {
    Node& node = at(id);
    node.own_ticks.clear();
    for (CallSite* site = &node.site; site != nullptr;
         site = site->next.load(std::memory_order_relaxed))
      site->calls.clear(), site->ticks.clear();
  }
  const uint64_t now = ticks();
  for (Activation& activation : active_) activation.begun = now;
  resumed_ = now;
}

}  // namespace hasten::observe
