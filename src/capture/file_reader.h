// file_reader: the chunks of a capture file, as far as they can be read. A file that was cut off,
// or damaged in places, gives what is whole; what is not is counted.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "capture/chunk.h"

namespace hasten::capture {

struct ReadReport {
  std::string error;           // not a capture, or not to be opened: nothing was read
  uint64_t damaged_bytes = 0;  // left out, at the end of a file that was cut off or in between
};

// Calls `take` for each chunk in the order of the file. One chunk is in memory at a time.
ReadReport read_chunks(const std::string& path, const std::function<void(const Chunk&)>& take);

}  // namespace hasten::capture
