// Session: the loops that stand for built-ins at work on a generator. See session.h, consumers.h.
#include <algorithm>

#include "engine/consumer_code.h"
#include "engine/session.h"

namespace hasten::engine {
namespace {

// Whether a generator is the topmost entry of the operand stack of a loop over one.
bool iterates_generator(hasten_frame* frame) {
  const int depth = hasten_frame_stack_depth(frame);
  PyObject** stack = hasten_frame_locals(frame) + hasten_code_slots(hasten_frame_code(frame));
  return depth > 0 && stack[depth - 1] != nullptr && PyGen_CheckExact(stack[depth - 1]);
}

}  // namespace

// Such a loop is left at once where the interpreter would go on with it: the built-in itself does
// that faster, and nobody may see the frame.
PyObject* Session::on_jump(PyCodeObject* code, int source, int target) {
  PyThreadState* thread = PyThreadState_Get();
  if (hasten_code_is_hidden(code) == 0) return at_back_edge(code, source, target, thread);
  hasten_frame* frame = hasten_current_frame(thread);
  const char* instruction = *hasten_frame_instruction(frame);
  PyObject* answer = at_back_edge(code, source, target, thread);
  if (target > source) return answer;
  // Where native code has been left the iteration may not be over; or the generator has raised what
  // the instruction is still to raise.
  if (hasten_current_frame(thread) != frame || *hasten_frame_instruction(frame) != instruction ||
      !iterates_generator(frame))
    return Py_None;
  const CodeState* state = state_of(code, false);
  const Loop* loop = state == nullptr || state->loops.empty() ? nullptr : &state->loops[0];
  const bool stays =
      answer != disable_ && loop != nullptr && !loop->versions.empty() &&
      hasten_thread_is_traced(thread) == 0 &&
      hasten_global_events_of_others(PyThreadState_GetInterpreter(thread), kToolId) == 0;
  const int offset = stays || state == nullptr ? -1 : leaving_offset(state->read);
  if (offset >= 0) *hasten_frame_instruction(frame) = hasten_code_start(code) + offset;
  return Py_None;
}

// Its back-edges are told of for good, since hidden code is instrumented no more.
void Session::hide(CodeState& state) {
  for (Loop& loop : state.loops) loop.state = LoopState::kWanted;
  set_local_events(state, jump_event_);
  hasten_hide_code(state.code);
}

bool Session::consumer_runs(PyFunctionObject* function, int ticks, double item_ticks) {
  auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  CodeState* state = state_of(code, true);
  if (state == nullptr || !state->readable || state->loops.size() != 1) return false;
  if (hasten_code_is_hidden(code) == 0) hide(*state);
  Loop& loop = state->loops[0];
  loop.heat = std::min(loop.heat + kHeatOfTick * ticks, kWished);
  if (loop.trial != nullptr) loop.trial->saw(item_ticks);
  warm(loop);
  if (loop.state == LoopState::kRefused || loop.state == LoopState::kUndone) return false;
  return !loop.versions.empty() || loop.job == 0;
}

bool Session::is_called_with(PyObject* callable, PyObject* generator) {
  hasten_frame* frame = hasten_current_frame(PyThreadState_Get());
  PyCodeObject* code = frame == nullptr ? nullptr : hasten_frame_code(frame);
  if (code == nullptr || hasten_frame_is_incomplete(frame) != 0) return false;
  const CodeState* state = state_of(code, true);
  if (state == nullptr || !state->readable) return false;
  ir::PyCode read = state->read;
  if (!ir::compute_depths(read, 0, 0)) return false;
  const std::vector<ir::PyInst>& insts = read.insts;
  const int offset = static_cast<int>(*hasten_frame_instruction(frame) - hasten_code_start(code));
  const auto next =
      std::upper_bound(insts.begin(), insts.end(), offset,
                       [](int at, const ir::PyInst& inst) { return at < inst.own_offset; });
  if (next == insts.begin()) return false;
  const ir::PyInst& inst = *(next - 1);
  const int arguments = 1, below = 2;  // callable and NULL or self, in either order
  if (inst.op != ir::PyOp::kCall || inst.arg != arguments || inst.depth < arguments + below)
    return false;
  PyObject** top = hasten_frame_locals(frame) + hasten_code_slots(code) + inst.depth;
  return top[-1] == generator && (top[-2] == callable || top[-3] == callable);
}

}  // namespace hasten::engine
