// activation: one run of a region, as swap's own files see it. Private to swap/.
#pragma once

#include "swap/region.h"

namespace hasten::swap {

constexpr size_t kMaxExitValues = 512;

struct Activation {
  ir::Context context;
  Region* region;
  PyObject** slots;  // locals, then operand stack
  int local_count;
  int64_t values[kMaxExitValues];
  struct Generator {  // see ir::FrameImage::generator
    PyObject* object;
    int offset;  // where it goes on
  } generators[ir::kMaxGenerators];
};

// The variables and operand stack of the region's own frame (0) or of an inline one or a
// generator, and how many
// of them are variables.
struct FrameSlots {
  PyObject** slots;
  int local_count;
};
FrameSlots slots_of(const Activation& activation, const ir::Exit& exit, int frame);

// For regions with inline frames: whether there is room for them, which is then reserved until
// release_frame_space().
bool reserve_frame_space(Activation& activation, PyThreadState* thread);
void release_frame_space(Activation& activation, PyThreadState* thread);

// Makes the inline frames of an exit (or publish) true for anybody who looks at the thread's
// frames; their variables are written already.
void fill_frames(Activation& activation, const ir::Exit& exit);

bool nobody_holds_frames(const Activation& activation, const ir::Exit& exit);

// Gives the generators back that wait for their loops to go on.
void suspend_generators(const Activation& activation, const ir::Exit& exit);

// The interpreter runs the inline frames of an exit to their ends, the innermost first; then the
// region's own frame stands behind the call, or at it with a raiser.
void finish_frames(Activation& activation, hasten_frame* frame, const ir::Exit& exit);

}  // namespace hasten::swap
