// See lines.h.
#include "observe/lines.h"

#include <Python.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/line_table.h"
#include "observe/main_body.h"
#include "observe/monitoring_tool.h"
#include "python/event_callback.h"

namespace hasten::observe {
namespace {

// Lines of one function that lie farther apart were not written by people: it is left out.
constexpr int32_t kMostLines = 1 << 20;

LineCollector* active_collector = nullptr;  // under the GIL

}  // namespace

// What a thread is in the middle of: its calls of chosen functions, the innermost last.
struct LineCollector::Thread {
  struct Activation {
    const PyCodeObject* code = nullptr;
    CodeLines* lines = nullptr;
    LineCounts* current = nullptr;  // NULL: no line has begun
    uint64_t begun = 0;
    uint64_t events_before = 0;
  };
  std::vector<Activation> active;
  uint64_t events = 0;

  void end_line(uint64_t now) {
    Activation& top = active.back();
    if (top.current == nullptr) return;
    top.current->ticks.add(now - top.begun);
    top.current->events.add(events - top.events_before);
  }
  void begin_line(LineCounts* line, uint64_t now) {
    Activation& top = active.back();
    top.current = line;
    top.begun = now;
    top.events_before = events;
  }
};

namespace {

struct Here {
  uint64_t collector = 0;
  void* thread = nullptr;  // LineCollector::Thread
};
// initial-exec: a look at it is one instruction, and this module is small.
thread_local Here here __attribute__((tls_model("initial-exec")));

bool ends_with(std::string_view path, std::string_view end) {
  return path.size() > end.size() && path.ends_with(end) &&
         path[path.size() - end.size() - 1] == '/';
}

}  // namespace

bool LineChoice::takes(const Function& function) const {
  const std::string_view file = function.file;
  if (!file.empty() && file.front() == '<')
    return code_without_file && (file == "<string>" || file == "<stdin>");
  const bool is_library = file.find("/site-packages/") != std::string_view::npos ||
                          file.find("/dist-packages/") != std::string_view::npos ||
                          (!library.empty() && file.starts_with(library + "/"));
  const auto below = [&](const std::string& folder) {
    return !is_library && file.starts_with(folder == "/" ? folder : folder + "/");
  };
  const auto is_file = [&](const std::string& path) {
    return file == path || ends_with(file, path);
  };
  const auto is_named = [&](const std::string& name) {
    return function.name == name || function.qualified_name == name;
  };
  return std::ranges::any_of(folders, below) || std::ranges::any_of(files, is_file) ||
         std::ranges::any_of(this->functions, is_named);
}

// The callbacks. None of them raises: what cannot be counted is not.
struct LineEvents {
  using Thread = LineCollector::Thread;

  static Thread& thread() {
    return here.collector == active_collector->number_ ? *static_cast<Thread*>(here.thread)
                                                       : active_collector->thread();
  }

  static Thread& push(PyCodeObject* code, CodeLines* lines) {
    Thread& own = thread();
    own.active.push_back({.code = code, .lines = lines});
    return own;
  }

  // (code, offset), of any function: it is chosen, or not told of again.
  static PyObject* start(PyObject*, PyObject* const* args, size_t, PyObject*) {
    auto* code = reinterpret_cast<PyCodeObject*>(args[0]);
    LineCollector* collector = active_collector;
    if (collector == nullptr) Py_RETURN_NONE;
    if (collector->waits_for_main_) {
      if (!starts_main(code)) Py_RETURN_NONE;
      collector->waits_for_main_ = false;
    }
    CodeLines* lines = collector->lines_of(code);
    if (lines == nullptr) return Py_NewRef(collector->tool_->disable());
    ++push(code, lines).events;
    Py_RETURN_NONE;
  }

  // (code, offset, ...): the line of the yield goes on.
  static PyObject* resume(PyObject*, PyObject* const* args, size_t, PyObject*) {
    const uint64_t now = ticks();
    auto* code = reinterpret_cast<PyCodeObject*>(args[0]);
    if (active_collector == nullptr || active_collector->waits_for_main_) Py_RETURN_NONE;
    CodeLines* lines = active_collector->lines_of(code);
    if (lines == nullptr) Py_RETURN_NONE;
    Thread& own = push(code, lines);
    ++own.events;
    const int32_t line = lines->line_at(python::event_offset(args[1]));
    if (line > 0) own.begin_line(&lines->counts[static_cast<size_t>(line - lines->first)], now);
    Py_RETURN_NONE;
  }

  static void hit(PyCodeObject* code, int32_t line, uint64_t now) {
    Thread& own = thread();
    ++own.events;
    if (own.active.empty() || own.active.back().code != code) {  // it ran before we came
      CodeLines* lines = active_collector->lines_of(code);
      if (lines == nullptr) return;
      push(code, lines);
    } else {
      own.end_line(now);
    }
    CodeLines& lines = *own.active.back().lines;
    const auto index = static_cast<size_t>(line - lines.first);
    if (index >= lines.counts.size()) return;
    lines.counts[index].hits.add(1);
    own.begin_line(&lines.counts[index], now);
  }

  // (code, line)
  static PyObject* line(PyObject*, PyObject* const* args, size_t, PyObject*) {
    const uint64_t now = ticks();
    if (active_collector != nullptr)
      hit(reinterpret_cast<PyCodeObject*>(args[0]), python::event_offset(args[1]), now);
    Py_RETURN_NONE;
  }

