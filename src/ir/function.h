// Function: the typed IR of one region or native function. SSA with block parameters; unboxed
// values; references counted explicitly; every way back to the interpreter is an Exit that says how
// to rebuild its state.
//
// Ownership: the Function owns everything by value; ids are indices. No Python.h, no LLVM.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hasten::ir {

enum class Type : uint8_t { kVoid, kBool, kInt, kFloat, kPtr };
const char* type_name(Type type);

enum OpFlags : uint8_t { kNone = 0, kPure = 1, kMemory = 2, kExit = 4, kEnd = 8 };

enum class Op : uint8_t {
#define OP(name, signature, flags, text) k##name,
#include "ir/ops.def"
#undef OP
};
const char* op_name(Op op);
const char* op_signature(Op op);
uint8_t op_flags(Op op);

// As in helpers.def, from the least to the most.
enum class HelperEffect : uint8_t { kPure, kReads, kAllocates, kNoPython, kRunsPython };

enum class Helper : uint8_t {
#define HELPER(name, signature, effects, text) k_##name,
#include "ir/helpers.def"
#undef HELPER
  kCount,
};
const char* helper_name(Helper helper);
const char* helper_signature(Helper helper);
HelperEffect helper_effect(Helper helper);
// Besides its result nothing is different after it: no container has changed and no object has
// ended, though it may have made some.
bool only_computes(Helper helper);
Type type_of_letter(char letter);

// Memory classes for alias analysis: two accesses of different classes never overlap.
enum class Alias : uint8_t {
  kAny,
  kFrame,
  kHeader,
  kContainer,
  kElements,
  kIterator,
  kFloatValue,
  kIntValue,
  kArrayData,
  kArrayHeader,  // address, shape, strides, flags and element type of an ndarray
  kVolatile,     // changed by signal handlers and other threads: every access is made
};

using Value = int32_t;  // index into Function::types; -1: none
using BlockId = int32_t;

struct Inst {
  Op op;
  Type type = Type::kVoid;
  Alias alias = Alias::kAny;
  Value result = -1;
  int64_t imm = 0;
  int32_t exit = -1;
  std::vector<Value> args;
  BlockId target[2] = {-1, -1};
  std::vector<Value> target_args[2];
};

struct Block {
  std::vector<Value> params;
  std::vector<Inst> insts;
};

// How one variable or stack entry is put back.
enum class Recipe : uint8_t {
  kInt,          // box v0
  kFloat,        // box v0
  kBool,         // True or False by v0
  kComplex,      // box v0, v1
  kOwned,        // pointer v0, its reference moves
  kBorrowed,     // pointer v0, a reference is taken
  kNull,         // NULL
  kConst,        // object imm of the pool, a reference is taken
  kRange,        // range(v0, v1, v2)
  kRangeIter,    // new range iterator: next v0, left v1, step v2
  kRangeIterAt,  // write next v0 and left v1 into the range iterator already in place
  kListIter,     // new iterator over list, tuple or text v0 (its reference moves) at index v1
  kEnumerate,    // new enumerate over one such (its reference moves) at index v1, count v2
  kSliceIter,    // new iterator over v0[v3:v2], v0 a list or tuple (its reference moves), where v0
                 // is at index v1
  kNumpyInt,     // numpy.int64 of v0
  kNumpyFloat,   // numpy.float64 of v0
  kIndexPair,    // the tuple (v0, v1) of ints
  kNewFunction,  // function of the code object imm of the pool, closure v0 or NULL (its reference
                 // moves)
  kGenerator,    // Home::kGenerator: generator v0, byte offset v1 where it goes on
  kLocalSlot,    // functions only: take over the object in local slot imm
};

// kDropped: no home, a reference given up once the interpreter's state is whole. kGenerator: no
// home, tells which generator FrameImage::generator is; stands before what lies in its frame.
enum class Home : uint8_t { kLocal, kStack, kName, kDropped, kGenerator };

constexpr int kSlotValues = 4;  // at most

