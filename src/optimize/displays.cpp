// displays: containers and text that are built, appended to and taken apart, in the Specializer.
// See specializer.h.
#include <algorithm>

#include "optimize/specializer.h"

namespace hasten::optimize {

// a, b, c, d = b, c, d, a: the tuple is never built.
bool Specializer::unpacked_at_once(int count) {
  const ir::PyInst& next = code_->insts[pc_ + 1];
  if (next.op != PyOp::kUnpackSequence || next.arg != count || is_target()[pc_ + 1]) return false;
  for (int k = 0; k < count; ++k) {
    if (top(k).rep > Rep::kConst || top(k).rep == Rep::kNull || top(k).own == Own::kInStack)
      return false;
  }
  std::reverse(env_.stack.end() - count, env_.stack.end());
  note_native();
  skip_next_ = 1;
  return true;
}

// The keys are a constant: it becomes a display like any other.
void Specializer::build_const_key_map(int count) {
  const Val keys = top();
  if (keys.rep != Rep::kConst || keys.kind != Kind::kTuple || 2 * count > ir::kMaxCallArguments) {
    leave_here("a dict display of many entries");
    return;
  }
  pop();
  std::vector<Val> values(static_cast<size_t>(count));
  for (int k = count; k-- > 0;) values[static_cast<size_t>(k)] = pop();
  for (int k = 0; k < count; ++k) {
    push(const_val(world_->element_at(keys.ref, k)));
    push(values[static_cast<size_t>(k)]);
  }
  build(PyOp::kBuildMap, count);
}

// Tuples and lists take over their entries; the other containers borrow them.
void Specializer::build(PyOp op, int count) {
  if (op == PyOp::kBuildTuple && count == 2 && index_pair()) return;
  if (op == PyOp::kBuildTuple && unpacked_at_once(count)) return;
  int kind = 0;
  Kind result = Kind::kTuple;
  int entries = count;
  switch (op) {
  case PyOp::kBuildTuple:
    break;
  case PyOp::kBuildList:
    kind = 1;
    result = Kind::kList;
    break;
  case PyOp::kBuildSet:
    kind = 2;
    result = Kind::kSet;
    break;
  case PyOp::kBuildMap:
    kind = 3;
    result = Kind::kDict;
    entries = 2 * count;
    break;
  case PyOp::kBuildString:
    kind = 4;
    result = Kind::kStr;
    break;
  default:
    kind = 5;
    result = Kind::kSlice;
    break;
  }
  if (entries > ir::kMaxCallArguments) {
    leave_here("a display of many entries");
    return;
  }
  if (!are_values(entries)) {
    leave_here("a display holds a running iterator");
    return;
  }
  bool plain = true;
  for (int k = 0; k < entries && plain; ++k) {
    const bool hashed = kind == 2 || (kind == 3 && k % 2 == 1);
    plain = !hashed || plain_key(top(k));
  }
  if (!plain) {
    if (!runs_python("a set or dict display")) return;
  } else {
    note_native();
  }
  check_boxes(entries);
  const bool takes_over = kind == 0 || kind == 1;
  const Value context = emit(Op::kContext, Type::kPtr, {});
  const int64_t base = offsetof(ir::Context, arguments) + 8;
  std::vector<Val> operands(static_cast<size_t>(entries));
  for (int k = entries; k-- > 0;) operands[static_cast<size_t>(k)] = pop();
  for (int k = 0; k < entries; ++k) {
    Val& operand = operands[static_cast<size_t>(k)];
    operand = takes_over ? owned_object(operand) : to_object(operand);
    store(Op::kStorePtr, context, operand.v[0], base + 8 * k, Alias::kAny);
  }
  const Value address = emit(Op::kElementPtr, Type::kPtr, {context, const_int(base)}, 1);
  const Value built = call(plain ? Helper::k_build_plain : Helper::k_build,
                           {const_int(kind), address, const_int(entries)});
  const bool is_keyed = inst_->op == PyOp::kBuildConstKeyMap;  // by plain keys: nothing raises
  raise_if(is_null(built), entries > 0 && !is_keyed ? entries - 1 : 0);
  if (!takes_over) {
    for (const Val& operand : operands) release_later(operand);
  }
  push(object_val(built, result, Own::kOwned));
}

// Appends to an exact list, which takes over the value's reference if it has one. Where there is
// room nothing is called.
void Specializer::append_to_list(Value list, const Val& value, int raiser_from_top) {
  leaves_items_ = true;
  const bool moves = value.own == Own::kOwned;
  const ir::BlockId room = new_block(), full = new_block(), join = new_block();
  const Value size = load(Op::kLoadI64, list, layout_.size, Alias::kContainer);
  const Value allocated = load(Op::kLoadI64, list, layout_.list_allocated, Alias::kContainer);
  branch(emit(Op::kICmpLt, Type::kBool, {size, allocated}), room, full, ir::kOften);
  set_block(room);
  const Value items = load(Op::kLoadPtr, list, layout_.list_items, Alias::kContainer);
  if (!moves) emit(Op::kIncRef, Type::kVoid, {value.v[0]}, 0, Alias::kHeader);
  store(Op::kStorePtr, emit(Op::kElementPtr, Type::kPtr, {items, size}, 8), value.v[0], 0,
        Alias::kElements);
  store(Op::kStoreI64, list, emit(Op::kAdd, Type::kInt, {size, const_int(1)}), layout_.size,
        Alias::kContainer);
  jump(join);
  set_block(full);
  const Value status = call(Helper::k_list_append, {list, value.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), raiser_from_top);
  if (moves) emit(Op::kDecRef, Type::kVoid, {value.v[0]}, 0, Alias::kHeader);  // the list's is left
  jump(join);
  set_block(join);
  leaves_items_ = false;
}

void Specializer::list_append(int depth) {
  Val& list = top(depth);
  if (list.rep != Rep::kObject) {
    leave_here("append to an unusual list");
    return;
  }
  note_native();
  const Value pointer = as_pointer(list);
  const Val object = to_object(pop());
  append_to_list(pointer, object, 0);
}

void Specializer::list_extend(int depth) {
  if (!runs_python("list.extend")) return;
  const Value pointer = as_pointer(top(depth));
  const Val value = to_object(pop());
  const Value status = call(Helper::k_list_extend, {pointer, value.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  release_later(value);
}

void Specializer::unpack(int count) {
  Val& value = top();
  const Kind kind = guess(value);
  if (kind == Kind::kTuple || kind == Kind::kList) {
    if (value.rep == Rep::kObject) refine(value, kind);
    const Value pointer = as_pointer(value);
    guard(emit(Op::kICmpEq, Type::kBool,
               {load(Op::kLoadI64, pointer, layout_.size, Alias::kContainer), const_int(count)}));
    const Value items = items_of(kind, pointer);
    const bool lasting =
        value.own == Own::kLocal || value.own == Own::kTransient || value.rep == Rep::kConst;
    std::vector<Val> parts;
    for (int k = 0; k < count; ++k) {
      const Value entry = load(Op::kLoadPtr, items, 8 * k, Alias::kElements);
      Val part = element(entry, world_->element_at(value.ref, k), true, Own::kTransient);
      if (!lasting) part = at_rest(part);
      parts.push_back(part);
    }
    release_later(pop());
    for (int k = count; k-- > 0;) push(parts[static_cast<size_t>(k)]);
    note_native();
    return;
  }
  if (count > ir::kMaxCallArguments) {
    leave_here("unpacking of many values");
    return;
  }
  if (!runs_python("unpacking of an object of unknown type")) return;
  unpack_by(Helper::k_unpack, count, count, -1);
}

// The helper writes the entries of the top, and takes `how` many; the one at `list_at` is a list.
void Specializer::unpack_by(Helper helper, int how, int count, int list_at) {
  const Val object = to_object(pop());
  const Value context = emit(Op::kContext, Type::kPtr, {});
  const int64_t base = offsetof(ir::Context, arguments) + 8;
  const Value address = emit(Op::kElementPtr, Type::kPtr, {context, const_int(base)}, 1);
  const Value status = call(helper, {object.v[0], address, const_int(how)});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  for (int k = count; k-- > 0;) {
    push(object_val(load(Op::kLoadPtr, context, base + 8 * k, Alias::kAny),
                    k == list_at ? Kind::kList : Kind::kUnknown, Own::kOwned));
  }
  release_later(object);
}

// conversion: 0 none, 1 str, 2 repr, 3 ascii; +4: conversion only
void Specializer::format(bool spec, int conversion) {
  Val& value = top(spec ? 1 : 0);
  const Kind kind = guess(value);
  const bool plain =
      kind == Kind::kInt || kind == Kind::kFloat || kind == Kind::kStr || kind == Kind::kBool;
  if (kind == Kind::kInt && !spec && unboxable(value)) {
    const Val text = text_of_int(as_int(value));
    release_later(pop());
    push(text);
    note_native();
    return;
  }
  if (plain) {
    if (value.rep == Rep::kObject) refine(value, kind);
    note_native();
  } else {
    if (!runs_python("formatting of an object of unknown type")) return;
  }
  Val spec_value;
  if (spec) spec_value = to_object(pop());
  const Val object = to_object(pop());
  const Value result = call(
      Helper::k_format, {object.v[0], spec ? spec_value.v[0] : null_ptr(), const_int(conversion)});
  raise_if(is_null(result), spec ? 1 : 0);
  release_later(object);
  if (spec) release_later(spec_value);
  // __repr__ and __format__ may give a subclass.
  push(object_val(result, plain ? Kind::kStr : Kind::kUnknown, Own::kOwned));
}

}  // namespace hasten::optimize
