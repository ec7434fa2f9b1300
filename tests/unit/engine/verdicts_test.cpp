// What is kept of measurements, and when it stands in for one.
#include "engine/verdicts.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace hasten::engine {
namespace {

class Verdicts : public ::testing::Test {
 protected:
  Verdicts() {
    char name[] = "/tmp/hasten_verdicts_XXXXXX";
    folder_ = mkdtemp(name);
  }
  ~Verdicts() override { std::system(("rm -r " + folder_).c_str()); }
  PastVerdict read() const { return read_verdict(folder_, "key"); }
  void note(bool faster, double ratio) const {
    note_verdict(folder_, "key", faster, {ratio, ratio / 2, ratio * 2});
  }
  void put(const std::string& text) const { std::ofstream(folder_ + "/key.verdict") << text; }

  std::string folder_;
};

TEST_F(Verdicts, NothingIsKnownAtFirst) {
  EXPECT_EQ(read().agreed, 0);
  EXPECT_FALSE(read().can_be_taken_over());
  EXPECT_EQ(read_verdict("", "key").agreed, 0);
}

TEST_F(Verdicts, TwoHaveToAgree) {
  note(true, 1.5);
  EXPECT_FALSE(read().can_be_taken_over());
  note(true, 1.75);
  EXPECT_TRUE(read().can_be_taken_over());
  EXPECT_TRUE(read().faster);
  EXPECT_DOUBLE_EQ(read().gain.ratio, 1.75);
  EXPECT_DOUBLE_EQ(read().gain.low, 0.875);
  note(false, 0.5);
  EXPECT_FALSE(read().can_be_taken_over());
  note(false, 0.75);
  EXPECT_TRUE(read().can_be_taken_over());
  EXPECT_FALSE(read().faster);
}

TEST_F(Verdicts, IsMeasuredAgainNowAndThen) {
  note(true, 1.5);
  note(true, 1.5);
  int taken_over = 0;
  for (; read().can_be_taken_over() && taken_over < 100; ++taken_over)
    note_taken_over(folder_, "key", read());
  EXPECT_GT(taken_over, 5);
  EXPECT_LT(taken_over, 50);
  note(true, 1.5);  // counts as the first
  EXPECT_FALSE(read().can_be_taken_over());
}

TEST_F(Verdicts, DamageIsIgnorance) {
  for (const char* text : {"", "faster", "faster 1.5 1 2", "faster 1.5 1 2 -3", "slow 1.5 1 2 3",
                           "faster x 1 2 3", "faster -1 1 2 3", "fasterfasterfaster 1.5 1 2 3"}) {
    put(text);
    EXPECT_EQ(read().agreed, 0) << text;
  }
  put("faster 1.5 1 2 3\n");
  EXPECT_EQ(read().agreed, 3);
}

TEST_F(Verdicts, AFolderThatIsNotThereCostsNothing) {
  note_verdict(folder_ + "/none", "key", true, {2, 1, 3});
  EXPECT_EQ(read_verdict(folder_ + "/none", "key").agreed, 0);
}

}  // namespace
}  // namespace hasten::engine
