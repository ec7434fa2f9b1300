#include "python/address_set.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace {

const void* at(uintptr_t address) { return reinterpret_cast<const void*>(address); }

TEST(AddressSet, IsEmptyAtFirstAndAfterItsEnd) {
  hasten_address_set set = {};
  EXPECT_FALSE(hasten_has_address(&set, at(0x1000)));
  hasten_remove_address(&set, at(0x1000));
  ASSERT_TRUE(hasten_add_address(&set, at(0x1000)));
  hasten_clear_addresses(&set);
  EXPECT_FALSE(hasten_has_address(&set, at(0x1000)));
  EXPECT_EQ(set.room, 0u);
}

TEST(AddressSet, HoldsWhatWasAddedAndNothingElse) {
  // Neighbours, ends of chunks, the heap and far away: more chunks than the first table has room
  // for.
  std::vector<uintptr_t> added;
  for (uintptr_t chunk = 0; chunk < 300; ++chunk) {
    const uintptr_t base = (chunk % 3 == 0 ? 0x555500000000u : 0x7f0000000000u) + (chunk << 20);
    added.insert(added.end(), {base, base + 0x20, base + 0xFFFF0, base + (chunk << 4) + 0x400});
  }
  hasten_address_set set = {};
  for (const uintptr_t address : added) ASSERT_TRUE(hasten_add_address(&set, at(address)));
  const std::set<uintptr_t> all(added.begin(), added.end());
  for (const uintptr_t address : added) {
    for (const uintptr_t near : {address - 0x10, address, address + 0x10})
      EXPECT_EQ(hasten_has_address(&set, at(near)), all.count(near) != 0) << std::hex << near;
  }
  hasten_remove_address(&set, at(added[0]));
  EXPECT_FALSE(hasten_has_address(&set, at(added[0])));
  EXPECT_TRUE(hasten_has_address(&set, at(added[1])));
  hasten_clear_addresses(&set);
}

}  // namespace
