// Lookups without Python code, each against what CPython's own function finds.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "embedded_python.h"
#include "python/internals.h"

namespace hasten::python {
namespace {

using testing::evaluate;
using testing::Owned;

// A key of one of several kinds; few values, so that keys meet each other, and of hashes that
// collide in their low bits.
Owned some_key(std::mt19937_64& random) {
  const long long small = static_cast<long long>(random() % 60) - 30;
  const long long value = random() % 3 == 0 ? small << (random() % 58) : small;
  switch (random() % 8) {
  case 0:
    return PyUnicode_FromFormat("%lld", value);
  case 1:
    return PyUnicode_FromString(("\u20ac" + std::to_string(value)).c_str());
  case 2:
    return Py_BuildValue("(Li)", value, static_cast<int>(random() % 5));
  case 3:
    return Py_BuildValue("(sL)", "x", value);
  case 4:
    return PyFloat_FromDouble(static_cast<double>(value) + (random() % 4 == 0 ? 0.5 : 0.0));
  case 5:
    return PyLong_FromString(random() % 2 == 0 ? "123456789012345678901234567890" : "-1", nullptr,
                             10);
  default:
    return PyLong_FromLongLong(value);
  }
}

void check_int(PyObject* dict, PyObject* set, PyObject* key, PyObject* expected) {
  int overflow = 1;
  const long long number =
      PyLong_CheckExact(key) ? PyLong_AsLongLongAndOverflow(key, &overflow) : 0;
  if (overflow != 0) return;
  PyObject** slot = hasten_dict_slot_of_int(dict, number);
  EXPECT_TRUE(slot == nullptr || *slot == expected);
  const int in_set = hasten_set_has_int(set, number);
  EXPECT_TRUE(in_set == 2 || in_set == PySet_Contains(set, key));
}

TEST(HashTables, FindWhatCPythonFinds) {
  testing::start_python();
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const Owned dict = PyDict_New(), set = PySet_New(nullptr);
    const bool only_text = seed % 4 == 0;
    for (int step = 0; step < 600; ++step) {
      const Owned made = some_key(random);
      const Owned key = only_text && random() % 8 != 0 ? PyObject_Str(made) : Py_NewRef(made);
      PyObject** slot = hasten_dict_slot(dict, key);
      PyObject* const expected = PyDict_GetItemWithError(dict, key);
      const int in_set = hasten_set_has(set, key);
      // What does not run code is decided, but for pairs of unlike lengths and the like.
      const bool simple = PyUnicode_CheckExact(key.get()) || PyLong_CheckExact(key.get());
      ASSERT_TRUE(!simple || (slot != nullptr && in_set != 2));
      ASSERT_TRUE(slot == nullptr || *slot == expected);
      ASSERT_TRUE(in_set == 2 || in_set == PySet_Contains(set, key));
      check_int(dict, set, key, expected);
      const Owned value = PyLong_FromLong(step + 1000);
      switch (random() % 4) {
      case 0:
        PyDict_DelItem(dict, key);
        PySet_Discard(set, key);
        PyErr_Clear();
        break;
      case 1:
        if (slot != nullptr && *slot != nullptr) {
          ASSERT_TRUE(hasten_dict_replace(dict, slot, value));
          ASSERT_EQ(PyDict_GetItemWithError(dict, key), value.get());
        }
        break;
      default:
        PyDict_SetItem(dict, key, value);
        PySet_Add(set, key);
      }
    }
  }
}

TEST(HashTables, LeaveAloneWhatMightRunCode) {
  testing::start_python();
  const Owned odd = evaluate("(lambda C: {C(): 1})(type('C', (), {'__hash__': lambda s: 5, "
                             "'__eq__': lambda s, o: 1 / 0}))");
  const Owned five = PyLong_FromLong(5), six = PyLong_FromLong(6);
  EXPECT_EQ(hasten_dict_slot(odd, five), nullptr);
  EXPECT_EQ(hasten_dict_slot_of_int(odd, 5), nullptr);
  ASSERT_NE(hasten_dict_slot(odd, six), nullptr);
  EXPECT_EQ(*hasten_dict_slot(odd, six), nullptr);
  const Owned odd_set = PySet_New(odd);
  EXPECT_EQ(hasten_set_has(odd_set, five), 2);
  EXPECT_EQ(hasten_set_has_int(odd_set, 5), 2);
  EXPECT_EQ(hasten_set_has_int(odd_set, 6), 0);
  // python -b warns where bytes meet text of the same hash.
  const Owned texts = evaluate("{'k': 1}"), bytes = evaluate("b'k'");
  EXPECT_EQ(hasten_dict_slot(texts, bytes), nullptr);
  const Owned instance =
      evaluate("vars(type('D', (), {'__init__': lambda s: setattr(s, 'k', 1)})())");
  const Owned text = PyUnicode_FromString("k");
  PyObject** slot = hasten_dict_slot(instance, text);
  EXPECT_TRUE(slot == nullptr || *slot == PyDict_GetItemWithError(instance, text));
}

int keep_quiet(PyDict_WatchEvent, PyObject*, PyObject*, PyObject*) { return 0; }

TEST(HashTables, LeaveWatchedDictsAlone) {
  testing::start_python();
  const Owned dict = evaluate("{'k': 1}"), text = PyUnicode_FromString("k");
  const int watcher = PyDict_AddWatcher(keep_quiet);
  ASSERT_GE(watcher, 0);
  ASSERT_EQ(PyDict_Watch(watcher, dict), 0);
  EXPECT_EQ(hasten_dict_slot(dict, text), nullptr);
  ASSERT_EQ(PyDict_Unwatch(watcher, dict), 0);
  EXPECT_NE(hasten_dict_slot(dict, text), nullptr);
  PyDict_ClearWatcher(watcher);
}

// An untracked dict has to be tracked when it is given a container.
TEST(HashTables, LeaveTrackingToCPython) {
  testing::start_python();
  const Owned dict = evaluate("{1: 2}"), list = PyList_New(0), one = PyLong_FromLong(1);
  PyObject** slot = hasten_dict_slot(dict, one);
  ASSERT_NE(slot, nullptr);
  ASSERT_EQ(PyObject_GC_IsTracked(dict), 0);
  EXPECT_FALSE(hasten_dict_replace(dict, slot, list));
  const Owned tracked = evaluate("{1: []}");
  EXPECT_TRUE(hasten_dict_replace(tracked, hasten_dict_slot(tracked, one), list));
}

}  // namespace
}  // namespace hasten::python
