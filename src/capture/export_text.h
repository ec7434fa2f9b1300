// export_text: the words that several formats share.
#pragma once

#include <cstdint>
#include <string>

#include "capture/profile.h"

namespace hasten::capture {

std::string csv_field(const std::string& text);     // RFC 4180
std::string seconds_text(double seconds);           // with nine decimals
std::string pid_of(const ProcessProfile& process);  // "?": not known
std::string process_name(const ProcessProfile& process);

// {"file":...,"line":...,"function":...,"qualified_name":... of a JSON object, which goes on.
void append_function(std::string& out, const std::string& file, int32_t line,
                     const std::string& name, const std::string& qualified_name);

// "function (file:line)" without what separates the frames of a collapsed stack.
std::string collapsed_frame(const Function& function, int32_t line);

// Appends one of speedscope's frames to those before.
void append_speedscope_frame(std::string& frames, const Function& function, int32_t line);

// Both are the items of JSON arrays.
std::string speedscope_file(const std::string& frames, const std::string& profiles);

}  // namespace hasten::capture
