// See export_text.h.
#include "capture/export_text.h"

#include <cstdio>

#include "base/json.h"

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

std::string pid_of(const ProcessProfile& process) {
  const auto pid = process.facts.find("pid");
  return pid == process.facts.end() ? "?" : pid->second;
}

std::string process_name(const ProcessProfile& process) { return "process " + pid_of(process); }

void append_function(std::string& out, const std::string& file, int32_t line,
                     const std::string& name, const std::string& qualified_name) {
  out += "{\"file\":";
  json::append_string(out, file);
  out += ",\"line\":" + std::to_string(line) + ",\"function\":";
  json::append_string(out, name);
  out += ",\"qualified_name\":";
  json::append_string(out, qualified_name);
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

void append_speedscope_frame(std::string& frames, const Function& function, int32_t line) {
  frames += frames.empty() ? "{\"name\":" : ",{\"name\":";
  json::append_string(frames, function.qualified_name);
  if (!function.is_builtin) {
    frames += ",\"file\":";
    json::append_string(frames, function.file);
    frames += ",\"line\":" + std::to_string(line);
  }
  frames += "}";
}

std::string speedscope_file(const std::string& frames, const std::string& profiles) {
  return "{\"$schema\":\"https://www.speedscope.app/"
         "file-format-schema.json\",\"exporter\":\"hasten\","
         "\"shared\":{\"frames\":[" +
         frames + "]},\"profiles\":[" + profiles + "]}\n";
}

}  // namespace hasten::capture
