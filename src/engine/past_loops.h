// past_loops: what became of a program's loops in earlier processes, as hints for when to look at
// them. Reading a loop takes the program's own time: one that was never worth compiling, was
// refused or undone waits longer for it, and one that was worth it does not wait.
#pragma once

#include <string>

namespace hasten::engine {

enum class Past { kUnknown, kHot, kCold };

// Names the loop by the place of its code (file, function, line, size) and its header: if another
// loop comes to have the name, a hint is wrong, which costs little.
std::string loop_key(const std::string& place, int header_offset);

// Both are best effort: what cannot be read is not known.
Past read_past(const std::string& folder, const std::string& key);
void note_past(const std::string& folder, const std::string& key, Past past);

}  // namespace hasten::engine
