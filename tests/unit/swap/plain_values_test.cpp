#include "swap/plain_values.h"

#include <gtest/gtest.h>

#include "../python/embedded_python.h"

namespace hasten::swap {
namespace {

bool same(const char* left, const char* right) {
  testing::Owned a = testing::evaluate(left), b = testing::evaluate(right);
  return same_plain(a, b);
}

std::string text(const char* expression) {
  testing::Owned value = testing::evaluate(expression);
  return plain_text(value);
}

TEST(PlainValues, AreTheSameByTypeAndBits) {
  testing::start_python();
  EXPECT_TRUE(same("10**30", "10**30"));
  EXPECT_FALSE(same("10**30", "10**30 + 1"));
  EXPECT_TRUE(same("float('1.5')", "float('1.5')"));
  EXPECT_FALSE(same("float('1')", "int('1')"));
  EXPECT_FALSE(same("True", "int('1')"));
  EXPECT_FALSE(same("float('0')", "-float('0')"));
  EXPECT_TRUE(same("float('nan')", "-float('nan')"));
  EXPECT_TRUE(same("complex(float('nan'), 1)", "complex(float('nan'), 1)"));
  EXPECT_FALSE(same("complex(0, float('0'))", "complex(0, -float('0'))"));
  EXPECT_TRUE(same("''.join(['\\u00e4', 'b'])", "''.join(['\\u00e4', 'b'])"));
  EXPECT_FALSE(same("'a'", "'b'"));
  EXPECT_FALSE(same("'a'", "None"));
}

TEST(PlainValues, OthersAreTheSameIfTheyAreOneObject) {
  testing::start_python();
  EXPECT_FALSE(same("[1]", "[1]"));
  EXPECT_FALSE(same("type('Int', (int,), {})(3)", "type('Int', (int,), {})(3)"));
  testing::Owned list = testing::evaluate("[1]");
  EXPECT_TRUE(same_plain(list, list));
  EXPECT_FALSE(same_plain(list, nullptr));
}

TEST(PlainValues, AreToldWithTheirType) {
  testing::start_python();
  EXPECT_EQ(text("1.5"), "1.5 (float)");
  EXPECT_EQ(text("[1]"), "list");
  EXPECT_EQ(plain_text(nullptr), "nothing");
  // Cut between characters, not inside one.
  const std::string umlauts = text("'\\u00e4' * 100");
  EXPECT_EQ(umlauts.size(), 1 + 59 * 2 + std::string(" (str)").size());
  EXPECT_EQ(PyErr_Occurred(), nullptr);
}

}  // namespace
}  // namespace hasten::swap
