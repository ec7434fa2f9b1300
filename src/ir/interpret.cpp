// interpret: activations, memory, calls and exits; arithmetic is in evaluate.cpp. Calls between
// functions of the module push an activation instead of recursing, so that the step limit also
// bounds the machine stack. See interpret.h.
#include "ir/interpret.h"

#include <cstring>
#include <utility>

#include "ir/call_helper.h"
#include "ir/evaluate.h"

namespace hasten::ir {
namespace {

struct Activation {
  int function = 0;
  BlockId block = 0;
  size_t next = 0;  // instruction to run; of a caller: its CallNative
  std::vector<uint64_t> values;
  std::vector<void*> own_locals;
  void** locals = nullptr;
};

template <typename T>
T load(uint64_t address) {
  T value;
  std::memcpy(&value, reinterpret_cast<const void*>(address), sizeof value);
  return value;
}

template <typename T>
void store(uint64_t address, T value) {
  std::memcpy(reinterpret_cast<void*>(address), &value, sizeof value);
}

class Interpreter {
 public:
  Interpreter(const Module& module, const InterpretInput& input) : module_(module), input_(input) {}

  InterpretResult run(int function, const std::vector<uint64_t>& arguments);

 private:
  enum class Step : uint8_t { kGoOn, kMoved, kStop };

  Activation& top() { return activations_.back(); }
  const Function& code() { return module_.functions[top().function]; }
  const Inst& current() { return code().blocks[top().block].insts[top().next]; }
  std::vector<uint64_t> words_of(const std::vector<Value>& values);
  std::vector<uint64_t> exit_words(int exit);
  void set(const Inst& inst, uint64_t word) { top().values[inst.result] = word; }
  Step fault(const char* what) {
    result_.fault = what;
    return Step::kStop;
  }

  void enter(int function, const std::vector<uint64_t>& arguments);
  void go_to(const Inst& inst, int which);
  Step step(const Inst& inst);
  Step step_memory(const Inst& inst, const std::vector<uint64_t>& operands);
  Step step_control(const Inst& inst, const std::vector<uint64_t>& operands);
  void load_memory(const Inst& inst, uint64_t address);
  void store_memory(const Inst& inst, uint64_t address, uint64_t word);
  Step release(const Inst& inst, uint64_t object);
  Step call_runtime(Helper helper, const uint64_t* operands, uint64_t* word);
  Step leave(int exit);
  Step give_back(std::vector<uint64_t> words);

