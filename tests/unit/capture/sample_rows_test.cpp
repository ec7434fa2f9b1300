#include "capture/sample_rows.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "capture/byte_stream.h"
#include "capture/call_table.h"
#include "capture/encode_samples.h"
#include "observe/sample_log.h"

using hasten::capture::add_sampled_calls;
using hasten::capture::ByteWriter;
using hasten::capture::call_table;
using hasten::capture::CallRow;
using hasten::capture::Chunk;
using hasten::capture::ChunkKind;
using hasten::capture::encode_samples;
using hasten::capture::encode_stacks;
using hasten::capture::kUnknownFunction;
using hasten::capture::Profile;
using hasten::capture::ProfileReader;
using hasten::capture::sample_rows;
using hasten::capture::SampleRow;
using hasten::observe::SampleLog;
using hasten::observe::StackNode;
using hasten::observe::ThreadState;

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

// outer -> inner -> outer (3 samples), outer (2), something unknown below outer (1).
SampleLog::Part part() {
  SampleLog log({});
  const uint32_t thread = log.add_thread(42, 2'000'000);
  const uint32_t outer = log.node({0, 0, 3});
  const uint32_t inner = log.node({outer, 1, 4});
  const uint32_t again = log.node({inner, 0, 5});
  const uint32_t unknown = log.node({outer, StackNode::kUnknownFunction, -1});
  log.add(thread, {again, ThreadState::kRunning, 3, 6000, 1000});
  log.add(thread, {outer, ThreadState::kWaits, 2, 4000, 0});
  log.add(thread, {unknown, ThreadState::kReady, 1, 2000, 0});
  return log.take();
}

Profile read(bool keeps_runs = false) {
  ProfileReader reader(keeps_runs);
  reader.take(clock_chunk(1'000'000));
  reader.take(clock_chunk(3'000'000));
  reader.take(function_chunk());
  reader.take({ChunkKind::kStacks, 1, encode_stacks(part())});
  reader.take({ChunkKind::kSamples, 1, encode_samples(part())});
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
  reader.take({ChunkKind::kSamples, 1, encode_samples(part())});  // of stacks that are not there
  Chunk cut{ChunkKind::kStacks, 1, encode_stacks(part())};
  cut.payload.resize(cut.payload.size() - 3);
  reader.take(cut);
  EXPECT_TRUE(sample_rows(reader.finish()).empty());
}

}  // namespace
