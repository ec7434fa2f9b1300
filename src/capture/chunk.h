// chunk: the parts that a capture file consists of; docs/design/capture.md describes the format.
#pragma once

#include <cstdint>
#include <string>

namespace hasten::capture {

// What the file begins with; the last character is the format's version.
inline constexpr char kFileMagic[8] = {'h', 'a', 's', 't', 'e', 'n', '\n', '1'};
inline constexpr uint32_t kChunkMagic = 0x6b6e6843;  // "Chnk"

enum class ChunkKind : uint8_t {
  kProcess = 1,    // facts of the process, as pairs of text
  kClock = 2,      // a moment by both clocks
  kFunctions = 3,  // functions that were not known before
  kCalls = 4,      // calls of one thread: new nodes, and the counts of those that changed
  kEnd = 5,        // the process ended its capture in order
  kLines = 6,      // hits and times of the lines of functions, where they changed
  kStacks = 7,     // new nodes of the tree of sampled stacks
  kSamples = 8,    // what threads stood at, one stretch of equal samples after the other
};

// Before every chunk, little endian. The payload is one zstd frame with its checksum.
struct ChunkHeader {
  uint32_t magic = kChunkMagic;
  ChunkKind kind{};
  uint8_t reserved[3] = {};
  uint64_t process = 0;  // tells processes apart that write to the same file
  uint32_t stored_size = 0;
  uint32_t size = 0;  // of the payload when uncompressed
};
static_assert(sizeof(ChunkHeader) == 24);

struct Chunk {
  ChunkKind kind{};
  uint64_t process = 0;
  std::string payload;
};

}  // namespace hasten::capture
