// comparisons: comparison, identity, membership, truth and the jumps on them, in the Specializer.
// See specializer.h.
#include <algorithm>

#include "optimize/specializer.h"

namespace hasten::optimize {

using ir::CompareKind;
using types::is_int_like;
using types::is_number;
using types::is_real;

Value Specializer::int_compare(CompareKind kind, Value left, Value right) {
  static const Op kOps[] = {Op::kICmpLt, Op::kICmpLe, Op::kICmpEq,
                            Op::kICmpNe, Op::kICmpGt, Op::kICmpGe};
  return emit(kOps[static_cast<int>(kind)], Type::kBool, {left, right});
}

Value Specializer::float_compare(CompareKind kind, Value left, Value right) {
  static const Op kOps[] = {Op::kFCmpLt, Op::kFCmpLe, Op::kFCmpEq,
                            Op::kFCmpNe, Op::kFCmpGt, Op::kFCmpGe};
  return emit(kOps[static_cast<int>(kind)], Type::kBool, {left, right});
}

// x == y of exact str: one object is, texts of different lengths are not.
Value Specializer::same_text(Value left, Value right) {
  const ir::BlockId differ = new_block(), look = new_block(), join = new_block();
  const Value result = block_param(join, Type::kBool);
  const ir::BlockId same = new_block(), shorter = new_block();
  branch(emit(Op::kPtrEq, Type::kBool, {left, right}), same, differ);
  set_block(same);
  jump(join, {const_bool(true)});
  set_block(differ);
  branch(emit(Op::kICmpEq, Type::kBool, {string_length(left), string_length(right)}), look,
         shorter);
  set_block(shorter);
  jump(join, {const_bool(false)});
  set_block(look);
  // Two ASCII texts mostly differ in the first character, if they do.
  const ir::BlockId ascii = new_block(), differs = new_block(), all = new_block();
  branch(emit(Op::kBoolAnd, Type::kBool, {ascii_state(left), ascii_state(right)}), ascii, all);
  set_block(ascii);
  branch(emit(Op::kICmpEq, Type::kBool, {character_code(left), character_code(right)}), all,
         differs);
  set_block(differs);
  jump(join, {const_bool(false)});
  set_block(all);
  const Value equal = call(Helper::k_same_text, {left, right});
  jump(join, {equal});
  set_block(join);
  return result;
}

void Specializer::compare(CompareKind kind, bool to_bool) {
  Val& right = top(0);
  Val& left = top(1);
  const Kind l = guess(left), r = guess(right);
  const auto finish = [&](Value result) {
    release_later(pop());
    release_later(pop());
    push(bool_val(result));
    note_native();
  };
  if (is_real(l) && is_real(r) && unboxable(left) && unboxable(right)) {
    Val lv = left, rv = right;
    if (is_int_like(l) && is_int_like(r)) {
      const Value a = as_int(lv), b = as_int(rv);
      finish(int_compare(kind, a, b));
    } else if (l == Kind::kFloat && r == Kind::kFloat) {
      const Value a = as_float(lv), b = as_float(rv);
      finish(float_compare(kind, a, b));
    } else {
      // An int beyond 2**53 is not exact as a float: the helper compares digits.
      const bool int_left = is_int_like(l);
      int64_t known = 0;
      const Val& int_side = int_left ? lv : rv;
      if (int_side.rep == Rep::kConst && world_->int_value(int_side.ref, known) &&
          types::is_exact_float(known)) {
        const Value a = as_float(lv), b = as_float(rv);
        finish(float_compare(kind, a, b));
        return;
      }
      static const int kMirror[] = {4, 5, 2, 3, 0, 1};
      const Value i = as_int(int_left ? lv : rv), f = as_float(int_left ? rv : lv);
      const int op = int_left ? static_cast<int>(kind) : kMirror[static_cast<int>(kind)];
      const Value result = call(Helper::k_compare_int_float, {i, f, const_int(op)});
      finish(emit(Op::kICmpNe, Type::kBool, {result, const_int(0)}));
    }
    return;
  }
  if ((types::is_numpy_number(l) || types::is_numpy_number(r)) && numpy_compare(kind, to_bool))
    return;
  const bool equality = kind == CompareKind::kEq || kind == CompareKind::kNe;
  const bool plain =
      (types::is_plain_key(l) && l == r && l != Kind::kComplex && l != Kind::kNone) ||
      (equality && types::is_plain_key(l) && types::is_plain_key(r));
  if (equality && l == Kind::kStr && r == Kind::kStr) {
    if (left.rep == Rep::kObject) refine(left, l);
    if (right.rep == Rep::kObject) refine(right, r);
    Val lv = left, rv = right;
    const bool left_known = known_character(left) >= 0;
    const int character = known_character(left_known ? left : right);
    Value equal;
    if (character >= 0) {
      const Value text = as_pointer(left_known ? rv : lv);
      const Value same =
          emit(Op::kICmpEq, Type::kBool, {character_code(text), const_int(character)});
      equal = emit(Op::kBoolAnd, Type::kBool, {is_character(text), same});
    } else {
      equal = same_text(as_pointer(lv), as_pointer(rv));
    }
    finish(kind == CompareKind::kEq ? equal : negate(equal));
    return;
  }
  if (l == r && (l == Kind::kTuple || l == Kind::kList) && !distrusted()) {
    if (left.rep == Rep::kObject) refine(left, l);
    if (right.rep == Rep::kObject) refine(right, r);
    Val lv = left, rv = right;
    const Value status = call(Helper::k_compare_numbers_and_text,
                              {as_pointer(lv), as_pointer(rv), const_int(static_cast<int>(kind))});
    guard(emit(Op::kICmpGe, Type::kBool, {status, const_int(0)}));
    finish(emit(Op::kICmpNe, Type::kBool, {status, const_int(0)}));
    return;
  }
  if (plain) {
    if (left.rep == Rep::kObject) refine(left, l);
    if (right.rep == Rep::kObject) refine(right, r);
    check_boxes(2);
    Val character_left = left, character_right = right;
    const bool text = l == Kind::kStr && r == Kind::kStr;
    Value status = text ? compare_with_character(kind, character_left, character_right) : -1;
    Val rv = to_object(pop()), lv = to_object(pop());
    if (status < 0)
      status = call(Helper::k_compare_plain, {lv.v[0], rv.v[0], const_int(static_cast<int>(kind))});
    raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 1);
    release_later(lv);
    release_later(rv);
    push(bool_val(emit(Op::kICmpNe, Type::kBool, {status, const_int(0)})));
    note_native();
    return;
  }
  if (instance_compare(kind, to_bool)) return;
  generic_compare(kind, to_bool);
}

