// random_ir: valid random modules of the typed IR for fuzzing the interpreter, the passes and the
// machine code against each other. The same seed and options give the same module everywhere.
//
// Function 0 is a region, the others are native functions that it calls. Input and output is one
// buffer of kRandomWords words, ints in the first half and floats in the second, whose address is
// local 0 of the region. Every run ends: loops count up to a constant and calls go to higher
// functions only. No operation meets operands that its op excludes. NaN payloads never become ints,
// so compare words with same_word().
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "ir/function.h"
#include "ir/tables.h"

namespace hasten::ir {

constexpr int kRandomWords = 16;
constexpr int kRandomLocals = 6;  // locals[0] is the buffer, the others may be null

struct RandomOptions {
  int steps = 24;      // statements in the region's outermost body; nested bodies are smaller
  int functions = 2;   // native functions besides the region
  bool memory = true;  // stores to the buffer
  bool math = false;   // libm calls
};

// splitmix64: small, and the same everywhere, unlike the distributions of <random>.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t word = state_ += 0x9e3779b97f4a7c15;
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9;
    word = (word ^ (word >> 27)) * 0x94d049bb133111eb;
    return word ^ (word >> 31);
  }
  int below(int bound) { return static_cast<int>(next() % static_cast<uint64_t>(bound)); }
  bool chance(int percent) { return below(100) < percent; }

 private:
  uint64_t state_;
};

inline int64_t random_int(Random& random) {
  static constexpr int64_t kEdges[] = {0,         1,         -1,        2,         63,           64,
                                       INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN, INT64_MIN + 1};
  const int kind = random.below(10);
  if (kind == 0) return kEdges[random.below(static_cast<int>(std::size(kEdges)))];
  if (kind == 1) return static_cast<int64_t>(random.next());
  return random.below(200) - 100;
}

inline double random_float(Random& random) {
  static constexpr double kEdges[] = {
      0.0,    -0.0,   0.5,    -2.5,    1e308,     -1e308,
      5e-324, 0x1p53, 0x1p63, -0x1p63, 0x1p-1022, std::numeric_limits<double>::infinity()};
  const int kind = random.below(10);
  if (kind == 0) return kEdges[random.below(static_cast<int>(std::size(kEdges)))];
  if (kind == 1) return std::bit_cast<double>(random.next());
  return (random.below(2000) - 1000) / 8.0;
}

inline std::vector<uint64_t> random_words(uint64_t seed) {
  Random random(seed);
  std::vector<uint64_t> words;
  for (int i = 0; i < kRandomWords / 2; ++i)
    words.push_back(static_cast<uint64_t>(random_int(random)));
  for (int i = 0; i < kRandomWords / 2; ++i)
    words.push_back(std::bit_cast<uint64_t>(random_float(random)));
  return words;
}

// Equal, or both a NaN if the words are floats.
inline bool same_word(uint64_t left, uint64_t right, bool is_float) {
  if (left == right) return true;
  const double a = std::bit_cast<double>(left);
  const double b = std::bit_cast<double>(right);
  return is_float && a != a && b != b;
}

// Whether each word of the exit's values is a float, in the order of the values.
inline std::vector<bool> float_words(const Function& function, int exit) {
  std::vector<bool> floats;
  for (const ExitSlot& slot : function.exits[exit].slots) {
    for (const Value value : slot.values) {
      if (value != -1) floats.push_back(function.types[value] == Type::kFloat);
    }
  }
  return floats;
}

// Writes one function. `live_` holds the values that dominate the place being written, by type.
class RandomFunction {
 public:
  RandomFunction(Random& random, const RandomOptions& options, Module& module, int index)
      : random_(random), options_(options), module_(module), function_(module.functions[index]),
        index_(index) {}

  void write() {
    block_ = function_.new_block();
    for (const Type type : function_.params) add_param(block_, type);
    if (function_.is_region) add(emit(Op::kLoadLocal, Type::kPtr, {}, 0, Alias::kFrame));
    buffer_ = live_[int(Type::kPtr)][0];
    for (int i = 0; i < 3; ++i) {
      load(Type::kInt);
      load(Type::kFloat);
    }
    add(emit(Op::kICmpLt, Type::kBool, {pick(Type::kInt), pick(Type::kInt)}));
    body(function_.is_region ? options_.steps : 8, function_.is_region ? 2 : 1);
    if (function_.is_region) {
      leave(ExitKind::kDone);
    } else {
      std::vector<Value> values;
      for (const Type type : function_.results) values.push_back(pick(type));
      emit(Op::kReturn, Type::kVoid, values);
    }
  }

