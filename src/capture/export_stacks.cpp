// The formats that hold whole paths of callers: collapsed stacks and speedscope's.
#include <string>
#include <vector>

#include "base/json.h"
#include "capture/export.h"
#include "capture/export_text.h"
#include "capture/walk.h"

namespace hasten::capture {
namespace {

std::string thread_name(const ThreadProfile& thread) {
  return "thread " + std::to_string(thread.thread);
}

std::vector<std::string> frames_of(const ProcessProfile& process) {
  std::vector<std::string> frames;
  frames.reserve(process.functions.size());
  for (const Function& function : process.functions)
    frames.push_back(collapsed_frame(function, function.first_line));
  return frames;
}

}  // namespace

std::string export_collapsed(const Profile& profile) {
  std::string out;
  for (const ProcessProfile& process : profile.processes) {
    const std::vector<std::string> frames = frames_of(process);
    for (const ThreadProfile& thread : process.threads) {
      std::string path = process_name(process) + ";" + thread_name(thread);
      std::vector<size_t> lengths;
      walk(
          thread,
          [&](uint32_t i) {
            const CallNode& node = thread.nodes[i];
            lengths.push_back(path.size());
            if (node.function < 0) return;
            path += ";" + frames[static_cast<size_t>(node.function)];
            if (const uint64_t own = nanoseconds(node.own_seconds); own > 0)
              out += path + " " + std::to_string(own) + "\n";
          },
          [&](uint32_t) {
            path.resize(lengths.back());
            lengths.pop_back();
          });
    }
  }
  return out;
}

// https://www.speedscope.app/file-format-schema.json. Calls of one path are merged: what a function
// spent itself comes before what it called.
std::string export_speedscope(const Profile& profile) {
  std::string frames, profiles;
  size_t first_frame = 0;
  for (const ProcessProfile& process : profile.processes) {
    for (const Function& function : process.functions)
      append_speedscope_frame(frames, function, function.first_line);
    for (const ThreadProfile& thread : process.threads) {
      uint64_t at = 0;
      std::string events;
      const auto event = [&](char type, const CallNode& node) {
        if (node.function < 0) return;
        events += std::string(events.empty() ? "" : ",") + "{\"type\":\"" + type + "\",\"frame\":" +
                  std::to_string(first_frame + static_cast<size_t>(node.function)) +
                  ",\"at\":" + std::to_string(at) + "}";
      };
      walk(
          thread,
          [&](uint32_t i) {
            event('O', thread.nodes[i]);
            if (i > 0) at += nanoseconds(thread.nodes[i].own_seconds);
          },
          [&](uint32_t i) { event('C', thread.nodes[i]); });
      profiles += std::string(profiles.empty() ? "" : ",") + "{\"type\":\"evented\",\"name\":";
      json::append_string(profiles, process_name(process) + ", " + thread_name(thread));
      profiles += ",\"unit\":\"nanoseconds\",\"startValue\":0,\"endValue\":" + std::to_string(at) +
                  ",\"events\":[" + events + "]}";
    }
    first_frame += process.functions.size();
  }
  return speedscope_file(frames, profiles);
}

}  // namespace hasten::capture
