// See call_table.h.
#include "capture/call_table.h"

#include <unordered_map>
#include <utility>

#include "capture/walk.h"

namespace hasten::capture {
namespace {

class TableBuilder {
 public:
  void add(const ProcessProfile& process) {
    rows_of_.clear();
    for (const Function& function : process.functions) rows_of_.push_back(row(function));
    for (const ThreadProfile& thread : process.threads) add(thread);
  }
  // Rows of functions that were met but never called do not count.
  std::vector<CallRow> finish() { return std::move(rows_); }

 private:
  size_t row(const Function& function) {
    const auto [found, is_new] = known_.try_emplace(key_of(function), rows_.size());
    if (is_new) {
      CallRow& row = rows_.emplace_back();
      row.file = function.file, row.line = function.first_line;
      row.name = function.name, row.qualified_name = function.qualified_name;
    }
    return found->second;
  }

  // Depth first, so that what is active above a node is known: per row, and per pair of rows.
  void add(const ThreadProfile& thread) {
    const std::vector<double> cumulative = thread.cumulative_seconds();
    active_rows_.assign(rows_.size(), 0);
    active_pairs_.clear();
    walk(
        thread, [&](uint32_t i) { enter(thread, thread.nodes[i], cumulative[i]); },
        [&](uint32_t i) { leave(thread, thread.nodes[i]); });
  }

  void enter(const ThreadProfile& thread, const CallNode& node, double cumulative) {
    if (node.function < 0) return;
    const size_t own = row_of(node);
    count(rows_[own].counts, node, cumulative, active_rows_[own]++ == 0);
    const CallNode& parent = thread.nodes[node.parent];
    if (parent.function < 0) return;
    const size_t caller = row_of(parent);
    count(rows_[own].callers[caller], node, cumulative, active_pairs_[pair(caller, own)]++ == 0);
  }
  void leave(const ThreadProfile& thread, const CallNode& node) {
    if (node.function < 0) return;
    --active_rows_[row_of(node)];
    const CallNode& parent = thread.nodes[node.parent];
    if (parent.function >= 0) --active_pairs_[pair(row_of(parent), row_of(node))];
  }

  static void count(CallCounts& counts, const CallNode& node, double cumulative, bool primitive) {
    counts.calls += node.calls();
    counts.own_seconds += node.own_seconds;
    if (!primitive) return;
    counts.primitive_calls += node.calls();
    counts.cumulative_seconds += cumulative;
  }
  size_t row_of(const CallNode& node) const { return rows_of_[static_cast<size_t>(node.function)]; }
  static uint64_t pair(size_t caller, size_t callee) { return uint64_t{caller} << 32 | callee; }

  std::vector<CallRow> rows_;
  std::map<FunctionKey, size_t> known_;
  std::vector<size_t> rows_of_;  // of the process's functions
  std::vector<uint64_t> active_rows_;
  std::unordered_map<uint64_t, uint64_t> active_pairs_;
};

}  // namespace

std::vector<CallRow> call_table(const Profile& profile) {
  TableBuilder builder;
  for (const ProcessProfile& process : profile.processes) builder.add(process);
  return builder.finish();
}

}  // namespace hasten::capture
