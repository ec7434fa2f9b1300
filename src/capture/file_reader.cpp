// See file_reader.h.
#include "capture/file_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <cstring>
#include <string_view>

namespace hasten::capture {
namespace {

constexpr uint64_t kLargestPayload = uint64_t{1} << 30;

// Read in pieces, not mapped: the file may be cut off meanwhile.
class InputFile {
 public:
  explicit InputFile(const std::string& path) : file_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat status{};
    if (file_ < 0 || fstat(file_, &status) != 0) {
      error_ = std::strerror(errno);
    } else if (!S_ISREG(status.st_mode)) {
      error_ = S_ISDIR(status.st_mode) ? std::strerror(EISDIR) : "not a regular file";
    }
    size_ = static_cast<uint64_t>(status.st_size);
  }
  ~InputFile() {
    if (file_ >= 0) close(file_);
  }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  const std::string& error() const { return error_; }
  uint64_t size() const { return size_; }
  // Fewer bytes at the end of the file; valid until the next call.
  std::string_view read(uint64_t at, size_t size) {
    buffer_.resize(size);
    size_t done = 0;
    while (done < size) {
      const ssize_t got =
          pread(file_, buffer_.data() + done, size - done, static_cast<off_t>(at + done));
      if (got == 0 || (got < 0 && errno != EINTR)) break;
      if (got > 0) done += static_cast<size_t>(got);
    }
    return std::string_view(buffer_).substr(0, done);
  }

 private:
  int file_;
  uint64_t size_ = 0;
  std::string error_, buffer_;
};

// The chunk that begins at `at`; returns its length in the file, 0: there is none, or it is
// damaged.
uint64_t chunk_at(InputFile& file, uint64_t at, Chunk& chunk) {
  ChunkHeader header;
  const std::string_view head = file.read(at, sizeof header);
  if (head.size() < sizeof header) return 0;
  std::memcpy(&header, head.data(), sizeof header);
  if (header.magic != kChunkMagic || header.size > kLargestPayload ||
      header.stored_size > file.size() - at - sizeof header)
    return 0;
  chunk.kind = header.kind;
  chunk.process = header.process;
  chunk.payload.resize(header.size);
  const std::string_view stored = file.read(at + sizeof header, header.stored_size);
  const size_t size =
      ZSTD_decompress(chunk.payload.data(), chunk.payload.size(), stored.data(), stored.size());
  if (ZSTD_isError(size) != 0 || size != header.size) return 0;
  return sizeof header + header.stored_size;
}

// Where the next chunk may begin, from `at` on; the file's size if nowhere.
uint64_t next_magic(InputFile& file, uint64_t at) {
  constexpr size_t kPiece = 1 << 16;
  char magic[sizeof kChunkMagic];
  std::memcpy(magic, &kChunkMagic, sizeof magic);
  while (at < file.size()) {
    const std::string_view piece = file.read(at, kPiece);
    if (piece.size() < sizeof magic) break;
    const size_t found = piece.find(std::string_view(magic, sizeof magic));
    if (found != std::string_view::npos) return at + found;
    at += piece.size() - sizeof magic + 1;
  }
  return file.size();
}

}  // namespace

ReadReport read_chunks(const std::string& path, const std::function<void(const Chunk&)>& take) {
  ReadReport report;
  InputFile file(path);
  report.error = file.error();
  if (!report.error.empty()) return report;
  const std::string_view magic(kFileMagic, sizeof kFileMagic);
  const std::string_view head = file.read(0, magic.size());
  if (head != magic) {
    const bool other = head.starts_with(magic.substr(0, magic.size() - 1));
    report.error = other ? "a capture of another version of hasten" : "not a capture of hasten";
    return report;
  }
  Chunk chunk;
  for (uint64_t at = magic.size(); at < file.size();) {
    const uint64_t length = chunk_at(file, at, chunk);
    if (length != 0) {
      take(chunk);
      at += length;
      continue;
    }
    const uint64_t next = next_magic(file, at + 1);
    report.damaged_bytes += next - at;
    at = next;
  }
  return report;
}

}  // namespace hasten::capture
