#include "swap/self_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "../python/embedded_python.h"

namespace hasten::swap {
namespace {

constexpr int kTool = 5;

PyObject* monitoring() {
  testing::start_python();
  static PyObject* module = nullptr;
  if (module == nullptr) {
    module = PySys_GetObject("monitoring");
    Py_XDECREF(PyObject_CallMethod(module, "use_tool_id", "is", kTool, "test"));
  }
  return module;
}

TEST(SelfTest, HoldsOnThisInterpreter) {
  EXPECT_EQ(self_test(monitoring(), kTool, ""), "");
  EXPECT_EQ(PyErr_Occurred(), nullptr);
}

// No events, no callback: what runs afterwards is not noticed.
TEST(SelfTest, LeavesMonitoringAsItWas) {
  EXPECT_EQ(self_test(monitoring(), kTool, ""), "");
  PyDict_SetItemString(testing::namespace_dict(), "monitoring", monitoring());
  testing::Owned events = testing::evaluate("monitoring.get_events(5)");
  testing::Owned callback =
      testing::evaluate("monitoring.register_callback(5, monitoring.events.JUMP, None)");
  EXPECT_EQ(PyLong_AsLong(events), 0);
  EXPECT_EQ(callback.get(), Py_None);
}

TEST(SelfTest, TellsWhatIsWrong) {
  for (const char* what :
       {"type",           "float_value",     "code.readable",     "code.slots",
        "code.cells",     "events.none",     "events.version",    "events.global",
        "events.local",   "thread.traced",   "thread.recursion",  "thread.breaker",
        "frame.code",     "frame.locals",    "frame.variables",   "frame.function",
        "frame.globals",  "frame.namespace", "frame.namespaces",  "frame.complete",
        "frame.previous", "frame.object",    "frame.instruction", "frame.stack",
        "frame.exit",     "frame.resumed",   "frame.result"}) {
    EXPECT_EQ(self_test(monitoring(), kTool, what), what);
    EXPECT_EQ(PyErr_Occurred(), nullptr) << what;
  }
  EXPECT_EQ(self_test(monitoring(), kTool, ""), "");
}

TEST(SelfTest, TakesLessThanAMillisecond) {
  double best = 1e9;
  for (int i = 0; i < 20; ++i) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(self_test(monitoring(), kTool, ""), "");
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - start;
    best = std::min(best, spent.count());
  }
  RecordProperty("best_us", static_cast<int>(best * 1000));
  std::printf("self-test: %.0f us\n", best * 1000);
#if !defined(__SANITIZE_ADDRESS__)
  EXPECT_LT(best, 1.0);
#endif
}

}  // namespace
}  // namespace hasten::swap
