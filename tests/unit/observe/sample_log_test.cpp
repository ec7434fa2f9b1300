#include "observe/sample_log.h"

#include <gtest/gtest.h>

using hasten::observe::SampleLog;
using hasten::observe::ThreadState;

namespace {

TEST(SampleLog, EqualStacksAreOneNode) {
  SampleLog log({});
  const uint32_t outer = log.node({0, 1, 5});
  const uint32_t inner = log.node({outer, 2, 7});
  EXPECT_NE(outer, inner);
  EXPECT_EQ(log.node({0, 1, 5}), outer);
  EXPECT_NE(log.node({outer, 2, 8}), inner);
}

TEST(SampleLog, EqualSamplesInARowAreOneRun) {
  SampleLog log({});
  const uint32_t thread = log.add_thread(42, 1000);
  const uint32_t node = log.node({0, 1, 5});
  log.add(thread, {node, ThreadState::kRunning, 1, 10, 20});
  log.add(thread, {node, ThreadState::kRunning, 2, 30, 40});
  log.add(thread, {node, ThreadState::kWaits, 1, 5, 0});
  const SampleLog::Part part = log.take();
  ASSERT_EQ(part.threads.size(), 1u);
  EXPECT_EQ(part.threads[0].tid, 42u);
  ASSERT_EQ(part.threads[0].runs.size(), 2u);
  EXPECT_EQ(part.threads[0].runs[0].samples, 3u);
  EXPECT_EQ(part.threads[0].runs[0].ticks, 40u);
  EXPECT_EQ(part.threads[0].runs[0].cpu_nanoseconds, 60u);
}

TEST(SampleLog, APartIsTakenOnce) {
  SampleLog log({});
  const uint32_t thread = log.add_thread(42, 1000);
  log.add(thread, {log.node({0, 1, 5}), ThreadState::kRunning, 1, 10, 20});
  EXPECT_EQ(log.take().nodes.size(), 2u);  // with the bottom
  const SampleLog::Part empty = log.take();
  EXPECT_EQ(empty.first_node, 2u);
  EXPECT_TRUE(empty.nodes.empty());
  EXPECT_TRUE(empty.threads.empty());
  log.clear();
  EXPECT_EQ(log.take().nodes.size(), 1u);
}

}  // namespace
