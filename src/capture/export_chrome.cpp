// The Trace Event Format that Chrome and Perfetto read: begin and end of every frame, one track per
// thread. Frames of a function that follow each other in the same place are one, whatever lines.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "base/json.h"
#include "capture/export.h"
#include "capture/timeline.h"

namespace hasten::capture {
namespace {

std::string microseconds(uint64_t nanoseconds) {
  char text[40];
  std::snprintf(text, sizeof text, "%llu.%03llu",
                static_cast<unsigned long long>(nanoseconds / 1000),
                static_cast<unsigned long long>(nanoseconds % 1000));
  return text;
}

class ChromeWriter {
 public:
  explicit ChromeWriter(const Timeline& timeline) : timeline_(timeline) {}

  std::string write() {
    for (const TimedThread& thread : timeline_.threads) {
      place_ = ",\"pid\":" + number_of(thread.process) +
               ",\"tid\":" + std::to_string(thread.thread) + "}";
      metadata("process_name", "process " + thread.process);
      metadata("thread_name", "thread " + std::to_string(thread.thread));
      write_stretches(thread);
    }
    return "{\"displayTimeUnit\":\"ms\",\"otherData\":{\"exporter\":\"hasten\"},\"traceEvents\":[" +
           events_ + "]}\n";
  }

 private:
  static std::string number_of(const std::string& process) {
    return std::to_string(std::strtoull(process.c_str(), nullptr, 10));
  }

  void event(const std::string& begin) {
    events_ += events_.empty() ? "" : ",\n";
    events_ += begin;
    events_ += place_;
  }

  void metadata(const char* what, const std::string& name) {
    event(std::string("{\"ph\":\"M\",\"name\":\"") + what + "\",\"args\":{\"name\":\"" + name +
          "\"}");
  }

  void write_stretches(const TimedThread& thread) {
    std::vector<size_t> open;  // functions, the outermost first
    uint64_t at = thread.begun;
    for (const Stretch& stretch : thread.stretches) {
      const std::vector<uint32_t> path = timeline_.path(stretch.frame);
      size_t same = 0;
      while (same < open.size() && same < path.size() &&
             open[same] == timeline_.frames[path[same]].function)
        ++same;
      close(open, same, at);
      for (size_t k = same; k < path.size(); ++k) begin(open, timeline_.frames[path[k]], at);
      at += stretch.nanoseconds;
    }
    close(open, 0, at);
  }

  void begin(std::vector<size_t>& open, const TimedFrame& frame, uint64_t at) {
    const Function& function = timeline_.functions[frame.function];
    std::string text = "{\"ph\":\"B\",\"name\":";
    json::append_string(text, function.qualified_name);
    text += ",\"cat\":\"python\",\"ts\":" + microseconds(at);
    if (!function.is_builtin) {
      text += ",\"args\":{\"file\":";
      json::append_string(text, function.file);
      text += ",\"line\":" + std::to_string(frame.line) + "}";
    }
    event(text);
    open.push_back(frame.function);
  }

  void close(std::vector<size_t>& open, size_t left, uint64_t at) {
    for (; open.size() > left; open.pop_back()) event("{\"ph\":\"E\",\"ts\":" + microseconds(at));
  }

  const Timeline& timeline_;
  std::string events_, place_;
};

}  // namespace

std::string export_chrome(const Profile& profile) {
  const Timeline timeline = timeline_of(profile);
  return ChromeWriter(timeline).write();
}

}  // namespace hasten::capture
