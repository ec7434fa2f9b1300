// Samples as CSV, as the samples of capture.schema.json, as collapsed stacks and for speedscope.
#include <map>
#include <string>
#include <utility>

#include "base/json.h"
#include "capture/export.h"
#include "capture/export_text.h"
#include "capture/sample_rows.h"
#include "capture/timeline.h"

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
  std::string out;
  append_function(out, row.file, row.first_line, row.name, row.qualified_name);
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
    for (const SampledThread& thread : process.sampled) {
      SampleCounts all;
      for (const auto& [node, counts] : thread.counts) all.add(counts);
      threads += std::string(threads.empty() ? "" : ",") + "{\"pid\":";
      json::append_string(threads, pid_of(process));
      threads += ",\"thread\":" + number(thread.thread) + ",\"counts\":";
      append_counts(threads, all);
      threads += '}';
    }
  }
  return "{\"lost\":" + number(lost) + ",\"threads\":[" + threads + "],\"functions\":[" +
         functions + "]}";
}

std::string export_samples_collapsed(const Profile& profile) {
  const Timeline timeline = timeline_of(profile);
  std::map<std::string, uint64_t> counts;
  for (const TimedThread& thread : timeline.threads) {
    for (const Stretch& stretch : thread.stretches) {
      std::string path = "process " + thread.process + ";thread " + number(thread.thread);
      for (const uint32_t at : timeline.path(stretch.frame)) {
        const TimedFrame& frame = timeline.frames[at];
        path += ";" + collapsed_frame(timeline.functions[frame.function], frame.line);
      }
      counts[path] += stretch.count;
    }
  }
  std::string out;
  for (const auto& [path, count] : counts) out += path + " " + number(count) + "\n";
  return out;
}

namespace {

// speedscope's list of frames: a function at a line, whatever has led to it.
class SharedFrames {
 public:
  explicit SharedFrames(const Timeline& timeline) : timeline_(timeline) {}

  std::string number_of(const TimedFrame& frame) {
    const auto [known, is_new] =
        numbers_.try_emplace({frame.function, frame.line}, numbers_.size());
    if (is_new) append_speedscope_frame(json_, timeline_.functions[frame.function], frame.line);
    return number(known->second);
  }
  const std::string& json() const { return json_; }

 private:
  const Timeline& timeline_;
  std::map<std::pair<size_t, int32_t>, size_t> numbers_;
  std::string json_;
};

}  // namespace

// https://www.speedscope.app/file-format-schema.json, type "sampled": in the order of time.
std::string export_samples_speedscope(const Profile& profile) {
  const Timeline timeline = timeline_of(profile);
  SharedFrames frames(timeline);
  std::string profiles;
  for (const TimedThread& thread : timeline.threads) {
    std::string samples, weights;
    uint64_t at = thread.begun;
    for (const Stretch& stretch : thread.stretches) {
      samples += samples.empty() ? "[" : ",[";
      for (const uint32_t frame : timeline.path(stretch.frame)) {
        if (samples.back() != '[') samples += ',';
        samples += frames.number_of(timeline.frames[frame]);
      }
      samples += ']';
      weights += (weights.empty() ? "" : ",") + number(stretch.nanoseconds);
      at += stretch.nanoseconds;
    }
    profiles += profiles.empty() ? "" : ",";
    profiles += "{\"type\":\"sampled\",\"name\":";
    json::append_string(profiles,
                        "process " + thread.process + ", thread " + number(thread.thread));
    profiles.append(",\"unit\":\"nanoseconds\",\"startValue\":").append(number(thread.begun));
    profiles.append(",\"endValue\":").append(number(at));
    profiles.append(",\"samples\":[").append(samples);
    profiles.append("],\"weights\":[").append(weights).append("]}");
  }
  return speedscope_file(frames.json(), profiles);
}

}  // namespace hasten::capture
