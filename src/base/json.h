// json: a small writer for the facts documents. Keys and order are the caller's.
#pragma once

#include <string>

namespace hasten::json {

// Appends the text as a JSON string, escaped.
void append_string(std::string& out, const std::string& text);
void append_number(std::string& out, double value);

}  // namespace hasten::json
