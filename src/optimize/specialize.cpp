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
