// refusal: see refusal.h.
#include "base/refusal.h"

namespace hasten {
namespace {

struct Row {
  RefusalCode code;
  const char* name;
  const char* text;
  const char* advice;
};

constexpr Row kRows[] = {
#define REFUSAL(number, name, text, advice) {RefusalCode::k##name, #name, text, advice},
#include "base/refusal.def"
#undef REFUSAL
};

const Row& row_of(RefusalCode code) {
  for (const Row& row : kRows) {
    if (row.code == code) return row;
  }
  check_failed(__FILE__, __LINE__, "unknown refusal code");
}

}  // namespace

const char* refusal_name(RefusalCode code) { return row_of(code).name; }
const char* refusal_advice(RefusalCode code) { return row_of(code).advice; }

std::string Refusal::text() const {
  std::string result = row_of(code).text;
  const std::string mark = "{detail}";
  const size_t at = result.find(mark);
  if (at != std::string::npos) result.replace(at, mark.size(), detail.empty() ? "-" : detail);
  return result;
}

std::string Refusal::full_text() const {
  return text() + " [" + refusal_name(code) + ", " + std::to_string(static_cast<int>(code)) +
         "]; " + refusal_advice(code);
}

}  // namespace hasten
