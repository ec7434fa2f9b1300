// Which lists lend their memory to the next, and what a list made of it is like.
#include <gtest/gtest.h>

#include <vector>

#include "embedded_python.h"
#include "python/quiet_ends.h"
#include "python/short_lists.h"

namespace hasten::python {
namespace {

using testing::evaluate;
using testing::Owned;

// The list's count falls to zero without its end.
PyObject* drop(PyObject* list) {
  Py_SET_REFCNT(list, 0);
  return list;
}

PyObject* shared_list(const std::vector<PyObject*>& items) {
  return hasten_new_list(items.data(), static_cast<Py_ssize_t>(items.size()), true);
}

TEST(ShortLists, OneThatEndsServesTheNextOfItsLength) {
  testing::start_python();
  const Owned item = PyFloat_FromDouble(2.5);
  const Py_ssize_t count = Py_REFCNT(item.get());
  PyObject* first = shared_list({item, item, item});
  EXPECT_EQ(Py_REFCNT(item.get()), count + 3);
  hasten_end_list(drop(first));
  EXPECT_EQ(Py_REFCNT(item.get()), count);
  EXPECT_FALSE(PyObject_GC_IsTracked(first));
  const Owned shorter = shared_list({item, item});
  EXPECT_NE(shorter.get(), first);
  const Owned next = shared_list({item, Py_None, item});
  EXPECT_EQ(next.get(), first);
  EXPECT_TRUE(PyObject_GC_IsTracked(next));
  EXPECT_EQ(Py_REFCNT(next.get()), 1);
  EXPECT_EQ(PyList_GET_SIZE(next.get()), 3);
  EXPECT_EQ(PyList_GET_ITEM(next.get(), 1), Py_None);
  EXPECT_EQ(reinterpret_cast<PyListObject*>(next.get())->allocated, 3);
}

TEST(ShortLists, OneWithRoomForMoreIsNotKept) {
  testing::start_python();
  PyObject* grown = shared_list({Py_None, Py_None, Py_None, Py_None, Py_None});
  ASSERT_EQ(PyList_Append(grown, Py_None), 0);  // room for more than six now
  hasten_end_list(drop(grown));
  const Owned next = shared_list({Py_None, Py_None, Py_None, Py_None, Py_None, Py_None});
  EXPECT_EQ(reinterpret_cast<PyListObject*>(next.get())->allocated, 6);
}

TEST(QuietEnds, TheLastReferencesMayBeThereTwice) {
  const Owned twice = evaluate("[type('Loud', (), {'__del__': lambda self: None})()] * 2");
  PyObject* const* items = PySequence_Fast_ITEMS(twice.get());
  EXPECT_TRUE(ends_quietly(items[0]));
  EXPECT_FALSE(all_end_quietly(items, 2));
  const Owned other = Py_NewRef(items[0]);
  EXPECT_TRUE(all_end_quietly(items, 2));
}

TEST(QuietEnds, WhatEndsWithATupleEndsToo) {
  const Owned nested =
      evaluate("[(lambda o: [(o,), o])(type('Loud', (), {'__del__': lambda self: None})()),"
               " [(1, 2.5), [3], 'x']]");
  PyObject* shared = PyList_GET_ITEM(nested.get(), 0);
  PyObject* plain = PyList_GET_ITEM(nested.get(), 1);
  EXPECT_FALSE(all_end_quietly(PySequence_Fast_ITEMS(shared), 2));
  EXPECT_TRUE(all_end_quietly(PySequence_Fast_ITEMS(plain), 3));
}

// Instances end quietly with what they hold, unless there is a destructor or somebody is told.
TEST(QuietEnds, Instances) {
  const Owned made = evaluate(R"((lambda make, loud: [
      make('Plain', (), {})(),
      make('Slots', (), {'__slots__': ('a',)})(),
      (lambda o: (setattr(o, 'a', [1, {2: (3,)}]), o)[1])(make('Holds', (), {})()),
      object(),
      iter([1]),
      {1: object()},
      loud(),
      (lambda o: (setattr(o, 'a', loud()), o)[1])(make('Holds', (), {})()),
      {1: [loud()]},
      make('Sub', (loud,), {})(),
      make('List', (list,), {})(),
      (lambda o: (setattr(o, 'a', iter(())), o)[1])(make('Holds', (), {})()),
      (x for x in ()),
      list(map(lambda _: object(), range(100))),
  ])(type, type('Loud', (), {'__del__': lambda self: None})))");
  ASSERT_NE(made.get(), nullptr);
  const bool quiet[] = {true,  true,  true,  true,  true, true,  false,
                        false, false, false, false, true, false, false};
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(made.get()); ++i)
    EXPECT_EQ(ends_quietly(PyList_GET_ITEM(made.get(), i)), quiet[i]) << i;
}

TEST(QuietEnds, NotWhereWeakReferencesAre) {
  const Owned pair = evaluate("(lambda o: [__import__('weakref').ref(o), o])(type('C', (), {})())");
  ASSERT_NE(pair.get(), nullptr);
  EXPECT_FALSE(ends_quietly(PyList_GET_ITEM(pair.get(), 1)));
}

}  // namespace
}  // namespace hasten::python
