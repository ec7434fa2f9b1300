// See line_table.h.
#include "base/line_table.h"

#include <string_view>

namespace hasten {
namespace {

// Six bits a byte, the lowest first; bit 6 says that more follow.
class Locations {
 public:
  explicit Locations(std::string_view bytes) : bytes_(bytes) {}

  bool at_end() const { return at_ >= bytes_.size(); }
  uint8_t byte() { return at_end() ? 0 : static_cast<uint8_t>(bytes_[at_++]); }
  void skip(size_t count) { at_ += count; }
  uint32_t number() {
    uint32_t value = 0;
    for (int shift = 0; shift < 32; shift += 6) {
      const uint8_t part = byte();
      value |= static_cast<uint32_t>(part & 0x3f) << shift;
      if ((part & 0x40) == 0) break;
    }
    return value;
  }
  int32_t signed_number() {
    const uint32_t value = number();
    const auto magnitude = static_cast<int32_t>(value >> 1);
    return (value & 1) != 0 ? -magnitude : magnitude;
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
};

}  // namespace

std::vector<int32_t> decode_lines(const std::string& table, int32_t first_line) {
  constexpr int kOneLine = 10, kNoColumns = 13, kLong = 14, kNone = 15;
  std::vector<int32_t> lines;
  int32_t line = first_line;
  Locations in(table);
  while (!in.at_end()) {
    const uint8_t head = in.byte();
    const int code = head >> 3 & 0xf;
    const size_t units = (head & 7U) + 1;
    if (code < kOneLine) {
      in.skip(1);  // columns
    } else if (code < kNoColumns) {
      line += code - kOneLine;
      in.skip(2);
    } else if (code != kNone) {
      line += in.signed_number();
      if (code == kLong) in.number(), in.number(), in.number();  // end line, columns
    }
    lines.insert(lines.end(), units, code == kNone ? 0 : line);
  }
  return lines;
}

}  // namespace hasten