void Specializer::generic_compare(CompareKind kind, bool to_bool) {
  if (!goes_generic("comparison of objects of unknown type")) return;
  const auto as_condition = [&](Value status) {
    return emit(Op::kICmpNe, Type::kBool, {status, const_int(0)});
  };
  check_boxes(2);
  barrier();
  const bool numbers = may_be_number(top(0)) && may_be_number(top(1));
  if (!numbers) publish();
  const Val rv = to_object(pop()), lv = to_object(pop());
  const std::vector<Value> operands = {lv.v[0], rv.v[0], const_int(static_cast<int>(kind))};
  const Helper helper = to_bool ? Helper::k_compare_bool : Helper::k_compare;
  Value result = -1;
  if (numbers) {
    const Value answer = call(Helper::k_compare_of_numbers, operands);
    const Value undone = emit(Op::kICmpEq, Type::kBool, {answer, const_int(2)});
    result = unless_undone(to_bool ? answer : to_object(bool_val(as_condition(answer))).v[0],
                           undone, helper, operands);
  } else {
    result = call(helper, operands);
  }
  if (to_bool) {
    raise_if(emit(Op::kICmpLt, Type::kBool, {result, const_int(0)}), 1);
    push(bool_val(as_condition(result)));
  } else {
    raise_if(is_null(result), 1);
    push(object_val(result, Kind::kUnknown, Own::kOwned, world_->boolean(true)));
  }
  release_later(lv);
  release_later(rv);
  mark_unsafe();
}

void Specializer::is_op(bool inverted) {
  Val& right = top(0);
  Val& left = top(1);
  const bool known = identity_of(left) != 0 && identity_of(right) != 0;
  // Boxes made here have no identity of their own to compare, except with objects of other types.
  const auto fixed = [](const Val& value) {
    return value.rep == Rep::kObject || value.rep == Rep::kConst || value.rep == Rep::kBool;
  };
  const bool comparable = known || (fixed(left) && fixed(right));
  for (Val* side : {&left, &right}) {
    if (comparable || side->rep != Rep::kObject) continue;
    if (const Kind kind = guess(*side); world_->type_object(kind) != 0) refine(*side, kind);
  }
  const bool of_other_types =
      types::is_exact(left.kind) && types::is_exact(right.kind) && left.kind != right.kind;
  if (known || of_other_types) {  // an object has one place in the pool
    const bool same = known && identity_of(left) == identity_of(right);
    release_later(pop());
    release_later(pop());
    push(bool_val(const_bool(same != inverted)));
    note_native();
    return;
  }
  if (!comparable) {
    leave_here("identity of a number");
    return;
  }
  Val rv = to_object(pop()), lv = to_object(pop());
  Value same = emit(Op::kPtrEq, Type::kBool, {lv.v[0], rv.v[0]});
  if (inverted) same = negate(same);
  release_later(lv);
  release_later(rv);
  push(bool_val(same));
  note_native();
}

