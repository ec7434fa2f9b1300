#include "capture/sample_rows.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "capture/byte_stream.h"
#include "capture/call_table.h"

using hasten::capture::add_sampled_calls;
using hasten::capture::ByteWriter;
using hasten::capture::call_table;
using hasten::capture::CallRow;
using hasten::capture::Chunk;
using hasten::capture::ChunkKind;
using hasten::capture::kUnknownFunction;
using hasten::capture::Profile;
using hasten::capture::ProfileReader;
using hasten::capture::sample_rows;
using hasten::capture::SampleRow;

namespace {

Chunk clock_chunk(uint64_t ticks) {  // two ticks a nanosecond
  ByteWriter out;
  out.number(ticks), out.number(ticks / 2);
  return {ChunkKind::kClock, 1, out.bytes()};
}

Chunk function_chunk() {
  ByteWriter out;
  out.number(0), out.number(2);
  for (const char* name : {"outer", "inner"}) {
    out.number(0), out.signed_number(7);
    for (const char* text : {"f.py", name, name, ""}) out.text(text);
  }
  return {ChunkKind::kFunctions, 1, out.bytes()};
}

// Nodes: 1 outer, 2 inner below it, 3 outer below that, 4 something unknown below 1.
Chunk stack_chunk() {
  ByteWriter out;
  out.number(0), out.number(5);
  const auto node = [&](uint64_t parent, uint64_t function, int64_t unit) {
    out.number(parent), out.number(function), out.signed_number(unit);
  };
  node(0, 0, -1), node(0, 1, 3), node(1, 2, 4), node(2, 1, 5), node(1, 0, -1);
  return {ChunkKind::kStacks, 1, out.bytes()};
}

Chunk sample_chunk() {
  ByteWriter out;
  out.number(0), out.number(1);
  out.number(0), out.number(42), out.number(2'000'000), out.number(3);
  const auto run = [&](uint64_t node, uint64_t state, uint64_t samples, uint64_t ticks,
                       uint64_t cpu_nanoseconds) {
    for (const uint64_t value : {node, state, samples, ticks, cpu_nanoseconds}) out.number(value);
  };
  run(3, 0, 3, 6000, 1000), run(1, 3, 2, 4000, 0), run(4, 1, 1, 2000, 0);
  return {ChunkKind::kSamples, 1, out.bytes()};
}

Profile read(bool keeps_runs = false) {
  ProfileReader reader(keeps_runs);
  reader.take(clock_chunk(1'000'000));
  reader.take(clock_chunk(3'000'000));
  reader.take(function_chunk());
  reader.take(stack_chunk());
  reader.take(sample_chunk());
  return reader.finish();
}

TEST(SampleRows, ARecursiveFunctionCountsOncePerStack) {
  const std::vector<SampleRow> rows = sample_rows(read());
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].name, "outer");
  EXPECT_EQ(rows[0].self.samples, 5u);
  EXPECT_EQ(rows[0].total.samples, 6u);
  EXPECT_NEAR(rows[0].self.seconds[0], 3e-6, 1e-12);
  EXPECT_NEAR(rows[0].self.seconds[3], 2e-6, 1e-12);
  EXPECT_NEAR(rows[0].self.cpu_seconds, 1e-6, 1e-12);
  EXPECT_EQ(rows[1].name, "inner");
  EXPECT_EQ(rows[1].self.samples, 0u);
  EXPECT_EQ(rows[1].total.samples, 3u);
  EXPECT_EQ(rows[2].name, kUnknownFunction);
  EXPECT_EQ(rows[2].self.samples, 1u);
}

TEST(SampleRows, SamplesAsCalls) {
  Profile profile = read();
  add_sampled_calls(profile);
  const std::vector<CallRow> rows = call_table(profile);
  ASSERT_EQ(rows.size(), 3u);
  for (const CallRow& row : rows) {
    if (row.name == "outer") {
      EXPECT_EQ(row.counts.primitive_calls, 6u);
      EXPECT_NEAR(row.counts.own_seconds, 5e-6, 1e-12);
      EXPECT_NEAR(row.counts.cumulative_seconds, 6e-6, 1e-12);
    }
  }
}

TEST(SampleRows, RunsAreKeptWhereTheyAreWanted) {
  EXPECT_TRUE(read().processes[0].sampled[0].runs.empty());
  const Profile profile = read(true);
  ASSERT_EQ(profile.processes[0].sampled[0].runs.size(), 3u);
  EXPECT_NEAR(profile.processes[0].sampled[0].runs[0].seconds, 3e-6, 1e-12);
  EXPECT_NEAR(profile.processes[0].sampled[0].begun, 0.0005, 1e-9);
}

TEST(SampleRows, DamagedChunksAreLeftOut) {
  ProfileReader reader;
  reader.take(sample_chunk());  // of stacks that are not there
  Chunk cut = stack_chunk();
  cut.payload.resize(cut.payload.size() - 3);
  reader.take(cut);
  EXPECT_TRUE(sample_rows(reader.finish()).empty());
}

}  // namespace
