// functions: Python functions compiled whole and called unboxed, in the Specializer. See
// specializer.h.
//
// A native function keeps everything in registers, borrows the objects it is given and has no
// effects. So an exit needs no state at all: the caller leaves at its own call instruction (or,
// itself a native function, leaves in turn) and the interpreter makes the whole call again.
#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

Type type_of(Kind kind) {
  return kind == Kind::kFloat  ? Type::kFloat
         : kind == Kind::kBool ? Type::kBool
         : kind == Kind::kInt  ? Type::kInt
                               : Type::kVoid;
}

Val value_of(Kind kind, Value v) {
  Val value;
  value.rep = kind == Kind::kFloat ? Rep::kFloat : kind == Kind::kBool ? Rep::kBool : Rep::kInt;
  value.kind = kind;
  value.v[0] = v;
  return value;
}

}  // namespace

// How many native functions a call made here may nest: a function is told by its caller.
Value Specializer::calls_left() {
  if (pure_) return emit(Op::kSub, Type::kInt, {calls_left_, const_int(1)});
  return load(Op::kLoadI64, emit(Op::kContext, Type::kPtr, {}), offsetof(ir::Context, depth_limit),
              Alias::kFrame);
}

std::optional<Refusal> Specializer::run_function(NativeFunction& native) {
  pure_ = true;
  native_ = &native;
  self_ = native.index;
  function().name = code_->name;
  function().is_region = false;
  function().local_count = code_->local_count;
  ir::Exit repeat;
  repeat.kind = ir::ExitKind::kGuard;
  function().exits.push_back(repeat);
  in_loop().assign(code_->insts.size(), true);
  is_target().assign(code_->insts.size(), false);
  for (size_t i = 0; i < code_->insts.size(); ++i) {
    if (code_->insts[i].target >= 0)
      is_target()[static_cast<size_t>(code_->insts[i].target)] = true;
    loop_.push_back(static_cast<int>(i));
  }
  stored_.assign(static_cast<size_t>(code_->local_count), false);
  used_.assign(static_cast<size_t>(code_->local_count), true);
  env_.vars.assign(static_cast<size_t>(code_->local_count), Var{});
  block_ = new_block();
  inst_ = &code_->insts[0];
  for (size_t k = 0; k < native.parameters.size(); ++k) {
    Var& var = env_.vars[k];
    var.in_register = true;
    var.maybe_null = false;
    var.kind = native.parameters[k];
    var.val = value_of(var.kind, block_param(block_, type_of(var.kind)));
    function().params.push_back(type_of(var.kind));
  }
  calls_left_ = block_param(block_, Type::kInt);
  function().params.push_back(Type::kInt);
  if (native.result != Kind::kUnknown) function().results.push_back(type_of(native.result));
  guard(emit(Op::kICmpGt, Type::kBool, {calls_left_, const_int(ir::kNestedBodies)}),
        ir::kOncePerCall);
  const Value flag = load(Op::kLoadPtr, emit(Op::kContext, Type::kPtr, {}),
                          offsetof(ir::Context, breaker), Alias::kFrame);
  guard(
      emit(Op::kICmpEq, Type::kBool, {load(Op::kLoadU8, flag, 0, Alias::kVolatile), const_int(0)}),
      ir::kOncePerCall);
  go_to(0, false);
  emit_versions();
  if (!refusal_ && native.found == Kind::kUnknown && native.result == Kind::kUnknown &&
      !shared_.incomplete) {
    return Refusal{RefusalCode::kNothingNative, "it never returns natively"};
  }
  if (!refusal_ && native.result == Kind::kUnknown && native.found != Kind::kUnknown) {
    function().results.push_back(type_of(native.found));
  }
  return refusal_;
}

void Specializer::return_value(Val value) {
  if (!types::is_real(guess(value)) || !unboxable(value)) {
    leave_here("the result is not a number");
    return;
  }
  const Val result = unboxed(value);
  if (native_->found != Kind::kUnknown && native_->found != result.kind) native_->mixed = true;
  native_->found = result.kind;
  if (native_->mixed || (native_->result != Kind::kUnknown && native_->result != result.kind)) {
    leave_here("results of several types");
    return;
  }
  emit(Op::kReturn, Type::kVoid, {result.v[0]});
  block_ = -1;
}

