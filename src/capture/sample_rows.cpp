// See sample_rows.h.
#include "capture/sample_rows.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "capture/call_table.h"
#include "capture/frame_lines.h"

namespace hasten::capture {
namespace {

// The rows of one process's functions.
class Rows {
 public:
  Rows(const ProcessProfile& process, std::map<FunctionKey, size_t>& known,
       std::vector<SampleRow>& rows)
      : process_(process), known_(known), rows_(rows), row_of_(process.functions.size() + 1, kNone),
        lines_(process) {}

  // Of a frame; -1 is the function that is not known.
  size_t row(int64_t function) {
    size_t& row = row_of_[static_cast<size_t>(function + 1)];
    if (row == kNone) {
      const Function unknown{true, 0, "~", kUnknownFunction, kUnknownFunction, ""};
      const Function& of =
          function < 0 ? unknown : process_.functions[static_cast<size_t>(function)];
      const auto [at, is_new] = known_.try_emplace(key_of(of), rows_.size());
      if (is_new) rows_.push_back({of.file, of.first_line, of.name, of.qualified_name, {}, {}, {}});
      row = at->second;
    }
    return row;
  }

  int32_t line(const StackNode& node) { return lines_.of(node); }

 private:
  static constexpr size_t kNone = SIZE_MAX;
  const ProcessProfile& process_;
  std::map<FunctionKey, size_t>& known_;
  std::vector<SampleRow>& rows_;
  std::vector<size_t> row_of_;
  FrameLines lines_;
};

// Of all threads, by node of the process.
std::vector<SampleCounts> self_counts(const ProcessProfile& process) {
  std::vector<SampleCounts> counts(process.stacks.size());
  for (const SampledThread& thread : process.sampled) {
    for (const auto& [node, more] : thread.counts) counts[node].add(more);
  }
  return counts;
}

}  // namespace

std::vector<SampleRow> sample_rows(const Profile& profile) {
  std::vector<SampleRow> rows;
  std::map<FunctionKey, size_t> known;
  for (const ProcessProfile& process : profile.processes) {
    Rows of(process, known, rows);
    const std::vector<SampleCounts> self = self_counts(process);
    for (uint32_t leaf = 0; leaf < self.size(); ++leaf) {
      if (self[leaf].samples == 0) continue;
      std::vector<std::pair<size_t, int32_t>> seen;  // rows and lines of this stack
      for (uint32_t at = leaf; at != 0; at = process.stacks[at].parent)
        seen.emplace_back(of.row(process.stacks[at].function), of.line(process.stacks[at]));
      if (seen.empty()) continue;
      rows[seen[0].first].self.add(self[leaf]);
      rows[seen[0].first].lines[seen[0].second].self.add(self[leaf]);
      std::ranges::sort(seen);
      const auto [end, _] = std::ranges::unique(seen);
      for (auto at = seen.begin(); at != end; ++at) {
        rows[at->first].lines[at->second].total.add(self[leaf]);
        if (at == seen.begin() || at[-1].first != at->first) rows[at->first].total.add(self[leaf]);
      }
    }
  }
  return rows;
}

namespace {

// The tree of one thread's calls as it grows.
class SampledCalls {
 public:
  SampledCalls(const ProcessProfile& process, const SampledThread& thread)
      : process_(process), node_of_(process.stacks.size(), kNone) {
    calls_.number = thread.number;
    calls_.thread = thread.thread;
    calls_.nodes.emplace_back();
    if (!node_of_.empty()) node_of_[0] = 0;
    for (const auto& [stack, counts] : thread.counts) {
      const uint32_t leaf = node(stack);
      calls_.nodes[leaf].own_seconds += counts.all_seconds();
      for (uint32_t at = stack; at != 0; at = process.stacks[at].parent) add_site(at, counts);
    }
  }

  ThreadProfile take() { return std::move(calls_); }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  // Frames of one function that the same path leads to are one node, whatever lines they are at.
  uint32_t node(uint32_t stack) {
    std::vector<uint32_t> path;
    for (; node_of_[stack] == kNone; stack = process_.stacks[stack].parent) path.push_back(stack);
    uint32_t at = node_of_[stack];
    for (; !path.empty(); path.pop_back()) {
      const int64_t function = function_of(path.back());
      const auto [known, is_new] =
          children_.try_emplace({at, function}, static_cast<uint32_t>(calls_.nodes.size()));
      if (is_new) calls_.nodes.push_back({.parent = at, .function = function});
      at = node_of_[path.back()] = known->second;
    }
    return at;
  }

  // The unknown function comes after all others: see add_sampled_calls.
  int64_t function_of(uint32_t stack) const {
    const int64_t function = process_.stacks[stack].function;
    return function >= 0 ? function : static_cast<int64_t>(process_.functions.size()) - 1;
  }

  void add_site(uint32_t stack, const SampleCounts& counts) {
    const uint32_t caller = process_.stacks[stack].parent;
    const int32_t unit = process_.stacks[caller].unit, offset = unit < 0 ? -1 : 2 * unit;
    std::vector<CallSite>& sites = calls_.nodes[node_of_[stack]].sites;
    auto site = std::ranges::find(sites, offset, &CallSite::offset);
    if (site == sites.end()) site = sites.insert(site, {.offset = offset});
    site->calls += counts.samples;
    site->seconds += counts.all_seconds();
  }

  const ProcessProfile& process_;
  std::vector<uint32_t> node_of_;  // by stack
  std::map<std::pair<uint32_t, int64_t>, uint32_t> children_;
  ThreadProfile calls_;
};

}  // namespace

void add_sampled_calls(Profile& profile) {
  for (ProcessProfile& process : profile.processes) {
    if (process.sampled.empty()) continue;
    process.functions.push_back({true, 0, "~", kUnknownFunction, kUnknownFunction, ""});
    for (const SampledThread& thread : process.sampled)
      process.threads.push_back(SampledCalls(process, thread).take());
  }
}

}  // namespace hasten::capture
