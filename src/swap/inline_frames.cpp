// inline_frames: functions that run as part of a region become frames of their own when somebody
// may look at them or the region is left. See activation.h and python/inline_frames.h.
#include "python/inline_frames.h"

#include "base/check.h"
#include "python/generators.h"
#include "swap/activation.h"
#include "swap/raiser.h"

namespace hasten::swap {
namespace {

PyThreadState* thread_of(const Activation& activation) {
  return static_cast<PyThreadState*>(activation.context.thread);
}

PyFunctionObject* function_of(const Activation& activation, const ir::FrameImage& image) {
  return reinterpret_cast<PyFunctionObject*>(activation.region->pool.at(image.function));
}

PyObject* generator_of(const Activation& activation, const ir::FrameImage& image) {
  return activation.generators[image.generator].object;
}

PyCodeObject* code_of(const Activation& activation, const ir::FrameImage& image) {
  PyObject* object = activation.region->pool.at(image.function);
  if (image.generator < 0) object = reinterpret_cast<PyFunctionObject*>(object)->func_code;
  return reinterpret_cast<PyCodeObject*>(object);
}

hasten_frame* place_of(const Activation& activation, const ir::FrameImage& image) {
  if (image.generator >= 0) return hasten_generator_frame(generator_of(activation, image));
  return reinterpret_cast<hasten_frame*>(static_cast<void**>(activation.context.inline_frames) +
                                         image.base);
}

// Inline frames count against the recursion limit, which the program may change at any time.
void count_levels(ir::Context& context, size_t levels) {
  *context.recursion_left += context.recursion_levels - static_cast<int32_t>(levels);
  context.recursion_levels = static_cast<int32_t>(levels);
}

// Puts the outcome of a call on the caller's stack: the result, or what makes the interpreter raise
// the pending exception when it repeats the call; a tuple may stand for an argument and for the
// names of arguments. Returns the offset where the caller goes on.
int put_outcome(PyObject** stack, const ir::FrameImage& image, PyObject* result, int& depth) {
  depth = image.caller_depth;
  if (result != nullptr) {
    stack[depth++] = result;
    return image.next_offset;
  }
  PyObject* raiser = make_raiser(PyErr_GetRaisedException(), nullptr);
  HASTEN_CHECK(raiser != nullptr);
  stack[depth++] = raiser;
  while (depth < image.caller_depth + image.operands) stack[depth++] = PyTuple_New(0);
  return image.call_offset;
}

// The same for a loop that has asked a generator, its topmost entry, for an item.
int put_item(PyObject** stack, const ir::FrameImage& image, PyObject* item, int& depth) {
  depth = image.caller_depth;
  if (item != nullptr) {
    stack[depth++] = item;
    return image.next_offset;
  }
  if (PyErr_Occurred() == nullptr) {
    --depth;
    return image.end_offset;
  }
  PyObject* raiser = make_raiser(PyErr_GetRaisedException(), stack[depth - 1]);
  HASTEN_CHECK(raiser != nullptr);
  stack[depth - 1] = raiser;
  return image.call_offset;
}

}  // namespace

FrameSlots slots_of(const Activation& activation, const ir::Exit& exit, int frame) {
  if (frame == 0) return {activation.slots, activation.local_count};
  const size_t index = static_cast<size_t>(frame) - 1, running = exit.frames.size();
  const ir::FrameImage& image =
      index < running ? exit.frames[index] : exit.suspended[index - running];
  return {hasten_frame_locals(place_of(activation, image)), image.slots};
}

bool reserve_frame_space(Activation& activation, PyThreadState* thread) {
  ir::Context& context = activation.context;
  const int words = activation.region->function().inline_words;
  context.current_frame = hasten_current_frame_field(thread);
  context.recursion_left = hasten_recursion_field(thread);
  context.recursion_levels = 0;
  constexpr int kMostLevels = 16;
  if (hasten_data_stack_room(thread) <= words || *context.recursion_left <= kMostLevels)
    return false;
  void** top = hasten_data_stack_top(thread);
  context.inline_frames = *top;
  *top = static_cast<void**>(*top) + words;
  return true;
}

void release_frame_space(Activation& activation, PyThreadState* thread) {
  ir::Context& context = activation.context;
  *hasten_data_stack_top(thread) = context.inline_frames;
  *context.current_frame = context.frame;
  count_levels(context, 0);
}

void fill_frames(Activation& activation, const ir::Exit& exit) {
  auto* caller = static_cast<hasten_frame*>(activation.context.frame);
  for (const ir::FrameImage& image : exit.frames) {
    hasten_frame* frame = place_of(activation, image);
    if (image.generator >= 0) {
      hasten_generator_begin(thread_of(activation), generator_of(activation, image), caller);
    } else {
      hasten_fill_frame(frame, function_of(activation, image), caller);
    }
    *hasten_frame_instruction(frame) = hasten_code_start(code_of(activation, image)) + image.offset;
    caller = frame;
  }
  *activation.context.current_frame = caller;
  count_levels(activation.context, exit.frames.size());
}

bool nobody_holds_frames(const Activation& activation, const ir::Exit& exit) {
  for (const ir::FrameImage& image : exit.frames) {
    if (*hasten_frame_object_field(place_of(activation, image)) != nullptr) return false;
  }
  return true;
}

void suspend_generators(const Activation& activation, const ir::Exit& exit) {
  for (const ir::FrameImage& image : exit.suspended) {
    const Activation::Generator& generator = activation.generators[image.generator];
    hasten_generator_suspend(thread_of(activation), generator.object, generator.offset,
                             image.stack_depth);
  }
}

void finish_frames(Activation& activation, hasten_frame* frame, const ir::Exit& exit) {
  PyThreadState* thread = thread_of(activation);
  ir::Context& context = activation.context;
  fill_frames(activation, exit);
  for (const ir::FrameImage& image : exit.frames) {
    if (image.generator < 0) hasten_own_frame(place_of(activation, image));
    hasten_frame_set_stack_depth(place_of(activation, image), image.stack_depth);
  }
  const ir::FrameImage& innermost = exit.frames.back();
  *hasten_frame_instruction(place_of(activation, innermost)) =
      hasten_resume_at(code_of(activation, innermost), innermost.offset);
  hasten_frame_set_stack_depth(frame, exit.frames[0].caller_depth);
  *context.instruction = context.code_start + exit.frames[0].call_offset;
  for (size_t k = exit.frames.size(); k-- > 0;) {
    const ir::FrameImage& image = exit.frames[k];
    hasten_frame* caller = k == 0 ? frame : place_of(activation, exit.frames[k - 1]);
    const FrameSlots below = slots_of(activation, exit, static_cast<int>(k));
    PyObject** stack = below.slots + below.local_count;
    *context.current_frame = caller;
    count_levels(context, k);
    int depth = 0, offset = 0;
    PyObject* exhausted = nullptr;
    if (image.generator >= 0) {
      PyObject* generator = generator_of(activation, image);
      offset = put_item(stack, image, hasten_generator_finish(thread, generator), depth);
      if (depth < image.caller_depth) exhausted = generator;
    } else {
      PyObject* result = hasten_finish_frame(thread, place_of(activation, image));
      offset = put_outcome(stack, image, result, depth);
    }
    hasten_frame_set_stack_depth(caller, depth);
    *hasten_frame_instruction(caller) =
        k == 0 ? context.code_start + offset
               : hasten_resume_at(code_of(activation, exit.frames[k - 1]), offset);
    Py_XDECREF(exhausted);
  }
}

}  // namespace hasten::swap