  const Module& module_;
  const InterpretInput& input_;
  std::vector<Activation> activations_;
  InterpretResult result_;
};

InterpretResult Interpreter::run(int function, const std::vector<uint64_t>& arguments) {
  enter(function, arguments);
  top().locals = input_.locals;
  for (long steps = 0;; ++steps) {
    if (steps == input_.step_limit) {
      result_.step_limit_hit = true;
      break;
    }
    const Step done = step(current());
    if (done == Step::kStop) break;
    if (done == Step::kGoOn) ++top().next;
  }
  return std::move(result_);
}

std::vector<uint64_t> Interpreter::words_of(const std::vector<Value>& values) {
  std::vector<uint64_t> words;
  words.reserve(values.size());
  for (const Value value : values) words.push_back(top().values[value]);
  return words;
}

std::vector<uint64_t> Interpreter::exit_words(int exit) {
  std::vector<uint64_t> words;
  for (const ExitSlot& slot : code().exits[exit].slots) {
    for (const Value value : slot.values) {
      if (value != -1) words.push_back(top().values[value]);
    }
  }
  return words;
}

void Interpreter::enter(int function, const std::vector<uint64_t>& arguments) {
  Activation& activation = activations_.emplace_back();
  const Function& entered = module_.functions[function];
  activation.function = function;
  activation.values.assign(entered.types.size(), 0);
  activation.own_locals.assign(static_cast<size_t>(entered.local_count), nullptr);
  activation.locals = activation.own_locals.data();
  const std::vector<Value>& params = entered.blocks[0].params;
  for (size_t i = 0; i < params.size(); ++i) activation.values[params[i]] = arguments[i];
}

// Arguments are read before any parameter is written: a block may pass its own parameters to
// itself, permuted.
void Interpreter::go_to(const Inst& inst, int which) {
  const std::vector<uint64_t> words = words_of(inst.target_args[which]);
  top().block = inst.target[which];
  top().next = 0;
  const std::vector<Value>& params = code().blocks[top().block].params;
  for (size_t i = 0; i < params.size(); ++i) top().values[params[i]] = words[i];
}

Interpreter::Step Interpreter::step(const Inst& inst) {
  std::vector<uint64_t> operands = words_of(inst.args);
  uint64_t word = 0;
  switch (evaluate(inst.op, inst.imm, operands.data(), word)) {
  case Outcome::kValue:
  case Outcome::kUndefined:
    set(inst, word);
    return Step::kGoOn;
  case Outcome::kOverflow:
    return leave(inst.exit);
  case Outcome::kTrap:
    return fault("division by zero or overflow in a division");
  case Outcome::kNotPure:
    break;
  }
  const bool memory = (op_flags(inst.op) & kMemory) != 0 && (op_flags(inst.op) & kExit) == 0;
  const bool address = inst.op == Op::kConstObject || inst.op == Op::kContext;
  return memory || address ? step_memory(inst, operands) : step_control(inst, operands);
}

Interpreter::Step Interpreter::step_memory(const Inst& inst,
                                           const std::vector<uint64_t>& operands) {
  switch (inst.op) {
  case Op::kConstObject:
    set(inst, reinterpret_cast<uint64_t>(input_.pool[inst.imm]));
    break;
  case Op::kContext:
    set(inst, reinterpret_cast<uint64_t>(input_.context));
    break;
  case Op::kLoadLocal:
    set(inst, reinterpret_cast<uint64_t>(top().locals[inst.imm]));
    break;
  case Op::kStoreLocal:
    top().locals[inst.imm] = reinterpret_cast<void*>(operands[0]);
    break;
  case Op::kLoadStack:
    set(inst, reinterpret_cast<uint64_t>(input_.stack[inst.imm]));
    break;
  case Op::kStoreStack:
    input_.stack[inst.imm] = reinterpret_cast<void*>(operands[0]);
    break;
  case Op::kPrefetch:
    break;
  case Op::kIncRef:
    if (const int64_t count = load<int64_t>(operands[0]); static_cast<int32_t>(count) >= 0) {
      store<int64_t>(operands[0], count + 1);
    }
    break;
  case Op::kDecRef:
  case Op::kDecRefZero:
    return release(inst, operands[0]);
  case Op::kCallHelper:
    return call_runtime(static_cast<Helper>(inst.imm), operands.data(),
                        inst.result == -1 ? nullptr : &top().values[inst.result]);
  default:
    if (inst.result != -1) {
      load_memory(inst, operands[0] + static_cast<uint64_t>(inst.imm));
    } else {
      store_memory(inst, operands[0] + static_cast<uint64_t>(inst.imm), operands[1]);
    }
  }
  return Step::kGoOn;
}

void Interpreter::load_memory(const Inst& inst, uint64_t address) {
  switch (inst.op) {
  case Op::kLoadU8:
    return set(inst, load<uint8_t>(address));
  case Op::kLoadI32:
    return set(inst, static_cast<uint64_t>(int64_t{load<int32_t>(address)}));
  case Op::kLoadU32:
    return set(inst, load<uint32_t>(address));
  default:
    return set(inst, load<uint64_t>(address));
  }
}

void Interpreter::store_memory(const Inst& inst, uint64_t address, uint64_t word) {
  switch (inst.op) {
  case Op::kStoreU8:
    return store<uint8_t>(address, static_cast<uint8_t>(word));
  case Op::kStoreU32:
    return store<uint32_t>(address, static_cast<uint32_t>(word));
  default:
    return store<uint64_t>(address, word);
  }
}

// The count is the first word of every object; its low half is negative for immortals (3.12, 3.13).
Interpreter::Step Interpreter::release(const Inst& inst, uint64_t object) {
  const int64_t count = load<int64_t>(object);
  const bool immortal = static_cast<int32_t>(count) < 0;
  if (!immortal && count <= 0) return fault("a reference too many was released");
  if (!immortal) store<int64_t>(object, count - 1);
  const bool zero = !immortal && count == 1;
  if (inst.op == Op::kDecRefZero) {
    set(inst, zero);
    return Step::kGoOn;
  }
  return zero ? call_runtime(Helper::k_dealloc, &object, nullptr) : Step::kGoOn;
}

Interpreter::Step Interpreter::call_runtime(Helper helper, const uint64_t* operands,
                                            uint64_t* word) {
  void* const function =
      input_.helpers == nullptr ? nullptr : input_.helpers[static_cast<int>(helper)];
  if (function == nullptr) return fault("the helper is not in the table");
  const uint64_t returned = call_helper(helper, function, operands);
  if (word != nullptr) *word = returned;
  return Step::kGoOn;
}

Interpreter::Step Interpreter::step_control(const Inst& inst,
                                            const std::vector<uint64_t>& operands) {
  switch (inst.op) {
  case Op::kGuard:
    return operands[0] ? Step::kGoOn : leave(inst.exit);
  case Op::kPublish:
    if (input_.publish != nullptr)
      input_.publish(input_.publish_user, inst.exit, exit_words(inst.exit).data());
    return Step::kGoOn;
  case Op::kJump:
    go_to(inst, 0);
    return Step::kMoved;
  case Op::kBranch:
    go_to(inst, operands[0] ? 0 : 1);
    return Step::kMoved;
  case Op::kLeave:
    return leave(inst.exit);
  case Op::kCallNative:
    enter(static_cast<int>(inst.imm), operands);
    return Step::kMoved;
  case Op::kReturn:
    return give_back(operands);
  default:
    return fault("an operation the interpreter does not know");
  }
}

// A callee that leaves makes its caller leave through the exit of the call, and so on outwards.
Interpreter::Step Interpreter::leave(int exit) {
  while (activations_.size() > 1) {
    result_.callee_exits.push_back({top().function, exit, exit_words(exit)});
    activations_.pop_back();
    exit = current().exit;
  }
  result_.exit = exit;
  result_.exit_values = exit_words(exit);
  return Step::kStop;
}

Interpreter::Step Interpreter::give_back(std::vector<uint64_t> words) {
  if (activations_.size() == 1) {
    result_.returned = std::move(words);
    return Step::kStop;
  }
  activations_.pop_back();
  const Inst& call = current();
  if (call.result != -1) set(call, words[0]);
  return Step::kGoOn;
}

}  // namespace

InterpretResult interpret(const Module& module, int function,
                          const std::vector<uint64_t>& arguments, const InterpretInput& input) {
  return Interpreter(module, input).run(function, arguments);
}

}  // namespace hasten::ir
