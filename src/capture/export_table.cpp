// The table of calls as CSV (RFC 4180) and as JSON.
#include <cstdio>
#include <string>
#include <vector>

#include "base/json.h"
#include "capture/call_table.h"
#include "capture/export.h"

namespace hasten::capture {
namespace {

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

void append_counts(std::string& out, const CallCounts& counts) {
  out += "\"calls\":" + std::to_string(counts.calls) +
         ",\"primitive_calls\":" + std::to_string(counts.primitive_calls) +
         ",\"own_s\":" + seconds_text(counts.own_seconds) +
         ",\"cumulative_s\":" + seconds_text(counts.cumulative_seconds);
}

}  // namespace

std::string export_csv(const Profile& profile) {
  std::string out = "file,line,function,ncalls,primitive_calls,own_s,cumulative_s\n";
  for (const CallRow& row : call_table(profile)) {
    if (row.counts.calls == 0) continue;
    out += csv_field(row.file) + "," + std::to_string(row.line) + "," + csv_field(row.name) + "," +
           std::to_string(row.counts.calls) + "," + std::to_string(row.counts.primitive_calls) +
           "," + seconds_text(row.counts.own_seconds) + "," +
           seconds_text(row.counts.cumulative_seconds) + "\n";
  }
  return out;
}

std::string export_json(const Profile& profile) {
  std::string out = "{\"version\":1,\"damaged_bytes\":" + std::to_string(profile.damaged_bytes) +
                    ",\"processes\":[";
  for (const ProcessProfile& process : profile.processes) {
    out += out.back() == '[' ? "{" : ",{";
    out += std::string("\"ended\":") + (process.ended ? "true" : "false") + ",\"facts\":{";
    for (const auto& [name, value] : process.facts) {
      if (out.back() != '{') out += ',';
      json::append_string(out, name);
      out += ':';
      json::append_string(out, value);
    }
    uint64_t folded = 0;
    for (const ThreadProfile& thread : process.threads) folded += thread.folded_calls;
    out += "},\"threads\":" + std::to_string(process.threads.size()) +
           ",\"folded_calls\":" + std::to_string(folded) + "}";
  }
  out += "],\"functions\":[";
  for (const CallRow& row : call_table(profile)) {
    out += out.back() == '[' ? "{\"file\":" : ",{\"file\":";
    json::append_string(out, row.file);
    out += ",\"line\":" + std::to_string(row.line) + ",\"function\":";
    json::append_string(out, row.name);
    out += ",\"qualified_name\":";
    json::append_string(out, row.qualified_name);
    out += ',';
    append_counts(out, row.counts);
    out += ",\"callers\":[";
    for (const auto& [caller, counts] : row.callers) {
      out += out.back() == '[' ? "{\"row\":" : ",{\"row\":";
      out += std::to_string(caller) + ",";
      append_counts(out, counts);
      out += '}';
    }
    out += "]}";
  }
  return out + "]}\n";
}

}  // namespace hasten::capture