void Specializer::contains(bool inverted) {
  if (const Value found = hashed_contains(); found >= 0) {
    push(bool_val(inverted ? negate(found) : found));
    return;
  }
  Val& container = top(0);
  Val& item = top(1);
  const Kind c = guess(container), i = guess(item);
  const bool text = (c == Kind::kStr && i == Kind::kStr) ||
                    (c == Kind::kBytes && (i == Kind::kBytes || is_int_like(i)));
  const bool plain = text || (c == Kind::kRange && is_int_like(i));
  if (plain) {
    if (container.rep == Rep::kObject) refine(container, c);
    if (item.rep == Rep::kObject) refine(item, i);
  }
  if (plain) {
    note_native();
  } else {
    if (!goes_generic("membership test that may run Python code")) return;
    barrier();
    publish();
  }
  Val holder = container, sought = item;
  Value status = c == Kind::kStr && i == Kind::kStr ? character_in(holder, sought) : -1;
  const Val cv = to_object(pop()), iv = to_object(pop());
  if (status < 0)
    status = call(plain ? Helper::k_contains_plain : Helper::k_contains, {cv.v[0], iv.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  release_later(cv);
  release_later(iv);
  push(bool_val(emit(inverted ? Op::kICmpEq : Op::kICmpNe, Type::kBool, {status, const_int(0)})));
  if (!plain) mark_unsafe();
}

// Truth without running Python code, or nothing if that cannot be promised.
std::optional<Value> Specializer::truth(Val& value) {
  const Kind kind = guess(value);
  if ((is_number(kind) || types::is_numpy_number(kind)) && unboxable(value)) {
    const Val v = unboxed(value);
    switch (v.rep) {
    case Rep::kBool:
      return v.v[0];
    case Rep::kInt:
      return emit(Op::kICmpNe, Type::kBool, {v.v[0], const_int(0)});
    case Rep::kFloat:
      return emit(Op::kFCmpNe, Type::kBool, {v.v[0], const_float(0.0)});
    default:
      return emit(Op::kBoolOr, Type::kBool,
                  {emit(Op::kFCmpNe, Type::kBool, {v.v[0], const_float(0.0)}),
                   emit(Op::kFCmpNe, Type::kBool, {v.v[1], const_float(0.0)})});
    }
  }
  if (kind == Kind::kNone && (value.rep == Rep::kConst || !distrusted())) {
    refine(value, kind);
    return const_bool(false);
  }
  const bool sized = kind == Kind::kList || kind == Kind::kTuple || kind == Kind::kBytes ||
                     kind == Kind::kInt || kind == Kind::kStr || kind == Kind::kDict ||
                     kind == Kind::kSet || kind == Kind::kByteArray;
  if (!sized) return std::nullopt;
  refine(value, kind);
  const Val object = to_object(value);
  return emit(Op::kICmpNe, Type::kBool,
              {call(Helper::k_is_true_plain, {object.v[0]}), const_int(0)});
}

void Specializer::to_bool(bool inverted) {
  if (const std::optional<Value> result = truth(top())) {
    release_later(pop());
    push(bool_val(inverted ? negate(*result) : *result));
    note_native();
    return;
  }
  if (!goes_generic("truth of an object of unknown type")) return;
  barrier();
  publish();
  const Val value = to_object(pop());
  const Value status = call(Helper::k_is_true, {value.v[0]});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  release_later(value);
  push(bool_val(emit(inverted ? Op::kICmpEq : Op::kICmpNe, Type::kBool, {status, const_int(0)})));
  mark_unsafe();
}

void Specializer::jump_if(bool when_true, int target, int pc) {
  if (top().rep != Rep::kBool) {
    to_bool(false);
    if (block_ < 0) return;
  }
  flush_releases();
  if (check_valid_)
    check_still_valid(inst_->offset, inst_->line);  // the jump is repeated on the bool
  const Value condition = pop().v[0];
  note_native();
  split_ways(condition, when_true, target, pc);
}

// The two ways of a conditional jump; what lies on one that is never taken is not looked at.
void Specializer::split_ways(Value condition, bool jumps_when, int target, int pc) {
  if (const auto known = known_bools_.find(condition); known != known_bools_.end()) {
    const bool jumps = known->second == jumps_when;
    go_to(jumps ? target : pc + 1, jumps && target <= pc);
    return;
  }
  const ir::BlockId taken = new_block(), fall = new_block();
  branch(condition, jumps_when ? taken : fall, jumps_when ? fall : taken);
  const Env saved = env_;
  set_block(taken);
  go_to(target, target <= pc);
  env_ = saved;
  set_block(fall);
  go_to(pc + 1, false);
}

void Specializer::jump_if_none(bool when_none, int target, int pc) {
  const Val value = top();
  Value condition;
  if (value.rep == Rep::kObject && !types::is_exact(value.kind)) {
    Val object = value;
    condition = emit(Op::kPtrEq, Type::kBool, {as_pointer(object), const_object(world_->none())});
  } else {
    condition = const_bool(value.kind == Kind::kNone);
  }
  release_later(pop());
  note_native();
  flush_releases();
  split_ways(condition, when_none, target, pc);
}

}  // namespace hasten::optimize
