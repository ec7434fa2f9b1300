// Valgrind manual, "Callgrind Format Specification". Self cost is on the line of the definition,
// as the calls of a capture do not say where in a function its time went; calls are on their own.
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/line_table.h"
#include "capture/call_table.h"
#include "capture/export.h"

namespace hasten::capture {
namespace {

struct CallLine {
  uint64_t calls = 0;
  double seconds = 0;
};
// By caller, callee, and line in the caller.
using CallLines = std::map<std::tuple<size_t, size_t, int32_t>, CallLine>;

std::string number(uint64_t value) { return std::to_string(value); }

class CallgrindWriter {
 public:
  explicit CallgrindWriter(const Profile& profile) : rows_(call_table(profile)) {
    name_rows();
    for (const ProcessProfile& process : profile.processes) collect(process);
  }

  std::string write() {
    double all = 0;
    for (const CallRow& row : rows_) all += row.counts.own_seconds;
    out_ = "# callgrind format\nversion: 1\ncreator: hasten\npositions: line\n"
           "event: ns : Nanoseconds\nevents: ns\nsummary: " +
           number(nanoseconds(all)) + "\n";
    auto call = lines_.begin();
    for (size_t i = 0; i < rows_.size(); ++i) {
      const CallRow& row = rows_[i];
      const std::string line = std::to_string(row.line);
      out_ += "\nfl=" + file(row.file) + "\nfn=" + function(i) + "\n";
      out_ += line + " " + number(nanoseconds(row.counts.own_seconds)) + "\n";
      for (; call != lines_.end() && std::get<0>(call->first) == i; ++call) write_call(*call);
    }
    return std::move(out_);
  }

 private:
  // Functions of one name in one file are told apart by their lines.
  void name_rows() {
    std::map<std::pair<std::string, std::string>, int> uses;
    for (const CallRow& row : rows_) ++uses[{row.file, row.qualified_name}];
    for (const CallRow& row : rows_) {
      const bool one = uses[{row.file, row.qualified_name}] == 1;
      names_.push_back(one ? row.qualified_name
                           : row.qualified_name + ":" + std::to_string(row.line));
    }
    for (size_t i = 0; i < rows_.size(); ++i)
      row_of_[{rows_[i].file, rows_[i].line, rows_[i].name}] = i;
  }

  void collect(const ProcessProfile& process) {
    std::vector<std::vector<int32_t>> lines;
    std::vector<size_t> rows;
    for (const Function& function : process.functions) {
      lines.push_back(decode_lines(function.line_table, function.first_line));
      rows.push_back(row_of_[key_of(function)]);
    }
    for (const ThreadProfile& thread : process.threads) {
      for (const CallNode& node : thread.nodes) {
        if (node.function < 0 || thread.nodes[node.parent].function < 0) continue;
        const auto caller = static_cast<size_t>(thread.nodes[node.parent].function);
        const size_t callee = rows[static_cast<size_t>(node.function)];
        for (const CallSite& site : node.sites) {
          const auto unit = static_cast<size_t>(site.offset) / 2;
          const bool known =
              site.offset >= 0 && unit < lines[caller].size() && lines[caller][unit] > 0;
          const int32_t line = known ? lines[caller][unit] : process.functions[caller].first_line;
          CallLine& into = lines_[{rows[caller], callee, line}];
          into.calls += site.calls;
          into.seconds += site.seconds;
        }
      }
    }
  }

  void write_call(const CallLines::value_type& call) {
    const auto [caller, callee, line] = call.first;
    out_ += "cfi=" + file(rows_[callee].file) + "\ncfn=" + function(callee) + "\n";
    out_ += "calls=" + number(call.second.calls) + " " + std::to_string(rows_[callee].line) + "\n";
    out_ += std::to_string(line) + " " + number(nanoseconds(call.second.seconds)) + "\n";
  }

  // Name compression: in full the first time, "(id)" from then on.
  std::string file(const std::string& name) { return compressed(files_, name, name); }
  std::string function(size_t row) {
    return compressed(functions_, std::to_string(row), names_[row]);
  }
  static std::string compressed(std::map<std::string, size_t>& known, const std::string& key,
                                const std::string& name) {
    const auto [found, is_new] = known.try_emplace(key, known.size() + 1);
    std::string id = "(" + std::to_string(found->second) + ")";
    if (!is_new) return id;
    std::string one_line = name;
    for (char& c : one_line) {
      if (c == '\n' || c == '\r') c = ' ';
    }
    return id + " " + one_line;
  }

  std::vector<CallRow> rows_;
  std::vector<std::string> names_;
  std::map<FunctionKey, size_t> row_of_;
  CallLines lines_;
  std::map<std::string, size_t> files_, functions_;
  std::string out_;
};

}  // namespace

std::string export_callgrind(const Profile& profile) { return CallgrindWriter(profile).write(); }

}  // namespace hasten::capture
