// consumers: see consumers.h.
#include "engine/consumers.h"

#include <Python.h>
#include <x86intrin.h>

#include <array>
#include <cmath>
#include <initializer_list>

#include "engine/consumer_code.h"
#include "engine/session.h"
#include "python/generators.h"
#include "python/inline_frames.h"
#include "python/owned.h"

namespace hasten::engine {
namespace {

using python::Owned;

// One built-in at work on a generator that only its caller's operand stack holds.
class Consumption {
 public:
  Consumption(PyObject* callable, PyObject* generator)
      : callable_(callable), generator_(generator), clock_(clock_ticks()), time_(__rdtsc()),
        at_once_(Session::current() != nullptr && Session::current()->options().eager) {}

  // The next item, a new reference. NULL: there is none, or an exception is set.
  PyObject* next() {
    ++items_;
    return PyIter_Next(generator_);
  }

  int64_t items() const { return items_; }

  // Whether the loop that stands for the built-in is to go on now.
  bool is_due(Consumer consumer) {
    return may_run_ && (clock_ticks() != clock_ || at_once_) && items_ > 0 && runs_now(consumer);
  }

  // What the function has come to; no values: an exception is set.
  struct Result {
    Owned values;
    Progress progress;
    PyObject* value(Py_ssize_t index) const { return PyTuple_GET_ITEM(values.get(), 1 + index); }
  };
  Result run(std::initializer_list<PyObject*> state);

 private:
  bool runs_now(Consumer consumer);

  PyObject *callable_, *generator_;
  unsigned clock_;
  uint64_t time_;
  int64_t items_ = 0, items_seen_ = 0;
  int ticks_ = 0, runs_ = 0;
  bool at_once_, may_run_ = true, is_known_ = false;
  PyFunctionObject* function_ = nullptr;
};

// About every millisecond. What is no generator of the interpreter's caller is left alone for good.
bool Consumption::runs_now(Consumer consumer) {
  constexpr int kMostRuns = 1000;
  Session* session = Session::current();
  const unsigned clock = clock_ticks();
  const uint64_t time = __rdtsc();
  const double item_ticks = static_cast<double>(time - time_) /
                            static_cast<double>(std::max<int64_t>(items_ - items_seen_, 1));
  const int ticks = static_cast<int>(clock - clock_);
  clock_ = clock, time_ = time, items_seen_ = items_;
  // One tick may come by chance; and where an item takes long, its time is the generator's own
  // loops'.
  constexpr int kLeastTicks = 2;
  constexpr double kLongItem = 60'000;
  ticks_ += ticks;
  if (!at_once_ && (ticks_ < kLeastTicks || item_ticks > kLongItem)) return false;
  if (!is_known_) {
    is_known_ = true;
    may_run_ = session != nullptr && PyInterpreterState_Get() == PyInterpreterState_Main() &&
               session->is_called_with(callable_, generator_);
  }
  if (!may_run_ || session == nullptr || hasten_generator_offset(generator_, 0) < 0) return false;
  PyCodeObject* code = hasten_frame_code(hasten_generator_frame(generator_));
  function_ = consumer_function(consumer, code);
  may_run_ = function_ != nullptr && runs_ < kMostRuns;
  PyThreadState* thread = PyThreadState_Get();
  if (!may_run_ || hasten_thread_is_traced(thread) != 0 ||
      hasten_global_events_of_others(PyThreadState_GetInterpreter(thread), kToolId) != 0)
    return false;
  return session->consumer_runs(function_, ticks, item_ticks);
}

// Its frame is not to count against the recursion limit: the built-in has none.
Consumption::Result Consumption::run(std::initializer_list<PyObject*> state) {
  constexpr size_t kMost = 3;
  std::array<PyObject*, 1 + kMost> arguments{};
  const Owned items(PyList_New(1));
  if (items == nullptr) return {nullptr, Progress::kDone};
  PyList_SET_ITEM(items.get(), 0, Py_NewRef(generator_));
  arguments[0] = items.get();
  std::copy(state.begin(), state.end(), arguments.begin() + 1);
  hasten_hide_code(reinterpret_cast<PyCodeObject*>(function_->func_code));
  int32_t* left = hasten_recursion_field(PyThreadState_Get());
  ++*left;
  Owned values(PyObject_Vectorcall(reinterpret_cast<PyObject*>(function_), arguments.data(),
                                   1 + state.size(), nullptr));
  --*left;
  ++runs_;
  clock_ = clock_ticks(), time_ = __rdtsc(), items_seen_ = items_;
  if (values == nullptr) return {nullptr, Progress::kDone};
  const long progress = PyLong_AsLong(PyTuple_GET_ITEM(values.get(), 0));
  return {std::move(values), static_cast<Progress>(progress)};
}

// --- sum, as builtin_sum_impl of 3.12 and 3.13: ints as long as they fit, then floats with what
// rounding has lost, then whatever + makes of it.

struct Sum {
  enum class Mode { kInts, kFloats, kObjects } mode = Mode::kInts;
  int64_t whole = 0;
  double total = 0, lost = 0;
  Owned object;

