// Building, unpacking, text, iterators, calls and names: results, error texts and who owns what.
#include "python/helpers.h"

#include "embedded_python.h"

#include <gtest/gtest.h>

#include <limits>

namespace hasten::testing {
namespace {

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
enum Kind { kTuple, kList, kSet, kDict, kStr, kSlice };

PyObject* address(PyObject** entries) { return reinterpret_cast<PyObject*>(entries); }

std::string built(Kind kind, const std::string& entries) {
  std::vector<Owned> held = values(entries);
  std::vector<PyObject*> raw;
  for (const Owned& entry : held) raw.push_back(kind <= kList ? Py_NewRef(entry) : entry.get());
  return outcome(hasten_rt_build(kind, address(raw.data()), static_cast<int64_t>(raw.size())));
}

TEST(BuildHelpers, MatchDisplays) {
  EXPECT_EQ(built(kTuple, "[]"), "tuple ()");
  EXPECT_EQ(built(kTuple, "[1, 'a']"), "tuple (1, 'a')");
  EXPECT_EQ(built(kList, "[]"), "list []");
  EXPECT_EQ(built(kList, "[1, 'a']"), "list [1, 'a']");
  EXPECT_EQ(built(kSet, "[2, 2, 1]"), outcome(evaluate("{2, 2, 1}")));
  EXPECT_EQ(built(kSet, "[[]]"), outcome(evaluate("{[]}")));
  EXPECT_EQ(built(kDict, "['a', 1, 'b', 2, 'a', 3]"), "dict {'a': 3, 'b': 2}");
  EXPECT_EQ(built(kDict, "[1, 2, [], 4]"), outcome(evaluate("{1: 2, []: 4}")));
  EXPECT_EQ(built(kStr, "[]"), "str ''");
  EXPECT_EQ(built(kStr, "['a', '\\u20ac', '', '\\U0001f600']"),
            outcome(evaluate("'a\\u20ac\\U0001f600'")));
  EXPECT_EQ(built(kSlice, "[1, None]"), "slice slice(1, None, None)");
  EXPECT_EQ(built(kSlice, "[1, 2, 'x']"), "slice slice(1, 2, 'x')");
}

TEST(BuildHelpers, ReferencesGoWhereTheHeaderSays) {
  start_python();
  for (Kind kind : {kTuple, kList, kSet, kDict, kSlice}) {
    Owned x = evaluate("object()"), y = evaluate("object()");
    PyObject* entries[] = {kind <= kList ? Py_NewRef(x) : x.get(),
                           kind <= kList ? Py_NewRef(y) : y.get()};
    {
      Owned container = hasten_rt_build(kind, address(entries), 2);
      EXPECT_EQ(Py_REFCNT(x.get()), 2) << kind;
      EXPECT_EQ(Py_REFCNT(y.get()), 2) << kind;
    }
    EXPECT_EQ(Py_REFCNT(x.get()), 1) << kind;
    EXPECT_EQ(Py_REFCNT(y.get()), 1) << kind;
  }
}

TEST(BuildHelpers, DictIsSizedAsByTheInterpreter) {
  run("import sys\ndef sized(keys): return sys.getsizeof(eval('{' + ','.join(f'{k!r}: k' for k in "
      "keys) + '}', {'k': 0}))\n");
  for (const char* keys :
       {"[str(i) for i in range(n)]", "list(range(n))", "[str(i) for i in range(n - 1)] + [1]"}) {
    for (const char* n : {"1", "5", "6", "7", "10", "11"}) {
      run(std::string("n = ") + n);
      Owned list = evaluate(keys);
      std::vector<PyObject*> entries;
      for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list.get()); ++i) {
        entries.push_back(PyList_GET_ITEM(list.get(), i));
        entries.push_back(Py_None);
      }
      Owned dict =
          hasten_rt_build(kDict, address(entries.data()), static_cast<int64_t>(entries.size()));
      EXPECT_EQ(outcome(evaluate("sys.getsizeof(x)", dict)), outcome(evaluate("sized(x)", list)))
          << keys << n;
    }
  }
}

