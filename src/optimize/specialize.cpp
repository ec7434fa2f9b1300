// specialize: driver of block versioning. See specialize.h and specializer.h.
#include "optimize/specialize.h"

#include <algorithm>
#include <iterator>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

constexpr size_t kHeaderDepthLimit = 40;

// To compile: constants cost next to nothing.
bool takes_time(const ir::Inst& inst) {
  return inst.op != Op::kConstInt && inst.op != Op::kConstBool && inst.op != Op::kConstFloat &&
         inst.op != Op::kConstObject && inst.op != Op::kNullPtr && inst.op != Op::kContext;
}

constexpr int kGenericVersions = 4;  // how many versions over the limit, then TypesUnstable

}  // namespace

Specializer::Specializer(const ir::PyCode& code, int header, types::World& world,
                         const SpecializeOptions& options, Shared& shared)
    : header_(header), options_(options), layout_(world.layout()), levels_(1), shared_(shared) {
  levels_[0].code = &code;
  levels_[0].world = &world;
  enter_level(0);
}

std::optional<Refusal> Specializer::run() {
  loop_ = ir::natural_loop(*code_, header_);
  if (loop_.empty()) return Refusal{RefusalCode::kLoopNotFound, "", code_->insts[header_].offset};
  if (static_cast<size_t>(code_->insts[header_].depth) > kHeaderDepthLimit) {
    return Refusal{RefusalCode::kTooLarge, "operand stack too deep", code_->insts[header_].offset};
  }
  find_region_facts();
  shared_.module.functions.emplace_back();
  function().name = code_->name;
  function().local_count = code_->local_count;
  for (const int name : promoted_names_) function().variable_names.push_back(code_->names[name]);
  emit_entry();
  emit_versions();
  if (refusal_) return refusal_;
  if (back_edges_ == 0) {
    std::string why = "it is left before it comes round";
    for (const LineFact& line : lines_) {
      if (line.left > 0) why = "line " + std::to_string(line.line) + ": " + line.why;
    }
    return Refusal{RefusalCode::kLeavesTooOften, why, levels_[0].code->insts[header_].offset};
  }
  return std::nullopt;
}

std::vector<LineFact> Specializer::take_lines() {
  std::sort(lines_.begin(), lines_.end(),
            [](const LineFact& a, const LineFact& b) { return a.line < b.line; });
  return std::move(lines_);
}

void Specializer::emit_versions() {
  for (size_t next = 0; next < versions_.size() && !refusal_; ++next) {
    emit_version(next);
    size_t total = 0;
    for (const ir::Block& block : function().blocks)
      total +=
          static_cast<size_t>(std::count_if(block.insts.begin(), block.insts.end(), takes_time));
    if (total > static_cast<size_t>(options_.max_instructions)) {
      refusal_ = Refusal{RefusalCode::kTooLarge,
                         "over " + std::to_string(options_.max_instructions) + " operations"};
    }
  }
}

void Specializer::emit_version(size_t index) {
  block_ = versions_[index].block;
  ends_loudly_ = carry_loud_ = false;
  env_ = versions_[index].env;
  enter_level(env_.level);
  int pc = versions_[index].pc;
  bool first = true;
  while (true) {
    if (!first && (!in_loop()[pc] || is_target()[pc])) {
      go_to(pc, false);
      return;
    }
    first = false;
    if (!emit_instruction(pc) || refusal_) return;
    pc += 1 + skip_next_;
    skip_next_ = 0;
  }
}

