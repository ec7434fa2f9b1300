// region: native code of one loop for one set of entry types, and one activation of it in a running
// frame.
#pragma once

#include <Python.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ir/context.h"
#include "ir/function.h"
#include "native/load_object.h"
#include "optimize/specialize.h"
#include "python/layout.h"
#include "python/pinned.h"

namespace hasten::swap {

struct Region {
  ir::Module module;  // exits and names are read at run time
  std::shared_ptr<native::LoadedObject> code;
  python::ObjectPool pool;
  std::vector<PyObject*> names;  // of promoted namespace variables, borrowed from the code object
  std::vector<optimize::LineFact> lines;
  bool inner_loops = false;         // inside an iteration of it
  std::set<int> distrusted;         // places (ir::Exit) at which it does not speculate
  std::vector<types::Ref> inlined;  // functions, and code of generators, that are part of it
  // Compared at entry, borrowed: the namespace of a module or class body, where the promoted
  // variables live; NULL: of a function.
  PyObject* local_names = nullptr;
  PyObject* globals = nullptr;   // compared at entry, borrowed
  PyObject* builtins = nullptr;  // compared at entry, borrowed
  uint8_t valid = 1;             // 0: an assumption was withdrawn, never entered again
  uint8_t running_valid = 1;     // read by machine code: 0: leave after the current instruction
  long changes = 0;              // to promoted variables, made by others while an activation ran
  int running = 0;               // activations now on the C stack
  long entries = 0;
  long mismatches = 0;
  std::vector<long> exit_counts;
  bool purely_native =
      true;  // no instruction goes through the C API or is left: it need not prove its gain
  int rehearsals = 0;  // that are due before it goes live (swap/rehearsal)
  int rehearsals_tried = 0;
  double rehearsals_begun = 0;  // ms
  double compile_ms = 0;
  bool cached = false;
  std::string cache_key;  // empty: there is no cache

  const ir::Function& function() const { return module.functions[0]; }
};

// The region that is writing its own variables back to a namespace now: to it, and to it alone,
// that is no news.
const Region* writing_back();

// What became of an attempt to run a region.
enum class Outcome {
  kMismatch,  // nothing was done
  kLeft,      // the frame was changed: the interpreter goes on where it says
};

// Runs the region in the frame, which stands at the region's header with its operand stack saved.
// Exceptions of calls made natively are handed to the interpreter by a raiser; none is set on
// return.
struct Run {
  Outcome outcome = Outcome::kMismatch;
  int exit = 0;            // index of the exit taken
  int64_t iterations = 0;  // whole ones of the region's loop
};
// A region that is a whole function behind its wrapper: the result as a new reference, or NULL if
// nothing was done and the call is to be made by the interpreter. No exception is ever set.
PyObject* run_function(Region& region, PyThreadState* thread, PyObject* const* arguments);

// Something runs natively, on any thread, that would have to be begun again if it were left now.
// Needs no GIL.
bool cannot_be_interrupted();

// The thread of which runs_on_top() tells whether it is in native code now, or in a C function that
// this has called: nothing interpreted runs on top of it. The latter needs no GIL.
void set_clocked_thread(PyThreadState* thread);
bool runs_on_top();

// Whether this thread's C stack has room for one more activation. Calls between Python functions
// use none of it while they are interpreted, so that recursion through many activations has to stop
// somewhere that interpreted code does not know.
bool may_nest(PyThreadState* thread);

// `breaker` takes the place of the interpreter's, if given.
Run run_region(Region& region, PyThreadState* thread, hasten_frame* frame,
               const uint8_t* breaker = nullptr);

}  // namespace hasten::swap
