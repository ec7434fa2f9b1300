// export_text: the words that several formats share.
#pragma once

#include <cstdint>
#include <string>

#include "capture/profile.h"

namespace hasten::capture {

std::string csv_field(const std::string& text);  // RFC 4180
std::string seconds_text(double seconds);        // with nine decimals
std::string process_name(const ProcessProfile& process);

// "function (file:line)" without what separates the frames of a collapsed stack.
std::string collapsed_frame(const Function& function, int32_t line);

// Both are the items of JSON arrays.
std::string speedscope_file(const std::string& frames, const std::string& profiles);

}  // namespace hasten::capture
