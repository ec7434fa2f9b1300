// Hints on loops: kept, replaced, and missed without harm.
#include "engine/past_loops.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace hasten::engine {
namespace {

TEST(PastLoops, TheLastHintCounts) {
  char name[] = "/tmp/hasten_past_XXXXXX";
  const std::string folder = std::string(mkdtemp(name)) + "/cache";  // made when it is needed
  const std::string key = loop_key("a.py:f:3:20", 14), other = loop_key("a.py:f:3:20", 16);
  EXPECT_NE(key, other);
  EXPECT_EQ(key, loop_key("a.py:f:3:20", 14));
  EXPECT_EQ(read_past(folder, key), Past::kUnknown);
  EXPECT_EQ(read_past("", key), Past::kUnknown);
  for (const Past past : {Past::kCold, Past::kHot, Past::kHot, Past::kCold}) {
    note_past(folder, key, past);
    EXPECT_EQ(read_past(folder, key), past);
    EXPECT_EQ(read_past(folder, other), Past::kUnknown);
  }
  EXPECT_EQ(std::system(("rm -r " + std::string(name)).c_str()), 0);
  note_past("/proc/none", key, Past::kHot);
  EXPECT_EQ(read_past("/proc/none", key), Past::kUnknown);
}

}  // namespace
}  // namespace hasten::engine
