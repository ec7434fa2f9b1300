// The table of calls as CSV (RFC 4180) and as JSON.
#include <string>
#include <vector>

#include "base/json.h"
#include "capture/call_table.h"
#include "capture/export.h"
#include "capture/export_text.h"
#include "capture/line_rows.h"

namespace hasten::capture {
namespace {

void append_counts(std::string& out, const CallCounts& counts) {
  out += "\"calls\":" + std::to_string(counts.calls) +
         ",\"primitive_calls\":" + std::to_string(counts.primitive_calls) +
         ",\"own_s\":" + seconds_text(counts.own_seconds) +
         ",\"cumulative_s\":" + seconds_text(counts.cumulative_seconds);
}

std::string lines_json(const Profile& profile) {
  std::string out;
  for (const LineRows& row : line_rows(profile)) {
    out += out.empty() ? "" : ",";
    append_function(out, row.file, row.first_line, row.name, row.qualified_name);
    out += ",\"lines\":[";
    for (const auto& [number, line] : row.lines) {
      if (out.back() != '[') out += ',';
      out += "{\"line\":" + std::to_string(number) + ",\"hits\":" + std::to_string(line.hits) +
             ",\"time_s\":" + seconds_text(line.seconds) + "}";
    }
    out += "]}";
  }
  return out;
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

std::string export_lines_csv(const Profile& profile) {
  std::string out = "file,function,line,hits,time_s\n";
  for (const LineRows& row : line_rows(profile)) {
    for (const auto& [number, line] : row.lines)
      out += csv_field(row.file) + "," + csv_field(row.name) + "," + std::to_string(number) + "," +
             std::to_string(line.hits) + "," + seconds_text(line.seconds) + "\n";
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
    out += out.back() == '[' ? "" : ",";
    append_function(out, row.file, row.line, row.name, row.qualified_name);
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
  return out + "],\"lines\":[" + lines_json(profile) + "],\"samples\":" + samples_json(profile) +
         "}\n";
}

}  // namespace hasten::capture
