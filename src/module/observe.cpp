// See observe.h.
#include "module/observe.h"

#include <pthread.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "capture/export.h"
#include "capture/profile.h"
#include "capture/recorder.h"
#include "capture/sample_rows.h"
#include "observe/call_cost.h"
#include "observe/calls.h"
#include "observe/functions.h"
#include "observe/last_calls.h"
#include "observe/lines.h"
#include "observe/sampler.h"

namespace hasten::module {
namespace {

using capture::Facts;
using capture::Recorder;
using observe::CallCollector;
using observe::LineCollector;
using observe::Sampler;

// What collects in this process; under the GIL. Never taken down: other threads may still call.
struct Observation {
  Facts facts;
  // One of them.
  std::unique_ptr<CallCollector> calls;
  std::unique_ptr<LineCollector> lines;
  std::unique_ptr<Sampler> samples;
  Recorder recorder;

  void stop_collecting() {
    if (calls != nullptr) calls->stop();
    if (lines != nullptr) lines->stop();
    if (samples != nullptr) samples->stop();
  }
  void before_fork() {
    if (samples != nullptr) samples->pause();
    recorder.pause();
  }
  void after_fork() {
    if (calls != nullptr) calls->after_fork();
    if (lines != nullptr) lines->after_fork();
    if (samples != nullptr) samples->after_fork();
  }
  void resume() {
    recorder.resume();
    if (samples != nullptr) samples->resume();
  }
};
Observation* observation = nullptr;
bool forked = false;  // this is a child that has not said so yet

observe::FunctionTable& functions() {
  static auto* const table = new observe::FunctionTable();  // code objects point into it
  return *table;
}

// A dict of text. False with an exception set.
bool to_facts(PyObject* dict, Facts& facts) {
  PyObject *key = nullptr, *value = nullptr;
  for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &key, &value) != 0;) {
    const char* name = PyUnicode_AsUTF8(key);
    const char* text = name == nullptr ? nullptr : PyUnicode_AsUTF8(value);
    if (text == nullptr) return false;
    facts.emplace_back(name, text);
  }
  return true;
}

// What is wrong with the capture, or an empty text; asking again tells the same.
const std::string& end_capture() {
  static std::string wrong;
  if (observation != nullptr) {
    observation->stop_collecting();
    wrong = observation->recorder.stop();
    observation = nullptr;
  }
  return wrong;
}

// At the interpreter's next safe point, when the fork is over.
int after_fork(void*) {
  if (observation == nullptr) return 0;
  if (std::exchange(forked, false)) {
    for (auto& [name, value] : observation->facts) {
      if (name == "pid") value = std::to_string(getpid());
      if (name == "parent_pid") value = std::to_string(getppid());
    }
    observation->recorder.become_child(observation->facts);
  }
  observation->resume();
  return 0;
}

void watch_forks() {
  static bool watched = false;
  if (std::exchange(watched, true)) return;
  pthread_atfork(
      [] {
        if (observation != nullptr) observation->before_fork();
      },
      [] {
        if (observation != nullptr) Py_AddPendingCall(after_fork, nullptr);
      },
      [] {
        if (observation == nullptr) return;
        observation->after_fork();
        forked = true;
        Py_AddPendingCall(after_fork, nullptr);
      });
}

// `of_main`: from the beginning of the main module on, else at once.
bool start_calls(bool builtins, bool of_main, Observation& started) {
  const CallCollector::Options options{.builtins = builtins, .begins_with_main = of_main};
  const auto costs = observe::measure_call_costs(functions(), builtins);
  started.facts.insert(started.facts.end(), costs.begin(), costs.end());
  started.calls = CallCollector::start(options, functions());
  return started.calls != nullptr;
}

// A tuple of text.
bool to_texts(PyObject* tuple, std::vector<std::string>& texts) {
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); ++i) {
    const char* text = PyUnicode_AsUTF8(PyTuple_GET_ITEM(tuple, i));
    if (text == nullptr) return false;
    texts.emplace_back(text);
  }
  return true;
}

// `choice`: a tuple of observe::LineChoice's fields, in their order.
bool start_lines(PyObject* choice, bool of_main, Observation& started) {
  PyObject *folders = nullptr, *files = nullptr, *names = nullptr;
  const char* library = nullptr;
  int code_without_file = 0;
  if (!PyArg_ParseTuple(choice, "O!sO!O!p", &PyTuple_Type, &folders, &library, &PyTuple_Type,
                        &files, &PyTuple_Type, &names, &code_without_file))
    return false;
  LineCollector::Options options{.begins_with_main = of_main};
  options.choice.library = library;
  options.choice.code_without_file = code_without_file != 0;
  if (!to_texts(folders, options.choice.folders) || !to_texts(files, options.choice.files) ||
      !to_texts(names, options.choice.functions))
    return false;
  started.facts.emplace_back("line_event_ns",
                             std::to_string(observe::measure_line_cost(functions())));
  started.lines = LineCollector::start(std::move(options), functions());
  return started.lines != nullptr;
}

bool start_samples(double rate, Observation& started) {
  std::string wrong;
  started.samples = Sampler::start(rate, functions(), wrong);
  if (started.samples == nullptr) PyErr_SetString(PyExc_RuntimeError, wrong.c_str());
  return started.samples != nullptr;
}

