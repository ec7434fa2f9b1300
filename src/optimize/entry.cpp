// entry: which variables a region keeps in registers, and the guards at its entry, in the
// Specializer. See specializer.h.
#include "optimize/specializer.h"

namespace hasten::optimize {

void Specializer::find_region_facts() {
  const size_t size = code_->insts.size();
  in_loop().assign(size, false);
  is_target().assign(size, false);
  used_.assign(static_cast<size_t>(code_->local_count), false);
  stored_.assign(static_cast<size_t>(code_->local_count), false);
  std::vector<bool> name_stored(code_->names.size(), false);
  std::vector<bool> name_loaded(code_->names.size(), false),
      name_varies(code_->names.size(), false);
  std::vector<bool> name_fixed(code_->names.size(),
                               false);  // touched in a way that keeps it out of registers
  for (const int index : loop_) in_loop()[index] = true;
  for (const int index : loop_) {
    const ir::PyInst& inst = code_->insts[index];
    if (inst.target >= 0) is_target()[inst.target] = true;
    switch (inst.op) {
    case PyOp::kStoreFast:
    case PyOp::kDeleteFast:
    case PyOp::kLoadFastAndClear:
      stored_[inst.arg] = true;
      [[fallthrough]];
    case PyOp::kLoadFast:
    case PyOp::kLoadFastCheck:
      used_[inst.arg] = true;
      break;
    case PyOp::kStoreName:
      name_stored[inst.arg] = true;
      world_->name_varies(inst.arg, true);
      break;
    case PyOp::kLoadName:
      name_loaded[inst.arg] = true;
      break;
    case PyOp::kStoreGlobal:
    case PyOp::kDeleteGlobal:
    case PyOp::kDeleteName:
      name_fixed[inst.arg] = true;
      world_->name_varies(inst.arg, inst.op == PyOp::kDeleteName);
      break;
    default:
      break;
    }
  }
  for (const ir::PyInst& inst : code_->insts) {
    if (inst.op == PyOp::kStoreName) name_varies[inst.arg] = true;
  }
  is_target()[header_] = true;
  for (size_t name = 0; name < code_->names.size(); ++name) {
    if (shared_.object_names->count(static_cast<int>(name)) != 0) continue;
    const bool only_read = name_loaded[name] && name_varies[name] && !name_stored[name];
    if ((!name_stored[name] && !only_read) || name_fixed[name]) continue;
    const Ref live = world_->current_name(static_cast<int>(name));
    if (live == 0 || !types::is_unboxed_kind(world_->kind_of(live))) continue;
    if (world_->kind_of(live) == Kind::kInt && !world_->fits_unboxed(live)) continue;
    variable_of_name_[static_cast<int>(name)] =
        code_->local_count + static_cast<int>(promoted_names_.size());
    promoted_names_.push_back(static_cast<int>(name));
    used_.push_back(true);
    stored_.push_back(name_stored[name]);
  }
}

void Specializer::emit_entry() {
  block_ = new_block();
  inst_ = &code_->insts[header_];
  pc_ = header_;
  env_.vars.assign(static_cast<size_t>(code_->local_count) + promoted_names_.size(), Var{});
  ir::Exit mismatch;
  mismatch.offset = mismatch.place = inst_->offset;
  mismatch.line = inst_->line;
  function().exits.push_back(mismatch);
  cached_guard_exit_ = 0;
  cached_overflow_exit_ = 0;
  for (int slot = 0; slot < code_->local_count; ++slot) {
    if (used_[slot] && !code_->local_is_cell[slot]) enter_variable(slot, world_->local(slot));
  }
  for (size_t k = 0; k < promoted_names_.size(); ++k) {
    enter_variable(code_->local_count + static_cast<int>(k),
                   world_->current_name(promoted_names_[k]));
  }
  enter_stack();
  go_to(header_, false);
}

// Guards and loads one variable at the entry, according to what it holds now.
void Specializer::enter_variable(int index, Ref live) {
  if (live == 0) return;
  const bool is_name = index >= code_->local_count;
  Value pointer;
  if (is_name) {
    const Value dict = load(Op::kLoadPtr, emit(Op::kContext, Type::kPtr, {}),
                            offsetof(ir::Context, names), Alias::kFrame);
    pointer = call(Helper::k_dict_lookup,
                   {dict, const_object(world_->name(promoted_names_[index - code_->local_count]))});
  } else {
    pointer = emit(Op::kLoadLocal, Type::kPtr, {}, index, Alias::kFrame);
  }
  check_variable(index, live, pointer);
}

// The same for what has been loaded from its home.
void Specializer::check_variable(int index, Ref live, Value pointer) {
  Var& var = env_.vars[static_cast<size_t>(index)];
  const bool is_own = env_.level == 0, is_name = this->is_name(index);
  guard_not(is_null(pointer));
  var.maybe_null = false;
  var.ref = live;
  const Kind kind = world_->kind_of(live);
  Val value = object_val(pointer, Kind::kUnknown, Own::kLocal, live);
  value.slot = index;
  if (kind == Kind::kUnknown || kind == Kind::kInstance) return;
  const bool of_several_types =
      kind == Kind::kPlainIterator || kind == Kind::kTextIterator || kind == Kind::kDictView;
  if (of_several_types) return guard_type_like(pointer, live);
  if (kind == Kind::kFunction || kind == Kind::kBuiltin || kind == Kind::kType ||
      kind == Kind::kModule) {
    // A function handed in is as good as one known by name; not one that is made for every call.
    if (is_name || stored_[static_cast<size_t>(index)] || !world_->is_lasting(live)) return;
    guard(emit(Op::kPtrEq, Type::kBool, {pointer, const_object(live)}));
    var.kind = kind;
    var.is = live;
    return;
  }
  refine(value, kind);
  var.kind = kind;
  if (kind == Kind::kArray && is_own && !is_name) enter_array(index, live, pointer);
  if (!types::is_unboxed_kind(kind) || (kind == Kind::kInt && !world_->fits_unboxed(live)) ||
      compares_identity())
    return;
  keep_number(var, unboxed(value));
}

// The exact type of the example.
void Specializer::guard_type_like(Value pointer, Ref like) {
  guard(emit(Op::kPtrEq, Type::kBool,
             {load(Op::kLoadPtr, pointer, layout_.type, Alias::kHeader),
              const_object(world_->type_object_of(like))}));
}

// What is taken from an iterator into registers is only right if nobody else can advance it.
void Specializer::guard_sole_owner(Value pointer) {
  guard(emit(Op::kICmpEq, Type::kBool,
             {load(Op::kLoadU32, pointer, 0, Alias::kHeader), const_int(1)}));
}

void Specializer::load_range_iterator(Val& value) {
  const Value iterator = value.v[0];
  value.rep = Rep::kRangeIter;
  value.v[0] = load(Op::kLoadI64, iterator, layout_.range_iter_start, Alias::kIterator);
  value.v[1] = load(Op::kLoadI64, iterator, layout_.range_iter_left, Alias::kIterator);
  value.v[2] = load(Op::kLoadI64, iterator, layout_.range_iter_step, Alias::kIterator);
}

// The running iterators below the header stay in the frame; the header's own is taken into
// registers if it can be.
void Specializer::enter_stack() {
  const int depth = inst_->depth;
  const bool loops_here = inst_->op == PyOp::kForIter;
  for (int d = 0; d < depth; ++d) {
    Val value = object_val(-1, Kind::kUnknown, Own::kInStack, world_->stack(d));
    value.slot = d;
    if (world_->stack(d) == 0) value.rep = Rep::kNull;
    if (d == depth - 1 && loops_here) {
      value.v[0] = emit(Op::kLoadStack, Type::kPtr, {}, d, Alias::kFrame);
      const Kind kind = world_->kind_of(value.ref);
      if (types::is_iterator(kind)) {
        guard_type_like(value.v[0], value.ref);
        value.kind = kind;
      }
      if (kind == Kind::kZip || kind == Kind::kEnumerate)
        guard_parts(value.v[0], kind, world_->inner_iterators(value.ref));
      if (kind == Kind::kRangeIterator) {
        guard_sole_owner(value.v[0]);
        load_range_iterator(value);
      }
    }
    env_.stack.push_back(value);
  }
  types::World::Callee generator;
  int others = 0, offset = 0;
  if (loops_here && world_->generator(top().ref, generator, others, offset))
    enter_generator(generator, others, offset);
}

}  // namespace hasten::optimize
