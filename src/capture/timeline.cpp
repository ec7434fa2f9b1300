// See timeline.h.
#include "capture/timeline.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "capture/export_text.h"
#include "capture/frame_lines.h"
#include "capture/sample_rows.h"
#include "capture/walk.h"

namespace hasten::capture {
namespace {

class TimelineMaker {
 public:
  TimelineMaker() { timeline_.frames.emplace_back(); }

  void add(const ProcessProfile& process) {
    const size_t first = timeline_.functions.size();
    timeline_.functions.insert(timeline_.functions.end(), process.functions.begin(),
                               process.functions.end());
    timeline_.functions.push_back({true, 0, "~", kUnknownFunction, kUnknownFunction, ""});
    const std::string name = pid_of(process);
    for (const ThreadProfile& thread : process.threads) add_calls(first, name, thread);
    if (process.sampled.empty()) return;
    const std::vector<uint32_t> frames = sampled_frames(first, process);
    for (const SampledThread& thread : process.sampled) {
      TimedThread timed{name, thread.thread, nanoseconds(std::max(thread.begun, 0.0)), {}};
      for (const SampleRun& run : thread.runs)
        timed.stretches.push_back({frames[run.node], nanoseconds(run.seconds),
                                   nanoseconds(run.cpu_seconds), run.samples});
      if (thread.runs.empty()) {
        for (const auto& [node, counts] : thread.counts)
          timed.stretches.push_back({frames[node], nanoseconds(counts.all_seconds()),
                                     nanoseconds(counts.cpu_seconds), counts.samples});
      }
      timeline_.threads.push_back(std::move(timed));
    }
  }

  Timeline take() { return std::move(timeline_); }

 private:
  uint32_t frame(const TimedFrame& wanted) {
    const auto [known, is_new] = known_.try_emplace({wanted.parent, wanted.function, wanted.line},
                                                    static_cast<uint32_t>(timeline_.frames.size()));
    if (is_new) timeline_.frames.push_back(wanted);
    return known->second;
  }

  void add_calls(size_t first, const std::string& process, const ThreadProfile& thread) {
    TimedThread timed{process, thread.thread, 0, {}};
    std::vector<uint32_t> frames(thread.nodes.size());
    walk(
        thread,
        [&](uint32_t i) {
          const CallNode& node = thread.nodes[i];
          if (node.function < 0) return;
          const size_t function = first + static_cast<size_t>(node.function);
          frames[i] =
              frame({frames[node.parent], function, timeline_.functions[function].first_line});
          timed.stretches.push_back({frames[i], nanoseconds(node.own_seconds), 0, node.calls()});
        },
        [](uint32_t) {});
    timeline_.threads.push_back(std::move(timed));
  }

  // By node of the process's stacks.
  std::vector<uint32_t> sampled_frames(size_t first, const ProcessProfile& process) {
    std::vector<uint32_t> frames(process.stacks.size());
    FrameLines lines(process);
    for (size_t i = 1; i < process.stacks.size(); ++i) {
      const StackNode& node = process.stacks[i];
      const size_t function =
          node.function < 0 ? process.functions.size() : static_cast<size_t>(node.function);
      frames[i] = frame({frames[node.parent], first + function, lines.of(node)});
    }
    return frames;
  }

  Timeline timeline_;
  std::map<std::tuple<uint32_t, size_t, int32_t>, uint32_t> known_;
};

}  // namespace

std::vector<uint32_t> Timeline::path(uint32_t frame) const {
  std::vector<uint32_t> found;
  for (; frame != 0; frame = frames[frame].parent) found.push_back(frame);
  std::ranges::reverse(found);
  return found;
}

Timeline timeline_of(const Profile& profile) {
  TimelineMaker maker;
  for (const ProcessProfile& process : profile.processes) maker.add(process);
  return maker.take();
}

}  // namespace hasten::capture
