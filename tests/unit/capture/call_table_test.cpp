#include "capture/call_table.h"

#include <gtest/gtest.h>

#include <string>

#include "capture/walk.h"

using hasten::capture::call_table;
using hasten::capture::CallNode;
using hasten::capture::CallRow;
using hasten::capture::CallSite;
using hasten::capture::Function;
using hasten::capture::ProcessProfile;
using hasten::capture::Profile;
using hasten::capture::subtract_cost;
using hasten::capture::ThreadProfile;
using hasten::capture::walk;

namespace {

Function function(const std::string& name, int line) {
  Function made;
  made.file = "f.py", made.name = made.qualified_name = name, made.first_line = line;
  return made;
}

CallNode node(uint32_t parent, int64_t function, uint64_t calls, double own) {
  CallNode made;
  made.parent = parent, made.function = function, made.own_seconds = own;
  if (function >= 0) made.sites.push_back({0, calls, own});
  return made;
}

// main -> f -> g -> f -> g, and main -> g; one call each.
Profile mutual_recursion() {
  ProcessProfile process;
  process.functions = {function("main", 1), function("f", 2), function("g", 3)};
  ThreadProfile thread;
  thread.nodes = {node(0, -1, 0, 0), node(0, 0, 1, 1),  node(1, 1, 1, 2), node(2, 2, 1, 4),
                  node(3, 1, 1, 8),  node(4, 2, 1, 16), node(1, 2, 1, 32)};
  process.threads.push_back(thread);
  Profile profile;
  profile.processes.push_back(process);
  return profile;
}

TEST(CallTable, RecursiveCallsCountOnce) {
  const std::vector<CallRow> rows = call_table(mutual_recursion());
  ASSERT_EQ(rows.size(), 3u);
  const auto& [main, f, g] = std::tie(rows[0].counts, rows[1].counts, rows[2].counts);
  EXPECT_EQ(main.cumulative_seconds, 63);
  EXPECT_EQ(f.calls, 2u);
  EXPECT_EQ(f.primitive_calls, 1u);
  EXPECT_EQ(f.own_seconds, 10);
  EXPECT_EQ(f.cumulative_seconds, 30);
  EXPECT_EQ(g.calls, 3u);
  EXPECT_EQ(g.primitive_calls, 2u);
  EXPECT_EQ(g.cumulative_seconds, 28 + 32);
  EXPECT_EQ(rows[1].callers.at(2).calls, 1u);
  EXPECT_EQ(rows[1].callers.at(2).cumulative_seconds, 24);
  // The inner one of two calls of g by f.
  EXPECT_EQ(rows[2].callers.at(1).calls, 2u);
  EXPECT_EQ(rows[2].callers.at(1).primitive_calls, 1u);
  EXPECT_EQ(rows[2].callers.at(1).cumulative_seconds, 28);
  EXPECT_TRUE(rows[0].callers.empty());
}

TEST(CallTable, FunctionsOfOnePlaceAreOne) {
  Profile profile = mutual_recursion();
  profile.processes.push_back(profile.processes[0]);
  profile.processes[0].functions.push_back(function("f", 2));
  profile.processes[0].threads[0].nodes.push_back(node(1, 3, 5, 1));
  const std::vector<CallRow> rows = call_table(profile);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].counts.calls, 2u * 2 + 5);
}

TEST(CallTable, CostIsTakenOffTheCalleeAndTheCaller) {
  Profile profile = mutual_recursion();
  profile.processes[0].facts = {{"python_call_inner_ns", "500000000"},
                                {"python_call_outer_ns", "250000000"}};
  subtract_cost(profile);
  const std::vector<CallNode>& nodes = profile.processes[0].threads[0].nodes;
  EXPECT_DOUBLE_EQ(nodes[1].own_seconds, 1 - 0.5 - 2 * 0.25);
  EXPECT_DOUBLE_EQ(nodes[2].own_seconds, 2 - 0.5 - 0.25);
  EXPECT_DOUBLE_EQ(nodes[6].own_seconds, 32 - 0.5);
  EXPECT_DOUBLE_EQ(nodes[6].sites[0].seconds, 31.5);
}

TEST(Walk, GoesDownAndUp) {
  const Profile profile = mutual_recursion();
  std::string way;
  walk(
      profile.processes[0].threads[0], [&](uint32_t i) { way += "(" + std::to_string(i); },
      [&](uint32_t) { way += ")"; });
  EXPECT_EQ(way, "(0(1(2(3(4(5))))(6)))");
  walk(ThreadProfile(), [&](uint32_t) { way.clear(); }, [&](uint32_t) { way.clear(); });
  EXPECT_FALSE(way.empty());
}

}  // namespace
