// verify: the rules of the typed IR, checked before and after every pass and before code
// generation. Takes any Module, however broken, and says in words the first rule it breaks.
// Structure (ids in range, block ends) is checked first, so that the later checks - types,
// definition before use - can follow ids without care.
#include <span>
#include <string_view>

#include "ir/dominators.h"
#include "ir/function.h"
#include "ir/tables.h"

namespace hasten::ir {
namespace {

constexpr int kMaxLocals = 1 << 20;

template <typename T>
bool in_range(int64_t index, const std::vector<T>& items) {
  return index >= 0 && index < static_cast<int64_t>(items.size());
}

std::string number(int64_t value) { return std::to_string(value); }

std::string slot_name(const ExitSlot& slot) {
  return std::string(home_name(slot.home)) + " " + number(slot.index);
}

class FunctionVerifier {
 public:
  FunctionVerifier(const Module& module, size_t index)
      : module_(module), function_(module.functions[index]), index_(index) {}

  std::string run() {
    if (check_header() && check_blocks() && check_exits() && define_values() &&
        check_instructions())
      check_order();
    return error_.empty()
               ? error_
               : "function " + number(static_cast<int64_t>(index_)) + place() + ": " + error_;
  }

 private:
  struct Definition {
    BlockId block = -1;
    int inst = -1;  // -1: a parameter of the block
  };

  bool fail(const std::string& what) {
    error_ = what;
    return false;
  }
  // Where the rule is that is checked next; put into words only if it is broken.
  void at(BlockId block, int inst = -1) { block_ = block, inst_ = inst, exit_ = -1; }
  std::string place() const {
    if (exit_ != -1) return " e" + number(exit_);
    if (block_ == -1) return "";
    std::string block = " b" + number(block_);
    if (inst_ == -1) return block;
    return block + " instruction " + number(inst_) + " " +
           op_name(function_.blocks[block_].insts[inst_].op);
  }
  Type type_of(Value value) const { return function_.types[value]; }

  bool check_header();
  bool check_blocks();
  bool check_structure(const Inst& inst, bool last);
  bool check_targets(const Inst& inst);
  bool check_exits();
  bool check_frames(const Exit& exit);
  bool check_slot(const Exit& exit, const ExitSlot& slot);
  bool define(Value value, BlockId block, int inst);
  bool define_values();
  bool check_instructions();
  bool check_imm(const Inst& inst);
  bool check_types(const Inst& inst);
  bool check_signature(const Inst& inst, Type result, std::span<const Type> operands);
  bool check_target_types(const Inst& inst);
  bool check_exit_types(const Exit& exit);
  bool check_order();
  bool check_use(const Dominators& dominators, Value value, BlockId block, int inst,
                 const char* what);
  bool check_uses(const Dominators& dominators, BlockId block, int index);