TEST(BuildHelpers, ListExtend) {
  start_python();
  Owned list = evaluate("[1]"), more = evaluate("(2, 3)"), bad = evaluate("5");
  EXPECT_EQ(hasten_rt_list_extend(list, more), 0);
  EXPECT_EQ(outcome(hasten_rt_list_extend(list, bad)), outcome(evaluate("[1, *5]")));
  EXPECT_EQ(outcome(Py_NewRef(list.get())), "list [1, 2, 3]");
}

TEST(UnpackHelper, MatchesInterpreter) {
  run("def failing():\n  yield 1\n  raise KeyError('late')\n"
      "def unpacked(x, n):\n"
      "  names = {'x': x}\n"
      "  exec(','.join(f'v{i}' for i in range(n)) + ', = x' if n else '() = x', names)\n"
      "  return [names[f'v{i}'] for i in range(n)]\n");
  for (const char* source :
       {"()", "(1, 2)", "[1, 2, 3]", "[1]", "'ab'", "{'a': 1, 'b': 2}", "iter([1, 2])", "range(3)",
        "5", "None", "failing()", "type('T', (tuple,), {})((1, 2))"}) {
    for (int count = 0; count < 4; ++count) {
      Owned one = evaluate(source), other = evaluate(source), n = PyLong_FromLong(count);
      std::string expected = outcome(evaluate("unpacked(x, y)", one, n));
      PyObject* entries[4] = {};
      Py_ssize_t before = Py_REFCNT(other.get());
      int64_t status = hasten_rt_unpack(other, address(entries), count);
      Owned list = status < 0 ? nullptr : PyList_New(count);
      for (int i = 0; status == 0 && i < count; ++i) PyList_SET_ITEM(list.get(), i, entries[i]);
      EXPECT_EQ(status < 0 ? outcome(status) : outcome(Py_NewRef(list.get())), expected)
          << source << count;
      EXPECT_EQ(Py_REFCNT(other.get()), before) << source;
    }
  }
}

TEST(TextHelpers, CharactersAndAppending) {
  start_python();
  Owned text = evaluate("'a\\xe9\\u20ac\\U0001f600'");
  for (int i = 0; i < 4; ++i) {
    Owned index = PyLong_FromLong(i);
    EXPECT_EQ(outcome(hasten_rt_str_item(text, i)), outcome(evaluate("x[y]", text, index)));
    EXPECT_EQ(outcome(PyLong_FromLongLong(hasten_rt_str_ord_at(text, i))),
              outcome(evaluate("ord(x[y])", text, index)));
    EXPECT_EQ(outcome(hasten_rt_chr(hasten_rt_str_ord_at(text, i))),
              outcome(evaluate("x[y]", text, index)));
  }
  Owned a = hasten_rt_str_item(text, 0), again = hasten_rt_chr('a');
  EXPECT_EQ(a.get(), again.get());  // one object, as in the interpreter
  Owned tail = evaluate("'-' * 2");
  PyObject* grown = evaluate("'ab' * 2");
  grown = hasten_rt_concat_local(grown, tail);
  EXPECT_EQ(Py_REFCNT(grown), 1);
  EXPECT_EQ(outcome(Py_NewRef(grown)), "str 'abab--'");
  Owned shared = Py_NewRef(grown);
  Owned longer = hasten_rt_concat_local(grown, tail);
  EXPECT_EQ(Py_REFCNT(shared.get()), 1);
  EXPECT_EQ(outcome(Py_NewRef(shared.get())), "str 'abab--'");
  EXPECT_EQ(outcome(Py_NewRef(longer.get())), "str 'abab----'");
}

TEST(TextHelpers, FormattingMatchesInterpreter) {
  const char* conversions[] = {"", "!s", "!r", "!a"};
  for (const Owned& x : values("[5, 2.5, 'caf\\xe9', None, [1], type('S', (str,), {})('sub')]")) {
    for (int kind = 0; kind < 4; ++kind) {
      std::string plain = std::string("f'{x") + conversions[kind] + "}'";
      EXPECT_EQ(outcome(hasten_rt_format(x, nullptr, kind)), outcome(evaluate(plain, x)));
      for (const Owned& spec : values("['', '>8', '08.3f', 'x', 'zz']")) {
        std::string full = std::string("f'{x") + conversions[kind] + ":{y}}'";
        Py_ssize_t before = Py_REFCNT(x.get());
        EXPECT_EQ(outcome(hasten_rt_format(x, spec, kind)), outcome(evaluate(full, x, spec)));
        EXPECT_EQ(Py_REFCNT(x.get()), before);
      }
    }
  }
}

