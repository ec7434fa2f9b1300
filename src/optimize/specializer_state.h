// specializer_state: what the Specializer knows of values, variables, levels of code and the module
// it builds. Private to optimize/.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ir/function.h"
#include "ir/py_code.h"
#include "types/world.h"

namespace hasten::optimize {

using ir::Alias;
using ir::Helper;
using ir::Op;
using ir::PyOp;
using ir::Type;
using ir::Value;
using types::Kind;
using types::Known;
using types::Ref;

// How a value is held.
enum class Rep : uint8_t {
  kNull,
  kObject,
  kInt,
  kFloat,
  kBool,
  kComplex,
  kConst,
  kRange,        // v: start, stop, step
  kRangeIter,    // v: next, left, step
  kListIter,     // v: owned list, tuple, str, bytes or bytearray, index
  kEnumerate,    // v: the same, index, count
  kSliceIter,    // v: owned list or tuple, index, end, start; over a slice of it that is not made:
                 // slices.cpp. slot: the place of the slice
  kIndexPair,    // v: two ints that index an ndarray; the tuple of them is never built
  kNewFunction,  // v: owned closure or NULL; ref: the code object
  kGenerator,    // v: the object; what else is known of it stands in Env::generators
};

// Who keeps an object alive.
enum class Own : uint8_t {
  kNone,
  kOwned,      // this entry holds a reference
  kLocal,      // local slot `slot` holds it
  kTransient,  // a container holds it, nothing has happened since
  kInStack,    // operand stack entry of the real frame holds it
};

struct Val {
  Rep rep = Rep::kNull;
  Kind kind = Kind::kNull;
  Own own = Own::kNone;
  int slot = -1;
  Value v[4] = {-1, -1, -1, -1};
  Ref ref = 0;        // kConst: the object; else an object like it, or 0
  Value origin = -1;  // kInt, kFloat: the object it was read from; alive as `own` says (kTransient,
                      // or kLocal: a variable)
  Kind hint = Kind::kUnknown;  // kUnknown kind: what CPython's specialisation says
  Ref type = 0;                // kInstance: the exact type, checked since Python code last ran
  Ref is = 0;                  // kObject: the very object it is, if that is known
};

// What has been checked of the ndarray in a variable, and read from it.
struct ArrayHeader {
  int ndim = 0;  // 0: nothing
  Ref dtype = 0;
  bool writeable = false;
  bool at_entry = false;  // checked before the loop: holds wherever no Python code has run since
  Value data = -1;
  Value shape[2] = {-1, -1};
  Value strides[2] = {-1, -1};
};

struct Var {
  bool in_register = false;
  bool dirty = false;  // in a register and its home is stale
  bool maybe_null = true;
  bool unbound = false;        // its home holds NULL for sure
  Kind kind = Kind::kUnknown;  // of the object in the slot
  Ref ref = 0;
  Ref type = 0;       // as in Val
  Ref is = 0;         // as in Val: checked at the entry, not assigned in the loop
  bool lent = false;  // a parameter's object, which a variable of the caller holds as well
  Val val;
  ArrayHeader array;
};

// A generator that a loop of the region asks for items, its body a level of its own. While it waits
// its variables stay where they are in Env, and its part of the operand stack is kept here.
struct Generator {
  int level = 0;
  bool running = false;
  int pc = -1;         // where it goes on, an instruction index; -1: as `state` says
  Value state = -1;    // the same as a byte offset
  Value pointer = -1;  // the object
  std::vector<Val> stack;
};

struct Env {
  std::vector<Var> vars;   // fast slots, promoted namespace variables, then those of inner levels
  std::vector<Val> stack;  // of all levels, the outermost first
  int level = 0;           // the function that runs, an index of levels_
  std::vector<Generator> generators;  // the last was begun last and will end first
};

// What becomes of the result of a body that is begun again.
enum class Returns : uint8_t {
  kAnything,
  kImplemented,  // not NotImplemented
  kBool,
  kMade,  // must be None: the result is the instance
};

// One piece of code that the region consists of: its own, or that of a function called there that
// is made part of it. The same function called in two places is two levels.
struct Level {
  const ir::PyCode* code = nullptr;
  types::World* world = nullptr;
  std::vector<bool> in_loop, is_target;  // per instruction; a whole function is "in the loop"
  int parent = -1;                       // level of the caller
  int depth = 0;                         // callers up to the region's own code
  int call_pc = -1;                      // in the caller's code
  int operands = 0;                  // stack entries of the call: callable, NULL or self, arguments
  int var_base = 0, stack_base = 0;  // where its variables and stack begin in Env
  int frame_base = 0;                // of its frame in the space for inline frames, in words
  int frame_words = 0;
  int32_t place = 0;  // see types::World::Callee
  Ref function = 0;
  Known consumer = Known::kNone;  // a generator expression: the built-in that takes its items
  int start = -1;                 // and the instruction where it asks for the first
  bool generator = false;    // of a generator: call_pc is the loop's ForIter, the iterator is the
                             // entry below stack_base, the frame is the object's own
  bool many_yields = false;  // too many for code of its own behind each of them
  bool repeated = false;     // begun again if it is left: see repeated.cpp
  bool makes = false;        // variable 0 is an instance made for the call
  Ref sample = 0;            // what it makes looks like this
  Returns returns = Returns::kAnything;
};

// A Python function compiled whole for one combination of parameter kinds. It has no frame and no
// effects: whatever it cannot do makes the whole call be repeated by the interpreter.
struct NativeFunction {
  types::World::Callee callee;
  std::vector<Kind> parameters;
  int index = -1;                // in the module
  Kind result = Kind::kUnknown;  // assumed in this round; kUnknown: not known yet
  Kind found = Kind::kUnknown;   // by this round's returns
  bool mixed = false;            // returns of several kinds
  bool built = false, refused = false;
};

// One module under construction, shared by the Specializers of its functions.
struct Shared {
  ir::Module module;
  std::map<std::string, std::unique_ptr<NativeFunction>>
      natives;                                           // by identity and parameter kinds
  const std::map<std::string, Kind>* assumed = nullptr;  // results found in the round before
  bool incomplete = false;                               // a result was needed before it was known
  std::set<int>* effects = nullptr;  // calls, by place, of generator expressions, and slices, while
                                     // whose items are taken more happens than computing (found in
                                     // the rounds before)
  std::set<Ref> repeated;            // functions without frames (repeated.cpp)
  std::set<int>* object_names = nullptr;  // co_names indices bound to more than numbers: they stay
                                          // in their dict (found in the rounds before)
};

}  // namespace hasten::optimize
