// What iterators tell of the items to come, and that they are left as they are.
#include <gtest/gtest.h>

#include "embedded_python.h"
#include "python/items_left.h"

namespace hasten::python {
namespace {

using testing::evaluate;
using testing::Owned;

TEST(ItemsLeft, OfPythonsOwn) {
  testing::start_python();
  for (const char* four :
       {"iter([1, 2, 3, 4])", "iter((1, 2, 3, 4))", "iter(range(4))", "iter('abcd')",
        "iter('\\u20acbcd')", "iter(b'abcd')", "iter({1: 1, 2: 2, 3: 3, 4: 4}.items())",
        "iter({1, 2, 3, 4})", "reversed([1, 2, 3, 4])", "enumerate('abcd')",
        "zip([1, 2, 3, 4], 'abcdefg')", "enumerate(zip(range(4), range(9)))"}) {
    const Owned iterator = evaluate(four);
    EXPECT_EQ(items_left(iterator), 4) << four;
    const Owned first = PyIter_Next(iterator);
    EXPECT_EQ(items_left(iterator), 3) << four;
    for (int k = 0; k < 4; ++k) const Owned more = PyIter_Next(iterator);
    EXPECT_EQ(items_left(iterator), 0) << four;
  }
}

TEST(ItemsLeft, RunsNoPythonCode) {
  testing::start_python();
  const Owned with_hint =
      evaluate("type('Hint', (), {'__iter__': lambda self: self, '__next__': lambda self: 1,"
               " '__length_hint__': lambda self: 1 / 0})()");
  const Owned generator = evaluate("(x for x in [1])"), map = evaluate("map(abs, [1])");
  for (PyObject* iterator : {with_hint.get(), generator.get(), map.get()}) {
    EXPECT_EQ(items_left(iterator), -1);
    EXPECT_EQ(PyErr_Occurred(), nullptr);
  }
}

}  // namespace
}  // namespace hasten::python