  void become(PyObject* value) {  // takes the reference over
    object.reset(value);
    mode = value != nullptr && PyFloat_CheckExact(value) ? Mode::kFloats : Mode::kObjects;
    if (mode == Mode::kFloats) total = PyFloat_AS_DOUBLE(value), lost = 0;
  }
  double rounded() const { return lost != 0 && std::isfinite(lost) ? total + lost : total; }
  PyObject* result() {
    if (mode == Mode::kInts) return PyLong_FromLongLong(whole);
    return mode == Mode::kFloats ? PyFloat_FromDouble(rounded()) : object.release();
  }
  bool add(PyObject* item);
  bool add_int(PyObject* item);
  bool add_float(PyObject* item);
};

bool Sum::add_int(PyObject* item) {
  if (!PyLong_CheckExact(item) && !PyBool_Check(item)) return false;
  int overflow = 0;
  const int64_t value = PyLong_AsLongLongAndOverflow(item, &overflow);
  int64_t sum = 0;
  if (overflow != 0 || __builtin_add_overflow(whole, value, &sum)) return false;
  whole = sum;
  return true;
}

bool Sum::add_float(PyObject* item) {
  if (PyFloat_CheckExact(item)) {
    const double value = PyFloat_AS_DOUBLE(item), sum = total + value;
    lost += std::fabs(total) >= std::fabs(value) ? (total - sum) + value : (value - sum) + total;
    total = sum;
    return true;
  }
  if (!PyLong_Check(item)) return false;
  int overflow = 0;
  const long value = PyLong_AsLongAndOverflow(item, &overflow);
  if (overflow == 0) total += static_cast<double>(value);
  return overflow == 0;
}

bool Sum::add(PyObject* item) {
  if (mode == Mode::kInts && add_int(item)) return true;
  if (mode == Mode::kFloats && add_float(item)) return true;
  const bool objects = mode == Mode::kObjects;
  const Owned so_far(result());
  PyObject* next = so_far == nullptr ? nullptr : PyNumber_Add(so_far.get(), item);
  if (objects || mode == Mode::kFloats) {
    object.reset(next);
    mode = Mode::kObjects;
  } else {
    become(next);
  }
  return next != nullptr;
}

// Goes on in the loop; what it has come to is in `sum`. False: an exception is set.
bool run_sum(Consumption& consumption, Sum& sum) {
  const bool ints = sum.mode == Sum::Mode::kInts;
  const Owned total(ints ? PyLong_FromLongLong(sum.whole) : PyFloat_FromDouble(sum.total));
  const Owned lost(PyFloat_FromDouble(sum.lost));
  if (total == nullptr || lost == nullptr) return false;
  const Consumption::Result result =
      ints ? consumption.run({total.get()}) : consumption.run({total.get(), lost.get()});
  if (result.values == nullptr) return false;
  if (ints) {
    int overflow = 0;
    sum.whole = PyLong_AsLongLongAndOverflow(result.value(0), &overflow);
    if (overflow != 0) sum.become(Py_NewRef(result.value(0)));
  } else {
    sum.total = PyFloat_AS_DOUBLE(result.value(0));
    sum.lost = PyFloat_AS_DOUBLE(result.value(1));
  }
  return result.progress != Progress::kOddItem || sum.add(result.value(ints ? 1 : 2));
}

PyObject* sum_of(PyObject* callable, PyObject* generator) {
  Consumption consumption(callable, generator);
  Sum sum;
  while (true) {
    if (sum.mode != Sum::Mode::kObjects &&
        consumption.is_due(sum.mode == Sum::Mode::kInts ? Consumer::kSumOfInts
                                                        : Consumer::kSumOfFloats) &&
        !run_sum(consumption, sum))
      return nullptr;
    const Owned item(consumption.next());
    if (item == nullptr) return PyErr_Occurred() != nullptr ? nullptr : sum.result();
    if (!sum.add(item.get())) return nullptr;
  }
}

// --- any and all: until an item is (not) true

PyObject* truth_of(PyObject* callable, PyObject* generator, Consumer consumer) {
  Consumption consumption(callable, generator);
  const int wanted = consumer == Consumer::kAny ? 1 : 0;
  while (true) {
    if (consumption.is_due(consumer)) {
      const Consumption::Result result = consumption.run({});
      if (result.values == nullptr) return nullptr;
      if (result.progress == Progress::kDone) return Py_NewRef(result.value(0));
    }
    const Owned item(consumption.next());
    if (item == nullptr) return PyErr_Occurred() != nullptr ? nullptr : PyBool_FromLong(1 - wanted);
    const int truth = PyObject_IsTrue(item.get());
    if (truth < 0) return nullptr;
    if (truth == wanted) return PyBool_FromLong(wanted);
  }
}

// --- min and max. NULL without an exception: there was no item.

PyObject* extreme_of(PyObject* callable, PyObject* generator, Consumer consumer) {
  Consumption consumption(callable, generator);
  Owned best;
  while (true) {
    if (best != nullptr && consumption.is_due(consumer)) {
      const Consumption::Result result = consumption.run({best.get()});
      if (result.values == nullptr) return nullptr;
      best.reset(Py_NewRef(result.value(0)));
    }
    Owned item(consumption.next());
    if (item == nullptr) return PyErr_Occurred() != nullptr ? nullptr : best.release();
    const int better = best == nullptr
                           ? 1
                           : PyObject_RichCompareBool(item.get(), best.get(),
                                                      consumer == Consumer::kMin ? Py_LT : Py_GT);
    if (better < 0) return nullptr;
    if (better > 0) best = std::move(item);
  }
}

// --- list and set: the type itself takes the items from an iterator that ends when the loop is to
// go on, so that what is made has the room that it would have.

struct Feed {
  PyObject ob_base;
  Consumption* consumption;
  Consumer consumer;
  bool stopped;
};

PyObject* next_of_feed(PyObject* object) {
  Feed* feed = reinterpret_cast<Feed*>(object);
  constexpr int64_t kLeast = 8;  // a list that ended with fewer would give room back
  feed->stopped = feed->stopped || (feed->consumption->items() >= kLeast &&
                                    feed->consumption->is_due(feed->consumer));
  return feed->stopped ? nullptr : feed->consumption->next();
}

PyTypeObject* feed_type() {
  static PyTypeObject type = [] {
    PyTypeObject made = {PyVarObject_HEAD_INIT(nullptr, 0)};
    made.tp_name = "hasten.Feed";
    made.tp_basicsize = sizeof(Feed);
    made.tp_flags = Py_TPFLAGS_DEFAULT;
    made.tp_iter = PyObject_SelfIter;
    made.tp_iternext = next_of_feed;
    return made;
  }();
  static const bool ready = PyType_Ready(&type) == 0;
  return ready ? &type : nullptr;
}

vectorcallfunc make_list = nullptr, make_tuple = nullptr, make_set = nullptr;  // CPython's own

PyObject* collection_of(PyObject* callable, PyObject* generator, Consumer consumer) {
  Consumption consumption(callable, generator);
  const bool is_list = consumer == Consumer::kList;
  PyTypeObject* made = is_list ? &PyList_Type : &PySet_Type;
  PyTypeObject* type = feed_type();
  const Owned feed(type == nullptr ? nullptr : type->tp_alloc(type, 0));
  if (feed == nullptr) return nullptr;
  Feed* state = reinterpret_cast<Feed*>(feed.get());
  state->consumption = &consumption;
  state->consumer = consumer;
  state->stopped = false;
  PyObject* const arguments[] = {feed.get()};
  Owned result(
      (is_list ? make_list : make_set)(reinterpret_cast<PyObject*>(made), arguments, 1, nullptr));
  while (result != nullptr && state->stopped) {
    const Consumption::Result more = consumption.run({result.get()});
    if (more.values == nullptr) return nullptr;
    if (more.progress == Progress::kDone) return result.release();
    state->stopped = false;
    while (PyObject* next = next_of_feed(feed.get())) {
      const Owned item(next);
      const int status =
          is_list ? PyList_Append(result.get(), item.get()) : PySet_Add(result.get(), item.get());
      if (status < 0) return nullptr;
    }
    if (PyErr_Occurred() != nullptr) return nullptr;
  }
  return result.release();
}

// --- the C functions that take the place of CPython's

struct Method {
  const char* name;
  int flags;  // that it must have: else it is left alone
  PyCFunction own;
  PyMethodDef* definition = nullptr;
  PyCFunction original = nullptr;
  PyObject* callable = nullptr;
};

enum MethodIndex { kSum, kAny, kAll, kMin, kMax, kSorted, kJoin, kMethods };
extern Method methods[kMethods];

// Nobody but the caller's operand stack holds it.
bool is_lone_generator(PyObject* object) {
  return PyGen_CheckExact(object) && Py_REFCNT(object) == 1;
}

using FastKeywords = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

PyObject* call_original(MethodIndex index, PyObject* self, PyObject* const* arguments,
                        Py_ssize_t count, PyObject* names) {
  return reinterpret_cast<FastKeywords>(reinterpret_cast<void*>(methods[index].original))(
      self, arguments, count, names);
}

bool is_alone(PyObject* const* arguments, Py_ssize_t count, PyObject* names) {
  return count == 1 && names == nullptr && is_lone_generator(arguments[0]);
}

PyObject* own_sum(PyObject* self, PyObject* const* arguments, Py_ssize_t count, PyObject* names) {
  if (!is_alone(arguments, count, names)) return call_original(kSum, self, arguments, count, names);
  return sum_of(methods[kSum].callable, arguments[0]);
}

template <MethodIndex kIndex, Consumer kConsumer>
PyObject* own_extreme(PyObject* self, PyObject* const* arguments, Py_ssize_t count,
                      PyObject* names) {
  if (is_alone(arguments, count, names)) {
    PyObject* best = extreme_of(methods[kIndex].callable, arguments[0], kConsumer);
    if (best != nullptr || PyErr_Occurred() != nullptr) return best;
  }
  return call_original(kIndex, self, arguments, count, names);  // also says what is wrong
}

PyObject* own_sorted(PyObject* self, PyObject* const* arguments, Py_ssize_t count,
                     PyObject* names) {
  if (!is_alone(arguments, count, names))
    return call_original(kSorted, self, arguments, count, names);
  Owned items(collection_of(methods[kSorted].callable, arguments[0], Consumer::kList));
  if (items == nullptr || PyList_Sort(items.get()) < 0) return nullptr;
  return items.release();
}

template <MethodIndex kIndex, Consumer kConsumer>
PyObject* own_truth(PyObject* self, PyObject* items) {
  if (!is_lone_generator(items)) return methods[kIndex].original(self, items);
  return truth_of(methods[kIndex].callable, items, kConsumer);
}

PyObject* own_join(PyObject* self, PyObject* items) {
  if (!is_lone_generator(items)) return methods[kJoin].original(self, items);
  const Owned list(collection_of(methods[kJoin].callable, items, Consumer::kList));
  return list == nullptr ? nullptr : methods[kJoin].original(self, list.get());
}

template <typename Function>
PyCFunction as_method(Function* function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(function));
}

constexpr int kFast = METH_FASTCALL | METH_KEYWORDS;
Method methods[kMethods] = {
    {"sum", kFast, as_method(own_sum)},
    {"any", METH_O, as_method(own_truth<kAny, Consumer::kAny>)},
    {"all", METH_O, as_method(own_truth<kAll, Consumer::kAll>)},
    {"min", kFast, as_method(own_extreme<kMin, Consumer::kMin>)},
    {"max", kFast, as_method(own_extreme<kMax, Consumer::kMax>)},
    {"sorted", kFast, as_method(own_sorted)},
    {"join", METH_O, as_method(own_join)},
};

bool takes_lone(PyObject* type, PyTypeObject* exact, PyObject* const* arguments, size_t flagged,
                PyObject* names) {
  return type == reinterpret_cast<PyObject*>(exact) &&
         is_alone(arguments, PyVectorcall_NARGS(flagged), names);
}

PyObject* own_list(PyObject* type, PyObject* const* arguments, size_t flagged, PyObject* names) {
  if (!takes_lone(type, &PyList_Type, arguments, flagged, names))
    return make_list(type, arguments, flagged, names);
  return collection_of(type, arguments[0], Consumer::kList);
}

PyObject* own_set(PyObject* type, PyObject* const* arguments, size_t flagged, PyObject* names) {
  if (!takes_lone(type, &PySet_Type, arguments, flagged, names))
    return make_set(type, arguments, flagged, names);
  return collection_of(type, arguments[0], Consumer::kSet);
}

PyObject* own_tuple(PyObject* type, PyObject* const* arguments, size_t flagged, PyObject* names) {
  if (!takes_lone(type, &PyTuple_Type, arguments, flagged, names))
    return make_tuple(type, arguments, flagged, names);
  const Owned list(collection_of(type, arguments[0], Consumer::kList));
  return list == nullptr ? nullptr : PyList_AsTuple(list.get());
}

// The table entry behind a built-in function, or a method of str.
void find_definition(Method& method) {
  const bool is_join = &method == &methods[kJoin];
  PyObject* owner =
      is_join ? reinterpret_cast<PyObject*>(&PyUnicode_Type) : PyImport_AddModule("builtins");
  Owned found(owner == nullptr ? nullptr : PyObject_GetAttrString(owner, method.name));
  PyObject* callable = found.get();
  if (callable == nullptr) return PyErr_Clear();
  PyMethodDef* definition = nullptr;
  if (Py_TYPE(callable) == &PyCFunction_Type && !is_join)
    definition = reinterpret_cast<PyCFunctionObject*>(callable)->m_ml;
  if (Py_TYPE(callable) == &PyMethodDescr_Type && is_join)
    definition = reinterpret_cast<PyMethodDescrObject*>(callable)->d_method;
  if (definition == nullptr || definition->ml_flags != method.flags) return;
  method.definition = definition;
  method.original = definition->ml_meth;
  method.callable = found.release();
}

}  // namespace

void stand_in_for_builtins() {
  if (PyInterpreterState_Get() != PyInterpreterState_Main()) return;
  for (Method& method : methods) {
    if (method.callable == nullptr) find_definition(method);
    if (method.definition != nullptr) method.definition->ml_meth = method.own;
  }
  make_list = std::exchange(PyList_Type.tp_vectorcall, own_list);
  make_tuple = std::exchange(PyTuple_Type.tp_vectorcall, own_tuple);
  make_set = std::exchange(PySet_Type.tp_vectorcall, own_set);
}

void restore_builtins() {
  if (make_list == nullptr) return;
  for (const Method& method : methods) {
    if (method.definition != nullptr) method.definition->ml_meth = method.original;
  }
  PyList_Type.tp_vectorcall = make_list;
  PyTuple_Type.tp_vectorcall = make_tuple;
  PySet_Type.tp_vectorcall = make_set;
}

}  // namespace hasten::engine