 private:
  Inst& append(Op op, Type type, std::vector<Value> args) {
    Inst& inst = function_.blocks[block_].insts.emplace_back();
    inst.op = op;
    inst.type = type;
    inst.args = std::move(args);
    return inst;
  }
  Value emit(Op op, Type type, std::vector<Value> args, int64_t imm = 0, Alias alias = Alias::kAny,
             int exit = -1) {
    const Value result = type == Type::kVoid ? -1 : function_.new_value(type);
    Inst& inst = append(op, type, std::move(args));
    inst.imm = imm;
    inst.alias = alias;
    inst.exit = exit;
    inst.result = result;
    return result;
  }
  void add(Value value) { live_[static_cast<int>(function_.types[value])].push_back(value); }
  void add_param(BlockId block, Type type) {
    const Value value = function_.new_value(type);
    function_.blocks[block].params.push_back(value);
    add(value);
  }
  // Newer values are likelier.
  Value pick(Type type) {
    const std::vector<Value>& values = live_[static_cast<int>(type)];
    const int size = static_cast<int>(values.size());
    const int back = random_.chance(60) ? random_.below(size < 4 ? size : 4) : random_.below(size);
    return values[size - 1 - back];
  }
  Type pick_type() {
    static constexpr Type kTypes[] = {Type::kInt, Type::kInt, Type::kFloat, Type::kFloat,
                                      Type::kBool};
    return kTypes[random_.below(5)];
  }
  Value constant(int64_t value) { return emit(Op::kConstInt, Type::kInt, {}, value); }
  Value constant(double value) {
    return emit(Op::kConstFloat, Type::kFloat, {}, std::bit_cast<int64_t>(value));
  }

  int new_exit(ExitKind kind) {
    Exit& exit = function_.exits.emplace_back();
    exit.kind = kind;
    exit.offset = 2 * static_cast<int32_t>(function_.exits.size());
    exit.line = random_.below(90) + 1;
    exit.stack_depth = random_.below(3);
    for (int i = 1; i < function_.local_count; ++i) add_slot(exit, Home::kLocal, i);
    for (int i = 0; i < exit.stack_depth; ++i) add_slot(exit, Home::kStack, i);
    for (size_t i = 0; i < function_.variable_names.size(); ++i)
      add_slot(exit, Home::kName, static_cast<int>(i));
    return static_cast<int>(function_.exits.size()) - 1;
  }
  void add_slot(Exit& exit, Home home, int index) {
    static constexpr Recipe kRecipes[] = {Recipe::kInt,       Recipe::kInt,     Recipe::kFloat,
                                          Recipe::kBool,      Recipe::kComplex, Recipe::kRange,
                                          Recipe::kRangeIter, Recipe::kNull};
    if (random_.chance(40)) return;
    ExitSlot slot{home, index, kRecipes[random_.below(8)]};
    const std::string letters = recipe_values(slot.recipe);
    for (size_t i = 0; i < letters.size(); ++i) slot.values[i] = pick(type_of_letter(letters[i]));
    exit.slots.push_back(slot);
  }
  void leave(ExitKind kind) { emit(Op::kLeave, Type::kVoid, {}, 0, Alias::kAny, new_exit(kind)); }

  int64_t place(Type type) {
    return 8 * (random_.below(kRandomWords / 2) + (type == Type::kFloat ? kRandomWords / 2 : 0));
  }
  void load(Type type) {
    const bool is_float = type == Type::kFloat;
    add(emit(is_float ? Op::kLoadF64 : Op::kLoadI64, type, {buffer_}, place(type),
             is_float ? Alias::kFloatValue : Alias::kIntValue));
  }
  void store(Type type) {
    const bool is_float = type == Type::kFloat;
    const Value value = pick(type);
    emit(is_float ? Op::kStoreF64 : Op::kStoreI64, Type::kVoid, {buffer_, value}, place(type),
         is_float ? Alias::kFloatValue : Alias::kIntValue);
  }