// The function for these parameter kinds, built now if it is new; nullptr if it cannot be native.
NativeFunction* Specializer::native_function(const types::World::Callee& callee,
                                             const std::vector<Kind>& kinds) {
  constexpr size_t kMaxNatives = 12;
  std::string key = std::to_string(callee.identity) + ":";
  for (const Kind kind : kinds) key += static_cast<char>('A' + static_cast<int>(kind));
  const auto at = shared_.natives.find(key);
  if (at != shared_.natives.end()) return at->second->refused ? nullptr : at->second.get();
  const auto assumed = shared_.assumed->find(key);
  if (shared_.natives.size() >= kMaxNatives ||
      (assumed != shared_.assumed->end() && assumed->second == Kind::kNull))
    return nullptr;
  auto created = std::make_unique<NativeFunction>();
  NativeFunction& native = *created;
  native.callee = callee;
  native.parameters = kinds;
  if (assumed != shared_.assumed->end()) native.result = assumed->second;
  native.index = static_cast<int>(shared_.module.functions.size());
  shared_.module.functions.emplace_back();
  shared_.natives.emplace(key, std::move(created));
  Specializer builder(*callee.code, -1, *callee.world, options_, shared_);
  native.refused = builder.run_function(native).has_value() || native.mixed;
  native.built = true;
  if (native.refused)
    shared_.incomplete = true;  // its half-built body must not stay: another round does without
  return native.refused ? nullptr : &native;
}

bool Specializer::native_call(Ref function_ref, int count, Ref names) {
  types::World::Callee callee;
  std::vector<types::World::Binding> bindings;
  if (distrusted() || !world_->callee(function_ref, callee) ||
      !world_->bind(callee, count, names, bindings))
    return false;
  const std::vector<Val> given = bound(bindings, arguments_of_call(count, names));
  std::vector<Kind> kinds;
  for (const Val& operand : given) {
    if (operand.rep > Rep::kConst || operand.rep == Rep::kNull || !types::is_real(guess(operand)) ||
        !unboxable(operand))
      return false;
    kinds.push_back(guess(operand));
  }
  NativeFunction* native = native_function(callee, kinds);
  if (native == nullptr) return false;
  if (native->result == Kind::kUnknown && !native->built) {  // its own recursion, first round
    shared_.incomplete = true;
    leave_here("a result not yet known");
    return true;
  }
  const Kind result = native->result != Kind::kUnknown ? native->result : native->found;
  if (!types::is_real(result)) return false;
  std::vector<Value> arguments;
  arguments.reserve(given.size() + 1);
  for (const Val& operand : given) arguments.push_back(unboxed(operand).v[0]);
  arguments.push_back(calls_left());
  const Value value = emit(Op::kCallNative, type_of(result), std::move(arguments), native->index,
                           Alias::kAny, guard_exit());
  finish_call(count + names_above(names), value_of(result, value));
  return true;
}

std::optional<Refusal> Specializer::run_wrapper(const types::World::Callee& callee,
                                                const std::vector<Ref>& examples) {
  shared_.module.functions.emplace_back();
  function().name = code_->name + " wrapper";
  function().local_count = code_->local_count;
  function().exits.emplace_back();
  inst_ = &code_->insts[0];
  cached_guard_exit_ = cached_overflow_exit_ = 0;
  block_ = new_block();
  env_.vars.assign(static_cast<size_t>(code_->local_count), Var{});
  std::vector<Kind> kinds;
  std::vector<Value> arguments;
  for (size_t k = 0; k < examples.size(); ++k) {
    Val value =
        object_val(emit(Op::kLoadLocal, Type::kPtr, {}, static_cast<int64_t>(k), Alias::kFrame),
                   Kind::kUnknown, Own::kTransient, examples[k]);
    const Kind kind = world_->kind_of(examples[k]);
    if (!types::is_real(kind) || (kind == Kind::kInt && !world_->fits_unboxed(examples[k]))) {
      return Refusal{RefusalCode::kUnsupportedSignature, "a parameter is not a number"};
    }
    const Val plain = unboxed(value);
    kinds.push_back(kind);
    arguments.push_back(plain.v[0]);
  }
  NativeFunction* native = native_function(callee, kinds);
  if (native == nullptr)
    return Refusal{RefusalCode::kNothingNative, "it has effects, or results of several types"};
  const Kind result = native->result != Kind::kUnknown ? native->result : native->found;
  if (!types::is_real(result))
    return Refusal{RefusalCode::kNothingNative, "its result is not a number"};
  arguments.push_back(calls_left());
  const Value value =
      emit(Op::kCallNative, type_of(result), std::move(arguments), native->index, Alias::kAny, 0);
  env_.stack.push_back(value_of(result, value));
  leave(ir::ExitKind::kDone, 0, code_->insts[0].line);
  return std::nullopt;
}

}  // namespace hasten::optimize
