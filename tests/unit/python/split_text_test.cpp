// Splits in place, each against str.split.
#include "python/split_text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "embedded_python.h"

namespace hasten::python {
namespace {

using testing::evaluate;
using testing::outcome;
using testing::Owned;

// What can be told of the list: items, which of them is the text itself or another object that is
// there once, and the room it takes.
std::string seen(PyObject* list, PyObject* text) {
  if (list == nullptr) return outcome(nullptr);
  return outcome(evaluate(
      "(x, [i is y or (len(i) < 2 and i is next(iter(i + '_'))) for i in x], x.__sizeof__(), "
      "[(i.__sizeof__(), hash(i), i.isascii()) for i in x])",
      list, text));
}

TEST(SplitText, IsStrSplit) {
  testing::start_python();
  std::mt19937_64 random(7);
  const std::string letters = "aab,, \t\n\x0b\x1c\x1fxyz";
  for (int round = 0; round < 4000; ++round) {
    std::string source;
    for (size_t k = random() % 60; k > 0; --k) source += letters[random() % letters.size()];
    const Owned text =
        PyUnicode_FromStringAndSize(source.data(), static_cast<Py_ssize_t>(source.size()));
    const std::string mark(1, letters[random() % letters.size()]);
    const Owned separator = PyUnicode_FromString(mark.c_str());
    const Owned at_mark = split_text(text, separator), at_space = split_text(text, nullptr);
    EXPECT_EQ(seen(at_mark, text), seen(Owned(evaluate("x.split(y)", text, separator)), text));
    EXPECT_EQ(seen(at_space, text), seen(Owned(evaluate("x.split()", text)), text));
  }
}

TEST(SplitText, LeavesOtherCasesAlone) {
  testing::start_python();
  const Owned text = PyUnicode_FromString("a,b");
  for (const char* separator : {"', '", "''", "'\\u20ac'", "b','", "type('T', (str,), {})(',')"})
    EXPECT_EQ(outcome(split_text(text, Owned(evaluate(separator)))), "nothing") << separator;
  for (const char* other : {"'a\\xa0b'", "'\\u20ac,'", "b'a,b'", "type('T', (str,), {})('a,b')"})
    EXPECT_EQ(outcome(split_text(Owned(evaluate(other)), nullptr)), "nothing") << other;
}

TEST(SplitText, KnowsTheMethod) {
  testing::start_python();
  EXPECT_TRUE(is_str_split(Owned(evaluate("str.split"))));
  EXPECT_FALSE(is_str_split(Owned(evaluate("str.rsplit"))));
  EXPECT_FALSE(is_str_split(Owned(evaluate("bytes.split"))));
}

}  // namespace
}  // namespace hasten::python
