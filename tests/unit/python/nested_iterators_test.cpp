// The fields of zip and enumerate objects that are found by looking: each against what the object
// does.
#include <gtest/gtest.h>

#include "embedded_python.h"
#include "python/nested_iterators.h"

namespace hasten::python {
namespace {

template <typename Word>
Word& word_at(PyObject* object, int32_t offset) {
  return *reinterpret_cast<Word*>(reinterpret_cast<char*>(object) + offset);
}

using testing::evaluate;
using testing::Owned;

TEST(NestedIterators, Zip) {
  testing::start_python();
  const NestedIterators& fields = nested_iterators();
  ASSERT_NE(fields.zip_parts, 0);
  const Owned zip = evaluate("zip([1.5, 2.5], (3, 4))"), strict = evaluate("zip(strict=True)");
  const Owned first = PyIter_Next(zip);
  PyObject* parts = word_at<PyObject*>(zip, fields.zip_parts);
  ASSERT_TRUE(PyTuple_CheckExact(parts));
  EXPECT_EQ(inner_iterators(zip),
            (std::vector<PyObject*>{PyTuple_GetItem(parts, 0), PyTuple_GetItem(parts, 1)}));
  EXPECT_EQ(Py_TYPE(PyTuple_GetItem(parts, 1)), &PyTupleIter_Type);
  EXPECT_EQ(word_at<PyObject*>(zip, fields.zip_result), first.get());
  EXPECT_EQ(word_at<int>(zip, fields.zip_strict), 0);
  EXPECT_EQ(word_at<int>(strict, fields.zip_strict), 1);
}

TEST(NestedIterators, Enumerate) {
  testing::start_python();
  const NestedIterators& fields = nested_iterators();
  ASSERT_NE(fields.enumerate_part, 0);
  const Owned few = evaluate("enumerate((3, 4, 5), 7)"), many = evaluate("enumerate([3], 1 << 80)");
  const Owned first = PyIter_Next(few);
  ASSERT_EQ(inner_iterators(few).size(), 1U);
  EXPECT_EQ(Py_TYPE(inner_iterators(few)[0]), &PyTupleIter_Type);
  EXPECT_EQ(word_at<PyObject*>(few, fields.enumerate_result), first.get());
  EXPECT_EQ(word_at<Py_ssize_t>(few, fields.enumerate_index), 8);
  EXPECT_EQ(word_at<PyObject*>(few, fields.enumerate_long), nullptr);
  EXPECT_NE(word_at<PyObject*>(many, fields.enumerate_long), nullptr);
  word_at<Py_ssize_t>(few, fields.enumerate_index) = 40;
  EXPECT_EQ(testing::outcome(PyIter_Next(few)), "tuple (40, 4)");
}

TEST(NestedIterators, OverTextAndBytes) {
  testing::start_python();
  for (const char* sequence : {"iter('abc')", "iter('\u20acbc')", "iter(b'abc')"}) {
    const Owned iterator = evaluate(sequence);
    EXPECT_TRUE(is_laid_out_as_list_iterator(Py_TYPE(iterator.get()))) << sequence;
  }
  for (const char* other :
       {"iter(bytearray(b'abc'))", "iter({1})", "reversed([1])", "enumerate('a')"}) {
    const Owned iterator = evaluate(other);
    EXPECT_FALSE(is_laid_out_as_list_iterator(Py_TYPE(iterator.get()))) << other;
  }
}

TEST(NestedIterators, NothingElse) {
  testing::start_python();
  for (const char* other : {"iter([1])", "iter(())", "map(abs, [1])", "reversed([1])", "7"}) {
    const Owned object = evaluate(other);
    EXPECT_TRUE(inner_iterators(object).empty()) << other;
  }
}

}  // namespace
}  // namespace hasten::python
