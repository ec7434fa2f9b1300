// call_helper.cpp: operands and results of every kind arrive, in mixed order.
#include "ir/call_helper.h"

#include <gtest/gtest.h>

#include <bit>
#include <vector>

namespace hasten::ir {
namespace {

uint64_t word(int64_t value) { return static_cast<uint64_t>(value); }
uint64_t word(double value) { return std::bit_cast<uint64_t>(value); }
uint64_t word(const void* value) { return reinterpret_cast<uint64_t>(value); }

// Helpers that record what they were given.
std::vector<double> seen;
void* give_object(void* a, void* b, int64_t c) {
  seen = {double(word(a)), double(word(b)), double(c)};
  return reinterpret_cast<void*>(uint64_t{77});
}
int64_t give_four(void* a, void* b, void* c, void* d) {
  seen = {double(word(a)), double(word(b)), double(word(c)), double(word(d))};
  return -1;
}
int64_t give_mixed(int64_t a, double b, int64_t c) {
  seen = {double(a), b, double(c)};
  return INT64_MIN;
}
double give_float(double a, double b) { return a - b; }
bool give_bool(void* a, double b) {
  seen = {double(word(a)), b};
  return b > 1;
}
bool give_none() { return true; }
void give_nothing(void* a) { seen = {double(word(a))}; }
template <typename T>
uint64_t call(Helper helper, T* function, std::vector<uint64_t> operands) {
  return call_helper(helper, reinterpret_cast<void*>(function), operands.data());
}

TEST(CallHelper, PassesEveryKindOfOperand) {
  EXPECT_EQ(call(Helper::k_binary, give_object, {1, 2, word(int64_t{-3})}), 77u);
  EXPECT_EQ(seen, (std::vector<double>{1, 2, -3}));
  EXPECT_EQ(call(Helper::k_store_slice, give_four, {1, 2, 3, 4}), word(int64_t{-1}));
  EXPECT_EQ(seen, (std::vector<double>{1, 2, 3, 4}));
  EXPECT_EQ(call(Helper::k_compare_int_float, give_mixed, {1, word(2.5), 3}), word(INT64_MIN));
  EXPECT_EQ(seen, (std::vector<double>{1, 2.5, 3}));
  EXPECT_EQ(call(Helper::k_float_mod, give_float, {word(2.0), word(0.5)}), word(1.5));
  EXPECT_EQ(call(Helper::k_replace_float, give_bool, {9, word(1.25)}), 1u);
  EXPECT_EQ(call(Helper::k_replace_float, give_bool, {9, word(0.25)}), 0u);
  EXPECT_EQ(call(Helper::k_raised, give_none, {}), 1u);
  EXPECT_EQ(call(Helper::k_dealloc, give_nothing, {5}), 0u);
  EXPECT_EQ(seen, (std::vector<double>{5}));
  EXPECT_STREQ(helper_signature(Helper::k_binary), "pppi");
}

}  // namespace
}  // namespace hasten::ir
