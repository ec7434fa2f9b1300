// Function: names, tables and construction of the typed IR. See function.h.
#include "ir/function.h"

#include "base/check.h"

namespace hasten::ir {
namespace {

struct OpRow {
  const char* name;
  const char* signature;
  uint8_t flags;
};
constexpr OpRow kOps[] = {
#define OP(name, signature, flags, text) {#name, signature, flags},
#include "ir/ops.def"
#undef OP
};

struct HelperRow {
  const char* name;
  const char* signature;
  HelperEffect effect;
};
constexpr HelperEffect kPure = HelperEffect::kPure;
constexpr HelperEffect kReads = HelperEffect::kReads;
constexpr HelperEffect kAllocates = HelperEffect::kAllocates;
constexpr HelperEffect kNoPython = HelperEffect::kNoPython;
constexpr HelperEffect kRunsPython = HelperEffect::kRunsPython;
constexpr HelperRow kHelpers[] = {
#define HELPER(name, signature, effects, text) {#name, signature, effects},
#include "ir/helpers.def"
#undef HELPER
};

}  // namespace

const char* type_name(Type type) {
  static const char* const kNames[] = {"void", "i1", "i64", "f64", "ptr"};
  return kNames[static_cast<int>(type)];
}

const char* op_name(Op op) { return kOps[static_cast<int>(op)].name; }
const char* op_signature(Op op) { return kOps[static_cast<int>(op)].signature; }
uint8_t op_flags(Op op) { return kOps[static_cast<int>(op)].flags; }
const char* helper_name(Helper helper) { return kHelpers[static_cast<int>(helper)].name; }
const char* helper_signature(Helper helper) { return kHelpers[static_cast<int>(helper)].signature; }
HelperEffect helper_effect(Helper helper) { return kHelpers[static_cast<int>(helper)].effect; }

bool only_computes(Helper helper) {
  switch (helper) {
  case Helper::k_raised:
  case Helper::k_str_item:
  case Helper::k_chr:
  case Helper::k_compare_plain:
  case Helper::k_compare_numbers_and_text:
  case Helper::k_compare_of_numbers:
    return true;
  default:
    return helper_effect(helper) <= HelperEffect::kAllocates;
  }
}

Type type_of_letter(char letter) {
  switch (letter) {
  case 'i':
    return Type::kInt;
  case 'f':
    return Type::kFloat;
  case 'b':
    return Type::kBool;
  case 'p':
    return Type::kPtr;
  default:
    return Type::kVoid;
  }
}

const char* exit_kind_name(ExitKind kind) {
  static const char* const kNames[] = {"entry_mismatch", "done",    "guard",   "overflow",
                                       "raise",          "breaker", "invalid", "call"};
  return kNames[static_cast<int>(kind)];
}

Value Function::new_value(Type type) {
  types.push_back(type);
  return static_cast<Value>(types.size()) - 1;
}

BlockId Function::new_block() {
  blocks.emplace_back();
  return static_cast<BlockId>(blocks.size()) - 1;
}

}  // namespace hasten::ir
