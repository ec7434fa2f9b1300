// measure_line_cost: see lines.h. A loop of two lines runs with and without the collector.
#include <Python.h>

#include <algorithm>

#include "observe/lines.h"
#include "python/owned.h"

namespace hasten::observe {
namespace {

using python::Owned;

constexpr int kTurns = 2000, kRounds = 5;
constexpr char kSource[] = "def hasten_line_cost(n):\n"
                           "  for _ in n:\n"
                           "    pass\n";

// The least of several, in ticks; negative: it failed.
double time_of(PyObject* function, PyObject* argument) {
  uint64_t least = UINT64_MAX;
  for (int i = 0; i < kRounds; ++i) {
    const uint64_t begun = ticks();
    const Owned done(PyObject_CallOneArg(function, argument));
    if (done == nullptr) return -1;
    least = std::min(least, ticks() - begun);
  }
  return static_cast<double>(least);
}

}  // namespace

double measure_line_cost(FunctionTable& functions) {
  prepare_clock();
  const Moment begun = Moment::now();
  const Owned code(Py_CompileString(kSource, "<string>", Py_file_input));
  const Owned names(PyDict_New());
  const Owned turns(PyObject_CallFunction(reinterpret_cast<PyObject*>(&PyRange_Type), "i", kTurns));
  const auto failed = [] {
    PyErr_Clear();
    return 0.0;
  };
  if (code == nullptr || turns == nullptr || names == nullptr ||
      PyDict_SetItemString(names.get(), "__builtins__", PyEval_GetBuiltins()) != 0)
    return failed();
  const Owned done(PyEval_EvalCode(code.get(), names.get(), names.get()));
  PyObject* function =
      done == nullptr ? nullptr : PyDict_GetItemString(names.get(), "hasten_line_cost");
  if (function == nullptr) return failed();
  const double plain = time_of(function, turns.get());
  const std::unique_ptr<LineCollector> collector =
      LineCollector::start({.choice = {.code_without_file = true}}, functions);
  if (collector == nullptr) return failed();
  const double collected = time_of(function, turns.get());
  collector->stop();
  uint64_t events = 0;
  for (const CodeLines* lines : collector->codes()) {
    for (const LineCounts& line : lines->counts) events += line.hits.get();
  }
  if (plain < 0 || collected < 0 || events == 0) return failed();
  const double nanoseconds = nanoseconds_per_tick(begun, moment_after(begun));
  return std::max(0.0, (collected - plain) * nanoseconds * kRounds / static_cast<double>(events));
}

}  // namespace hasten::observe
