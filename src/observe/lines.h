// lines: the deterministic collector of lines, over sys.monitoring's LINE events of the functions
// chosen; all others run as ever. A hit is what sys.settrace takes for one: a LINE event, or a jump
// back within the line. A line's time goes from its event to the
// next one of the same call, or to its end: what the line calls is part of it, what runs between a
// generator's yield and its resumption is not.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "observe/count.h"
#include "observe/functions.h"
#include "observe/ticks.h"

struct PyCodeObject;

namespace hasten::observe {

class MonitoringTool;

struct LineCounts {
  Count hits;
  Count ticks;
  Count events;  // of the collector during these ticks: each has added its cost to them
};

// The lines of one function, of all threads.
struct CodeLines {
  const Function* function = nullptr;
  int32_t first = 0;  // line; not always the definition's
  std::vector<LineCounts> counts;
  std::vector<int32_t> line_of_unit;  // of bytecode; 0: none

  // Of the instruction at this byte offset; 0: none.
  int32_t line_at(int offset) const {
    const auto unit = static_cast<size_t>(offset) / 2;
    return unit < line_of_unit.size() ? line_of_unit[unit] : 0;
  }
};

// Which functions are chosen.
struct LineChoice {
  std::vector<std::string> folders;    // all in files below that are no library's
  std::string library;                 // the folder of the standard library
  std::vector<std::string> files;      // all in files of that path, or whose path ends with it
  std::vector<std::string> functions;  // those of that name or qualified name
  bool code_without_file = false;      // all of `-c` and of stdin

  bool takes(const Function& function) const;
};

class LineCollector {
 public:
  struct Options {
    LineChoice choice;
    bool begins_with_main = false;  // not before the body of the main module
  };

  // These need the GIL. One collector collects at a time; NULL with an exception set: another one
  // does, or sys.monitoring has no place. `functions` must outlive it.
  static std::unique_ptr<LineCollector> start(Options options, FunctionTable& functions);
  ~LineCollector();
  // What is active in the calling thread ends now; the counts stay.
  void stop();
  // In a child process: the lines so far are the parent's.
  void after_fork();

  // Any thread. In the order in which the functions first ran; they stay where they are.
  std::vector<const CodeLines*> codes() const;
  const Moment& begun() const { return begun_; }

 private:
  friend struct LineEvents;
  struct Thread;
  LineCollector(Options options, FunctionTable& functions);
  bool listen();
  Thread& thread();
  CodeLines* lines_of(PyCodeObject* code);
  CodeLines* add(const Function& function);

  const Options options_;
  FunctionTable& functions_;
  const uint64_t number_;  // of this collector among all of the process
  std::unique_ptr<MonitoringTool> tool_;
  bool waits_for_main_;
  Moment begun_;
  std::unordered_map<const Function*, CodeLines*> chosen_;  // NULL: not chosen
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<CodeLines>> codes_;
  std::vector<std::unique_ptr<Thread>> threads_;
};

// What one event of the collector adds to the time of the line it falls in, in nanoseconds,
// measured before the program begins (needs the GIL and that no collector is at work); 0: it could
// not be measured.
double measure_line_cost(FunctionTable& functions);

}  // namespace hasten::observe
