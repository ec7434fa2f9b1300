// arithmetic: operators in the Specializer. See specializer.h.
//
// Native bodies exist where CPython's result is a pure function of unboxed operands; whatever would
// raise (division by zero, negative shift) or leave 64 bits exits first, and the interpreter does
// it.
#include "optimize/specializer.h"

namespace hasten::optimize {

using ir::BinaryKind;
using types::is_int_like;
using types::is_number;
using types::is_real;
using types::kExactFloat;

void Specializer::binary(BinaryKind kind, bool in_place) {
  Val& right = top(0);
  Val& left = top(1);
  const Kind l = guess(left), r = guess(right);
  if (is_number(l) && is_number(r) && unboxable(left) && unboxable(right)) {
    bool done = false;
    if (l == Kind::kComplex || r == Kind::kComplex) {
      done = complex_binary(kind, left, right);
    } else if (l == Kind::kFloat || r == Kind::kFloat || kind == BinaryKind::kTrueDivide) {
      done = float_binary(kind, left, right);
    } else if (!distrusted()) {
      done = int_binary(kind, left, right);
    }
    if (block_ < 0 || done) return;
  }
  if (is_number(l) && is_number(r)) {  // exact numbers of any size: no Python code can run
    if (left.rep == Rep::kObject) refine(left, l);
    if (right.rep == Rep::kObject) refine(right, r);
    const bool ints = is_int_like(l) && is_int_like(r) && kind != BinaryKind::kTrueDivide &&
                      kind != BinaryKind::kPower;
    plain_binary(kind, ints ? Kind::kInt : Kind::kUnknown);
    return;
  }
  if ((types::is_numpy_number(l) || types::is_numpy_number(r)) && numpy_binary(kind, left, right))
    return;
  if (sequence_binary(kind, l, r, in_place) || instance_binary(kind, in_place)) return;
  generic_binary(kind, in_place);
}

bool Specializer::int_binary(BinaryKind kind, Val& left, Val& right) {
  const bool bools = left.kind == Kind::kBool && right.kind == Kind::kBool;
  if (bools && (kind == BinaryKind::kAnd || kind == BinaryKind::kOr || kind == BinaryKind::kXor)) {
    const Val l = unboxed(left), r = unboxed(right);
    Value result = -1;
    if (kind == BinaryKind::kAnd) result = emit(Op::kBoolAnd, Type::kBool, {l.v[0], r.v[0]});
    if (kind == BinaryKind::kOr) result = emit(Op::kBoolOr, Type::kBool, {l.v[0], r.v[0]});
    if (kind == BinaryKind::kXor) {
      result = emit(
          Op::kICmpNe, Type::kBool,
          {emit(Op::kBoolToInt, Type::kInt, {l.v[0]}), emit(Op::kBoolToInt, Type::kInt, {r.v[0]})});
    }
    release_later(pop());
    release_later(pop());
    push(bool_val(result));
    note_native();
    return true;
  }
  Val lv = left, rv = right;
  const Value l = as_int(lv), r = as_int(rv);
  Value result = -1;
  const auto checked = [&](Op op) {
    return emit(op, Type::kInt, {l, r}, 0, Alias::kAny, overflow_exit());
  };
  switch (kind) {
  case BinaryKind::kAdd:
    result = checked(Op::kAddChecked);
    break;
  case BinaryKind::kSubtract:
    result = checked(Op::kSubChecked);
    break;
  case BinaryKind::kMultiply:
    result = checked(Op::kMulChecked);
    break;
  case BinaryKind::kAnd:
    result = emit(Op::kAnd, Type::kInt, {l, r});
    break;
  case BinaryKind::kOr:
    result = emit(Op::kOr, Type::kInt, {l, r});
    break;
  case BinaryKind::kXor:
    result = emit(Op::kXor, Type::kInt, {l, r});
    break;
  case BinaryKind::kFloorDivide:
    result = floor_divide(l, r, false);
    break;
  case BinaryKind::kRemainder:
    result = floor_divide(l, r, true);
    break;
  case BinaryKind::kLeftShift:
    result = int_shift_left(l, r);
    break;
  case BinaryKind::kRightShift: {
    guard(emit(Op::kICmpGe, Type::kBool, {r, const_int(0)}));
    const Value large = emit(Op::kICmpGt, Type::kBool, {r, const_int(63)});
    result = emit(Op::kAShr, Type::kInt,
                  {l, emit(Op::kSelectInt, Type::kInt, {large, const_int(63), r})});
    break;
  }
  case BinaryKind::kPower:
    emit(Op::kGuard, Type::kVoid, {call(Helper::k_int_pow_ok, {l, r})}, 0, Alias::kAny,
         overflow_exit());
    result = call(Helper::k_int_pow, {l, r});
    break;
  default:
    return false;
  }
  release_later(pop());
  release_later(pop());
  push(int_val(result));
  note_native();
  return true;
}

Value Specializer::floor_divide(Value left, Value right, bool modulo) {
  guard(emit(Op::kICmpNe, Type::kBool, {right, const_int(0)}));
  // The one quotient that does not fit: the smallest int by -1.
  const Value minus = emit(Op::kICmpEq, Type::kBool, {right, const_int(-1)});
  const Value least = emit(Op::kICmpEq, Type::kBool, {left, const_int(INT64_MIN)});
  guard_not(emit(Op::kBoolAnd, Type::kBool, {minus, least}));
  return emit(modulo ? Op::kFloorMod : Op::kFloorDiv, Type::kInt, {left, right});
}

// Exact if shifting back gives the operand again.
Value Specializer::int_shift_left(Value left, Value right) {
  emit(Op::kGuard, Type::kVoid, {emit(Op::kICmpUlt, Type::kBool, {right, const_int(63)})}, 0,
       Alias::kAny, overflow_exit());
  const Value result = emit(Op::kShl, Type::kInt, {left, right});
  const Value back = emit(Op::kAShr, Type::kInt, {result, right});
  emit(Op::kGuard, Type::kVoid, {emit(Op::kICmpEq, Type::kBool, {back, left})}, 0, Alias::kAny,
       overflow_exit());
  return result;
}

bool Specializer::float_binary(BinaryKind kind, Val& left, Val& right) {
  const bool ints = left.kind != Kind::kFloat && right.kind != Kind::kFloat &&
                    guess(left) != Kind::kFloat && guess(right) != Kind::kFloat;
  Val lv = left, rv = right;
  Value l, r;
  if (ints) {  // int / int: both exact as floats, so that the quotient is correctly rounded
    const Value li = as_int(lv), ri = as_int(rv);
    for (const Value v : {li, ri}) {
      const Value moved = emit(Op::kAdd, Type::kInt, {v, const_int(kExactFloat)});
      guard(emit(Op::kICmpUlt, Type::kBool, {moved, const_int(2 * kExactFloat + 1)}));
    }
    l = emit(Op::kIntToFloat, Type::kFloat, {li});
    r = emit(Op::kIntToFloat, Type::kFloat, {ri});
  } else {
    l = as_float(lv);
    r = as_float(rv);
  }
  Value result = -1;
  switch (kind) {
  case BinaryKind::kAdd:
    result = emit(Op::kFAdd, Type::kFloat, {l, r});
    break;
  case BinaryKind::kSubtract:
    result = emit(Op::kFSub, Type::kFloat, {l, r});
    break;
  case BinaryKind::kMultiply:
    result = emit(Op::kFMul, Type::kFloat, {l, r});
    break;
  case BinaryKind::kTrueDivide:
    guard(emit(Op::kFCmpNe, Type::kBool, {r, const_float(0.0)}));
    result = emit(Op::kFDiv, Type::kFloat, {l, r});
    break;
  case BinaryKind::kFloorDivide:
  case BinaryKind::kRemainder:
    guard(emit(Op::kFCmpNe, Type::kBool, {r, const_float(0.0)}));
    result = call(kind == BinaryKind::kRemainder ? Helper::k_float_mod : Helper::k_float_floor_div,
                  {l, r});
    break;
  case BinaryKind::kPower:
    result = float_power(l, r, right);
    break;
  default:
    return false;
  }
  release_later(pop());
  release_later(pop());
  push(float_val(result));
  note_native();
  return true;
}

// CPython's textbook formulas for + - *; the rest goes through its own C functions.
bool Specializer::complex_binary(BinaryKind kind, Val& left, Val& right) {
  if (kind != BinaryKind::kAdd && kind != BinaryKind::kSubtract && kind != BinaryKind::kMultiply)
    return false;
  Val lv = left, rv = right;
  Value l[2], r[2];
  as_complex(lv, l);
  as_complex(rv, r);
  const auto op = [&](Op code, Value a, Value b) { return emit(code, Type::kFloat, {a, b}); };
  Value re, im;
  if (kind == BinaryKind::kMultiply) {
    re = op(Op::kFSub, op(Op::kFMul, l[0], r[0]), op(Op::kFMul, l[1], r[1]));
    im = op(Op::kFAdd, op(Op::kFMul, l[0], r[1]), op(Op::kFMul, l[1], r[0]));
  } else {
    const Op code = kind == BinaryKind::kAdd ? Op::kFAdd : Op::kFSub;
    re = op(code, l[0], r[0]);
    im = op(code, l[1], r[1]);
  }
  release_later(pop());
  release_later(pop());
  push(complex_val(re, im));
  note_native();
  return true;
}

// Operators on exact built-in operands that run no Python code.
void Specializer::plain_binary(BinaryKind kind, Kind result) {
  note_native();
  check_boxes(2);
  Val right = pop(), left = pop();
  Val l = to_object(left), r = to_object(right);
  const Value value =
      call(Helper::k_binary_plain, {l.v[0], r.v[0], const_int(static_cast<int>(kind))});
  raise_if(is_null(value), 1);
  release_later(l);
  release_later(r);
  const Ref like = left.ref != 0 && left.rep != Rep::kConst ? left.ref
                   : right.rep != Rep::kConst               ? right.ref
                                                            : 0;
  push(object_val(value, result, Own::kOwned, result == Kind::kInt ? like : 0));
}

bool Specializer::sequence_binary(BinaryKind kind, Kind left, Kind right, bool in_place) {
  const bool concat = kind == BinaryKind::kAdd && left == right &&
                      (left == Kind::kStr || left == Kind::kBytes || left == Kind::kTuple ||
                       (left == Kind::kList && !in_place));
  const bool repeat = kind == BinaryKind::kMultiply && !in_place &&
                      ((is_int_like(right) && (left == Kind::kStr || left == Kind::kBytes ||
                                               left == Kind::kList || left == Kind::kTuple)) ||
                       (is_int_like(left) && (right == Kind::kStr || right == Kind::kBytes ||
                                              right == Kind::kList || right == Kind::kTuple)));
  if (!concat && !repeat) return false;
  for (Val* value : {&top(1), &top(0)}) {
    if (value->rep == Rep::kObject) refine(*value, guess(*value));
  }
  if (concat && left == Kind::kStr && concat_into_local()) return true;
  const Kind result = is_int_like(left) ? right : left;
  plain_binary(kind, result);
  return true;
}

// x = x + y and x += y on a str local append in place as CPython does, so that a loop of them stays
// linear.
bool Specializer::concat_into_local() {
  Val left = top(1);
  const ir::PyInst& next = code_->insts[pc_ + 1];
  if (left.rep != Rep::kObject || next.op != PyOp::kStoreFast || is_target()[pc_ + 1] ||
      env_.vars[var_of(next.arg)].in_register) {
    return false;
  }
  if (left.own == Own::kOwned && !distrusted()) {
    // The entry took a reference of its own (a call came in between) to what most likely still is
    // the variable's value.
    const Value held = load_slot(var_of(next.arg));
    guard(emit(Op::kPtrEq, Type::kBool, {held, left.v[0]}));
    left.slot = var_of(next.arg);
  } else if (left.own != Own::kLocal || left.slot != var_of(next.arg)) {
    return false;
  }
  for (size_t d = 0; d + 2 < env_.stack.size(); ++d) {
    if (env_.stack[d].own == Own::kLocal && env_.stack[d].slot == left.slot)
      env_.stack[d] = owned_object(env_.stack[d]);
  }
  note_native();
  Val right = to_object(pop());
  // x += x: what is appended must not move.
  if (right.own == Own::kLocal && right.slot == left.slot) right = owned_object(right);
  pop();
  if (left.own == Own::kOwned)
    emit(Op::kDecRef, Type::kVoid, {left.v[0]}, 0, Alias::kHeader);  // the variable holds it
  store_slot(left.slot, null_ptr());
  const Value result = call(Helper::k_concat_local, {left.v[0], right.v[0]});
  // Only for want of memory: the variable is unbound then, as in CPython.
  Env lost = env_;
  lost.stack.push_back(Val{});
  lost.stack.back() = const_val(world_->none());
  lost.stack.push_back(right);
  const int exit = make_exit(ir::ExitKind::kRaise, inst_->offset, inst_->line, lost);
  function().exits[exit].raiser = static_cast<int>(lost.stack.size()) - 2 - level().stack_base;
  emit(Op::kGuard, Type::kVoid, {negate(is_null(result))}, 0, Alias::kAny, exit);
  release_later(right);
  Var& var = env_.vars[left.slot];
  var.maybe_null = true;
  push(object_val(result, Kind::kStr, Own::kOwned));
  return true;
}

// Of no other known type: numbers of several types in one place are common.
bool Specializer::may_be_number(const Val& value) {
  const Kind kind = guess(value);
  return kind == Kind::kUnknown || is_number(kind);
}

void Specializer::generic_binary(BinaryKind kind, bool in_place) {
  if (!goes_generic(std::string("operator ") + ir::binary_name(kind) +
                    " on objects of unknown type"))
    return;
  check_boxes(2);
  barrier();
  const bool numbers = may_be_number(top(0)) && may_be_number(top(1));
  if (!numbers) publish();
  Val right = pop(), left = pop();
  right = to_object(right);
  left = to_object(left);
  const std::vector<Value> operands = {left.v[0], right.v[0], const_int(static_cast<int>(kind))};
  const Helper helper = in_place ? Helper::k_inplace : Helper::k_binary;
  Value value = -1;
  if (numbers) {
    const Value quiet = call(Helper::k_binary_of_numbers, operands);
    value = unless_undone(quiet, is_null(quiet), helper, operands);
  } else {
    value = call(helper, operands);
  }
  raise_if(is_null(value), 1);
  release_later(left);
  release_later(right);
  push(object_val(value, Kind::kUnknown, Own::kOwned));
  mark_unsafe();
}

void Specializer::unary(PyOp op) {
  Val& value = top();
  const Kind kind = guess(value);
  const bool is_itself = kind == Kind::kInt || kind == Kind::kFloat;  // +x
  if (op == PyOp::kPositive && is_itself && is_value(value)) {
    refine(value, kind);
    note_native();
    return;
  }
  if (is_number(kind) && unboxable(value)) {
    Val operand = value;
    if (kind == Kind::kFloat && op == PyOp::kNegative) {
      const Value result = emit(Op::kFNeg, Type::kFloat, {as_float(operand)});
      release_later(pop());
      push(float_val(result));
      note_native();
      return;
    }
    if (kind == Kind::kComplex && op == PyOp::kNegative) {
      Value parts[2];
      as_complex(operand, parts);
      release_later(pop());
      push(complex_val(emit(Op::kFNeg, Type::kFloat, {parts[0]}),
                       emit(Op::kFNeg, Type::kFloat, {parts[1]})));
      note_native();
      return;
    }
    // ~ on bool warns since 3.12: left to the C API.
    if (kind == Kind::kInt || (kind == Kind::kBool && op != PyOp::kInvert)) {
      const Value number = as_int(operand);
      const Value result = op == PyOp::kPositive ? number
                           : op == PyOp::kNegative
                               ? emit(Op::kSubChecked, Type::kInt, {const_int(0), number}, 0,
                                      Alias::kAny, overflow_exit())
                               : emit(Op::kXor, Type::kInt, {number, const_int(-1)});
      release_later(pop());
      push(int_val(result));
      note_native();
      return;
    }
  }
  if (types::is_numpy_number(kind) && numpy_unary(op)) return;
  const char* const method = op == PyOp::kNegative ? "__neg__"
                             : op == PyOp::kInvert ? "__invert__"
                                                   : "__pos__";
  if (instance_method(method, 1, Returns::kAnything)) return;
  if (!goes_generic("unary operator on an object of unknown type")) return;
  barrier();
  publish();
  const Val object = to_object(pop());
  const int kind_of_unary = op == PyOp::kNegative ? 0 : op == PyOp::kInvert ? 1 : 2;
  const Value result = call(Helper::k_unary, {object.v[0], const_int(kind_of_unary)});
  raise_if(is_null(result), 0);
  release_later(object);
  push(object_val(result, Kind::kUnknown, Own::kOwned));
  mark_unsafe();
}

}  // namespace hasten::optimize
