#include "capture/line_rows.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "capture/byte_stream.h"

using hasten::capture::ByteWriter;
using hasten::capture::Chunk;
using hasten::capture::ChunkKind;
using hasten::capture::line_rows;
using hasten::capture::LineRows;
using hasten::capture::Profile;
using hasten::capture::ProfileReader;
using hasten::capture::subtract_cost;

namespace {

Chunk process_chunk(uint64_t process) {
  ByteWriter out;
  out.number(1);
  out.text("line_event_ns"), out.text("10");
  return {ChunkKind::kProcess, process, out.bytes()};
}

Chunk clock_chunk(uint64_t process, uint64_t ticks) {  // two ticks a nanosecond
  ByteWriter out;
  out.number(ticks), out.number(ticks / 2);
  return {ChunkKind::kClock, process, out.bytes()};
}

Chunk function_chunk(uint64_t process) {
  ByteWriter out;
  out.number(0), out.number(1), out.number(0), out.signed_number(7);
  for (const char* text : {"f.py", "f", "A.f", ""}) out.text(text);
  return {ChunkKind::kFunctions, process, out.bytes()};
}

// Of lines 8, 9 and 10: 8 and 10 were hit.
Chunk line_chunk(uint64_t process, uint64_t function = 0) {
  ByteWriter out;
  out.number(1), out.number(function), out.signed_number(8), out.number(3);
  out.number(3), out.number(2000), out.number(3);
  out.number(0), out.number(0), out.number(0);
  out.number(1), out.number(10), out.number(1);
  return {ChunkKind::kLines, process, out.bytes()};
}

Profile two_processes() {
  ProfileReader reader;
  for (const uint64_t process : {1, 2}) {
    reader.take(process_chunk(process));
    reader.take(clock_chunk(process, 1'000'000));
    reader.take(clock_chunk(process, 3'000'000));
    reader.take(function_chunk(process));
    reader.take(line_chunk(process));
  }
  return reader.finish();
}

TEST(LineRows, ProcessesAreSummedUpAndLinesWithoutHitsLeftOut) {
  const std::vector<LineRows> rows = line_rows(two_processes());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].qualified_name, "A.f");
  EXPECT_EQ(rows[0].first_line, 7);
  ASSERT_EQ(rows[0].lines.size(), 2u);
  EXPECT_EQ(rows[0].lines.at(8).hits, 6u);
  EXPECT_NEAR(rows[0].lines.at(8).seconds, 2000e-9, 1e-12);
  EXPECT_EQ(rows[0].lines.at(10).hits, 2u);
}

TEST(LineRows, CostIsSubtractedDownToZero) {
  Profile profile = two_processes();
  subtract_cost(profile);
  const std::vector<LineRows> rows = line_rows(profile);
  EXPECT_NEAR(rows[0].lines.at(8).seconds, 2 * 970e-9, 1e-12);
  EXPECT_EQ(rows[0].lines.at(10).seconds, 0);
}

TEST(LineRows, DamagedChunksAreLeftOut) {
  ProfileReader reader;
  reader.take(function_chunk(1));
  reader.take(line_chunk(1, 5));  // no such function
  Chunk cut = line_chunk(1);
  cut.payload.resize(cut.payload.size() - 2);
  reader.take(cut);
  EXPECT_TRUE(line_rows(reader.finish()).empty());
}

}  // namespace
