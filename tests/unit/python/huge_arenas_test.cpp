// Where arenas lie, that their memory is asked for in huge pages, and that it is given back.
#include "python/huge_arenas.h"

#include <Python.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "embedded_python.h"

namespace hasten::python {
namespace {

constexpr size_t kArena = size_t{1} << 20, kPage = 2 * kArena;

struct Arenas {
  PyObjectArenaAllocator allocator{};
  std::vector<char*> taken;

  Arenas() {
    testing::start_python();
    use_huge_arenas();
    PyObject_GetArenaAllocator(&allocator);
  }
  ~Arenas() {
    while (!taken.empty()) release();
    use_own_arenas();
  }
  char* take(size_t size = kArena) {
    taken.push_back(static_cast<char*>(allocator.alloc(allocator.ctx, size)));
    return taken.back();
  }
  void release() {
    allocator.free(allocator.ctx, taken.back(), kArena);
    taken.pop_back();
  }
  void release(size_t index) {
    std::swap(taken[index], taken.back());
    release();
  }
};

uintptr_t page_of(const char* arena) { return reinterpret_cast<uintptr_t>(arena) / kPage; }

// Whether the kernel has been asked for huge pages there: flag "hg" in proc(5)'s smaps.
bool lies_in_huge_pages(const char* arena) {
  std::ifstream file("/proc/self/smaps");
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    uintptr_t begin = 0, end = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx ", &begin, &end) == 2) {
      const auto at = reinterpret_cast<uintptr_t>(arena);
      inside = begin <= at && at < end;
    } else if (inside && line.starts_with("VmFlags:")) {
      return line.find(" hg") != std::string::npos;
    }
  }
  return false;
}

bool is_mapped(char* arena) { return msync(arena, kArena, MS_ASYNC) == 0; }

// Until arenas lie in huge pages; false: the kernel grants none here.
bool get_past_the_first(Arenas& arenas) {
  for (int i = 0; i < 8; ++i) {
    if (lies_in_huge_pages(arenas.take())) return true;
  }
  return false;
}

TEST(HugeArenas, TwoArenasShareAPage) {
  Arenas arenas;
  if (!get_past_the_first(arenas)) GTEST_SKIP() << "no huge pages on this machine";
  std::set<char*> places;
  std::set<uintptr_t> pages;
  for (int i = 0; i < 40; ++i) {
    char* arena = arenas.take();
    EXPECT_TRUE(lies_in_huge_pages(arena));
    std::memset(arena, 1, kArena);
    places.insert(arena);
    pages.insert(page_of(arena));
  }
  EXPECT_EQ(places.size(), 40U);
  EXPECT_LE(pages.size(), 21U);
  EXPECT_GE(huge_arenas_peak(), 40 * kArena);
}

TEST(HugeArenas, WhatIsFreeIsTakenBesideWhatIsTaken) {
  Arenas arenas;
  if (!get_past_the_first(arenas)) GTEST_SKIP() << "no huge pages on this machine";
  for (int i = 0; i < 20; ++i) arenas.take();
  char* freed = arenas.taken[arenas.taken.size() - 10];
  arenas.release(arenas.taken.size() - 10);
  const std::set<char*> next{arenas.take(), arenas.take()};  // one page more may be half taken
  EXPECT_TRUE(next.contains(freed));
}

TEST(HugeArenas, MemoryIsGivenBack) {
  Arenas arenas;
  if (!get_past_the_first(arenas)) GTEST_SKIP() << "no huge pages on this machine";
  const size_t before = arenas.taken.size();
  for (int i = 0; i < 200; ++i) *arenas.take() = 1;
  const std::vector<char*> was = arenas.taken;
  while (arenas.taken.size() > before) arenas.release();
  const std::set<char*> served(was.begin(), was.end());
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(served.contains(arenas.take())) << "they were kept";
  while (arenas.taken.size() > before) arenas.release();
  trim_huge_arenas();
  trim_huge_arenas();
  int mapped = 0;
  for (size_t i = before; i < was.size(); ++i) mapped += is_mapped(was[i]) ? 1 : 0;
  constexpr int kInBegunChunks = 32;
  EXPECT_LE(mapped, kInBegunChunks) << "the other chunks are unmapped";
}

TEST(HugeArenas, OtherSizesAndTimesAreNotOurs) {
  Arenas arenas;
  if (!get_past_the_first(arenas)) GTEST_SKIP() << "no huge pages on this machine";
  char* half = static_cast<char*>(arenas.allocator.alloc(arenas.allocator.ctx, kArena / 2));
  EXPECT_FALSE(lies_in_huge_pages(half));
  arenas.allocator.free(arenas.allocator.ctx, half, kArena / 2);
  use_own_arenas();
  char* own = arenas.take();
  use_huge_arenas();
  EXPECT_FALSE(lies_in_huge_pages(own));
  EXPECT_TRUE(lies_in_huge_pages(arenas.take()));
}

}  // namespace
}  // namespace hasten::python
