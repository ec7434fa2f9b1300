// See profile.h.
#include "capture/profile.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "capture/byte_stream.h"
#include "capture/file_reader.h"

namespace hasten::capture {

// One process of the capture while its chunks come.
class ProfileReader::Process {
 public:
  explicit Process(bool keeps_runs) : keeps_runs_(keeps_runs) {}

  void take(const Chunk& chunk) {
    ByteReader in(chunk.payload);
    switch (chunk.kind) {
    case ChunkKind::kProcess:
      return facts(in);
    case ChunkKind::kClock:
      return clock(in);
    case ChunkKind::kFunctions:
      return functions(in);
    case ChunkKind::kCalls:
      return calls(in);
    case ChunkKind::kLines:
      return lines(in);
    case ChunkKind::kStacks:
      return stacks(in);
    case ChunkKind::kSamples:
      return samples(in);
    case ChunkKind::kEnd:
      profile_.ended = true;
      return facts(in);
    }
  }

  ProcessProfile finish() {
    const double seconds_per_tick =
        last_.ticks == first_.ticks ? 0
                                    : static_cast<double>(last_.nanoseconds - first_.nanoseconds) *
                                          1e-9 / static_cast<double>(last_.ticks - first_.ticks);
    for (ThreadProfile& thread : profile_.threads) {
      for (CallNode& node : thread.nodes) {
        node.own_seconds *= seconds_per_tick;
        for (CallSite& site : node.sites) site.seconds *= seconds_per_tick;
      }
    }
    for (auto& [function, lines] : profile_.lines) {
      for (LineCounts& line : lines.counts) line.seconds *= seconds_per_tick;
    }
    for (SampledThread& thread : profile_.sampled) {
      thread.begun = (thread.begun - static_cast<double>(first_.ticks)) * seconds_per_tick;
      for (auto& [node, counts] : thread.counts) {
        for (double& seconds : counts.seconds) seconds *= seconds_per_tick;
      }
      for (SampleRun& run : thread.runs) run.seconds *= seconds_per_tick;
    }
    return std::move(profile_);
  }

 private:
  struct Moment {
    uint64_t ticks = 0, nanoseconds = 0;
  };

  void facts(ByteReader& in) {
    for (uint64_t left = in.number(); left > 0 && in.ok(); --left) {
      const std::string name = in.text();
      profile_.facts[name] = in.text();
    }
  }

  void clock(ByteReader& in) {
    const Moment moment{in.number(), in.number()};
    if (!in.ok()) return;
    if (first_.ticks == 0) first_ = moment;
    last_ = moment;
  }

  void functions(ByteReader& in) {
    if (in.number() != profile_.functions.size()) return;  // a chunk before was damaged
    for (uint64_t left = in.number(); left > 0 && in.ok(); --left) {
      Function function;
      function.is_builtin = in.number() != 0;
      function.first_line = static_cast<int32_t>(in.signed_number());
      function.file = in.text();
      function.name = in.text();
      function.qualified_name = in.text();
      function.line_table = in.text();
      if (function.is_builtin) function.file.assign(1, '~');
      if (in.ok()) profile_.functions.push_back(std::move(function));
    }
  }

  void calls(ByteReader& in) {
    ThreadProfile& thread = find(profile_.threads, in.number());
    thread.thread = in.number();
    thread.folded_calls = in.number();
    if (in.number() != thread.nodes.size()) return;  // a chunk before was damaged
    for (uint64_t left = in.number(); left > 0 && in.ok(); --left) {
      CallNode node;
      node.parent = static_cast<uint32_t>(in.number());
      node.function = static_cast<int64_t>(in.number()) - 1;
      const bool is_root = thread.nodes.empty();
      if (is_root != (node.function < 0) || (!is_root && node.parent >= thread.nodes.size()) ||
          node.function >= static_cast<int64_t>(profile_.functions.size()))
        return;
      if (in.ok()) thread.nodes.push_back(std::move(node));
    }
    for (uint64_t left = in.number(); left > 0 && in.ok(); --left) {
      const uint64_t id = in.number();
      if (id >= thread.nodes.size()) return;
      CallNode& node = thread.nodes[id];
      node.own_seconds = static_cast<double>(in.number());
      node.sites.clear();
      for (uint64_t sites = in.number(); sites > 0 && in.ok(); --sites) {
        CallSite site;
        site.offset = static_cast<int32_t>(in.signed_number());
        site.calls = in.number();
        site.seconds = static_cast<double>(in.number());
        if (site.calls > 0) node.sites.push_back(site);
      }
    }
  }

  void lines(ByteReader& in) {
    constexpr uint64_t kMostLines = 1 << 21;
    for (uint64_t left = in.number(); left > 0 && in.ok(); --left) {
      const uint64_t function = in.number();
      FunctionLines lines{static_cast<int32_t>(in.signed_number()), {}};
      const uint64_t count = in.number();
      if (function >= profile_.functions.size() || count > kMostLines) return;
      for (uint64_t i = 0; i < count && in.ok(); ++i) {
        LineCounts line;
        line.hits = in.number();
        line.seconds = static_cast<double>(in.number());
        line.events = in.number();
        lines.counts.push_back(line);
      }
      if (in.ok()) profile_.lines[function] = std::move(lines);
    }
  }

