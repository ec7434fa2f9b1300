// See export_text.h.
#include "capture/export_text.h"

#include <cstdio>

namespace hasten::capture {

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string seconds_text(double seconds) {
  char text[40];
  std::snprintf(text, sizeof text, "%.9f", seconds);
  return text;
}

std::string process_name(const ProcessProfile& process) {
  const auto pid = process.facts.find("pid");
  return "process " + (pid == process.facts.end() ? "?" : pid->second);
}

std::string collapsed_frame(const Function& function, int32_t line) {
  std::string name = function.qualified_name;
  if (!function.is_builtin)
    name += " (" + function.file.substr(function.file.rfind('/') + 1) + ":" + std::to_string(line) +
            ")";
  for (char& c : name) {
    if (c == ';') c = ':';
    if (c == '\n' || c == '\r') c = ' ';
  }
  return name;
}

std::string speedscope_file(const std::string& frames, const std::string& profiles) {
  return "{\"$schema\":\"https://www.speedscope.app/"
         "file-format-schema.json\",\"exporter\":\"hasten\","
         "\"shared\":{\"frames\":[" +
         frames + "]},\"profiles\":[" + profiles + "]}\n";
}

}  // namespace hasten::capture
