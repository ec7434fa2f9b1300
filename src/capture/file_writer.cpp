// See file_writer.h.
#include "capture/file_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <cstring>
#include <string_view>

namespace hasten::capture {
namespace {

constexpr int kLevel = 3;  // zstd's default

// The frame with its header, or nothing if memory is wanting.
std::string frame(ChunkKind kind, uint64_t process, const std::string& payload) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  if (context == nullptr) return "";
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  std::string bytes(sizeof(ChunkHeader) + ZSTD_compressBound(payload.size()), '\0');
  const size_t size =
      ZSTD_compress2(context, bytes.data() + sizeof(ChunkHeader),
                     bytes.size() - sizeof(ChunkHeader), payload.data(), payload.size());
  ZSTD_freeCCtx(context);
  if (ZSTD_isError(size) != 0) return "";
  ChunkHeader header;
  header.kind = kind;
  header.process = process;
  header.stored_size = static_cast<uint32_t>(size);
  header.size = static_cast<uint32_t>(payload.size());
  std::memcpy(bytes.data(), &header, sizeof header);
  bytes.resize(sizeof header + size);
  return bytes;
}

uint64_t random_number() {
  uint64_t number = 0;
  if (getrandom(&number, sizeof number, 0) != sizeof number)
    number = static_cast<uint64_t>(getpid());
  return number;
}

}  // namespace

FileWriter::~FileWriter() {
  if (file_ >= 0) close(file_);
}

std::string FileWriter::create(const std::string& path) {
  if (std::string wrong = open(path, O_CREAT | O_TRUNC); !wrong.empty()) return wrong;
  if (write(file_, kFileMagic, sizeof kFileMagic) != sizeof kFileMagic)
    return error_ = std::strerror(errno);
  written_ = sizeof kFileMagic;
  return "";
}

std::string FileWriter::join(const std::string& path) { return open(path, 0); }

std::string FileWriter::open(const std::string& path, int flags) {
  file_ = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | flags, 0666);
  if (file_ < 0) return error_ = std::strerror(errno);
  process_ = random_number();
  return "";
}

bool FileWriter::append(ChunkKind kind, const std::string& payload) {
  if (file_ < 0 || !error_.empty()) return false;
  const std::string bytes = frame(kind, process_, payload);
  if (bytes.empty()) {
    error_ = "out of memory";
    return false;
  }
  std::string_view left = bytes;
  while (!left.empty()) {
    const ssize_t done = write(file_, left.data(), left.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      error_ = std::strerror(errno);
      return false;
    }
    left.remove_prefix(static_cast<size_t>(done));  // all of it, or the file can grow no more
  }
  written_ += bytes.size();
  return true;
}

void FileWriter::become_another_process() { process_ = random_number(); }

}  // namespace hasten::capture