TEST(IteratorHelpers, RangesInAnyState) {
  start_python();
  EXPECT_EQ(outcome(hasten_rt_make_range(0, 5, 1)), "range range(0, 5)");
  EXPECT_EQ(outcome(hasten_rt_make_range(kMin, kMax, -3)),
            "range range(-9223372036854775808, 9223372036854775807, -3)");
  EXPECT_EQ(outcome(hasten_rt_make_range(0, 5, 0)), outcome(evaluate("range(0, 5, 0)")));
  Owned iterator = hasten_rt_range_iter(10, 3, -4);
  EXPECT_EQ(
      outcome(evaluate("(type(x) is type(iter(range(1))), x.__reduce__(), list(x))", iterator)),
      outcome(evaluate("(True, iter(range(10, -2, -4)).__reduce__(), [10, 6, 2])")));
  Owned wide = hasten_rt_range_iter(kMax - 1, 2, 1);
  EXPECT_EQ(outcome(evaluate("(type(x) is type(iter(range(2**70))), list(x))", wide)),
            outcome(evaluate("(True, [2**63 - 2, 2**63 - 1])")));
  Owned low = hasten_rt_range_iter(kMin + 3, 2, -3);
  EXPECT_EQ(outcome(evaluate("list(x)", low)), outcome(evaluate("[-2**63 + 3, -2**63]")));
  Owned none = hasten_rt_range_iter(7, 0, 1);
  EXPECT_EQ(outcome(evaluate("list(x)", none)), "list []");
}

TEST(IteratorHelpers, SequencesAtAnIndex) {
  start_python();
  for (const char* source : {"[1, 2, 3]", "(1, 2, 3)"}) {
    Owned sequence = evaluate(source);
    for (int index = 0; index < 4; ++index) {
      Owned iterator = hasten_rt_list_iter(sequence, index), start = PyLong_FromLong(index);
      EXPECT_EQ(outcome(evaluate("(type(x) is type(iter(y)), list(x))", iterator, sequence)),
                outcome(evaluate("(True, list(x[y:]))", sequence, start)));
    }
    EXPECT_EQ(outcome(hasten_rt_get_iter(sequence)).substr(0, 4),
              std::string(source)[0] == '[' ? "list" : "tupl");
  }
}

TEST(IteratorHelpers, NextTellsExhaustionFromFailure) {
  run("def failing():\n  yield 1\n  raise KeyError('late')\n");
  Owned good = evaluate("iter((1,))"), bad = evaluate("failing()"), number = evaluate("5");
  for (PyObject* iterator : {good.get(), bad.get()})
    EXPECT_EQ(outcome(hasten_rt_iter_next(iterator)), "int 0x1");
  EXPECT_EQ(hasten_rt_iter_next_plain(good), nullptr);
  EXPECT_FALSE(hasten_rt_raised());
  EXPECT_EQ(outcome(hasten_rt_iter_next(bad)), "!KeyError 'late'");
  EXPECT_EQ(outcome(hasten_rt_get_iter(number)), outcome(evaluate("iter(5)")));
  EXPECT_EQ(outcome(hasten_rt_get_iter_plain(number)), outcome(evaluate("iter(5)")));
}

TEST(CallHelpers, PassArguments) {
  run("def shown(*args, **names): return args, names\n");
  Owned function = evaluate("shown"), a = evaluate("''.join(['a'] * 3)"), b = evaluate("[1]"),
        names = evaluate("('k',)");
  PyObject* slots[] = {nullptr, a, b};
  EXPECT_EQ(outcome(hasten_rt_call(function, address(slots + 1), 2)), "tuple (('aaa', [1]), {})");
  EXPECT_EQ(outcome(hasten_rt_call(function, address(slots + 1), 0)), "tuple ((), {})");
  EXPECT_EQ(outcome(hasten_rt_call_names(function, address(slots + 1), 1, names)),
            "tuple (('aaa',), {'k': [1]})");
  Owned length = evaluate("len");
  EXPECT_EQ(outcome(hasten_rt_call_plain(length, address(slots + 1), 1)), "int 0x3");
  EXPECT_EQ(outcome(hasten_rt_call_plain(length, address(slots + 1), 2)),
            outcome(evaluate("len(1, 2)")));
  EXPECT_EQ(Py_REFCNT(a.get()), 1);
  EXPECT_EQ(Py_REFCNT(b.get()), 1);
}

