// The message Profile of pprof (github.com/google/pprof, proto/profile.proto), uncompressed. Values
// of a sample: how many, wall and processor time. A location is a line of a function.
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "capture/byte_stream.h"
#include "capture/export.h"
#include "capture/timeline.h"

namespace hasten::capture {
namespace {

// Fields of a protobuf message: a number is a varint, everything else its length and its bytes.
class Message {
 public:
  Message& number(uint32_t field, uint64_t value) {
    out_.number(uint64_t{field} << 3);
    out_.number(value);
    return *this;
  }
  Message& bytes(uint32_t field, const std::string& value) {
    out_.number(uint64_t{field} << 3 | 2);
    out_.text(value);
    return *this;
  }
  Message& message(uint32_t field, const Message& value) {
    return bytes(field, value.out_.bytes());
  }
  const std::string& text() const { return out_.bytes(); }

 private:
  ByteWriter out_;
};

class PprofWriter {
 public:
  explicit PprofWriter(const Timeline& timeline) : timeline_(timeline) { string(""); }

  std::string write() {
    const auto type = [&](const char* name, const char* unit) {
      return Message().number(1, string(name)).number(2, string(unit));
    };
    profile_.message(1, type("samples", "count"));
    profile_.message(1, type("wall", "nanoseconds"));
    profile_.message(1, type("cpu", "nanoseconds"));
    uint64_t longest = 0;
    for (const TimedThread& thread : timeline_.threads) {
      std::map<uint32_t, Stretch> sums;
      uint64_t length = 0;
      for (const Stretch& stretch : thread.stretches) {
        Stretch& sum = sums[stretch.frame];
        sum.count += stretch.count;
        sum.nanoseconds += stretch.nanoseconds;
        sum.cpu_nanoseconds += stretch.cpu_nanoseconds;
        length += stretch.nanoseconds;
      }
      longest = std::max(longest, length);
      for (const auto& [frame, sum] : sums) write_sample(thread, frame, sum);
    }
    const uint64_t wall = string("wall");
    // One mapping that has all names, so that nobody looks for symbols.
    profile_.message(3, Message().number(1, 1).number(7, 1).number(8, 1).number(9, 1));
    profile_.number(10, longest).number(14, wall);
    for (const std::string& text : strings_) profile_.bytes(6, text);
    return profile_.text();
  }

 private:
  uint64_t string(const std::string& text) {
    const auto [known, is_new] = numbers_.try_emplace(text, numbers_.size());
    if (is_new) strings_.push_back(text);
    return known->second;
  }

  void write_sample(const TimedThread& thread, uint32_t frame, const Stretch& sum) {
    Message sample;
    for (uint32_t at = frame; at != 0; at = timeline_.frames[at].parent)  // the leaf first
      sample.number(1, location(timeline_.frames[at]));
    sample.number(2, sum.count).number(2, sum.nanoseconds).number(2, sum.cpu_nanoseconds);
    sample.message(3, Message().number(1, string("pid")).number(2, string(thread.process)));
    sample.message(
        3, Message().number(1, string("thread")).number(2, string(std::to_string(thread.thread))));
    profile_.message(2, sample);
  }

  uint64_t location(const TimedFrame& frame) {
    const auto [known, is_new] =
        locations_.try_emplace({frame.function, frame.line}, locations_.size() + 1);
    if (is_new) {
      const Message line = Message()
                               .number(1, function(frame.function))
                               .number(2, static_cast<uint64_t>(frame.line));
      profile_.message(4, Message().number(1, known->second).number(2, 1).message(4, line));
    }
    return known->second;
  }

  uint64_t function(size_t index) {
    const auto [known, is_new] = functions_.try_emplace(index, functions_.size() + 1);
    if (is_new) {
      const Function& of = timeline_.functions[index];
      profile_.message(5, Message()
                              .number(1, known->second)
                              .number(2, string(of.qualified_name))
                              .number(3, string(of.name))
                              .number(4, string(of.file))
                              .number(5, static_cast<uint64_t>(of.first_line)));
    }
    return known->second;
  }

  const Timeline& timeline_;
  Message profile_;
  std::map<std::string, uint64_t> numbers_;
  std::vector<std::string> strings_;
  std::map<std::pair<size_t, int32_t>, uint64_t> locations_;
  std::map<size_t, uint64_t> functions_;
};

}  // namespace

std::string export_pprof(const Profile& profile) {
  const Timeline timeline = timeline_of(profile);
  return PprofWriter(timeline).write();
}

}  // namespace hasten::capture
