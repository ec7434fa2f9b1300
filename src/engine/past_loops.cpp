// past_loops: see past_loops.h. A file without content for each loop, whose name says all.
#include "engine/past_loops.h"

#include <fcntl.h>
#include <unistd.h>

#include "engine/object_cache.h"

namespace hasten::engine {
namespace {

std::string file_name(const std::string& folder, const std::string& key, Past past) {
  return folder + "/" + key + (past == Past::kHot ? ".hot" : ".cold");
}

}  // namespace

std::string loop_key(const std::string& place, int header_offset) {
  return content_key(place + ":" + std::to_string(header_offset));
}

Past read_past(const std::string& folder, const std::string& key) {
  if (folder.empty()) return Past::kUnknown;
  for (const Past past : {Past::kHot, Past::kCold}) {
    if (access(file_name(folder, key, past).c_str(), F_OK) == 0) return past;
  }
  return Past::kUnknown;
}

void note_past(const std::string& folder, const std::string& key, Past past) {
  if (!make_folder(folder)) return;
  const Past other = past == Past::kHot ? Past::kCold : Past::kHot;
  unlink(file_name(folder, key, other).c_str());
  const int descriptor =
      open(file_name(folder, key, past).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor >= 0) close(descriptor);
}

}  // namespace hasten::engine
