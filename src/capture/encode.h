// encode: what the collectors hold, as the payloads of chunks. Every payload tells what is new or
// has changed since the one before; counts are totals, so that the last one read holds.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "observe/calls.h"
#include "observe/functions.h"
#include "observe/lines.h"
#include "observe/ticks.h"

namespace hasten::capture {

using Facts = std::vector<std::pair<std::string, std::string>>;

std::string encode_facts(const Facts& facts);
std::string encode_clock(const observe::Moment& moment);

class FunctionEncoder {
 public:
  // Empty: none is new.
  std::string encode(const observe::FunctionTable& functions);

 private:
  uint32_t next_ = 0;
};

class CallsEncoder {
 public:
  // Empty: nothing has changed.
  std::string encode(const observe::ThreadCalls& thread);

 private:
  struct Seen {
    uint64_t own_ticks = 0;
    uint64_t calls = 0;
  };
  std::vector<Seen> seen_;  // by node
};

class LinesEncoder {
 public:
  // Empty: nothing has changed.
  std::string encode(const observe::LineCollector& lines);

 private:
  std::vector<uint64_t> seen_;  // ticks, by function
};

}  // namespace hasten::capture
