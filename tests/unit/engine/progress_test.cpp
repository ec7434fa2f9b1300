// Which variable counts the iterations of a loop, and how far it has come.
#include "engine/progress.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "../python/embedded_python.h"
#include "python/code_reader.h"

namespace hasten::engine {
namespace {

using testing::Owned;

// Of the loop in a function f(n, x) with these statements.
Counter counter_of(const std::string& statements) {
  testing::run("def f(n, x):\n i = j = 0\n" + statements);
  const Owned function = testing::evaluate("f");
  auto* object = reinterpret_cast<PyCodeObject*>(PyFunction_GetCode(function));
  Result<ir::PyCode> read = python::read_code(object);
  EXPECT_TRUE(read);
  const std::vector<ir::PyInst>& insts = read.value().insts;
  int header = static_cast<int>(insts.size()), last = 0;
  for (int i = 0; i < static_cast<int>(insts.size()); ++i) {
    const ir::PyInst& inst = insts[static_cast<size_t>(i)];
    if (inst.op != ir::PyOp::kJump || inst.target < 0 || inst.target > i) continue;
    header = std::min(header, inst.target);
    last = std::max(last, i);
  }
  return find_counter(read.value(), object, header, last);
}

TEST(Progress, Counters) {
  const Counter up = counter_of(" while i < n:\n  x(i)\n  i += 1\n");
  EXPECT_FALSE(up.is_name);
  EXPECT_EQ(up.index, 2);
  EXPECT_EQ(up.step, 1);
  EXPECT_EQ(counter_of(" while n > 0:\n  n = n - 3\n  x(n)\n").step, -3);
  EXPECT_EQ(counter_of(" while x(i):\n  j = x(j)\n  i += 2\n").step, 2);
  EXPECT_EQ(counter_of(" while True:\n  i += 1\n  if x(i):\n   break\n").step, 1);
}

TEST(Progress, NoCounters) {
  for (const char* statements : {
           " while i < n:\n  if x(i):\n   i += 1\n",
           " while i < n:\n  if x(i):\n   continue\n  i += 1\n",
           " while i < n:\n  i += 1\n  if x(i):\n   i += 5\n",
           " while i < n:\n  i += n\n",
           " while i < n:\n  i *= 2\n",
           " while i < n:\n  i += 1.5\n",
           " while x(i):\n  while x(j):\n   j += 1\n",
           " while x(i):\n  j = i + 1\n",
       }) {
    EXPECT_EQ(counter_of(statements).step, 0) << statements;
  }
}

}  // namespace
}  // namespace hasten::engine
