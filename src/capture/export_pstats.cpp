// The marshal format of Python/marshal.c, version 2 without references: every Python reads it.
#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "capture/call_table.h"
#include "capture/export.h"

namespace hasten::capture {
namespace {

class MarshalWriter {
 public:
  void open_dict() { bytes_ += '{'; }
  void close_dict() { bytes_ += '0'; }
  void open_tuple(int32_t size) { bytes_ += '(', fixed(size); }
  void text(const std::string& value) {
    bytes_ += 'u';
    fixed(static_cast<int32_t>(value.size()));
    bytes_ += value;
  }
  void real(double value) { bytes_ += 'g', fixed(value); }
  void number(uint64_t value) {
    if (value <= INT32_MAX) {
      bytes_ += 'i', fixed(static_cast<int32_t>(value));
      return;
    }
    constexpr int kDigitBits = 15;
    bytes_ += 'l',
        fixed(static_cast<int32_t>((std::bit_width(value) + kDigitBits - 1) / kDigitBits));
    for (; value != 0; value >>= kDigitBits) fixed(static_cast<uint16_t>(value & 0x7fff));
  }

  std::string bytes_;

 private:
  template <typename T>
  void fixed(T value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    bytes_.append(bytes, sizeof bytes);
  }
};

void write_key(MarshalWriter& out, const CallRow& row) {
  out.open_tuple(3);
  out.text(row.file);
  out.number(static_cast<uint64_t>(std::max(row.line, 0)));
  out.text(row.name);
}

}  // namespace

std::string export_pstats(const Profile& profile) {
  const std::vector<CallRow> rows = call_table(profile);
  MarshalWriter out;
  out.open_dict();
  for (const CallRow& row : rows) {
    if (row.counts.calls == 0) continue;
    write_key(out, row);
    out.open_tuple(5);
    out.number(row.counts.primitive_calls);
    out.number(row.counts.calls);
    out.real(row.counts.own_seconds);
    out.real(row.counts.cumulative_seconds);
    out.open_dict();
    for (const auto& [caller, counts] : row.callers) {
      write_key(out, rows[caller]);
      out.open_tuple(4);  // here the order of the two counts is the other one
      out.number(counts.calls);
      out.number(counts.primitive_calls);
      out.real(counts.own_seconds);
      out.real(counts.cumulative_seconds);
    }
    out.close_dict();
  }
  out.close_dict();
  return std::move(out.bytes_);
}

}  // namespace hasten::capture
