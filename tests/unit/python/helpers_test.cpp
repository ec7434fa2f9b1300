// Objects: operators, items, slices, text and iterators against the interpreter evaluating the same
// expression; every comparison also checks that operands end with the references they began with.
#include "python/helpers.h"

#include "embedded_python.h"
#include "ir/function.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hasten::testing {
namespace {

// Everything the operators are tried on; every entry a fresh object held once where CPython has no
// single one.
constexpr const char* kObjects = "[0, 1, -7, 300, 2**31, 2**63, -10**40, True, None, 0.0, -2.5, "
                                 "float('nan'), 1e300, 1j, '', 'a', 'abc' * 3,"
                                 " '\\u20ac\\U0001f600', b'ab', (), (1, 2.5, 'x'), [], [1, [2], "
                                 "'y'], {}, {'k': 1, 2: 'v'}, {1, 'q'}, range(3)]";

// Runs `act` and checks that it left x and y with the reference counts they had.
template <class Act>
std::string neutral(PyObject* x, PyObject* y, Act act) {
  Py_ssize_t before_x = Py_REFCNT(x), before_y = Py_REFCNT(y);
  std::string result = outcome(act());
  EXPECT_EQ(Py_REFCNT(x), before_x) << result;
  EXPECT_EQ(Py_REFCNT(y), before_y) << result;
  return result;
}

// Not compared where CPython itself would fill the memory.
bool too_big(PyObject* x, PyObject* y, const std::string& op) {
  auto huge = [](PyObject* number, double limit) {
    if (!PyLong_Check(number)) return false;
    double size = std::abs(PyLong_AsDouble(number));
    PyErr_Clear();
    return size > limit;
  };
  if (op == "<<") return huge(y, 1e4);
  if (op == "**") return huge(y, 1e3);
  return op == "*" &&
         ((huge(y, 1e4) && PySequence_Check(x)) || (huge(x, 1e4) && PySequence_Check(y)));
}

TEST(HelperTable, FollowsTheRows) {
  ASSERT_EQ(python::kHelperCount, static_cast<size_t>(ir::Helper::kCount));
  void* const* table = python::helper_table();
  EXPECT_EQ(table[static_cast<int>(ir::Helper::k_box_int)],
            reinterpret_cast<void*>(&hasten_rt_box_int));
  EXPECT_EQ(table[static_cast<size_t>(hasten::ir::Helper::k_replace_int)],
            reinterpret_cast<void*>(&hasten_rt_replace_int));
}

TEST(OperatorHelpers, BinaryMatchesInterpreter) {
  const char* ops[] = {"+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^"};
  std::vector<Owned> left = values(kObjects), right = values(kObjects);
  for (int kind = 0; kind < 13; ++kind) {
    std::string expression = std::string("x ") + ops[kind] + " y";
    for (const Owned& x : left) {
      for (const Owned& y : right) {
        if (too_big(x, y, ops[kind])) continue;
        std::string expected = outcome(evaluate(expression, x, y));
        EXPECT_EQ(neutral(x, y, [&] { return hasten_rt_binary(x, y, kind); }), expected)
            << expression;
        EXPECT_EQ(neutral(x, y, [&] { return hasten_rt_binary_plain(x, y, kind); }), expected);
      }
    }
  }
}

TEST(OperatorHelpers, InPlaceMatchesInterpreter) {
  const char* ops[] = {
      "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^="};
  run("def augment(op, x, y):\n"
      "  import operator\n"
      "  names = {'x': x, 'y': y}\n"
      "  exec('x ' + op + ' y', names)\n"
      "  return names['x']\n");
  size_t count = values(kObjects).size();
  for (int kind = 0; kind < 13; ++kind) {
    std::string op = ops[kind];
    for (size_t i = 0; i < count; ++i) {
      std::vector<Owned> right = values(kObjects);
      for (const Owned& y : right) {
        std::vector<Owned> one = values(kObjects),
                           other = values(kObjects);  // mutable: fresh for each
        if (too_big(one[i], y, op.substr(0, op.size() - 1))) continue;
        std::string expected = outcome(evaluate("augment('" + op + "', x, y)", one[i], y));
        EXPECT_EQ(outcome(hasten_rt_inplace(other[i], y, kind)), expected) << op;
        EXPECT_EQ(outcome(Py_NewRef(other[i])), outcome(Py_NewRef(one[i]))) << op;
      }
    }
  }
}

TEST(OperatorHelpers, ComparisonAndTruthMatchInterpreter) {
  const char* ops[] = {"<", "<=", "==", "!=", ">", ">="};
  std::vector<Owned> objects = values(kObjects);
  for (const Owned& x : objects) {
    EXPECT_EQ(outcome(hasten_rt_is_true(x)), outcome(evaluate("bool(x)", x)));
    EXPECT_EQ(outcome(hasten_rt_is_true_plain(x)), outcome(evaluate("bool(x)", x)));
    EXPECT_EQ(neutral(x, x, [&] { return hasten_rt_unary(x, 0); }), outcome(evaluate("-x", x)));
    if (!PyBool_Check(x.get())) {
      EXPECT_EQ(neutral(x, x, [&] { return hasten_rt_unary(x, 1); }), outcome(evaluate("~x", x)));
    }
    for (const Owned& y : objects) {  // includes x with itself: a NaN differs from itself
      for (int kind = Py_LT; kind <= Py_GE; ++kind) {
        std::string expected = outcome(evaluate(std::string("x ") + ops[kind] + " y", x, y));
        EXPECT_EQ(neutral(x, y, [&] { return hasten_rt_compare(x, y, kind); }), expected);
        EXPECT_EQ(neutral(x, y, [&] { return hasten_rt_compare_bool(x, y, kind); }), expected);
        EXPECT_EQ(neutral(x, y, [&] { return hasten_rt_compare_plain(x, y, kind); }), expected);
      }
    }
  }
}

TEST(ContainerHelpers, ItemsMatchInterpreter) {
  std::vector<Owned> containers = values(kObjects);
  std::vector<Owned> keys = values("[0, 2, 3, -1, -3, -4, 2**70, -2**70, True, None, 1.0, 'k', "
                                   "'a', 'bca', (), slice(1, None), []]");
  for (const Owned& x : containers) {
    for (const Owned& y : keys) {
      EXPECT_EQ(neutral(x, y, [&] { return hasten_rt_get_item(x, y); }),
                outcome(evaluate("x[y]", x, y)));
      EXPECT_EQ(neutral(x, y, [&] { return hasten_rt_get_item_plain(x, y); }),
                outcome(evaluate("x[y]", x, y)));
      EXPECT_EQ(neutral(x, y, [&] { return hasten_rt_contains(x, y); }),
                outcome(evaluate("y in x", x, y)));
      EXPECT_EQ(neutral(x, y, [&] { return hasten_rt_contains_plain(x, y); }),
                outcome(evaluate("y in x", x, y)));
    }
  }
}

TEST(ContainerHelpers, StoresMatchInterpreter) {
  std::vector<Owned> keys =
      values("[0, 2, 3, -1, -4, 2**70, True, None, 1.0, 'k', 'new', (), slice(1, None), []]");
  Owned value = evaluate("['value']");
  for (size_t i = 0; i < values(kObjects).size(); ++i) {
    for (const Owned& key : keys) {
      std::vector<Owned> one = values(kObjects), other = values(kObjects), third = values(kObjects);
      std::string expected = outcome(evaluate("x.__setitem__(y, z)", one[i], key, value));
      std::string stored = outcome(hasten_rt_set_item(other[i], key, value));  // may keep the key
      if (PyObject_HasAttrString(one[i], "__setitem__")) {
        EXPECT_EQ(stored, expected == "NoneType None" ? "bool False" : expected);
      }
      EXPECT_EQ(outcome(hasten_rt_set_item_plain(third[i], key, value)), stored);
      EXPECT_EQ(outcome(Py_NewRef(other[i])), outcome(Py_NewRef(one[i])));
      EXPECT_EQ(outcome(Py_NewRef(third[i])), outcome(Py_NewRef(one[i])));
      expected = outcome(evaluate("x.__delitem__(y)", one[i], key));
      std::string deleted = outcome(hasten_rt_del_item(other[i], key));
      if (PyObject_HasAttrString(one[i], "__delitem__")) {
        EXPECT_EQ(deleted, expected == "NoneType None" ? "bool False" : expected);
      }
      EXPECT_EQ(outcome(Py_NewRef(other[i])), outcome(Py_NewRef(one[i])));
    }
  }
}

TEST(ContainerHelpers, ReplacedItemIsReleased) {
  start_python();
  Owned list = evaluate("[object()]");
  Owned old = Py_NewRef(PyList_GET_ITEM(list.get(), 0));
  Owned value = evaluate("object()"), zero = PyLong_FromLong(0);
  EXPECT_EQ(hasten_rt_set_item(list, zero, value), 0);
  EXPECT_EQ(Py_REFCNT(old.get()), 1);
  EXPECT_EQ(Py_REFCNT(value.get()), 2);
}

TEST(ContainerHelpers, DictLookupAndStore) {
  start_python();
  Owned dict = evaluate("{'k': [1], 2: 'v'}"), present = evaluate("'k'"), absent = evaluate("3.5");
  PyObject* found = hasten_rt_dict_lookup(dict, present);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(Py_REFCNT(found), 1);
  EXPECT_EQ(hasten_rt_dict_lookup(dict, absent), nullptr);
  EXPECT_FALSE(hasten_rt_raised());
  PyObject* const slot = hasten_rt_dict_slot(dict, absent);
  EXPECT_EQ(hasten_rt_dict_store(dict, slot, absent, present), 0);
  EXPECT_EQ(outcome(Py_NewRef(dict.get())), "dict {'k': [1], 2: 'v', 3.5: 'k'}");
}

TEST(ContainerHelpers, CollidingKeyMayRaise) {
  run("class Trouble:\n"
      "  def __hash__(self): return hash('k')\n"
      "  def __eq__(self, other): raise ValueError('from eq')\n");
  Owned dict = evaluate("{Trouble(): 1}"), key = evaluate("'k'");
  EXPECT_EQ(hasten_rt_dict_lookup(dict, key), nullptr);
  EXPECT_TRUE(hasten_rt_raised());
  EXPECT_EQ(outcome(static_cast<PyObject*>(nullptr)), "!ValueError from eq");
}

TEST(ContainerHelpers, SlicesMatchInterpreter) {
  std::vector<Owned> containers = values("[[], [1, [2], 3, 4], (), (1, 2, [3], 4), '', 'abcd', "
                                         "'\\u20acbc\\U0001f600', b'abcd', range(4), 5, {}]");
  std::vector<Owned> bounds =
      values("[None, 0, 1, 3, 4, 9, -1, -4, -9, 2**70, -2**70, True, 'x', 1.0]");
  for (const Owned& x : containers) {
    for (const Owned& y : bounds) {
      for (const Owned& z : bounds) {
        std::string expected = outcome(evaluate("x[y:z]", x, y, z));
        EXPECT_EQ(neutral(x, y, [&] { return hasten_rt_slice(x, y, z); }), expected);
        EXPECT_EQ(neutral(x, z, [&] { return hasten_rt_slice_plain(x, y, z); }), expected);
        Owned part = evaluate("['p', 'q']"), one = PySequence_List(x);
        PyErr_Clear();
        if (one.get() == nullptr) continue;
        Owned other = PySequence_List(x);
        expected = outcome(evaluate("x.__setitem__(slice(y, z), ['p', 'q'])", one, y, z));
        std::string stored =
            neutral(part, y, [&] { return hasten_rt_store_slice(other, y, z, part); });
        EXPECT_EQ(stored, expected == "NoneType None" ? "bool False" : expected);
        EXPECT_EQ(outcome(Py_NewRef(other.get())), outcome(Py_NewRef(one.get())));
      }
    }
  }
}

TEST(ContainerHelpers, AppendAndAdd) {
  start_python();
  Owned list = evaluate("[]"), set = evaluate("set()"), value = evaluate("(1,) * 2"),
        bad = evaluate("[]");
  EXPECT_EQ(hasten_rt_list_append(list, value), 0);
  EXPECT_EQ(hasten_rt_set_add(set, value), 0);
  EXPECT_EQ(outcome(Py_NewRef(list.get())), "list [(1, 1)]");
  EXPECT_EQ(outcome(Py_NewRef(set.get())), "set {(1, 1)}");
  EXPECT_EQ(outcome(hasten_rt_set_add(set, bad)), outcome(evaluate("{[]}")));
}

}  // namespace
}  // namespace hasten::testing
