#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "capture/byte_stream.h"
#include "capture/call_table.h"
#include "capture/file_reader.h"
#include "capture/file_writer.h"
#include "capture/profile.h"

using hasten::capture::ByteWriter;
using hasten::capture::call_table;
using hasten::capture::Chunk;
using hasten::capture::ChunkKind;
using hasten::capture::FileWriter;
using hasten::capture::Profile;
using hasten::capture::ProfileReader;
using hasten::capture::read_chunks;
using hasten::capture::read_profile;
using hasten::capture::ReadReport;

namespace {

class CaptureFile : public testing::Test {
 protected:
  CaptureFile() {
    char pattern[] = "/tmp/hasten-capture-XXXXXX";
    const int file = mkstemp(pattern);
    close(file);
    path_ = pattern;
  }
  ~CaptureFile() override { unlink(path_.c_str()); }

  std::string bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }
  std::vector<std::string> payloads(ReadReport& report) const {
    std::vector<std::string> found;
    report = read_chunks(path_, [&](const Chunk& chunk) { found.push_back(chunk.payload); });
    return found;
  }

  std::string path_;
};

TEST_F(CaptureFile, GivesBackWhatWasAppended) {
  FileWriter writer;
  ASSERT_EQ(writer.create(path_), "");
  EXPECT_TRUE(writer.append(ChunkKind::kProcess, "first"));
  EXPECT_TRUE(writer.append(ChunkKind::kEnd, std::string(1 << 20, 'x')));
  EXPECT_EQ(writer.bytes_written(), bytes().size());
  EXPECT_LT(bytes().size(), 4096u);
  ReadReport report;
  const std::vector<std::string> found = payloads(report);
  EXPECT_EQ(found, (std::vector<std::string>{"first", std::string(1 << 20, 'x')}));
  EXPECT_EQ(report.error, "");
  EXPECT_EQ(report.damaged_bytes, 0u);
}

TEST_F(CaptureFile, CutOffAnywhereGivesWhatIsWhole) {
  FileWriter writer;
  writer.create(path_);
  for (const char* text : {"one", "two", "three"}) writer.append(ChunkKind::kProcess, text);
  const std::string whole = bytes();
  size_t most = 0;
  for (size_t size = 8; size <= whole.size(); ++size) {
    write(whole.substr(0, size));
    ReadReport report;
    const size_t found = payloads(report).size();
    EXPECT_EQ(report.error, "");
    EXPECT_GE(found, most);
    most = found;
  }
  EXPECT_EQ(most, 3u);
}

TEST_F(CaptureFile, DamageCostsOneChunk) {
  FileWriter writer;
  writer.create(path_);
  for (const char* text : {"one", "two", "three"}) writer.append(ChunkKind::kProcess, text);
  const std::string whole = bytes();
  for (size_t at = 8; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    write(damaged);
    ReadReport report;
    EXPECT_GE(payloads(report).size(), 2u) << at;
  }
}

TEST_F(CaptureFile, OtherFilesAreRefused) {
  ReadReport report;
  write("");
  payloads(report);
  EXPECT_EQ(report.error, "not a capture of hasten");
  write("hasten\n9 and more");
  payloads(report);
  EXPECT_EQ(report.error, "a capture of another version of hasten");
  EXPECT_EQ(read_chunks("/tmp", [](const Chunk&) {}).error, "Is a directory");
  EXPECT_EQ(read_chunks("/nowhere/x", [](const Chunk&) {}).error, "No such file or directory");
}

TEST_F(CaptureFile, AFullDiskIsTold) {
  FileWriter writer;
  EXPECT_NE(writer.create("/dev/full"), "");
  EXPECT_FALSE(writer.append(ChunkKind::kEnd, ""));
}

// Whatever the payloads hold: nothing is read or made that is not there.
TEST(ProfileReader, TakesAnyBytes) {
  std::mt19937 random(20261130);
  for (int round = 0; round < 20'000; ++round) {
    ProfileReader reader;
    const int chunks = 1 + static_cast<int>(random() % 5);
    for (int i = 0; i < chunks; ++i) {
      Chunk chunk;
      chunk.kind = static_cast<ChunkKind>(1 + random() % 6);
      chunk.payload.resize(random() % 40);
      // Small numbers come near to what is meant.
      for (char& c : chunk.payload) c = static_cast<char>(random() % (round % 2 == 0 ? 5 : 256));
      reader.take(chunk);
    }
    Profile profile = reader.finish();
    subtract_cost(profile);
    call_table(profile);
  }
}

}  // namespace
