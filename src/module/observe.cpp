// See observe.h.
#include "module/observe.h"

#include <pthread.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <utility>

#include "capture/export.h"
#include "capture/profile.h"
#include "capture/recorder.h"
#include "observe/call_cost.h"
#include "observe/calls.h"
#include "observe/functions.h"
#include "observe/last_calls.h"

namespace hasten::module {
namespace {

using capture::Facts;
using capture::Recorder;
using observe::CallCollector;

// What collects in this process; under the GIL. Never taken down: other threads may still call.
struct Observation {
  Facts facts;
  std::unique_ptr<CallCollector> calls;
  Recorder recorder;
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
    observation->calls->stop();
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
  observation->recorder.resume();
  return 0;
}

void watch_forks() {
  static bool watched = false;
  if (std::exchange(watched, true)) return;
  pthread_atfork(
      [] {
        if (observation != nullptr) observation->recorder.pause();
      },
      [] {
        if (observation != nullptr) Py_AddPendingCall(after_fork, nullptr);
      },
      [] {
        if (observation == nullptr) return;
        observation->calls->after_fork();
        forked = true;
        Py_AddPendingCall(after_fork, nullptr);
      });
}

PyObject* start_profile(PyObject*, PyObject* args) {
  const char* path = nullptr;
  int joins = 0, builtins = 0;
  PyObject* dict = nullptr;
  if (!PyArg_ParseTuple(args, "sppO!", &path, &joins, &builtins, &PyDict_Type, &dict))
    return nullptr;
  auto started = std::make_unique<Observation>();
  Facts& facts = started->facts;
  if (!to_facts(dict, facts)) return nullptr;
  const CallCollector::Options options{.builtins = builtins != 0, .begins_with_main = true};
  const auto costs = observe::measure_call_costs(functions(), options.builtins);
  facts.insert(facts.end(), costs.begin(), costs.end());
  started->calls = CallCollector::start(options, functions());
  if (started->calls == nullptr) return nullptr;
  const std::string wrong =
      started->recorder.start(path, joins != 0, facts, {&functions(), started->calls.get()});
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

struct Format {
  const char* name;
  std::string (*write)(const capture::Profile&);
};
constexpr Format kFormats[] = {
    {"pstats", capture::export_pstats},
    {"callgrind", capture::export_callgrind},
    {"collapsed", capture::export_collapsed},
    {"speedscope", capture::export_speedscope},
    {"csv", capture::export_csv},
    {"json", capture::export_json},
};

PyObject* export_capture(PyObject*, PyObject* args) {
  const char *path = nullptr, *name = nullptr;
  int corrected = 0;
  if (!PyArg_ParseTuple(args, "ssp", &path, &name, &corrected)) return nullptr;
  for (const Format& format : kFormats) {
    if (std::string(name) != format.name) continue;
    std::string wrong, bytes;
    Py_BEGIN_ALLOW_THREADS;
    capture::Profile profile;
    wrong = capture::read_profile(path, profile);
    if (wrong.empty()) {
      if (corrected != 0) capture::subtract_cost(profile);
      bytes = format.write(profile);
    }
    Py_END_ALLOW_THREADS;
    if (!wrong.empty()) return PyErr_Format(PyExc_OSError, "%s", wrong.c_str());
    return PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
  }
  return PyErr_Format(PyExc_ValueError, "unknown format %s", name);
}

}  // namespace

PyMethodDef observe_methods[] = {
    {"start_profile", start_profile, METH_VARARGS, "Collect calls into a capture file."},
    {"stop_profile", stop_profile, METH_NOARGS, "End the capture."},
    {"export_capture", export_capture, METH_VARARGS, "A capture in another format."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace hasten::module
