// Samples as CSV, as the samples of capture.schema.json, as collapsed stacks and for speedscope.
#include <cstdio>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/json.h"
#include "base/line_table.h"
#include "capture/export.h"
#include "capture/export_text.h"
#include "capture/sample_rows.h"

namespace hasten::capture {
namespace {

std::string number(uint64_t value) { return std::to_string(value); }

void append_counts(std::string& out, const SampleCounts& counts) {
  out += "{\"samples\":" + number(counts.samples) + ",\"s\":" + seconds_text(counts.all_seconds()) +
         ",\"cpu_s\":" + seconds_text(counts.cpu_seconds);
  static constexpr const char* kNames[kThreadStates] = {"running_s", "ready_s", "gil_s",
                                                        "waiting_s"};
  for (size_t k = 0; k < kThreadStates; ++k)
    out += std::string(",\"") + kNames[k] + "\":" + seconds_text(counts.seconds[k]);
  out += '}';
}

std::string row_json(const SampleRow& row) {
  std::string out = "{\"file\":";
  json::append_string(out, row.file);
  out += ",\"line\":" + std::to_string(row.first_line) + ",\"function\":";
  json::append_string(out, row.name);
  out += ",\"qualified_name\":";
  json::append_string(out, row.qualified_name);
  out += ",\"self\":";
  append_counts(out, row.self);
  out += ",\"total\":";
  append_counts(out, row.total);
  out += ",\"lines\":[";
  for (const auto& [line, counts] : row.lines) {
    if (out.back() != '[') out += ',';
    out += "{\"line\":" + std::to_string(line) + ",\"self\":";
    append_counts(out, counts.self);
    out += ",\"total\":";
    append_counts(out, counts.total);
    out += '}';
  }
  return out + "]}";
}

// Frames as they are shown, the line they are at included; one for all nodes that look the same.
class Frames {
 public:
  explicit Frames(const ProcessProfile& process) : process_(process) {}

  // The number of the node's frame, from 0 in the order they were met.
  size_t of(uint32_t node) {
    const StackNode& at = process_.stacks[node];
    const auto [known, is_new] = numbers_.try_emplace({at.function, line(at)}, numbers_.size());
    if (is_new) frames_.push_back({at.function, known->first.second});
    return known->second;
  }

  struct Frame {
    int64_t function;
    int32_t line;
  };
  const std::vector<Frame>& all() const { return frames_; }
  std::string name(const Frame& frame) const {
    return frame.function < 0 ? kUnknownFunction : function(frame).qualified_name;
  }
  const Function& function(const Frame& frame) const {
    return process_.functions[static_cast<size_t>(frame.function)];
  }

 private:
  int32_t line(const StackNode& node) {
    if (node.function < 0 || node.unit < 0) return 0;
    std::vector<int32_t>& lines = lines_[node.function];
    const Function& function = process_.functions[static_cast<size_t>(node.function)];
    if (lines.empty()) lines = decode_lines(function.line_table, function.first_line);
    const auto unit = static_cast<size_t>(node.unit);
    return unit < lines.size() ? lines[unit] : 0;
  }

