// The object cache: what was written is read again; anything else is a miss, never an error and
// never a crash.
#include "engine/object_cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "../../support/random_ir.h"

namespace hasten::engine {
namespace {

namespace fs = std::filesystem;

class ObjectCache : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "hasten-cache-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  void TearDown() override { fs::remove_all(root_); }

  fs::path file() const { return fs::path(folder()) / (key_ + ".o"); }
  std::string folder() const { return (root_ / "deep" / "cache").string(); }
  std::vector<uint8_t> bytes() const {
    std::ifstream stream(file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  void put(const std::vector<uint8_t>& content) const {
    std::ofstream stream(file(), std::ios::binary | std::ios::trunc);
    stream.write(reinterpret_cast<const char*>(content.data()),
                 static_cast<std::streamsize>(content.size()));
  }
  bool hit() const {
    std::vector<uint8_t> object = {1, 2, 3};
    const bool found = read_cached(folder(), key_, object);
    EXPECT_EQ(object, found ? object_ : (std::vector<uint8_t>{1, 2, 3}))
        << "a miss leaves the result alone";
    return found;
  }

  fs::path root_;
  std::string key_ = "0123456789abcdef0123456789abcdef";
  std::vector<uint8_t> object_ = std::vector<uint8_t>(40000, 0x5a);
};

TEST_F(ObjectCache, GivesBackWhatWasWritten) {
  EXPECT_FALSE(hit());
  write_cached(folder(), key_, object_);
  EXPECT_TRUE(hit());
  std::vector<uint8_t> object;
  EXPECT_FALSE(read_cached(folder(), "f" + key_.substr(1), object));
}

TEST_F(ObjectCache, RemembersWhatWasAbandoned) {
  EXPECT_FALSE(was_abandoned(folder(), key_));
  note_abandoned(folder(), key_);
  EXPECT_TRUE(was_abandoned(folder(), key_));
  EXPECT_FALSE(was_abandoned(folder(), "f" + key_.substr(1)));
  EXPECT_FALSE(hit());
  write_cached(folder(), key_, object_);
  EXPECT_TRUE(hit());
}

TEST_F(ObjectCache, AnEmptyObjectIsAnObject) {
  object_.clear();
  write_cached(folder(), key_, object_);
  EXPECT_TRUE(hit());
}

TEST_F(ObjectCache, EveryTruncationIsAMiss) {
  object_.resize(200);
  write_cached(folder(), key_, object_);
  const std::vector<uint8_t> whole = bytes();
  for (size_t size = 0; size < whole.size(); ++size) {
    put({whole.begin(), whole.begin() + static_cast<long>(size)});
    EXPECT_FALSE(hit()) << size;
  }
  put(whole);
  EXPECT_TRUE(hit());
}

TEST_F(ObjectCache, EveryChangedByteIsAMiss) {
  object_.resize(100);
  write_cached(folder(), key_, object_);
  const std::vector<uint8_t> whole = bytes();
  for (size_t at = 0; at < whole.size(); ++at) {
    std::vector<uint8_t> damaged = whole;
    damaged[at] ^= 0x10;
    put(damaged);
    EXPECT_FALSE(hit()) << at;
  }
  std::vector<uint8_t> longer = whole;
  longer.push_back(0);
  put(longer);
  EXPECT_FALSE(hit());
}

TEST_F(ObjectCache, ADamagedFileIsReplaced) {
  write_cached(folder(), key_, object_);
  put({'x'});
  write_cached(folder(), key_, object_);
  EXPECT_TRUE(hit());
}

TEST_F(ObjectCache, FilesAndFoldersAreTheOwnersAlone) {
  write_cached(folder(), key_, object_);
  struct stat facts;
  ASSERT_EQ(stat(file().c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
  ASSERT_EQ(stat(folder().c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0700u);
}

TEST_F(ObjectCache, AReaderSeesAWholeFileOrNone) {
  std::vector<uint8_t> other(object_.size() + 777, 0x33);
  write_cached(folder(), key_, object_);
  std::thread writer([&] {
    for (int i = 0; i < 300; ++i) write_cached(folder(), key_, i % 2 == 0 ? other : object_);
  });
  for (int i = 0; i < 1000; ++i) {
    std::vector<uint8_t> seen;
    ASSERT_TRUE(read_cached(folder(), key_, seen));
    ASSERT_TRUE(seen == object_ || seen == other);
  }
  writer.join();
  size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder())) ++files;
  EXPECT_EQ(files, 1u) << "drafts are gone";
}

TEST_F(ObjectCache, AnUnusableFolderCostsNothing) {
  write_cached("/proc/hasten/nowhere", key_, object_);
  fs::create_directories(root_ / "deep");
  std::ofstream(root_ / "deep" / "cache") << "a file, not a folder";
  write_cached(folder(), key_, object_);
  EXPECT_FALSE(hit());
}

TEST_F(ObjectCache, AFolderInThePlaceOfTheFileIsAMiss) {
  fs::create_directories(file());
  EXPECT_FALSE(hit());
  write_cached(folder(), key_, object_);
  EXPECT_FALSE(hit());
}

TEST(CacheKey, SaysWhichModuleItIs) {
  std::set<std::string> keys;
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    const ir::Module module = ir::random_module(seed);
    const std::string key = cache_key(module);
    EXPECT_EQ(key, cache_key(ir::random_module(seed)));
    EXPECT_EQ(key.size(), 32u);
    EXPECT_EQ(key.find_first_not_of("0123456789abcdef"), std::string::npos);
    keys.insert(key);
  }
  EXPECT_EQ(keys.size(), 200u);
  ir::Module module = ir::random_module(1);
  const std::string before = cache_key(module);
  ++module.pool_size;
  EXPECT_NE(cache_key(module), before);
}

}  // namespace
}  // namespace hasten::engine