std::string Specializer::key_of(const Env& env) {
  std::string key = std::to_string(env.level) + ":";
  for (const Var& var : env.vars) {
    key += static_cast<char>('A' + (var.in_register ? static_cast<int>(var.val.rep) : 16) +
                             (var.dirty ? 32 : 0));
    if (var.in_register && types::is_numpy_number(var.val.kind)) key += '~';
    if (var.in_register && var.val.is != 0) key += 'i' + std::to_string(var.val.is);
    if (var.in_register && (var.val.rep == Rep::kObject || var.val.rep == Rep::kConst)) {
      key += static_cast<char>('0' + static_cast<int>(var.val.kind));
      key += static_cast<char>('a' + static_cast<int>(var.val.own));
      if (var.val.rep == Rep::kConst) key += std::to_string(var.val.ref);
      if (var.val.type != 0) key += "t" + std::to_string(var.val.type);
      key += ',';
    }
    if (!var.in_register) {
      key += static_cast<char>('0' + static_cast<int>(var.kind));
      key += var.unbound ? 'u' : var.maybe_null ? 'n' : '.';
      if (var.type != 0) key += std::to_string(var.type);
      if (var.lent) key += 'l';
      if (var.is != 0) key += 'i' + std::to_string(var.is);
      if (var.array.ndim != 0)
        key += '[' + std::to_string(var.array.dtype) + (var.array.writeable ? 'w' : 'r') +
               std::to_string(var.array.ndim);
    }
  }
  key += '|';
  const auto add = [&key](const Val& value) {
    key += static_cast<char>('A' + static_cast<int>(value.rep));
    key += static_cast<char>('0' + static_cast<int>(value.kind));
    key += static_cast<char>('a' + static_cast<int>(value.own));
    if (value.rep == Rep::kConst || value.rep == Rep::kNewFunction)
      key += std::to_string(value.ref) + ",";
    if (value.own == Own::kLocal) key += std::to_string(value.slot) + ",";
    if (value.type != 0) key += "t" + std::to_string(value.type);
    if (value.is != 0) key += "i" + std::to_string(value.is);
  };
  for (const Val& value : env.stack) add(value);
  for (const Generator& generator : env.generators) {
    key += (generator.running ? '>' : '<') + std::to_string(generator.level) + ' ';
    if (!generator.running) key += std::to_string(generator.pc) + ' ';
    for (const Val& value : generator.stack) add(value);
  }
  return key;
}

// The variable that holds this very number and shares its object with the stack entry, or -1.
int Specializer::variable_with(const Val& number) const {
  for (int index = 0; index < static_cast<int>(env_.vars.size()) && !pure_; ++index) {
    const Var& var = env_.vars[static_cast<size_t>(index)];
    if (var.in_register && !is_name(index) && var.val.rep == number.rep &&
        var.val.kind == number.kind &&
        std::equal(std::begin(number.v), std::end(number.v), std::begin(var.val.v)))
      return index;
  }
  return -1;
}

// The SSA values of an environment, in the order of block parameters. Stack entries that are a
// variable's number have no parameters of their own.
void Specializer::collect_values(const Env& env, std::vector<Value>& out) {
  const auto add = [&out](const Val& value) {
    std::copy_if(std::begin(value.v), std::end(value.v), std::back_inserter(out),
                 [](Value v) { return v >= 0; });
  };
  const auto has_values = [](const Val& entry) {
    return entry.rep != Rep::kConst && entry.rep != Rep::kNull;
  };
  for (const Var& var : env.vars) {
    if (var.in_register) add(var.val);
  }
  for (const Val& value : env.stack) {
    if (has_values(value) && value.own != Own::kLocal) add(value);
  }
  for (const Generator& generator : env.generators) {
    out.push_back(generator.state);
    out.push_back(generator.pointer);
    for (const Val& value : generator.stack) {
      if (has_values(value)) add(value);
    }
  }
}

Env Specializer::with_parameters(const Env& env, ir::BlockId block) {
  Env result = env;
  const auto replace = [&](Val& value) {
    for (Value& v : value.v) {
      if (v >= 0) v = block_param(block, function().types[v]);
    }
  };
  for (Var& var : result.vars) {
    if (var.in_register) replace(var.val);
  }
  for (Val& value : result.stack) {
    if (value.own == Own::kLocal && !pure_) {
      std::copy(std::begin(result.vars[value.slot].val.v), std::end(result.vars[value.slot].val.v),
                std::begin(value.v));
    } else if (value.rep != Rep::kConst && value.rep != Rep::kNull) {
      replace(value);
    }
  }
  for (Generator& generator : result.generators) {
    generator.state = block_param(block, Type::kInt);
    generator.pointer = block_param(block, Type::kPtr);
    for (Val& value : generator.stack) {
      if (value.rep != Rep::kConst && value.rep != Rep::kNull) replace(value);
    }
  }
  return result;
}

