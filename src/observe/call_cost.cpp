// See call_cost.h.
#include "observe/call_cost.h"

#include <Python.h>

#include <algorithm>
#include <memory>

#include "observe/calls.h"
#include "observe/ticks.h"
#include "python/owned.h"

namespace hasten::observe {
namespace {

using python::Owned;

constexpr int kCalls = 2000;
constexpr int kRounds = 5;

constexpr char kSource[] = "def empty(): pass\n"
                           "def no_calls(n):\n"
                           "  for _ in n: pass\n"
                           "def python_calls(n):\n"
                           "  for _ in n: empty()\n"
                           "def builtin_calls(n):\n"
                           "  for _ in n: callable(n)\n";

// The functions of kSource, called with range(kCalls).
class Probe {
 public:
  bool open() {
    const Owned code(Py_CompileString(kSource, "<hasten>", Py_file_input));
    names_.reset(PyDict_New());
    count_.reset(PyObject_CallFunction(reinterpret_cast<PyObject*>(&PyRange_Type), "i", kCalls));
    if (code == nullptr || names_ == nullptr || count_ == nullptr ||
        PyDict_SetItemString(names_.get(), "__builtins__", PyEval_GetBuiltins()) != 0)
      return false;
    const Owned done(PyEval_EvalCode(code.get(), names_.get(), names_.get()));
    return done != nullptr;
  }

  // The least of several, in ticks; negative: it failed.
  double time(const char* name) const {
    PyObject* function = PyDict_GetItemString(names_.get(), name);  // borrowed
    uint64_t least = UINT64_MAX;
    for (int i = 0; i < kRounds && function != nullptr; ++i) {
      const uint64_t begun = ticks();
      const Owned done(PyObject_CallOneArg(function, count_.get()));
      if (done == nullptr) return -1;
      least = std::min(least, ticks() - begun);
    }
    return function == nullptr ? -1 : static_cast<double>(least);
  }

 private:
  Owned names_, count_;
};

// Ticks per call that the collector says `name` spent itself.
double own_ticks(const CallCollector& collector, const std::string& name) {
  double own = 0, calls = 0;
  for (const ThreadCalls* thread : collector.threads()) {
    for (uint32_t id = 1; id < thread->tree.size(); ++id) {
      const Node& node = thread->tree.node(id);
      if (node.function->name != name) continue;
      own += static_cast<double>(node.own_ticks.get());
      calls += static_cast<double>(node.site.calls.get());
    }
  }
  return calls > 0 ? own / calls : 0;
}

struct Cost {
  double inner = 0, outer = 0;  // ticks a call
};

// `plain`: a call without the collector, `collected`: with it, `own`: what it takes for the
// callee's own time. Half of a plain call is the callee's own.
Cost cost_of(double plain, double collected, double own) {
  const double inner = std::max(0.0, own - plain / 2);
  return {inner, std::max(0.0, collected - plain - inner)};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> measure_call_costs(FunctionTable& functions,
                                                                    bool builtins) {
  prepare_clock();
  const Moment begun = Moment::now();
  Probe probe;
  const auto failed = [] {
    PyErr_Clear();
    return std::vector<std::pair<std::string, std::string>>();
  };
  if (!probe.open()) return failed();
  const double nothing = probe.time("no_calls"), python = probe.time("python_calls"),
               builtin = probe.time("builtin_calls");
  const std::unique_ptr<CallCollector> collector =
      CallCollector::start({.builtins = builtins}, functions);
  if (collector == nullptr) return failed();
  const double collected_python = probe.time("python_calls"),
               collected_builtin = probe.time("builtin_calls");
  collector->stop();
  if (nothing < 0 || collected_python < 0 || collected_builtin < 0) return failed();

  const double nanoseconds = nanoseconds_per_tick(begun, moment_after(begun));
  const Cost of_python = cost_of((python - nothing) / kCalls, (collected_python - nothing) / kCalls,
                                 own_ticks(*collector, "empty"));
  std::vector<std::pair<std::string, std::string>> facts{
      {"python_call_inner_ns", std::to_string(of_python.inner * nanoseconds)},
      {"python_call_outer_ns", std::to_string(of_python.outer * nanoseconds)}};
  if (!builtins) return facts;
  const Cost of_builtin =
      cost_of((builtin - nothing) / kCalls, (collected_builtin - nothing) / kCalls,
              own_ticks(*collector, "<built-in method builtins.callable>"));
  facts.emplace_back("builtin_call_inner_ns", std::to_string(of_builtin.inner * nanoseconds));
  facts.emplace_back("builtin_call_outer_ns", std::to_string(of_builtin.outer * nanoseconds));
  return facts;
}

}  // namespace hasten::observe
