// progress: see progress.h.
#include "engine/progress.h"

#include <algorithm>

#include "python/internals.h"
#include "python/items_left.h"

namespace hasten::engine {
namespace {

using ir::PyInst;
using ir::PyOp;

constexpr int64_t kFar = int64_t{1} << 60;  // from here a counter is said to count down

bool is_jump(const PyInst& inst) { return inst.target >= 0 && inst.op != PyOp::kForIter; }

// Whether every iteration that comes to its end passes the instruction once.
bool is_passed_once(const ir::PyCode& code, int header, int last, int at) {
  for (int i = header; i <= last; ++i) {
    const PyInst& inst = code.insts[static_cast<size_t>(i)];
    if (inst.target < 0) continue;
    const bool goes_around = i < at && inst.target > at && inst.target <= last;
    const bool goes_on = i < at && inst.target <= header && is_jump(inst);
    const bool is_inner = i > at && inst.target <= at && inst.target > header;
    if (goes_around || goes_on || is_inner) return false;
  }
  return true;
}

int64_t step_of(const ir::PyCode& code, PyCodeObject* object, int store) {
  const PyInst *const add = &code.insts[static_cast<size_t>(store - 1)], *const constant = add - 1,
                      *const load = add - 2, *const target = add + 1;
  const bool is_local = target->op == PyOp::kStoreFast &&
                        (load->op == PyOp::kLoadFast || load->op == PyOp::kLoadFastCheck);
  const bool is_name = target->op == PyOp::kStoreName && load->op == PyOp::kLoadName;
  const bool is_sum = add->op == PyOp::kInPlace || add->op == PyOp::kBinary;
  const auto kind = static_cast<ir::BinaryKind>(add->arg);
  if (!(is_local || is_name) || load->arg != target->arg || constant->op != PyOp::kLoadConst ||
      !is_sum || (kind != ir::BinaryKind::kAdd && kind != ir::BinaryKind::kSubtract))
    return 0;
  PyObject* value = PyTuple_GET_ITEM(object->co_consts, constant->arg);
  if (!PyLong_CheckExact(value)) return 0;
  int overflow = 0;
  const int64_t step = PyLong_AsLongLongAndOverflow(value, &overflow);
  if (overflow != 0 || step > kFar || step < -kFar) return 0;
  return kind == ir::BinaryKind::kAdd ? step : -step;
}

}  // namespace

Counter find_counter(const ir::PyCode& code, PyCodeObject* object, int header, int last) {
  for (int i = header + 3; i <= last; ++i) {
    const PyInst& store = code.insts[static_cast<size_t>(i)];
    if (store.op != PyOp::kStoreFast && store.op != PyOp::kStoreName) continue;
    const int64_t step = step_of(code, object, i);
    if (step == 0 || !is_passed_once(code, header, last, i)) continue;
    const auto first = code.insts.begin() + header, end = code.insts.begin() + last + 1;
    const auto stores = std::count_if(first, end, [&](const PyInst& inst) {
      return inst.op == store.op && inst.arg == store.arg;
    });
    if (stores == 1) return Counter{store.op == PyOp::kStoreName, store.arg, step};
  }
  return {};
}

LoopProgress progress_of_iterator(hasten_frame* frame, PyObject* iterator) {
  return {frame, iterator, python::items_left(iterator)};
}

LoopProgress progress_of_counter(hasten_frame* frame, const Counter& counter) {
  PyObject* value = nullptr;
  if (counter.is_name) {
    const hasten_namespaces spaces = hasten_running_namespaces();
    PyObject* name = PyTuple_GET_ITEM(hasten_frame_code(frame)->co_names, counter.index);
    PyObject** slot = spaces.locals == spaces.globals && PyDict_CheckExact(spaces.globals)
                          ? hasten_name_slot(spaces.globals, name)
                          : nullptr;
    value = slot == nullptr ? nullptr : *slot;
  } else {
    value = hasten_frame_locals(frame)[counter.index];
  }
  if (value == nullptr || !PyLong_CheckExact(value)) return {frame, &counter, -1};
  int overflow = 0;
  const int64_t counted = PyLong_AsLongLongAndOverflow(value, &overflow);
  if (overflow != 0 || counted > kFar || counted < -kFar) return {frame, &counter, -1};
  return {frame, &counter, kFar - counted / counter.step};
}

}  // namespace hasten::engine