  void stacks(ByteReader& in) {
    if (in.number() != profile_.stacks.size()) return;  // a chunk before was damaged
    for (uint64_t left = in.number(); left > 0 && in.ok(); --left) {
      StackNode node;
      node.parent = static_cast<uint32_t>(in.number());
      node.function = static_cast<int64_t>(in.number()) - 1;
      node.unit = static_cast<int32_t>(in.signed_number());
      if (!profile_.stacks.empty() && node.parent >= profile_.stacks.size()) return;
      if (profile_.stacks.empty() ||
          node.function >= static_cast<int64_t>(profile_.functions.size()))
        node.function = -1;
      if (in.ok()) profile_.stacks.push_back(node);
    }
  }

  void samples(ByteReader& in) {
    profile_.lost_samples = in.number();
    for (uint64_t threads = in.number(); threads > 0 && in.ok(); --threads) {
      SampledThread& thread = find(profile_.sampled, in.number());
      thread.thread = in.number();
      thread.begun = static_cast<double>(in.number());
      for (uint64_t left = in.number(); left > 0 && in.ok(); --left) {
        const uint64_t node = in.number(), state = in.number(), samples = in.number();
        const auto ticks = static_cast<double>(in.number());
        const double cpu = static_cast<double>(in.number()) * 1e-9;
        if (!in.ok() || node >= profile_.stacks.size() || state >= kThreadStates) return;
        const auto at = static_cast<uint32_t>(node);
        SampleCounts& counts = thread.counts[at];
        counts.samples += samples;
        counts.cpu_seconds += cpu;
        counts.seconds[state] += ticks;
        if (keeps_runs_)
          thread.runs.push_back(
              {at, static_cast<ThreadState>(state), static_cast<float>(cpu), ticks, samples});
      }
    }
  }

  template <typename Thread>
  static Thread& find(std::vector<Thread>& threads, uint64_t number) {
    for (Thread& known : threads) {
      if (known.number == number) return known;
    }
    threads.emplace_back().number = number;
    return threads.back();
  }

  bool keeps_runs_;
  ProcessProfile profile_;
  Moment first_, last_;
};

namespace {

// What the collector adds to a call, in seconds (observe::CallCost).
struct CallCost {
  CallCost(const ProcessProfile& process, const std::string& kind)
      : inner(process.fact(kind + "_inner_ns") * 1e-9),
        outer(process.fact(kind + "_outer_ns") * 1e-9) {}
  double inner, outer;
};

}  // namespace

uint64_t CallNode::calls() const {
  uint64_t all = 0;
  for (const CallSite& site : sites) all += site.calls;
  return all;
}

double ProcessProfile::fact(const std::string& name) const {
  const auto found = facts.find(name);
  return found == facts.end() ? 0 : std::strtod(found->second.c_str(), nullptr);
}

std::vector<double> ThreadProfile::cumulative_seconds() const {
  std::vector<double> seconds(nodes.size());
  for (size_t i = nodes.size(); i-- > 0;) {
    seconds[i] += nodes[i].own_seconds;
    if (i > 0) seconds[nodes[i].parent] += seconds[i];
  }
  return seconds;
}

void SampleCounts::add(const SampleCounts& more) {
  samples += more.samples;
  cpu_seconds += more.cpu_seconds;
  for (size_t k = 0; k < kThreadStates; ++k) seconds[k] += more.seconds[k];
}

ProfileReader::ProfileReader(bool keeps_runs) : keeps_runs_(keeps_runs) {}
ProfileReader::~ProfileReader() = default;

void ProfileReader::take(const Chunk& chunk) {
  auto found = std::ranges::find_if(
      processes_, [&](const auto& process) { return process.first == chunk.process; });
  if (found == processes_.end())
    found = processes_.insert(found, {chunk.process, std::make_unique<Process>(keeps_runs_)});
  found->second->take(chunk);
}

Profile ProfileReader::finish() {
  Profile profile;
  for (auto& [number, process] : processes_) profile.processes.push_back(process->finish());
  processes_.clear();
  return profile;
}

std::string read_profile(const std::string& path, Profile& profile, bool keeps_runs) {
  ProfileReader reader(keeps_runs);
  const ReadReport report = read_chunks(path, [&](const Chunk& chunk) { reader.take(chunk); });
  profile = reader.finish();
  profile.damaged_bytes = report.damaged_bytes;
  return report.error;
}

void subtract_cost(Profile& profile) {
  for (ProcessProfile& process : profile.processes) {
    const double line_event = process.fact("line_event_ns") * 1e-9;
    for (auto& [function, lines] : process.lines) {
      for (LineCounts& line : lines.counts)
        line.seconds = std::max(line.seconds - static_cast<double>(line.events) * line_event, 0.0);
    }
    const CallCost python(process, "python_call"), builtin(process, "builtin_call");
    for (ThreadProfile& thread : process.threads) {
      const std::vector<double> before = thread.cumulative_seconds();
      for (CallNode& node : thread.nodes) {
        if (node.function < 0) continue;
        const bool is_builtin = process.functions[static_cast<size_t>(node.function)].is_builtin;
        const CallCost& cost = is_builtin ? builtin : python;
        const auto calls = static_cast<double>(node.calls());
        node.own_seconds -= calls * cost.inner;
        thread.nodes[node.parent].own_seconds -= calls * cost.outer;
      }
      for (CallNode& node : thread.nodes) node.own_seconds = std::max(node.own_seconds, 0.0);
      const std::vector<double> after = thread.cumulative_seconds();
      for (size_t i = 0; i < thread.nodes.size(); ++i) {
        for (CallSite& site : thread.nodes[i].sites)
          site.seconds *= before[i] > 0 ? after[i] / before[i] : 0;
      }
    }
  }
}

}  // namespace hasten::capture