struct ExitSlot {
  Home home;
  int32_t index;  // local slot, stack depth, or index into Function::names
  Recipe recipe;
  // Numbers: where an object of this very number may lie already, which is then shared instead of
  // boxing another: frame slot imm - 1 (locals, then operand stack), for imm < 0 variable -1 - imm
  // of the namespace, 0: nowhere.
  int32_t imm = 0;
  Value values[kSlotValues] = {-1, -1, -1, -1};
  // kLocal and kStack: 0 the region's own frame, else Exit::frames[frame - 1], then Exit::suspended
  int32_t frame = 0;
};

constexpr int kMaxGenerators = 8;  // that one region runs at a time

// Of a branch (Inst::imm): how likely the first way is. What is unlikely is made away from the
// rest, and what it needs registers for does not take them from the rest.
constexpr int64_t kAsLikely = 0, kMostLikely = 1, kOften = 2;

// A native function that calls itself may be compiled with its body in itself, so many deep. Its
// own checks then count for those bodies too: they leave room for that many further calls, and the
// guards marked so (Inst::imm) are not repeated.
constexpr int kNestedBodies = 2;
constexpr int64_t kOncePerCall = 1;

// A Python function whose body is part of the region and that is running here. Its frame lies in
// the space reserved for inline frames and is made whole when somebody may look at it. Or a
// generator that a loop of the region asks for items: its frame is the generator's own.
struct FrameImage {
  int32_t function = 0;      // in the pool; of a generator its code object
  int32_t base = 0;          // of the frame in the reserved space, in words
  int32_t slots = 0;         // locals
  int32_t offset = 0;        // instruction where it goes on; of an outer frame: its call
  int32_t stack_depth = 0;   // own entries now; of an outer frame: without the call's operands
  int32_t call_offset = 0;   // in its caller
  int32_t next_offset = 0;   // in its caller, after the call
  int32_t caller_depth = 0;  // of the caller's stack without the call's operands
  int32_t operands = 0;      // entries of the call: callable, self or NULL, arguments
  int32_t generator = -1;    // index of Home::kGenerator, -1: a function
  int32_t end_offset = 0;    // generators: in its caller, once it is exhausted and gone
};

enum class ExitKind : uint8_t {
  kEntryMismatch,  // nothing was done: types at the entry differ
  kDone,           // the region's natural end, or an instruction left to the interpreter on purpose
  kGuard,          // a speculation failed, the interpreter repeats the instruction
  kOverflow,       // an int left 64 bits
  kRaise,          // a call has failed: raise the stored exception at this instruction
  kBreaker,        // the interpreter has pending work
  kInvalid,        // an assumption was withdrawn during a call
  kCall,           // functions: a native callee has left
};
const char* exit_kind_name(ExitKind kind);

struct Exit {
  ExitKind kind = ExitKind::kEntryMismatch;
  int32_t offset = 0;  // bytecode offset where the interpreter goes on; with frames: of the call
  int32_t place = 0;   // of the instruction, to tell speculations apart; with frames not an offset
  int32_t line = 0;
  int32_t stack_depth = 0;
  int32_t raiser = -1;  // kRaise: stack entry that the raiser replaces
  bool raiser_skips_null =
      false;  // kRaise: if that entry turns out to be NULL, the one above it instead
  std::vector<FrameImage> frames;     // from the region's callee inwards
  std::vector<FrameImage> suspended;  // generators that wait for the loops above to go on
  std::vector<ExitSlot> slots;
};

struct Function {
  std::string name;
  bool is_region = true;
  int32_t local_count = 0;
  int32_t inline_words = 0;                 // space for the frames of FrameImage
  std::vector<std::string> variable_names;  // promoted namespace variables, see Home::kName
  std::vector<Type> types;                  // of every value
  std::vector<Type> params;                 // functions only
  std::vector<Type> results;                // functions only
  std::vector<Block> blocks;                // block 0 is the entry; its params are the function's
  std::vector<Exit> exits;

  Value new_value(Type type);
  BlockId new_block();
};

struct Module {
  std::vector<Function> functions;  // function 0 is the region or the entry function
  int32_t pool_size = 0;
};

std::string to_text(const Function& function);
std::string to_text(const Module& module);

// Reads what to_text wrote. Empty error: success.
Module parse_module(const std::string& text, std::string& error);

// First broken rule in words, or empty: every value is defined once and before use on every way,
// operand and result types fit the op, targets get as many arguments as they have parameters,
// blocks end once, exits exist.
std::string verify(const Module& module);

}  // namespace hasten::ir
