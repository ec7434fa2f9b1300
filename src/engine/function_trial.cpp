// FunctionTrial: see function_trial.h.
#include "engine/function_trial.h"

#include <x86intrin.h>

#include <algorithm>

#include "engine/back_edge_event.h"
#include "swap/plain_values.h"

namespace hasten::engine {
namespace {

constexpr int kChecks = 8;         // calls that are compared whatever they cost
constexpr size_t kSamples = 9;     // of the gain
constexpr size_t kFewSamples = 3;  // will do after about 1 ms of interpreted calls,
constexpr double kEnoughTicks = 2'500'000;
constexpr double kMuchTicks = 50'000'000;  // and one after about 20 ms
// A call inside another one of the same function is a sample if it takes long enough: the time of
// the innermost ones is that of the call itself. About 20 us.
constexpr double kLongCall = 50'000;
// What it costs the interpreter that it cannot run the call in its own loop, 30 to 40 ns.
constexpr double kCallTicks = 80;

// Exceptions that a function of numbers raises by itself. Others come from outside at any time:
// signals, the recursion limit, want of memory.
bool is_own(PyObject* exception) {
  for (PyObject* type : {PyExc_ArithmeticError, PyExc_ValueError, PyExc_TypeError,
                         PyExc_LookupError, PyExc_NameError, PyExc_AssertionError}) {
    if (PyErr_GivenExceptionMatches(exception, type) != 0) return true;
  }
  return false;
}

}  // namespace

FunctionTrial::Call FunctionTrial::begin() {
  ++depth_;
  Call call;
  call.own_ticks = own_ticks_;
  call.calls = calls_++;
  call.events = BackEdgeEvent::counted();
  call.start = __rdtsc();
  return call;
}

void FunctionTrial::finished(Call& call) {
  const auto spent =
      static_cast<double>(__rdtsc() - call.start - (BackEdgeEvent::counted() - call.events));
  const double calls_inside = static_cast<double>(calls_ - call.calls);
  call.interpreted =
      std::max(spent - (own_ticks_ - call.own_ticks) - calls_inside * kCallTicks, 1.0);
  --depth_;
}

bool FunctionTrial::is_sample(const Call& call) const {
  return depth_ == 0 || call.interpreted >= kLongCall;
}

bool FunctionTrial::wants_native(const Call& call) const {
  return verdict_ == Verdict::kOpen && (checked_ < kChecks || is_sample(call));
}

void FunctionTrial::compare(const Call& call, uint64_t ticks, PyObject* native, PyObject* result,
                            PyObject* exception) {
  const uint64_t start = __rdtsc();
  if (verdict_ == Verdict::kOpen && native != nullptr) {
    if (result != nullptr ? !swap::same_plain(native, result) : is_own(exception)) {
      verdict_ = Verdict::kMismatch;
      difference_ = "native " + swap::plain_text(native) + ", CPython " +
                    (result != nullptr ? swap::plain_text(result) : Py_TYPE(exception)->tp_name);
    } else if (result != nullptr) {
      ++checked_;
      if (is_sample(call)) {
        interpreted_ticks_ += call.interpreted;
        ratios_.push_back(call.interpreted / std::max(static_cast<double>(ticks), 1.0));
      }
      const size_t wanted = interpreted_ticks_ >= kMuchTicks     ? 1
                            : interpreted_ticks_ >= kEnoughTicks ? kFewSamples
                                                                 : kSamples;
      if (ratios_.size() >= wanted && (checked_ >= kChecks || wanted < kSamples)) decide();
    }
  }
  // Native code was left to itself for long and has come to nothing.
  if (verdict_ == Verdict::kOpen && native == nullptr &&
      static_cast<double>(ticks) > 2 * call.interpreted + kEnoughTicks) {
    ratios_.push_back(call.interpreted / static_cast<double>(ticks));
    if (ratios_.size() >= kFewSamples) decide();
  }
  own_ticks_ += static_cast<double>(ticks + (__rdtsc() - start));
}

void FunctionTrial::decide() {
  gain_.ratio = quantile(ratios_, 0.5);
  gain_.low = quantile(ratios_, 0.25);
  gain_.high = quantile(ratios_, 0.75);
  verdict_ = gain_.ratio >= kLeastGain ? Verdict::kFaster : Verdict::kNotFaster;
}

}  // namespace hasten::engine
