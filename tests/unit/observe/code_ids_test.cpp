#include "observe/code_ids.h"

#include <gtest/gtest.h>

using hasten::observe::CodeIds;
using hasten::observe::KnownCode;

struct PyCodeObject;

namespace {

const PyCodeObject* code_at(uintptr_t address) {
  return reinterpret_cast<const PyCodeObject*>(address);
}

TEST(CodeIds, AnEntryEndsWithItsObject) {
  CodeIds ids;
  ids.add(code_at(0x1000), {7, 2});
  ASSERT_TRUE(ids.find(code_at(0x1000)).has_value());
  EXPECT_EQ(ids.find(code_at(0x1000))->function, 7u);
  EXPECT_EQ(ids.find(code_at(0x1000))->first_traceable, 2);
  ids.forget(code_at(0x1000));
  EXPECT_FALSE(ids.find(code_at(0x1000)).has_value());
}

TEST(CodeIds, WhatHasEndedInThisRoundOrTheOneBeforeIsNotEntered) {
  CodeIds ids;
  ids.forget(code_at(0x1000));
  ids.add(code_at(0x1000), {1, 0});
  EXPECT_FALSE(ids.find(code_at(0x1000)).has_value());
  ids.begin_round();
  ids.add(code_at(0x1000), {1, 0});
  EXPECT_FALSE(ids.find(code_at(0x1000)).has_value());
  ids.begin_round();
  ids.add(code_at(0x1000), {2, 0});
  EXPECT_EQ(ids.find(code_at(0x1000))->function, 2u);
}

TEST(CodeIds, ManyComeAndGo) {
  CodeIds ids;
  constexpr uintptr_t kCount = 20'000;
  for (uintptr_t i = 1; i <= kCount; ++i) {
    ids.add(code_at(i * 64), {static_cast<uint32_t>(i), -1});
    if (i % 3 == 0) ids.forget(code_at(i * 64));
  }
  for (uintptr_t i = 1; i <= kCount; ++i) {
    const auto found = ids.find(code_at(i * 64));
    ASSERT_EQ(found.has_value(), i % 3 != 0) << i;
    if (found) {
      EXPECT_EQ(found->function, i);
      EXPECT_EQ(found->first_traceable, -1);
    }
  }
}

}  // namespace
