// file_writer: appends chunks to a capture file. Every chunk is one write to a file opened for
// appending, so that several processes may share it and a killed one loses only what it had not
// written. Errors are told once and make the rest of the capture be left out; the program goes on.
#pragma once

#include <cstdint>
#include <string>

#include "capture/chunk.h"

namespace hasten::capture {

class FileWriter {
 public:
  ~FileWriter();

  // Makes the file, replacing one that is there, or joins the one of another process. Returns what
  // is wrong, or an empty text.
  std::string create(const std::string& path);
  std::string join(const std::string& path);

  // False once anything could not be written; error() says what.
  bool append(ChunkKind kind, const std::string& payload);
  const std::string& error() const { return error_; }
  uint64_t bytes_written() const { return written_; }
  // In a child process: what it writes is its own.
  void become_another_process();

 private:
  std::string open(const std::string& path, int flags);

  int file_ = -1;
  uint64_t process_ = 0;
  uint64_t written_ = 0;
  std::string error_;
};

}  // namespace hasten::capture