  void plain_op() {
    const Op op = static_cast<Op>(random_.below(kOpCount));
    const OpShape shape = op_shape(op);
    const uint8_t flags = op_flags(op);
    const bool checked = flags == kExit && shape.result == Type::kInt;
    if ((flags != kPure && !checked) || shape.any || shape.result == Type::kPtr ||
        op == Op::kCallMath) {
      return plain_op();
    }
    int64_t imm = 0;
    if (op == Op::kConstInt) imm = random_int(random_);
    if (op == Op::kConstFloat) imm = std::bit_cast<int64_t>(random_float(random_));
    if (op == Op::kConstBool) imm = random_.below(2);
    std::vector<Value> args;
    for (int i = 0; i < shape.operand_count; ++i) args.push_back(pick(shape.operands[i]));
    respect_limits(op, args);
    const int exit = checked ? new_exit(ExitKind::kOverflow) : -1;
    add(emit(op, shape.result, std::move(args), imm, Alias::kAny, exit));
  }
  // Guards or bounds the operands that the op excludes.
  void respect_limits(Op op, std::vector<Value>& args) {
    if (op == Op::kFloorDiv || op == Op::kFloorMod) {
      if (random_.chance(50)) return bound_divisor(args[1]);
      guard(emit(Op::kICmpNe, Type::kBool, {args[1], constant(int64_t{0})}));
      guard(emit(Op::kICmpNe, Type::kBool, {args[1], constant(int64_t{-1})}));
    } else if (op == Op::kShl || op == Op::kAShr) {
      args[1] = emit(Op::kAnd, Type::kInt, {args[1], constant(int64_t{63})});
    } else if (op == Op::kFSqrt) {
      args[0] = emit(Op::kFAbs, Type::kFloat, {args[0]});
    } else if (op == Op::kFloatToInt) {
      const Value size = emit(Op::kFAbs, Type::kFloat, {args[0]});
      const Value fits = emit(Op::kFCmpLt, Type::kBool, {size, constant(0x1p62)});
      if (random_.chance(50)) return guard(fits);
      args[0] = emit(Op::kSelectFloat, Type::kFloat, {fits, args[0], constant(0.75)});
    }
  }
  void bound_divisor(Value& divisor) {
    const Value small = emit(Op::kAnd, Type::kInt, {divisor, constant(int64_t{63})});
    const bool negative = random_.chance(50);
    divisor = emit(negative ? Op::kSub : Op::kAdd, Type::kInt,
                   {constant(int64_t{negative ? -2 : 2}), small});
  }
  void guard(Value condition) {
    emit(Op::kGuard, Type::kVoid, {condition}, 0, Alias::kAny, new_exit(ExitKind::kGuard));
  }
  // Guards that fail seldom, or the programs would be over soon.
  void likely_guard() {
    const Value other =
        emit(Op::kICmpNe, Type::kBool, {pick(Type::kInt), constant(int64_t{random_.below(100)})});
    guard(random_.chance(80)
              ? other
              : emit(Op::kBoolOr, Type::kBool, {pick(Type::kBool), pick(Type::kBool)}));
  }
  void math() {
    const int index = random_.below(kMathCount);
    std::vector<Value> args;
    for (int i = 0; i < math_arity(index); ++i) args.push_back(pick(Type::kFloat));
    add(emit(Op::kCallMath, Type::kFloat, std::move(args), index));
  }
  void call() {
    const int above = static_cast<int>(module_.functions.size()) - index_ - 1;
    if (above == 0) return plain_op();
    const int callee = index_ + 1 + random_.below(above);
    const Function& target = module_.functions[callee];
    std::vector<Value> args;
    for (const Type type : target.params) args.push_back(type == Type::kPtr ? buffer_ : pick(type));
    const Type result = target.results.empty() ? Type::kVoid : target.results[0];
    const Value value = emit(Op::kCallNative, result, std::move(args), callee, Alias::kAny,
                             new_exit(ExitKind::kCall));
    if (value != -1) add(value);
  }

