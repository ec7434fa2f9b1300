// progress: see progress.h.
#include "engine/progress.h"

#include <algorithm>
#include <optional>

#include "python/internals.h"
#include "python/items_left.h"

namespace hasten::engine {
namespace {

using ir::PyInst;
using ir::PyOp;

constexpr int64_t kFar = int64_t{1} << 60;  // from here a counter is said to count down

// Whether every iteration that comes to its end passes the instruction once.
bool is_passed_once(const ir::PyCode& code, int header, int last, int at) {
  for (int i = header; i <= last; ++i) {
    const PyInst& inst = code.insts[static_cast<size_t>(i)];
    if (inst.target < 0) continue;
    const bool goes_around = i < at && inst.target > at && inst.target <= last;
    const bool goes_on = i < at && inst.target <= header;
    const bool is_inner = i > at && inst.target <= at && inst.target > header;
    if (goes_around || goes_on || is_inner) return false;
  }
  return true;
}

// An exact int up to kFar, either sign.
std::optional<int64_t> near_int(PyObject* value) {
  if (value == nullptr || !PyLong_CheckExact(value)) return {};
  int overflow = 0;
  const int64_t number = PyLong_AsLongLongAndOverflow(value, &overflow);
  if (overflow != 0 || number > kFar || number < -kFar) return {};
  return number;
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
  const int64_t step = near_int(PyTuple_GET_ITEM(object->co_consts, constant->arg)).value_or(0);
  return kind == ir::BinaryKind::kAdd ? step : -step;
}

// Borrowed; nullptr: it is unbound, or cannot be read without running code.
PyObject* value_of(const Counter& counter, hasten_frame* frame) {
  if (!counter.is_name) return hasten_frame_locals(frame)[counter.index];
  const hasten_namespaces spaces = hasten_running_namespaces();
  if (spaces.locals != spaces.globals || !PyDict_CheckExact(spaces.globals)) return nullptr;
  PyObject* name = PyTuple_GET_ITEM(hasten_frame_code(frame)->co_names, counter.index);
  PyObject** slot = hasten_name_slot(spaces.globals, name);
  return slot == nullptr ? nullptr : *slot;
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

int64_t iterations_left(const LoopPlace& place) {
  if (place.iterator != nullptr) return python::items_left(place.iterator);
  if (place.counter == nullptr || place.counter->step == 0) return -1;
  const std::optional<int64_t> counted = near_int(value_of(*place.counter, place.frame));
  return counted ? kFar - *counted / place.counter->step : -1;
}

}  // namespace hasten::engine