// `settings` of "calls": whether built-ins count; of "lines": see start_lines; of "samples": how
// many a second.
bool start_collector(const std::string& mode, PyObject* settings, bool of_main,
                     Observation& started) {
  if (mode == "calls") return start_calls(PyObject_IsTrue(settings) != 0, of_main, started);
  if (mode == "lines") return start_lines(settings, of_main, started);
  if (mode == "samples") {
    const double rate = PyFloat_AsDouble(settings);
    return PyErr_Occurred() == nullptr && start_samples(rate, started);
  }
  PyErr_Format(PyExc_ValueError, "unknown mode %s", mode.c_str());
  return false;
}

PyObject* start_profile(PyObject*, PyObject* args) {
  const char *path = nullptr, *mode = nullptr;
  int joins = 0, of_main = 0;
  PyObject *settings = nullptr, *dict = nullptr;
  if (!PyArg_ParseTuple(args, "spsOpO!", &path, &joins, &mode, &settings, &of_main, &PyDict_Type,
                        &dict))
    return nullptr;
  auto started = std::make_unique<Observation>();
  if (!to_facts(dict, started->facts) || !start_collector(mode, settings, of_main != 0, *started))
    return nullptr;
  started->facts.emplace_back("mode", mode);
  const std::string wrong =
      started->recorder.start(path, joins != 0, started->facts,
                              {&functions(), started->calls.get(), started->lines.get(),
                               started->samples ? &started->samples->log() : nullptr});
  if (!wrong.empty()) return PyErr_Format(PyExc_OSError, "%s", wrong.c_str());
  observation = started.release();
  watch_forks();
  observe::watch_last_calls([](bool for_good) {
    if (observation == nullptr) return;
    if (forked) after_fork(nullptr);
    if (for_good) {
      end_capture();
    } else {
      observation->recorder.write_now();
    }
  });
  Py_RETURN_NONE;
}

PyObject* stop_profile(PyObject*, PyObject*) { return PyUnicode_FromString(end_capture().c_str()); }

using Writer = std::string (*)(const capture::Profile&);

template <Writer kOfCalls>
std::string as_calls(const capture::Profile& profile) {
  capture::Profile copy = profile;
  capture::add_sampled_calls(copy);
  return kOfCalls(copy);
}

// How captures of each mode are written; NULL: the format does not hold such facts.
struct Format {
  const char* name;
  Writer calls, lines, samples;
  bool in_order = false;  // needs the runs of samples
};
constexpr Format kFormats[] = {
    {"pstats", capture::export_pstats, nullptr, as_calls<capture::export_pstats>},
    {"callgrind", capture::export_callgrind, nullptr, as_calls<capture::export_callgrind>},
    {"collapsed", capture::export_collapsed, nullptr, capture::export_samples_collapsed},
    {"speedscope", capture::export_speedscope, nullptr, capture::export_samples_speedscope, true},
    {"chrome", capture::export_chrome, nullptr, capture::export_chrome, true},
    {"pprof", capture::export_pprof, nullptr, capture::export_pprof},
    {"csv", capture::export_csv, capture::export_lines_csv, capture::export_samples_csv},
    {"json", capture::export_json, capture::export_json, capture::export_json},
};

// NULL with an exception set.
Writer writer_of(const Format& format, const capture::Profile& profile) {
  std::string mode;
  for (const capture::ProcessProfile& process : profile.processes) {
    if (const auto fact = process.facts.find("mode"); fact != process.facts.end())
      mode = fact->second;
  }
  const Writer writer = mode == "samples" ? format.samples
                        : mode == "lines" ? format.lines
                                          : format.calls;
  if (writer == nullptr)
    PyErr_Format(PyExc_ValueError, "holds %s; %s is not for them", mode.c_str(), format.name);
  return writer;
}

PyObject* export_capture(PyObject*, PyObject* args) {
  const char *path = nullptr, *name = nullptr;
  int corrected = 0;
  if (!PyArg_ParseTuple(args, "ssp", &path, &name, &corrected)) return nullptr;
  for (const Format& format : kFormats) {
    if (std::string(name) != format.name) continue;
    std::string wrong, bytes;
    capture::Profile profile;
    Py_BEGIN_ALLOW_THREADS;
    wrong = capture::read_profile(path, profile, format.in_order);
    if (corrected != 0) capture::subtract_cost(profile);
    Py_END_ALLOW_THREADS;
    if (!wrong.empty()) return PyErr_Format(PyExc_OSError, "%s", wrong.c_str());
    const Writer write = writer_of(format, profile);
    if (write == nullptr) return nullptr;
    Py_BEGIN_ALLOW_THREADS;
    bytes = write(profile);
    Py_END_ALLOW_THREADS;
    return PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
  }
  return PyErr_Format(PyExc_ValueError, "unknown format %s", name);
}

}  // namespace

PyMethodDef observe_methods[] = {
    {"start_profile", start_profile, METH_VARARGS, "Collect into a capture file."},
    {"stop_profile", stop_profile, METH_NOARGS, "End the capture."},
    {"export_capture", export_capture, METH_VARARGS, "A capture in another format."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace hasten::module
