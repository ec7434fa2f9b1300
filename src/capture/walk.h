// walk: the nodes of a thread's calls, each after its parent and before its parent's next child.
#pragma once

#include <cstdint>
#include <vector>

#include "capture/profile.h"

namespace hasten::capture {

// enter(index) on the way down, leave(index) when all below has been seen; the root included.
template <typename Enter, typename Leave>
void walk(const ThreadProfile& thread, const Enter& enter, const Leave& leave) {
  if (thread.nodes.empty()) return;
  // First child and next sibling of each node; 0: none. Children in the order they were met.
  std::vector<uint32_t> child(thread.nodes.size()), sibling(thread.nodes.size());
  for (auto i = static_cast<uint32_t>(thread.nodes.size()); --i > 0;) {
    sibling[i] = child[thread.nodes[i].parent];
    child[thread.nodes[i].parent] = i;
  }
  uint32_t at = 0;
  enter(at);
  for (;;) {
    if (child[at] != 0) {
      at = child[at];
      enter(at);
      continue;
    }
    while (at != 0 && sibling[at] == 0) {
      leave(at);
      at = thread.nodes[at].parent;
    }
    leave(at);
    if (at == 0) return;
    at = sibling[at];
    enter(at);
  }
}

}  // namespace hasten::capture
