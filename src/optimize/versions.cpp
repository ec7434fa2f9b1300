// versions: what is known at an edge, and the version of the target block it leads to. See
// specialize.h and specializer.h.
#include <algorithm>
#include <iterator>

#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

constexpr int kGenericVersions = 4;  // how many versions over the limit, then TypesUnstable

void forget_type(Var& var) {
  var.kind = Kind::kUnknown;
  var.type = var.is = 0;
  var.array = ArrayHeader{};
}

}  // namespace

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
    forget_type(env_.vars[slot]);
    env_.vars[slot].maybe_null = true;
    env_.vars[slot].unbound = false;
    env_.vars[slot].ref = 0;
  }
  lenient_boxing_ = false;
}

// Of variables that the loop assigns, each of which may be known on one way and not on another.
void Specializer::forget_assigned() {
  for (size_t k = 0; k < env_.vars.size(); ++k) {
    if (!env_.vars[k].in_register && stored_[k]) forget_type(env_.vars[k]);
  }
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
  int& count = version_count_[{env_.level, pc}];
  if (at == version_of_.end() && count + 2 >= options_.max_versions) {
    forget_arrays();
    if (count + 1 >= options_.max_versions) forget_assigned();
    key = key_of(env_);
    at = version_of_.find({pc, key});
  }
  if (at == version_of_.end() && count >= options_.max_versions) {
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
    if (at == version_of_.end() && count >= options_.max_versions + kGenericVersions) {
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
    ++count;
    versions_.push_back({pc, block, with_parameters(env_, block)});
  }
  jump(versions_[at->second].block, std::move(values));
}

}  // namespace hasten::optimize
