#include "python/check_layout.h"

#include <gtest/gtest.h>

#include "embedded_python.h"

namespace hasten::python {
namespace {

TEST(CheckLayout, HoldsOnThisInterpreter) {
  testing::start_python();
  EXPECT_EQ(check_layout(hasten_layout()), "");
  EXPECT_EQ(PyErr_Occurred(), nullptr);
}

// Every field is looked at: none may be moved without notice. Downwards, so that all reads stay
// inside their objects.
TEST(CheckLayout, NoticesEachFieldThatIsElsewhere) {
  testing::start_python();
  int count = 0;
  for (const char* const* name = layout_fields(); *name != nullptr; ++name, ++count) {
    hasten_object_layout layout = hasten_layout();
    ASSERT_TRUE(shift_field(layout, *name, -8));
    EXPECT_NE(check_layout(layout), "") << *name;
    EXPECT_EQ(PyErr_Occurred(), nullptr) << *name;
  }
  // All but the six of NumPy's arrays
  EXPECT_EQ(count, static_cast<int>(sizeof(hasten_object_layout) / sizeof(int32_t)) - 6);
}

TEST(CheckLayout, KnowsNoOtherNames) {
  hasten_object_layout layout = hasten_layout();
  EXPECT_FALSE(shift_field(layout, "frame.code", -8));
  EXPECT_FALSE(shift_field(layout, "", -8));
}

}  // namespace
}  // namespace hasten::python