// One form for all ways into a block: entries own their objects, constants that are numbers become
// registers, and a variable assigned anywhere in the loop counts as changed.
void Specializer::canonicalise() {
  for (Val& value : env_.stack) {
    if (value.rep == Rep::kObject && (value.own == Own::kLocal || value.own == Own::kTransient) &&
        !pure_) {
      value = owned_object(value);
    } else if (value.rep == Rep::kConst && types::is_unboxed_kind(value.kind) && unboxable(value)) {
      value = unboxed(value);
    }
    if (value.rep == Rep::kObject && value.own == Own::kInStack)
      value.v[0] = -1;  // loaded again where needed
    if (value.rep == Rep::kInt || value.rep == Rep::kFloat || value.rep == Rep::kComplex) {
      value.slot = variable_with(value);
      value.own = value.slot >= 0 ? Own::kLocal : Own::kNone;
      value.origin = -1;
    }
  }
  for (size_t k = 0; k < env_.vars.size(); ++k) {
    if (!env_.vars[k].array.at_entry) env_.vars[k].array = ArrayHeader{};
    if (env_.vars[k].in_register && stored_[k]) env_.vars[k].dirty = true;
  }
}

// The widest form of the environment: objects of unknown type. Promoted names stay in registers.
void Specializer::generalise() {
  lenient_boxing_ = true;
  for (Val& value : env_.stack) {
    if (is_unboxed(value) || value.rep == Rep::kRange) value = owned_object(to_object(value));
    if (value.rep == Rep::kObject) {
      value.kind = Kind::kUnknown;
      value.ref = 0;
      value.type = value.is = 0;
    }
  }
  for (int slot = 0; slot < static_cast<int>(env_.vars.size()); ++slot) {
    if (is_name(slot)) continue;
    Var& var = env_.vars[slot];
    if (var.in_register) {
      Val number = var.val;
      if (number.rep != Rep::kBool) {  // shares its object with stack entries
        number.own = Own::kLocal;
        number.slot = slot;
      }
      store_variable(slot, owned_object(to_object(number)));
    }
    env_.vars[slot].kind = Kind::kUnknown;
    env_.vars[slot].type = env_.vars[slot].is = 0;
    env_.vars[slot].array = ArrayHeader{};
    env_.vars[slot].maybe_null = true;
    env_.vars[slot].unbound = false;
    env_.vars[slot].ref = 0;
  }
  lenient_boxing_ = false;
}

