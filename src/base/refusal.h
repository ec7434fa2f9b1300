// refusal: why a region stays interpreted. Expected, frequent, shown to the user with advice.
// The table is refusal.def; a Refusal carries a code, a detail for its text, and the bytecode
// offset.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace hasten {

enum class RefusalCode : int {
#define REFUSAL(number, name, text, advice) k##name = number,
#include "base/refusal.def"
#undef REFUSAL
};

const char* refusal_name(RefusalCode code);
const char* refusal_advice(RefusalCode code);

struct Refusal {
  RefusalCode code;
  std::string detail;
  int offset = -1;  // byte offset in the code object, -1: the region as a whole

  // The sentence for the user, detail filled in.
  std::string text() const;
  // The same with name and number, for places that have no fields for them.
  std::string full_text() const;
};

// A value or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}            // NOLINT(google-explicit-constructor)
  Result(Refusal refusal) : state_(std::move(refusal)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return state_.index() == 0; }
  T& value() {
    HASTEN_CHECK(state_.index() == 0);
    return std::get<0>(state_);
  }
  const Refusal& refusal() const {
    HASTEN_CHECK(state_.index() == 1);
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Refusal> state_;
};

}  // namespace hasten
