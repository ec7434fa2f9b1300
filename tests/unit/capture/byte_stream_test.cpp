#include "capture/byte_stream.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

using hasten::capture::ByteReader;
using hasten::capture::ByteWriter;

namespace {

TEST(ByteStream, WhatIsWrittenIsRead) {
  const std::vector<uint64_t> numbers{0, 1, 127, 128, 16383, 16384, uint64_t{1} << 63, UINT64_MAX};
  const std::vector<int64_t> signed_numbers{0, -1, 1, -64, 64, INT64_MIN, INT64_MAX};
  ByteWriter out;
  for (const uint64_t number : numbers) out.number(number);
  for (const int64_t number : signed_numbers) out.signed_number(number);
  out.real(-0.1);
  out.text("");
  out.text(std::string("a\0b", 3));
  ByteReader in(out.bytes());
  for (const uint64_t number : numbers) EXPECT_EQ(in.number(), number);
  for (const int64_t number : signed_numbers) EXPECT_EQ(in.signed_number(), number);
  EXPECT_EQ(in.real(), -0.1);
  EXPECT_EQ(in.text(), "");
  EXPECT_EQ(in.text(), std::string("a\0b", 3));
  EXPECT_TRUE(in.ok());
  EXPECT_TRUE(in.at_end());
}

TEST(ByteStream, EndsWhereTheBytesEnd) {
  ByteWriter out;
  out.text("twelve bytes");
  for (size_t size = 0; size < out.bytes().size(); ++size) {
    ByteReader in(std::string_view(out.bytes()).substr(0, size));
    EXPECT_EQ(in.text(), "");
    EXPECT_FALSE(in.ok());
    EXPECT_EQ(in.number(), 0u);
    EXPECT_TRUE(in.at_end());
  }
  ByteReader endless(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12));
  endless.number();
  EXPECT_FALSE(endless.ok());
}

}  // namespace