  void branch(int depth) {
    const Value condition = pick(Type::kBool);
    const BlockId sides[2] = {function_.new_block(), function_.new_block()};
    const BlockId join = function_.new_block();
    std::vector<Type> merged;
    for (int i = random_.below(3); i > 0; --i) merged.push_back(pick_type());
    append(Op::kBranch, Type::kVoid, {condition});
    for (int i = 0; i < 2; ++i) function_.blocks[block_].insts.back().target[i] = sides[i];
    const bool ends = random_.chance(10);  // one side leaves
    for (int i = 0; i < 2; ++i) {
      const Marks marks = mark();
      block_ = sides[i];
      body(random_.below(5), depth - 1);
      if (i == 0 && ends) {
        leave(ExitKind::kGuard);
      } else {
        jump(join, merged, {});
      }
      drop(marks);
    }
    block_ = join;
    for (const Type type : merged) add_param(join, type);
  }
  void loop(int depth) {
    const BlockId header = function_.new_block();
    const BlockId inside = function_.new_block();
    const BlockId after = function_.new_block();
    std::vector<Type> carried;
    for (int i = 1 + random_.below(3); i > 0; --i) carried.push_back(pick_type());
    const Value zero = constant(int64_t{0});
    const Value limit = constant(int64_t{1 + random_.below(5)});
    jump(header, carried, {zero});
    block_ = header;
    const Value counter = function_.new_value(Type::kInt);
    function_.blocks[header].params.push_back(counter);
    for (const Type type : carried) add_param(header, type);
    const Value more = emit(Op::kICmpLt, Type::kBool, {counter, limit});
    append(Op::kBranch, Type::kVoid, {more});
    function_.blocks[header].insts.back().target[0] = inside;
    function_.blocks[header].insts.back().target[1] = after;
    const Marks marks = mark();
    block_ = inside;
    add(counter);
    body(2 + random_.below(6), depth - 1);
    const Value next = emit(Op::kAdd, Type::kInt, {counter, constant(int64_t{1})});
    jump(header, carried, {next});
    drop(marks);
    block_ = after;
  }
  void jump(BlockId target, const std::vector<Type>& types, std::vector<Value> args) {
    for (const Type type : types) args.push_back(pick(type));
    Inst& inst = append(Op::kJump, Type::kVoid, {});
    inst.target[0] = target;
    inst.target_args[0] = std::move(args);
  }

  void body(int steps, int depth) {
    for (int i = 0; i < steps; ++i) {
      const int kind = random_.below(100);
      if (kind < 8 && depth > 0) {
        loop(depth);
      } else if (kind < 20 && depth > 0) {
        branch(depth);
      } else if (kind < 26) {
        likely_guard();
      } else if (kind < 32) {
        load(random_.chance(50) ? Type::kInt : Type::kFloat);
      } else if (kind < 38 && options_.memory) {
        store(random_.chance(50) ? Type::kInt : Type::kFloat);
      } else if (kind < 43) {
        call();
      } else if (kind < 48 && options_.math) {
        math();
      } else {
        plain_op();
      }
    }
  }

  struct Marks {
    size_t sizes[5];
  };
  Marks mark() const {
    Marks marks;
    for (int i = 0; i < 5; ++i) marks.sizes[i] = live_[i].size();
    return marks;
  }
  void drop(const Marks& marks) {
    for (int i = 0; i < 5; ++i) live_[i].resize(marks.sizes[i]);
  }

  Random& random_;
  const RandomOptions& options_;
  Module& module_;
  Function& function_;
  int index_;
  BlockId block_ = 0;
  Value buffer_ = -1;
  std::vector<Value> live_[5];
};

inline Module random_module(uint64_t seed, const RandomOptions& options = {}) {
  Random random(seed);
  Module module;
  module.functions.resize(static_cast<size_t>(options.functions) + 1);
  for (int i = 0; i <= options.functions; ++i) {
    Function& function = module.functions[i];
    function.name = i == 0 ? "region" : "native" + std::to_string(i);
    function.is_region = i == 0;
    function.local_count = i == 0 ? kRandomLocals : 2;
    if (i == 0) {
      function.variable_names = {"total", "x"};
      continue;
    }
    function.params = {Type::kPtr};
    static constexpr Type kTypes[] = {Type::kInt, Type::kFloat, Type::kBool};
    for (int k = random.below(4); k > 0; --k) function.params.push_back(kTypes[random.below(3)]);
    if (random.chance(85)) function.results.push_back(kTypes[random.below(3)]);
  }
  for (int i = 0; i <= options.functions; ++i) RandomFunction(random, options, module, i).write();
  return module;
}

}  // namespace hasten::ir
