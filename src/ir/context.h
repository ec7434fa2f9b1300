// Context: what one activation of native code is given; machine code reads it by offset. Lives on
// the C stack of the activation for its whole run. Plain data shared by the emitter and the
// runtime; no Python.h.
#pragma once

#include <cstdint>

namespace hasten::ir {

constexpr int kMaxCallArguments = 60;

struct Context {
  void** locals;           // fast slots of the real frame
  void** stack;            // operand stack of the real frame
  const uint8_t* breaker;  // non-zero: the interpreter has pending work
  const uint8_t* valid;    // zero: an assumption was withdrawn
  int64_t* exit_values;    // raw values of the exit taken, in the order of its slots
  void** pool;             // the region's objects
  void* frame;             // the interpreter frame
  char** instruction;      // the frame's instruction pointer
  void** frame_object;     // non-NULL contents: somebody holds the frame
  char* code_start;        // address of bytecode offset 0
  void* names;             // namespace dict of the frame (module bodies), or NULL
  void* const* helpers;    // in the order of helpers.def
  void (*publish)(Context* context, int64_t exit);
  void (*look)(Context* context);  // after code that may have done anything: clears `valid` if the
                                   // frames published last must not be relied on any more
  int64_t published;               // the exit that describes them
  const uint64_t*
      monitoring;            // changes when tracing, profiling or monitoring is switched on or off
  uint64_t monitoring_seen;  // its value at the entry
  const uint64_t* local_tools;  // the same for events of this code object alone
  uint64_t local_tools_seen;
  int64_t iterations;   // whole ones of the region's own loop, counted by machine code
  int64_t depth_limit;  // how many native Python functions may run, one called by the other, before
                        // the interpreter has to see to its recursion limit
  int64_t* uninterrupted;  // how many activations on any thread ask the session's clock to wait
  void* thread;
  void* inline_frames;       // space for the frames of functions that are part of the region
  void** current_frame;      // the thread's field for the frame that runs
  int32_t* recursion_left;   // the thread's field for Python frames until RecursionError
  int32_t recursion_levels;  // how many inline frames that field counts now
  void* owner;               // the runtime's own record of the activation
  void* arguments[kMaxCallArguments + 4];  // outgoing vectorcall arguments, entry 0 is scratch
};

// Machine code of a region: returns the index of the exit taken, its values stored in exit_values.
using RegionEntry = int64_t (*)(Context* context);

}  // namespace hasten::ir