  // (code, offset, target): a jump back within a line is a hit of it, as for sys.settrace
  // (Python/legacy_tracing.c); all other jumps come to a line of their own.
  static PyObject* jump(PyObject*, PyObject* const* args, size_t, PyObject*) {
    const uint64_t now = ticks();
    auto* code = reinterpret_cast<PyCodeObject*>(args[0]);
    LineCollector* collector = active_collector;
    CodeLines* lines = collector == nullptr ? nullptr : collector->lines_of(code);
    if (lines == nullptr) Py_RETURN_NONE;
    const int from = python::event_offset(args[1]), to = python::event_offset(args[2]);
    const int32_t line = lines->line_at(to);
    if (to > from || line <= 0 || line != lines->line_at(from))
      return Py_NewRef(collector->tool_->disable());
    hit(code, line, now);
    Py_RETURN_NONE;
  }

  // (code, ...)
  static PyObject* leave(PyObject*, PyObject* const* args, size_t, PyObject*) {
    const uint64_t now = ticks();
    if (active_collector == nullptr || active_collector->waits_for_main_) Py_RETURN_NONE;
    Thread& own = thread();
    if (own.active.empty() || own.active.back().code != reinterpret_cast<PyCodeObject*>(args[0]))
      Py_RETURN_NONE;
    ++own.events;
    own.end_line(now);
    own.active.pop_back();
    Py_RETURN_NONE;
  }
};

LineCollector::LineCollector(Options options, FunctionTable& functions)
    : options_(std::move(options)), functions_(functions), number_([] {
        static uint64_t number = 0;
        return ++number;
      }()),
      waits_for_main_(options_.begins_with_main) {}

LineCollector::~LineCollector() { stop(); }

std::unique_ptr<LineCollector> LineCollector::start(Options options, FunctionTable& functions) {
  if (active_collector != nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "lines are being collected already");
    return nullptr;
  }
  prepare_clock();
  std::unique_ptr<LineCollector> collector(new LineCollector(std::move(options), functions));
  if (!functions.open() || !collector->listen()) return nullptr;
  return collector;
}

bool LineCollector::listen() {
  tool_ = std::make_unique<MonitoringTool>();
  if (!tool_->open("hasten profile") || !tool_->listen({{"PY_START", LineEvents::start},
                                                        {"PY_RESUME", LineEvents::resume},
                                                        {"PY_THROW", LineEvents::resume},
                                                        {"LINE", LineEvents::line},
                                                        {"JUMP", LineEvents::jump},
                                                        {"PY_RETURN", LineEvents::leave},
                                                        {"PY_YIELD", LineEvents::leave},
                                                        {"PY_UNWIND", LineEvents::leave}}))
    return false;
  begun_ = Moment::now();
  active_collector = this;
  const bool ok = tool_->set_events({"PY_START", "PY_THROW", "PY_UNWIND"});
  if (!ok) active_collector = nullptr;
  return ok;
}

void LineCollector::stop() {
  if (active_collector != this) return;
  if (here.collector == number_) {
    Thread& own = thread();
    for (const uint64_t now = ticks(); !own.active.empty(); own.active.pop_back())
      own.end_line(now);
  }
  active_collector = nullptr;
  tool_.reset();
}

void LineCollector::after_fork() {
  const uint64_t now = ticks();
  for (const auto& code : codes_) {
    for (LineCounts& line : code->counts)
      line.hits.clear(), line.ticks.clear(), line.events.clear();
  }
  if (here.collector != number_) return;
  Thread& own = thread();
  for (Thread::Activation& activation : own.active)
    activation.begun = now, activation.events_before = own.events;
}

LineCollector::Thread& LineCollector::thread() {
  if (here.collector != number_)
    here = {number_, threads_.emplace_back(std::make_unique<Thread>()).get()};
  return *static_cast<Thread*>(here.thread);
}

// NULL: not chosen.
CodeLines* LineCollector::lines_of(PyCodeObject* code) {
  const Function* function = functions_.of_code(code);
  if (function == nullptr) {
    PyErr_Clear();
    return nullptr;
  }
  const auto [at, is_new] = chosen_.try_emplace(function, nullptr);
  if (!is_new || !options_.choice.takes(*function)) return at->second;
  CodeLines* lines = add(*function);
  if (lines != nullptr &&
      !tool_->set_local_events(code, {"LINE", "JUMP", "PY_RESUME", "PY_RETURN", "PY_YIELD"})) {
    PyErr_Clear();
    lines = nullptr;
  }
  return at->second = lines;
}

CodeLines* LineCollector::add(const Function& function) {
  auto lines = std::make_unique<CodeLines>();
  lines->function = &function;
  lines->line_of_unit = decode_lines(function.line_table, function.first_line);
  int32_t first = INT32_MAX, last = 0;
  for (const int32_t line : lines->line_of_unit) {
    if (line <= 0) continue;
    first = std::min(first, line);
    last = std::max(last, line);
  }
  if (last == 0 || last - first >= kMostLines) return nullptr;
  lines->first = first;
  lines->counts = std::vector<LineCounts>(static_cast<size_t>(last - first) + 1);
  const std::lock_guard lock(mutex_);
  return codes_.emplace_back(std::move(lines)).get();
}

std::vector<const CodeLines*> LineCollector::codes() const {
  const std::lock_guard lock(mutex_);
  std::vector<const CodeLines*> found;
  found.reserve(codes_.size());
  for (const auto& code : codes_) found.push_back(code.get());
  return found;
}

}  // namespace hasten::observe