void Specializer::go_to(int pc, bool backward) {
  const ir::PyInst& target = code_->insts[pc];
  if (!in_loop()[pc]) {
    leave(ir::ExitKind::kDone, target.offset, target.line);
    return;
  }
  if (ends_loudly_) {
    if (in_expression()) {
      give_up_expression("an object ends whose end may run code");
      return;
    }
    check_ended_quietly(target.offset, target.line);
  }
  canonicalise();
  if (backward) {
    ++back_edges_;
    const bool is_own = pc == header_ && env_.level == 0;
    if (!is_own) has_inner_loops_ = true;
    if (is_own && !pure_) {
      const Value context = emit(Op::kContext, Type::kPtr, {});
      const Value count =
          load(Op::kLoadI64, context, offsetof(ir::Context, iterations), Alias::kIterator);
      store(Op::kStoreI64, context, emit(Op::kAdd, Type::kInt, {count, const_int(1)}),
            offsetof(ir::Context, iterations), Alias::kIterator);
    }
    if (options_.exits_everywhere && !pure_) {
      leave(ir::ExitKind::kBreaker, target.offset, target.line);
      return;
    }
    const Value flag = load(Op::kLoadPtr, emit(Op::kContext, Type::kPtr, {}),
                            offsetof(ir::Context, breaker), Alias::kFrame);
    const Value pending = load(Op::kLoadU8, flag, 0, Alias::kVolatile);
    emit(Op::kGuard, Type::kVoid, {emit(Op::kICmpEq, Type::kBool, {pending, const_int(0)})}, 0,
         Alias::kAny, make_exit(ir::ExitKind::kBreaker, target.offset, target.line, env_));
  }
  std::string key = key_of(env_);
  auto at = version_of_.find({pc, key});
  if (at == version_of_.end() && version_count_[{env_.level, pc}] + 2 >= options_.max_versions) {
    forget_arrays();
    key = key_of(env_);
    at = version_of_.find({pc, key});
  }
  if (at == version_of_.end() && version_count_[{env_.level, pc}] >= options_.max_versions) {
    if (pure_) {
      refusal_ = Refusal{RefusalCode::kTypesUnstable, "line " + std::to_string(target.line),
                         target.offset};
      return;
    }
    if (in_expression()) {
      give_up_expression("types of a generator expression keep changing");
      return;
    }
    generalise();
    key = key_of(env_);
    at = version_of_.find({pc, key});
    if (at == version_of_.end() &&
        version_count_[{env_.level, pc}] >= options_.max_versions + kGenericVersions) {
      refusal_ = Refusal{RefusalCode::kTypesUnstable, "line " + std::to_string(target.line),
                         target.offset};
      return;
    }
  }
  std::vector<Value> values;
  collect_values(env_, values);
  if (at == version_of_.end()) {
    const ir::BlockId block = new_block();
    at = version_of_.emplace(std::make_pair(pc, key), versions_.size()).first;
    ++version_count_[{env_.level, pc}];
    versions_.push_back({pc, block, with_parameters(env_, block)});
  }
  jump(versions_[at->second].block, std::move(values));
}

// After code that may have done anything: leaves if an assumption was withdrawn, or if look() has
// found that somebody took hold of a frame (and may change its variables) or watches it now.
void Specializer::check_still_valid(int offset, int line) {
  const Value context = emit(Op::kContext, Type::kPtr, {});
  const Value flag = load(Op::kLoadPtr, context, offsetof(ir::Context, valid), Alias::kFrame);
  const Value valid =
      emit(Op::kICmpNe, Type::kBool, {load(Op::kLoadU8, flag, 0, Alias::kAny), const_int(0)});
  emit(Op::kGuard, Type::kVoid, {valid}, 0, Alias::kAny,
       make_exit(ir::ExitKind::kInvalid, offset, line, env_));
}

// After the end of an object that most likely runs no code: leaves if it has.
void Specializer::check_ended_quietly(int offset, int line) {
  const Value flag = load(Op::kLoadPtr, emit(Op::kContext, Type::kPtr, {}),
                          offsetof(ir::Context, valid), Alias::kFrame);
  const Value quiet =
      emit(Op::kICmpNe, Type::kBool, {load(Op::kLoadU8, flag, 0, Alias::kAny), const_int(0)});
  const int exit = make_exit(ir::ExitKind::kGuard, offset, line, env_);
  function().exits[static_cast<size_t>(exit)].place = loud_place_;
  emit(Op::kGuard, Type::kVoid, {quiet}, 0, Alias::kAny, exit);
}

// Facts of functions that are part of the region count for the line of the region's own code.
LineFact& Specializer::fact(int own_line) {
  const int line = region_line(env_, own_line);
  for (LineFact& existing : lines_) {
    if (existing.line == line) return existing;
  }
  lines_.push_back({line, 0, 0, 0, ""});
  return lines_.back();
}

// The instruction takes its way through the C API; in a native function, which must have no
// effects, it is left.
bool Specializer::goes_generic(const std::string& why) {
  if (in_expression()) {
    give_up_expression(why);
    return false;
  }
  if (pure_) {
    leave_here(why);
    return false;
  }
  LineFact& line = fact(inst_->line);
  ++line.generic;
  if (line.why.empty()) line.why = why;
  return true;
}

