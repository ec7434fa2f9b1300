// specialize: PyIR + what is known of the live values -> typed IR of one region.
//
// Lazy basic block versioning: the bytecode is walked once with an environment that says for every
// variable and stack entry how it is represented (unboxed int, float, bool, complex; object of a
// known exact type; unknown object). A block reached with another environment is emitted again, up
// to a limit, then in a general version. So types are never joined, a sum that starts at 0 and
// turns float costs one extra copy of the loop's first iteration, and no fixpoint is needed.
// Guesses come from the live values (World) and are guarded.
#pragma once

#include "base/refusal.h"
#include "ir/function.h"
#include "ir/py_code.h"
#include "types/world.h"

namespace hasten::optimize {

struct SpecializeOptions {
  int max_versions = 4;           // of one block before it is generalised
  int max_instructions = 4000;    // of the typed IR, constants not counted
  int max_depth = 6;              // of functions that are called by functions, all part of a region
  int max_callee = 250;           // instructions of a function that becomes part of a region
  bool failing_guards = false;    // stress: guards fail now and then
  bool exits_everywhere = false;  // stress: leave at every loop back-edge
};

// What the user is shown per source line.
struct LineFact {
  int line = 0;
  int native = 0;   // instructions with a native body
  int generic = 0;  // instructions that go through the C API
  int left = 0;     // instructions left to the interpreter
  std::string why;
};

struct Specialized {
  ir::Module module;
  std::vector<LineFact> lines;       // sorted by line
  bool inner_loops = false;          // of its own, or of functions that are part of it
  std::vector<types::Ref> repeated;  // functions that are part of it without a frame
};

// `code` has depths computed from the header. Fails with TooLarge, TypesUnstable, LoopNotFound,
// LeavesTooOften.
Result<Specialized> specialize_region(const ir::PyCode& code, int header, types::World& world,
                                      const SpecializeOptions& options);

// A Python function compiled whole, behind a wrapper (function 0) that takes boxed arguments in its
// local slots and leaves with the result as the one stack entry of a kDone exit. `examples`:
// arguments like the ones it gets. Fails if the function has effects or keeps calling what it
// cannot know.
Result<Specialized> specialize_function(const types::World::Callee& callee,
                                        const std::vector<types::Ref>& examples,
                                        types::World& world, const SpecializeOptions& options);

}  // namespace hasten::optimize