TEST(CallHelpers, AttributesAndMethods) {
  run("class C:\n  def m(self): return 'm'\n");
  Owned object = evaluate("C()"), m = evaluate("'m'"), v = evaluate("'v'"),
        none = evaluate("'none'"), self = nullptr;
  EXPECT_EQ(hasten_rt_set_attr(object, v, m), 0);
  EXPECT_EQ(outcome(hasten_rt_get_attr(object, v)), "str 'm'");
  EXPECT_EQ(outcome(hasten_rt_get_attr(object, none)), outcome(evaluate("x.none", object)));
  PyObject* receiver = m;
  Py_ssize_t before = Py_REFCNT(object.get());
  {
    Owned method = hasten_rt_get_method(object, m, address(&receiver));
    EXPECT_STREQ(Py_TYPE(method.get())->tp_name, "function");
    EXPECT_EQ(receiver, object.get());
    EXPECT_EQ(Py_REFCNT(receiver), before + 1);
    Py_DECREF(receiver);
  }
  EXPECT_EQ(outcome(hasten_rt_get_method(object, v, address(&receiver))), "str 'm'");
  EXPECT_EQ(receiver, nullptr);
  EXPECT_EQ(outcome(hasten_rt_get_method(object, none, address(&receiver))),
            outcome(evaluate("x.none", object)));
  EXPECT_EQ(receiver, nullptr);
}

PyObject* load(PyObject*, PyObject* args) {
  int kind;
  PyObject* name;
  if (!PyArg_ParseTuple(args, "iU", &kind, &name)) return nullptr;
  PyObject* value = hasten_rt_load_name(kind, name);
  return value != nullptr || PyErr_Occurred() ? value : PyUnicode_FromString("missing");
}

PyObject* store(PyObject*, PyObject* args) {
  int kind;
  PyObject *name, *value;
  if (!PyArg_ParseTuple(args, "iUO", &kind, &name, &value)) return nullptr;
  return hasten_rt_store_name(name, value, kind) < 0 ? nullptr : Py_NewRef(Py_None);
}

TEST(NameHelpers, UseTheRunningFrame) {
  start_python();
  static PyMethodDef methods[] = {{"load", load, METH_VARARGS, nullptr},
                                  {"store", store, METH_VARARGS, nullptr}};
  for (PyMethodDef& method : methods) {
    Owned function = PyCFunction_New(&method, nullptr);
    PyDict_SetItemString(namespace_dict(), method.ml_name, function);
  }
  run("names = {'__builtins__': __builtins__, 'load': load, 'store': store}\n"
      "exec('''\n"
      "class K:\n"
      "  v = 'class'\n"
      "  seen = [load(1, 'v'), load(0, 'v'), load(1, 'len'), load(0, 'len'), load(0, 'absent'), "
      "load(1, 'absent')]\n"
      "  store(0, 'w', 1)\n"
      "  store(1, 'g', 2)\n"
      "def f(): return load(0, 'v')\n"
      "v = 'global'\n"
      "def unstored(): store(0, 'w', 1)\n"
      "top = load(1, 'v')\n"
      "''', names)\n"
      "class Dict(dict): pass\n"
      "odd = {}\n"
      "exec('seen = load(1, \\'load\\')', {'load': load, '__builtins__': __builtins__}, "
      "Dict(load=load))\n");
  EXPECT_EQ(
      outcome(evaluate("names['K'].seen == ['class', 'missing', len, len, 'missing', 'missing']")),
      "bool True");
  EXPECT_EQ(
      outcome(evaluate("(names['K'].w, names['g'], names['f'](), names['top'], 'w' in names)")),
      "tuple (1, 2, 'global', 'global', False)");
  EXPECT_EQ(outcome(evaluate("names['unstored']()")),
            "!SystemError no locals found when storing 'w'");
}

}  // namespace
}  // namespace hasten::testing