  const ProcessProfile& process_;
  std::map<std::pair<int64_t, int32_t>, size_t> numbers_;
  std::vector<Frame> frames_;
  std::map<int64_t, std::vector<int32_t>> lines_;
};

// Frame numbers of a stack, the outermost first.
std::vector<size_t> path_of(const ProcessProfile& process, Frames& frames, uint32_t node) {
  std::vector<size_t> path;
  for (; node != 0; node = process.stacks[node].parent) path.push_back(frames.of(node));
  return {path.rbegin(), path.rend()};
}

std::string thread_title(const ProcessProfile& process, const SampledThread& thread) {
  return process_name(process) + ", thread " + number(thread.thread);
}

}  // namespace

std::string export_samples_csv(const Profile& profile) {
  std::string out = "file,line,function,self_samples,total_samples\n";
  for (const SampleRow& row : sample_rows(profile))
    out += csv_field(row.file) + "," + std::to_string(row.first_line) + "," + csv_field(row.name) +
           "," + number(row.self.samples) + "," + number(row.total.samples) + "\n";
  return out;
}

std::string samples_json(const Profile& profile) {
  std::string functions, threads;
  for (const SampleRow& row : sample_rows(profile))
    functions += (functions.empty() ? "" : ",") + row_json(row);
  uint64_t lost = 0;
  for (const ProcessProfile& process : profile.processes) {
    lost += process.lost_samples;
    const auto pid = process.facts.find("pid");
    for (const SampledThread& thread : process.sampled) {
      SampleCounts all;
      for (const auto& [node, counts] : thread.counts) all.add(counts);
      threads += std::string(threads.empty() ? "" : ",") + "{\"pid\":";
      json::append_string(threads, pid == process.facts.end() ? "?" : pid->second);
      threads += ",\"thread\":" + number(thread.thread) + ",\"counts\":";
      append_counts(threads, all);
      threads += '}';
    }
  }
  return "{\"lost\":" + number(lost) + ",\"threads\":[" + threads + "],\"functions\":[" +
         functions + "]}";
}

std::string export_samples_collapsed(const Profile& profile) {
  std::map<std::string, uint64_t> counts;
  for (const ProcessProfile& process : profile.processes) {
    Frames frames(process);
    for (const SampledThread& thread : process.sampled) {
      for (const auto& [node, found] : thread.counts) {
        std::string path = process_name(process) + ";thread " + number(thread.thread);
        for (const size_t frame : path_of(process, frames, node)) {
          const Frames::Frame& at = frames.all()[frame];
          path += ";" + (at.function < 0 ? std::string(kUnknownFunction)
                                         : collapsed_frame(frames.function(at), at.line));
        }
        counts[path] += found.samples;
      }
    }
  }
  std::string out;
  for (const auto& [path, count] : counts) out += path + " " + number(count) + "\n";
  return out;
}

// https://www.speedscope.app/file-format-schema.json, type "sampled": in the order of time.
std::string export_samples_speedscope(const Profile& profile) {
  std::string frames_json, profiles;
  size_t first_frame = 0;
  for (const ProcessProfile& process : profile.processes) {
    Frames frames(process);
    for (const SampledThread& thread : process.sampled) {
      std::string samples, weights;
      uint64_t at = nanoseconds(std::max(thread.begun, 0.0));
      const uint64_t begun = at;
      for (const SampleRun& run : thread.runs) {
        samples += samples.empty() ? "[" : ",[";
        for (const size_t frame : path_of(process, frames, run.node)) {
          if (samples.back() != '[') samples += ',';
          samples += number(first_frame + frame);
        }
        samples += ']';
        const uint64_t weight = nanoseconds(run.seconds);
        weights += (weights.empty() ? "" : ",") + number(weight);
        at += weight;
      }
      profiles += profiles.empty() ? "" : ",";
      profiles += "{\"type\":\"sampled\",\"name\":";
      json::append_string(profiles, thread_title(process, thread));
      profiles.append(",\"unit\":\"nanoseconds\",\"startValue\":").append(number(begun));
      profiles.append(",\"endValue\":").append(number(at));
      profiles.append(",\"samples\":[").append(samples);
      profiles.append("],\"weights\":[").append(weights).append("]}");
    }
    for (const Frames::Frame& frame : frames.all()) {
      frames_json += frames_json.empty() ? "{\"name\":" : ",{\"name\":";
      json::append_string(frames_json, frames.name(frame));
      if (frame.function >= 0) {
        frames_json += ",\"file\":";
        json::append_string(frames_json, frames.function(frame).file);
        frames_json += ",\"line\":" + std::to_string(frame.line);
      }
      frames_json += '}';
    }
    first_frame += frames.all().size();
  }
  return speedscope_file(frames_json, profiles);
}

}  // namespace hasten::capture
