#include "observe/context_tree.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using hasten::observe::CallSite;
using hasten::observe::ContextTree;
using hasten::observe::Function;
using hasten::observe::Node;
using hasten::observe::ticks;

namespace {

std::vector<Function> functions(uint32_t count) {
  std::vector<Function> made(count);
  for (uint32_t i = 0; i < count; ++i) made[i].id = i;
  return made;
}

TEST(ContextTree, TellsPathsApart) {
  const std::vector<Function> f = functions(3);
  ContextTree tree;
  for (int i = 0; i < 3; ++i) {
    tree.enter(&f[0], 2, ticks());
    tree.enter(&f[1], 4, ticks());
    tree.leave(ticks());
    tree.enter(&f[1], 6, ticks());
    tree.enter(&f[0], 2, ticks());
    tree.leave(ticks());
    tree.leave(ticks());
    tree.leave(ticks());
  }
  ASSERT_EQ(tree.size(), 4u);  // the root, 0, 0 -> 1, 0 -> 1 -> 0
  EXPECT_EQ(tree.active(), nullptr);
  const Node& inner = tree.node(2);
  EXPECT_EQ(inner.function, &f[1]);
  EXPECT_EQ(inner.parent, &tree.node(1));
  EXPECT_EQ(inner.site.offset, 4);
  EXPECT_EQ(inner.site.calls.get(), 3u);
  const CallSite* other = inner.site.next;
  ASSERT_NE(other, nullptr);
  EXPECT_EQ(other->offset, 6);
  EXPECT_EQ(other->calls.get(), 3u);
  EXPECT_EQ(other->next, nullptr);
}

TEST(ContextTree, TimesAddUp) {
  const std::vector<Function> f = functions(2);
  ContextTree tree;
  const uint64_t begun = ticks();
  tree.enter(&f[0], 0, begun);
  for (int i = 0; i < 1000; ++i) {
    tree.enter(&f[1], 0, ticks());
    tree.leave(ticks());
  }
  const uint64_t ended = ticks();
  tree.leave(ended);
  const uint64_t own = tree.node(1).own_ticks.get(), inner = tree.node(2).own_ticks.get();
  EXPECT_EQ(tree.node(1).site.ticks.get(), ended - begun);
  EXPECT_LE(own + inner, ended - begun);
  EXPECT_LE(inner, tree.node(2).site.ticks.get());
  EXPECT_GT(own, 0u);
}

TEST(ContextTree, ReturnsThatBelongToNoCallAreLetBe) {
  const std::vector<Function> f = functions(1);
  ContextTree tree;
  tree.leave(ticks());
  tree.enter(&f[0], 0, ticks());
  tree.leave_all();
  tree.leave(ticks());
  EXPECT_EQ(tree.active(), nullptr);
  EXPECT_EQ(tree.node(1).site.calls.get(), 1u);
}

TEST(ContextTree, FindsManyChildrenAgain) {
  const std::vector<Function> f = functions(5000);
  ContextTree tree;
  for (int round = 0; round < 3; ++round) {
    for (const Function& function : f) {
      tree.enter(&function, 0, ticks());
      tree.leave(ticks());
    }
  }
  ASSERT_EQ(tree.size(), 5001u);
  for (uint32_t id = 1; id <= 5000; ++id) EXPECT_EQ(tree.node(id).site.calls.get(), 3u);
}

TEST(ContextTree, AFullTreeStillCounts) {
  const std::vector<Function> f = functions(1100);
  ContextTree tree;
  for (const Function& outer : f) {
    tree.enter(&outer, 0, ticks());
    for (const Function& inner : f) {
      tree.enter(&inner, 0, ticks());
      tree.leave(ticks());
    }
    tree.leave(ticks());
  }
  EXPECT_LE(tree.size(), ContextTree::kMaxNodes + 1100);
  EXPECT_GT(tree.folded_calls(), 0u);
  std::vector<uint64_t> calls(f.size());
  for (uint32_t id = 1; id < tree.size(); ++id) {
    for (const CallSite* site = &tree.node(id).site; site != nullptr; site = site->next)
      calls[tree.node(id).function->id] += site->calls.get();
  }
  for (const uint64_t count : calls) EXPECT_EQ(count, 1101u);
}

TEST(ContextTree, AChildProcessBeginsAtNothing) {
  const std::vector<Function> f = functions(2);
  ContextTree tree;
  tree.enter(&f[0], 0, ticks());
  tree.enter(&f[1], 0, ticks());
  tree.leave(ticks());
  tree.forget_counts();
  tree.enter(&f[1], 0, ticks());
  tree.leave(ticks());
  tree.leave(ticks());
  EXPECT_EQ(tree.node(1).site.calls.get(), 0u);
  EXPECT_EQ(tree.node(2).site.calls.get(), 1u);
}

}  // namespace