  const Module& module_;
  const Function& function_;
  size_t index_;
  std::vector<Definition> definitions_;
  BlockId block_ = -1;
  int inst_ = -1, exit_ = -1;
  std::string error_;
};

bool FunctionVerifier::check_header() {
  if (function_.local_count < 0 || function_.local_count > kMaxLocals)
    return fail("local count out of range");
  if (function_.blocks.empty()) return fail("no blocks");
  if (function_.is_region && index_ != 0) return fail("only function 0 may be a region");
  if (function_.is_region && !(function_.params.empty() && function_.results.empty())) {
    return fail("a region has no parameters and no results");
  }
  for (const Type type : function_.params) {
    if (type == Type::kVoid) return fail("a parameter of type void");
  }
  for (const Type type : function_.results) {
    if (type == Type::kVoid) return fail("a result of type void");
  }
  return true;
}

bool FunctionVerifier::check_blocks() {
  for (size_t b = 0; b < function_.blocks.size(); ++b) {
    const std::vector<Inst>& insts = function_.blocks[b].insts;
    at(static_cast<BlockId>(b));
    if (insts.empty()) return fail("the block is empty");
    for (size_t i = 0; i < insts.size(); ++i) {
      at(static_cast<BlockId>(b), static_cast<int>(i));
      if (!check_structure(insts[i], i + 1 == insts.size())) return false;
    }
  }
  return true;
}

bool FunctionVerifier::check_structure(const Inst& inst, bool last) {
  const uint8_t flags = op_flags(inst.op);
  if (last && !(flags & kEnd)) return fail("the block does not end in a terminator");
  if (!last && (flags & kEnd)) return fail("instructions after the terminator");
  if ((flags & kExit) && !in_range(inst.exit, function_.exits))
    return fail("its exit does not exist");
  if (!(flags & kExit) && inst.exit != -1) return fail("an exit on an operation that never leaves");
  for (const Value arg : inst.args) {
    if (!in_range(arg, function_.types)) return fail("operand v" + number(arg) + " does not exist");
  }
  return check_targets(inst);
}

bool FunctionVerifier::check_targets(const Inst& inst) {
  for (int i = 0; i < 2; ++i) {
    const BlockId target = inst.target[i];
    if (i >= target_count(inst.op)) {
      if (target != -1 || !inst.target_args[i].empty())
        return fail("a branch target the operation does not have");
      continue;
    }
    if (!in_range(target, function_.blocks))
      return fail("branch target b" + number(target) + " does not exist");
    if (target == 0) return fail("the entry block is a branch target");
    for (const Value arg : inst.target_args[i]) {
      if (!in_range(arg, function_.types))
        return fail("branch argument v" + number(arg) + " does not exist");
    }
  }
  return true;
}

bool FunctionVerifier::check_exits() {
  for (size_t e = 0; e < function_.exits.size(); ++e) {
    const Exit& exit = function_.exits[e];
    exit_ = static_cast<int>(e);
    if (exit.stack_depth < 0) return fail("negative stack depth");
    if (!check_frames(exit)) return false;
    const int32_t depth = exit.frames.empty() ? exit.stack_depth : exit.frames.back().stack_depth;
    if (exit.raiser < -1 || exit.raiser >= depth) return fail("the raiser is not a stack entry");
    if (exit.raiser != -1 && exit.kind != ExitKind::kRaise)
      return fail("a raiser on an exit that does not raise");
    if (exit.raiser_skips_null && (exit.raiser == -1 || exit.raiser + 1 >= depth)) {
      return fail("no stack entry above the raiser");
    }
    for (size_t s = 0; s < exit.slots.size(); ++s) {
      if (!check_slot(exit, exit.slots[s])) return false;
      for (size_t k = 0; k < s; ++k) {
        if (exit.slots[k].home == exit.slots[s].home &&
            exit.slots[k].index == exit.slots[s].index &&
            exit.slots[k].frame == exit.slots[s].frame) {
          return fail(slot_name(exit.slots[s]) + " is put back twice");
        }
      }
    }
  }
  return true;
}

bool FunctionVerifier::check_frames(const Exit& exit) {
  int32_t end = 0;
  for (const FrameImage& image : exit.frames) {
    const bool generator = image.generator >= 0;
    if (image.function <= 0 || image.function >= module_.pool_size)
      return fail("a frame's function is outside the pool");
    if (image.base < end || image.slots < 0 || image.stack_depth < 0 || image.caller_depth < 0 ||
        image.operands < (generator ? 0 : 2))
      return fail("a frame out of place");
    if (!generator) end = image.base + image.slots + image.stack_depth;
  }
  for (const FrameImage& image : exit.suspended) {
    if (image.generator < 0 || image.function <= 0 || image.function >= module_.pool_size)
      return fail("a suspended frame is no generator's");
  }
  return end <= function_.inline_words || fail("frames beyond their space");
}

bool FunctionVerifier::check_slot(const Exit& exit, const ExitSlot& slot) {
  const auto broken = [&](const char* what) { return fail(slot_name(slot) + what); };
  const size_t frame = static_cast<size_t>(slot.frame), running = exit.frames.size();
  if (slot.frame < 0 || frame > running + exit.suspended.size() ||
      (slot.frame > 0 && slot.home == Home::kName))
    return broken(" is in no frame");
  const FrameImage* image = slot.frame == 0   ? nullptr
                            : frame > running ? &exit.suspended[frame - 1 - running]
                                              : &exit.frames[frame - 1];
  const int64_t homes[] = {image == nullptr ? function_.local_count : image->slots,
                           image == nullptr ? exit.stack_depth : image->stack_depth,
                           static_cast<int64_t>(function_.variable_names.size()),
                           static_cast<int64_t>(exit.slots.size()), kMaxGenerators};
  if (slot.index < 0 || slot.index >= homes[static_cast<int>(slot.home)])
    return broken(" does not exist");
  if ((slot.home == Home::kGenerator) != (slot.recipe == Recipe::kGenerator))
    return broken(": a generator has no other home");
  const bool names_object = slot.recipe == Recipe::kConst || slot.recipe == Recipe::kNewFunction;
  if (names_object && (slot.imm < 0 || slot.imm >= module_.pool_size)) {
    return broken(": constant outside the pool");
  }
  const bool number = slot.recipe == Recipe::kInt || slot.recipe == Recipe::kFloat ||
                      slot.recipe == Recipe::kComplex || slot.recipe == Recipe::kNumpyInt ||
                      slot.recipe == Recipe::kNumpyFloat;
  if (number && (slot.imm > homes[0] + homes[1] || slot.imm < -homes[2])) {
    return broken(": the other home does not exist");
  }
  if (slot.recipe == Recipe::kLocalSlot) {
    if (function_.is_region) return broken(": LocalSlot in a region");
    if (slot.imm < 0 || slot.imm >= function_.local_count)
      return broken(": local slot does not exist");
  }
  return true;
}

bool FunctionVerifier::define(Value value, BlockId block, int inst) {
  if (!in_range(value, function_.types))
    return fail("result v" + number(value) + " does not exist");
  if (type_of(value) == Type::kVoid) return fail("v" + number(value) + " has type void");
  if (definitions_[value].block != -1) return fail("v" + number(value) + " is defined twice");
  definitions_[value] = {block, inst};
  return true;
}

bool FunctionVerifier::define_values() {
  definitions_.assign(function_.types.size(), {});
  for (size_t b = 0; b < function_.blocks.size(); ++b) {
    const BlockId block = static_cast<BlockId>(b);
    at(block);
    for (const Value param : function_.blocks[b].params) {
      if (!define(param, block, -1)) return false;
    }
    for (size_t i = 0; i < function_.blocks[b].insts.size(); ++i) {
      const Inst& inst = function_.blocks[b].insts[i];
      at(block, static_cast<int>(i));
      if (inst.result == -1) continue;
      if (!define(inst.result, block, static_cast<int>(i))) return false;
    }
  }
  return true;
}

bool FunctionVerifier::check_instructions() {
  at(0);
  const std::vector<Value>& entry = function_.blocks[0].params;
  if (entry.size() != function_.params.size())
    return fail("the entry's parameters are not the function's");
  for (size_t i = 0; i < entry.size(); ++i) {
    if (type_of(entry[i]) != function_.params[i])
      return fail("the entry's parameters are not the function's");
  }
  for (size_t b = 0; b < function_.blocks.size(); ++b) {
    for (size_t i = 0; i < function_.blocks[b].insts.size(); ++i) {
      const Inst& inst = function_.blocks[b].insts[i];
      at(static_cast<BlockId>(b), static_cast<int>(i));
      if (!check_imm(inst) || !check_types(inst) || !check_target_types(inst)) return false;
      if (inst.exit != -1 && !check_exit_types(function_.exits[inst.exit])) return false;
    }
  }
  return true;
}

bool FunctionVerifier::check_imm(const Inst& inst) {
  switch (inst.op) {
  case Op::kConstBool:
    return inst.imm == 0 || inst.imm == 1 || fail("a bool that is neither 0 nor 1");
  case Op::kBranch:
    return (inst.imm >= kAsLikely && inst.imm <= kOften) ||
           fail("a branch whose odds are not 0, 1 or 2");
  case Op::kConstObject:
    return (inst.imm >= 0 && inst.imm < module_.pool_size) || fail("constant outside the pool");
  case Op::kLoadLocal:
  case Op::kStoreLocal:
    return (inst.imm >= 0 && inst.imm < function_.local_count) || fail("local slot does not exist");
  case Op::kLoadStack:
  case Op::kStoreStack:
    if (!function_.is_region) return fail("a function has no operand stack");
    return inst.imm >= 0 || fail("negative stack slot");
  case Op::kCallHelper:
    return (inst.imm >= 0 && inst.imm < kHelperCount) || fail("helper does not exist");
  case Op::kCallMath:
    return (inst.imm >= 0 && inst.imm < kMathCount) || fail("math function does not exist");
  case Op::kCallNative:
    if (!in_range(inst.imm, module_.functions)) return fail("callee does not exist");
    if (module_.functions[inst.imm].is_region) return fail("a region cannot be called");
    return module_.functions[inst.imm].results.size() <= 1 ||
           fail("the callee has more than one result");
  case Op::kReturn:
    return !function_.is_region || fail("a region does not return");
  default:
    return true;
  }
}

bool FunctionVerifier::check_types(const Inst& inst) {
  if (inst.op == Op::kCallHelper) {
    const std::string_view signature = helper_signature(static_cast<Helper>(inst.imm));
    std::vector<Type> operands;
    for (const char letter : signature.substr(1)) operands.push_back(type_of_letter(letter));
    return check_signature(inst, type_of_letter(signature[0]), operands);
  }
  if (inst.op == Op::kCallNative) {
    const Function& callee = module_.functions[inst.imm];
    return check_signature(inst, callee.results.empty() ? Type::kVoid : callee.results[0],
                           callee.params);
  }
  if (inst.op == Op::kReturn) return check_signature(inst, Type::kVoid, function_.results);
  const OpShape& shape = op_shape(inst.op);
  const int count = inst.op == Op::kCallMath ? math_arity(inst.imm) : shape.operand_count;
  return check_signature(inst, shape.result, std::span(shape.operands).first(count));
}

bool FunctionVerifier::check_signature(const Inst& inst, Type result,
                                       std::span<const Type> operands) {
  if (inst.args.size() != operands.size()) {
    return fail("takes " + number(static_cast<int64_t>(operands.size())) + " operands, has " +
                number(static_cast<int64_t>(inst.args.size())));
  }
  for (size_t i = 0; i < operands.size(); ++i) {
    if (type_of(inst.args[i]) == operands[i]) continue;
    return fail("operand " + number(static_cast<int64_t>(i)) + " is " +
                type_name(type_of(inst.args[i])) + ", not " + type_name(operands[i]));
  }
  if (inst.type != result) {
    return fail(std::string("its type is ") + type_name(inst.type) + ", not " + type_name(result));
  }
  if ((inst.result == -1) != (result == Type::kVoid))
    return fail("a result without a type or a type without a result");
  if (inst.result != -1 && type_of(inst.result) != result)
    return fail("the result's type is not the instruction's");
  return true;
}

bool FunctionVerifier::check_target_types(const Inst& inst) {
  for (int i = 0; i < target_count(inst.op); ++i) {
    const std::vector<Value>& params = function_.blocks[inst.target[i]].params;
    const std::vector<Value>& args = inst.target_args[i];
    if (args.size() != params.size()) {
      return fail("not as many arguments as b" + number(inst.target[i]) + " has parameters");
    }
    for (size_t k = 0; k < args.size(); ++k) {
      if (type_of(args[k]) != type_of(params[k])) {
        return fail("argument " + number(static_cast<int64_t>(k)) + " of b" +
                    number(inst.target[i]) + " has the wrong type");
      }
    }
  }
  return true;
}

bool FunctionVerifier::check_exit_types(const Exit& exit) {
  for (const ExitSlot& slot : exit.slots) {
    const auto broken = [&](const std::string& what) {
      return fail("exit slot " + slot_name(slot) + what);
    };
    const std::string_view letters = recipe_values(slot.recipe);
    for (size_t k = 0; k < size_t{kSlotValues}; ++k) {
      const Value value = slot.values[k];
      if (k >= letters.size()) {
        if (value != -1) return broken(" has more values than its recipe");
        continue;
      }
      if (!in_range(value, function_.types))
        return broken(": v" + number(value) + " does not exist");
      if (type_of(value) != type_of_letter(letters[k]))
        return broken(": v" + number(value) + " has a wrong type");
    }
  }
  return true;
}

bool FunctionVerifier::check_order() {
  const Dominators dominators(function_);
  for (size_t b = 0; b < function_.blocks.size(); ++b) {
    for (size_t i = 0; i < function_.blocks[b].insts.size(); ++i) {
      if (!check_uses(dominators, static_cast<BlockId>(b), static_cast<int>(i))) return false;
    }
  }
  return true;
}

bool FunctionVerifier::check_uses(const Dominators& dominators, BlockId block, int index) {
  const Inst& inst = function_.blocks[block].insts[index];
  for (const Value arg : inst.args) {
    if (!check_use(dominators, arg, block, index, "operand")) return false;
  }
  for (const std::vector<Value>& args : inst.target_args) {
    for (const Value arg : args) {
      if (!check_use(dominators, arg, block, index, "branch argument")) return false;
    }
  }
  if (inst.exit == -1) return true;
  for (const ExitSlot& slot : function_.exits[inst.exit].slots) {
    for (const Value value : slot.values) {
      if (value != -1 && !check_use(dominators, value, block, index, "exit value")) return false;
    }
  }
  return true;
}

// In blocks that nothing reaches any order is right, as in LLVM: passes leave such blocks behind.
bool FunctionVerifier::check_use(const Dominators& dominators, Value value, BlockId block, int inst,
                                 const char* what) {
  const Definition& definition = definitions_[value];
  at(block, inst);
  const auto broken = [&](const char* how) {
    return fail(std::string(what) + " v" + number(value) + how);
  };
  if (definition.block == -1) return broken(" is never defined");
  if (!dominators.reachable(block)) return true;
  const bool before = definition.block == block ? definition.inst < inst
                                                : dominators.reachable(definition.block) &&
                                                      dominators.dominates(definition.block, block);
  return before || broken(" is not defined on every way to its use");
}

}  // namespace

std::string verify(const Module& module) {
  if (module.functions.empty()) return "the module has no functions";
  if (module.pool_size < 0) return "negative pool size";
  for (size_t i = 0; i < module.functions.size(); ++i) {
    const std::string error = FunctionVerifier(module, i).run();
    if (!error.empty()) return error;
  }
  return "";
}

}  // namespace hasten::ir
