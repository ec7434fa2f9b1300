// object_cache: compiled objects on disk, one file per content. The key is a hash of the typed IR's
// text (which holds every guard, assumption and layout that the code depends on), of the engine's
// build and of the processor. Files are written under another name and renamed; the folder is the
// owner's alone. A damaged file is a miss.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ir/function.h"

namespace hasten::engine {

// A name for what the text says, on this processor and in this build.
std::string content_key(const std::string& text);
std::string cache_key(const ir::Module& module);
// Makes the folder if there is none; false: it is not the owner's alone.
bool make_folder(const std::string& folder);
bool read_cached(const std::string& folder, const std::string& key, std::vector<uint8_t>& object);
// Best effort: a full disk or a folder that cannot be written only costs the next start.
void write_cached(const std::string& folder, const std::string& key,
                  const std::vector<uint8_t>& object);

// A process ended before its compiler was through with the code: it takes longer than it was worth
// there.
void note_abandoned(const std::string& folder, const std::string& key);
bool was_abandoned(const std::string& folder, const std::string& key);

}  // namespace hasten::engine