// The same for what is done at once and may run any code: the frame is made true, and nothing that
// was known of objects is relied on afterwards.
bool Specializer::runs_python(const std::string& why) {
  if (!goes_generic(why)) return false;
  barrier();
  publish();
  mark_unsafe();
  return true;
}

void Specializer::note_left(const std::string& why) {
  LineFact& line = fact(inst_->line);
  ++line.left;
  line.why = why;
}

namespace {

// Builds until the result kinds that calls assumed are the ones that the functions' returns have.
template <typename Build>
Result<Specialized> build_in_rounds(Build build) {
  constexpr int kRounds = 6;
  std::map<std::string, Kind> assumed;
  std::set<int> object_names, effects;
  size_t known = 0;  // of both
  for (int round = 0; round < kRounds; ++round) {
    Shared shared;
    shared.assumed = &assumed;
    shared.object_names = &object_names;
    shared.effects = &effects;
    Specialized built;
    const std::optional<Refusal> refusal = build(shared, built);
    bool settled = !shared.incomplete, learnt = false;
    for (const auto& [key, native] : shared.natives) {
      // kNull stands for "cannot be compiled", which also has to settle.
      const Kind now = native->refused || native->mixed ? Kind::kNull : native->found;
      if (now == Kind::kUnknown) continue;
      Kind& before = assumed.emplace(key, Kind::kUnknown).first->second;
      if (before != now) settled = false;
      learnt = learnt || before != now;
      before = before == Kind::kNull ? Kind::kNull : now;
    }
    if (refusal && settled) return *refusal;
    if (settled) {
      built.module = std::move(shared.module);
      built.repeated.assign(shared.repeated.begin(), shared.repeated.end());
      return built;
    }
    if (refusal && round + 1 == kRounds) return *refusal;
    learnt = learnt || object_names.size() + effects.size() != known;
    known = object_names.size() + effects.size();
    if (learnt) continue;
    // What has not returned natively by now never does.
    for (const auto& [key, native] : shared.natives) {
      if (native->found == Kind::kUnknown) assumed[key] = Kind::kNull;
    }
  }
  return Refusal{RefusalCode::kTypesUnstable, "results of recursive functions, or globals"};
}

}  // namespace

Result<Specialized> specialize_region(const ir::PyCode& code, int header, types::World& world,
                                      const SpecializeOptions& options) {
  const auto build = [&](const SpecializeOptions& chosen) {
    return build_in_rounds([&](Shared& shared, Specialized& built) {
      Specializer specializer(code, header, world, chosen, shared);
      std::optional<Refusal> refusal = specializer.run();
      built.lines = specializer.take_lines();
      built.inner_loops = specializer.has_inner_loops();
      return refusal;
    });
  };
  Result<Specialized> result = build(options);
  struct Fewer {
    int max_depth, max_callee;
  };
  // Functions that the functions call are called, then all but small ones, then all.
  for (const Fewer fewer : {Fewer{2, 250}, Fewer{1, 60}, Fewer{0, 0}}) {
    if (result) break;
    SpecializeOptions smaller = options;
    smaller.max_depth = fewer.max_depth;
    smaller.max_callee = fewer.max_callee;
    result = build(smaller);
  }
  if (!result && result.refusal().code == RefusalCode::kTooLarge) {
    // Many ways through the body, each with types of its own: they share code for any type.
    SpecializeOptions plain = options;
    plain.max_callee = 0;
    plain.max_versions = 1;
    result = build(plain);
  }
  return result;
}

Result<Specialized> specialize_function(const types::World::Callee& callee,
                                        const std::vector<types::Ref>& examples,
                                        types::World& world, const SpecializeOptions& options) {
  return build_in_rounds([&](Shared& shared, Specialized&) {
    Specializer specializer(*callee.code, 0, world, options, shared);
    return specializer.run_wrapper(callee, examples);
  });
}

}  // namespace hasten::optimize
