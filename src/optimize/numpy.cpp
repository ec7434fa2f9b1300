// numpy: exact ndarrays of int64 and float64 by index, and NumPy's two scalar types, in the
// Specializer. See specializer.h.
//
// An element is a numpy.int64 or numpy.float64 object, never a Python number: it is held unboxed
// under its own kind and boxed as what it is. NumPy reports overflow, division by zero, invalid
// operands and, if asked to, underflow by a warning or an exception: whatever might be reported is
// left to the interpreter before it is done.
#include "optimize/specializer.h"

namespace hasten::optimize {

using ir::BinaryKind;
using ir::CompareKind;
using types::ArrayFacts;
using types::is_numpy_number;
using Element = types::ArrayFacts::Element;

namespace {

constexpr double kInfinity = __builtin_inf();
constexpr double kLeastNormal = 0x1p-1022;
constexpr int64_t kAligned = 0x100, kWriteable = 0x400,
                  kWarnOnWrite = int64_t{1} << 31;  // ndarray flags

bool is_index(Kind kind) { return kind == Kind::kInt || kind == Kind::kNumpyInt64; }
bool is_float(Kind kind) { return kind == Kind::kFloat || kind == Kind::kNumpyFloat64; }

}  // namespace

// m[i, j]: the tuple need not exist if nobody but the array sees it.
bool Specializer::index_pair() {
  if (env_.stack.size() < 3 || distrusted() || guess(top(2)) != Kind::kArray) return false;
  const auto follows = [&](int distance, PyOp op, int arg) {
    const size_t at = static_cast<size_t>(pc_ + distance);
    if (at >= code_->insts.size() || is_target()[at]) return false;
    return code_->insts[at].op == op && (arg < 0 || code_->insts[at].arg == arg);
  };
  const bool used = follows(1, PyOp::kSubscript, -1) || follows(1, PyOp::kStoreSubscript, -1) ||
                    (follows(1, PyOp::kCopy, 2) && follows(2, PyOp::kCopy, 2) &&
                     follows(3, PyOp::kSubscript, -1));
  const ArrayFacts facts = world_->array_facts(top(2).ref);
  if (!used || facts.element == Element::kOther || facts.ndim != 2) return false;
  for (int k = 0; k < 2; ++k) {
    if (!is_index(guess(top(k))) || !unboxable(top(k))) return false;
  }
  if (top(2).rep == Rep::kObject) refine(top(2), Kind::kArray);
  Val row = top(1), column = top(0);
  Val pair;
  pair.rep = Rep::kIndexPair;
  pair.kind = Kind::kTuple;
  pair.v[0] = as_int(row);
  pair.v[1] = as_int(column);
  release_later(pop());
  release_later(pop());
  push(pair);
  note_native();
  return true;
}

// Python code that runs may resize an array or change its shape or element type.
void Specializer::forget_arrays() {
  for (Var& var : env_.vars) var.array = ArrayHeader{};
}

// Guards element type, number of dimensions and flags, then reads the rest.
ArrayHeader Specializer::array_header(Value array, const ArrayFacts& facts, bool to_store) {
  const auto header = [&](Op op, int64_t offset) {
    return load(op, array, offset, Alias::kArrayHeader);
  };
  const auto both = [&](Value a, Value b) { return emit(Op::kBoolAnd, Type::kBool, {a, b}); };
  const int64_t mask = to_store ? kAligned | kWriteable | kWarnOnWrite : kAligned;
  const Value dtype = emit(Op::kPtrEq, Type::kBool,
                           {header(Op::kLoadPtr, layout_.array_descr), const_object(facts.dtype)});
  const Value ndim = emit(Op::kICmpEq, Type::kBool,
                          {header(Op::kLoadI32, layout_.array_ndim), const_int(facts.ndim)});
  const Value flags =
      emit(Op::kAnd, Type::kInt, {header(Op::kLoadU32, layout_.array_flags), const_int(mask)});
  guard(both(both(dtype, ndim),
             emit(Op::kICmpEq, Type::kBool, {flags, const_int(mask & ~kWarnOnWrite)})));
  ArrayHeader result;
  result.ndim = facts.ndim;
  result.dtype = facts.dtype;
  result.writeable = to_store;
  result.data = header(Op::kLoadPtr, layout_.array_data);
  const Value shape = header(Op::kLoadPtr, layout_.array_shape),
              strides = header(Op::kLoadPtr, layout_.array_strides);
  for (int k = 0; k < facts.ndim; ++k) {
    result.shape[k] = load(Op::kLoadI64, shape, 8 * k, Alias::kArrayHeader);
    result.strides[k] = load(Op::kLoadI64, strides, 8 * k, Alias::kArrayHeader);
  }
  return result;
}

// Checks an array that the loop does not rebind once, before the loop, if the loop has subscripts
// at all.
void Specializer::enter_array(int slot, Ref live, Value array) {
  const ArrayFacts facts = world_->array_facts(live);
  if (facts.element == Element::kOther || facts.ndim < 1 || facts.ndim > 2 || stored_[slot]) return;
  bool reads = false, writes = false;
  for (const int at : loop_) {
    reads = reads || code_->insts[at].op == PyOp::kSubscript;
    writes = writes || code_->insts[at].op == PyOp::kStoreSubscript;
  }
  if (!reads && !writes) return;
  env_.vars[slot].array = array_header(array, facts, writes && facts.writeable);
  env_.vars[slot].array.at_entry = true;
}

// The address of an element, everything guarded: type, element type, number of dimensions, flags,
// indices.
bool Specializer::array_place(Val& container, Val& index, bool to_store, ArrayFacts& facts,
                              Value& place) {
  if (distrusted()) return false;
  facts = world_->array_facts(container.ref);
  if (facts.element == Element::kOther || (to_store && !facts.writeable)) return false;
  std::vector<Val> indices;
  if (index.rep == Rep::kConst && index.kind == Kind::kTuple) {
    for (int k = 0; k < world_->tuple_size(index.ref); ++k) {
      indices.push_back(const_val(world_->element_at(index.ref, k)));
      if (indices.back().kind != Kind::kInt || !unboxable(indices.back())) return false;
    }
  } else if (index.rep != Rep::kIndexPair) {
    if (!is_index(guess(index)) || !unboxable(index)) return false;
    indices.push_back(index);
  }
  const int count = index.rep == Rep::kIndexPair ? 2 : static_cast<int>(indices.size());
  if (count != facts.ndim || count < 1 || count > 2) return false;
  if (container.rep == Rep::kObject) refine(container, Kind::kArray);
  const bool of_variable = container.rep == Rep::kObject && container.own == Own::kLocal &&
                           container.slot >= 0 && container.slot < levels_[0].code->local_count &&
                           !levels_[0].code->local_is_cell[container.slot] &&
                           !env_.vars[container.slot].in_register;
  ArrayHeader header;
  if (of_variable) header = env_.vars[container.slot].array;
  if (header.ndim != count || header.dtype != facts.dtype || (to_store && !header.writeable)) {
    header = array_header(as_pointer(container), facts, to_store);
    if (of_variable) env_.vars[container.slot].array = header;
  }
  place = header.data;
  for (int k = 0; k < count; ++k) {
    const Value wanted =
        index.rep == Rep::kIndexPair ? index.v[k] : as_int(indices[static_cast<size_t>(k)]);
    const Value at = checked_index(wanted, header.shape[k]);
    place = emit(Op::kElementPtr, Type::kPtr,
                 {place, emit(Op::kMul, Type::kInt, {at, header.strides[k]})}, 1);
  }
  return true;
}

// a.ndim, a.size and a.shape[k], and a.shape where it is unpacked at once.
bool Specializer::array_attribute(int name) {
  Val& owner = top();
  if (guess(owner) != Kind::kArray || distrusted()) return false;
  const ArrayFacts facts = world_->array_facts(owner.ref);
  const std::string& text = code_->names[name];
  const bool is_shape = text == "shape", is_size = text == "size", is_ndim = text == "ndim";
  if ((!is_shape && !is_size && !is_ndim) || facts.ndim < 1 || facts.ndim > 2) return false;
  int picked = -1, skipped = 0;
  if (is_shape) {
    const ir::PyInst &next = code_->insts[pc_ + 1], &after = code_->insts[pc_ + 2];
    int64_t index = 0;
    if (next.op == PyOp::kUnpackSequence && next.arg == facts.ndim && !is_target()[pc_ + 1]) {
      skipped = 1;
    } else if (next.op == PyOp::kLoadConst && after.op == PyOp::kSubscript &&
               !is_target()[pc_ + 1] && !is_target()[pc_ + 2]) {
      const Ref constant = world_->constant(next.arg);
      if (world_->kind_of(constant) != Kind::kInt || !world_->int_value(constant, index))
        return false;
      if (index < 0) index += facts.ndim;
      if (index < 0 || index >= facts.ndim) return false;
      picked = static_cast<int>(index);
      skipped = 2;
    } else {
      return false;
    }
  }
  if (owner.rep == Rep::kObject) refine(owner, Kind::kArray);
  const Value array = as_pointer(owner);
  const Value ndim = load(Op::kLoadI32, array, layout_.array_ndim, Alias::kArrayHeader);
  guard(emit(Op::kICmpEq, Type::kBool, {ndim, const_int(facts.ndim)}));
  const Value shape = load(Op::kLoadPtr, array, layout_.array_shape, Alias::kArrayHeader);
  std::vector<Value> lengths;
  lengths.reserve(static_cast<size_t>(facts.ndim));
  for (int k = 0; k < facts.ndim; ++k)
    lengths.push_back(load(Op::kLoadI64, shape, 8 * k, Alias::kArrayHeader));
  release_later(pop());
  if (is_ndim) {
    push(int_val(const_int(facts.ndim)));
  } else if (is_size) {
    push(int_val(facts.ndim == 1 ? lengths[0]
                                 : emit(Op::kMul, Type::kInt, {lengths[0], lengths[1]})));
  } else if (picked >= 0) {
    push(int_val(lengths[static_cast<size_t>(picked)]));
  } else {
    for (int k = facts.ndim; k-- > 0;) push(int_val(lengths[static_cast<size_t>(k)]));
  }
  skip_next_ = skipped;
  note_native();
  return true;
}

bool Specializer::array_subscript(Val& container, Val& index) {
  ArrayFacts facts;
  Value place = -1;
  if (!array_place(container, index, false, facts, place)) return false;
  const Val element = facts.element == Element::kInt64
                          ? numpy_int_val(load(Op::kLoadI64, place, 0, Alias::kArrayData))
                          : numpy_float_val(load(Op::kLoadF64, place, 0, Alias::kArrayData));
  release_later(pop());
  release_later(pop());
  push(element);
  note_native();
  return true;
}

// A float that goes into an int array is cut off or refused by rules of NumPy's own: left generic.
bool Specializer::array_store(Val& container, Val& index, Val& value) {
  const Kind kind = guess(value);
  if ((!is_index(kind) && !is_float(kind)) || !unboxable(value)) return false;
  ArrayFacts facts = world_->array_facts(container.ref);
  if (facts.element == Element::kInt64 && !is_index(kind)) return false;
  Value place = -1;
  if (!array_place(container, index, true, facts, place)) return false;
  Val number = value;
  if (facts.element == Element::kInt64) {
    store(Op::kStoreI64, place, as_int(number), 0, Alias::kArrayData);
  } else {
    store(Op::kStoreF64, place, as_float(number), 0, Alias::kArrayData);
  }
  for (int k = 0; k < 3; ++k) release_later(pop());
  note_native();
  return true;
}

// len() of the array on the top; without dimensions it raises.
bool Specializer::array_length() {
  if (guess(top()) != Kind::kArray) return false;
  if (top().rep == Rep::kObject) refine(top(), Kind::kArray);
  const Value array = as_pointer(top());
  const Value dimensions = load(Op::kLoadI32, array, layout_.array_ndim, Alias::kArrayHeader);
  guard(emit(Op::kICmpGt, Type::kBool, {dimensions, const_int(0)}));
  const Value shape = load(Op::kLoadPtr, array, layout_.array_shape, Alias::kArrayHeader);
  finish_call(1, int_val(load(Op::kLoadI64, shape, 0, Alias::kArrayHeader)));
  return true;
}

bool Specializer::numpy_operand(const Val& value) {
  const Kind kind = guess(value);
  return (is_index(kind) || is_float(kind)) && unboxable(value);
}

// A numpy number with another or with an int that fits or a float; bool and the rest have rules of
// their own.
bool Specializer::numpy_pair(const Val& left, const Val& right) {
  return !distrusted() && numpy_operand(left) && numpy_operand(right) &&
         (is_numpy_number(guess(left)) || is_numpy_number(guess(right)));
}

bool Specializer::numpy_binary(BinaryKind kind, Val& left, Val& right) {
  if (!numpy_pair(left, right)) return false;
  const bool floats =
      is_float(guess(left)) || is_float(guess(right)) || kind == BinaryKind::kTrueDivide;
  switch (kind) {
  case BinaryKind::kAdd:
  case BinaryKind::kSubtract:
  case BinaryKind::kMultiply:
  case BinaryKind::kTrueDivide:
    break;
  case BinaryKind::kPower: {
    // The scalar's own power is libm's; a numpy.int64 with a float goes through array code with its
    // own.
    int64_t exponent = 0;
    const bool square = right.rep == Rep::kConst && right.kind == Kind::kInt &&
                        world_->int_value(right.ref, exponent) && exponent == 2 &&
                        world_->pow_rounds_well();
    if (floats ? guess(left) != Kind::kNumpyFloat64 : !square) return false;
    break;
  }
  default:
    if (floats) return false;
    break;
  }
  const Value result =
      floats ? numpy_float_result(kind, left, right) : numpy_int_result(kind, left, right);
  if (result < 0) return false;
  release_later(pop());
  release_later(pop());
  push(floats ? numpy_float_val(result) : numpy_int_val(result));
  note_native();
  return true;
}

Value Specializer::numpy_int_result(BinaryKind kind, Val& left, Val& right) {
  Val lv = left, rv = right;
  const Value l = as_int(lv), r = as_int(rv);
  const auto checked = [&](Op op, Value a, Value b) {
    return emit(op, Type::kInt, {a, b}, 0, Alias::kAny, overflow_exit());
  };
  switch (kind) {
  case BinaryKind::kAdd:
    return checked(Op::kAddChecked, l, r);
  case BinaryKind::kSubtract:
    return checked(Op::kSubChecked, l, r);
  case BinaryKind::kMultiply:
    return checked(Op::kMulChecked, l, r);
  case BinaryKind::kPower:  // by the constant 2
    return checked(Op::kMulChecked, l, l);
  case BinaryKind::kFloorDivide:
    return floor_divide(l, r, false);
  case BinaryKind::kRemainder:
    return floor_divide(l, r, true);
  case BinaryKind::kAnd:
    return emit(Op::kAnd, Type::kInt, {l, r});
  case BinaryKind::kOr:
    return emit(Op::kOr, Type::kInt, {l, r});
  case BinaryKind::kXor:
    return emit(Op::kXor, Type::kInt, {l, r});
  case BinaryKind::kLeftShift:  // bits shifted out are lost without a word
  case BinaryKind::kRightShift:
    guard(emit(Op::kICmpUlt, Type::kBool, {r, const_int(64)}));
    return emit(kind == BinaryKind::kLeftShift ? Op::kShl : Op::kAShr, Type::kInt, {l, r});
  default:
    return -1;
  }
}

Value Specializer::numpy_float_result(BinaryKind kind, Val& left, Val& right) {
  if (kind == BinaryKind::kPower) return numpy_power(left, right);
  Val lv = left, rv = right;
  const Value l = as_float(lv), r = as_float(rv);
  const auto is_zero = [&](Value v) {
    return emit(Op::kFCmpEq, Type::kBool, {v, const_float(0.0)});
  };
  const bool divides = kind == BinaryKind::kTrueDivide, multiplies = kind == BinaryKind::kMultiply;
  if (divides) guard(emit(Op::kFCmpNe, Type::kBool, {r, const_float(0.0)}));
  const Op op = divides                    ? Op::kFDiv
                : multiplies               ? Op::kFMul
                : kind == BinaryKind::kAdd ? Op::kFAdd
                                           : Op::kFSub;
  const Value result = emit(op, Type::kFloat, {l, r});
  const Value size = emit(Op::kFAbs, Type::kFloat, {result});
  guard(emit(Op::kFCmpLt, Type::kBool, {size, const_float(kInfinity)}));
  if (divides || multiplies) {  // sums that are tiny are exact
    Value fine =
        emit(Op::kBoolOr, Type::kBool,
             {emit(Op::kFCmpGt, Type::kBool, {size, const_float(kLeastNormal)}), is_zero(l)});
    if (multiplies) fine = emit(Op::kBoolOr, Type::kBool, {fine, is_zero(r)});
    guard(fine);
  }
  return result;
}

// libm's pow is not x * x to the last bit, unless that product is exact: then any power within one
// unit gives it too.
Value Specializer::numpy_power(Val& left, Val& right) {
  Val lv = left, rv = right;
  const Value x = as_float(lv), y = as_float(rv);
  int64_t exponent = 0;
  const bool square = right.rep == Rep::kConst && right.kind == Kind::kInt &&
                      world_->int_value(right.ref, exponent) && exponent == 2 &&
                      world_->pow_rounds_well();
  const auto power = [&] {
    return emit(Op::kCallMath, Type::kFloat, {x, y}, world_->math_function("pow"));
  };
  Value result;
  if (square) {
    Value is_it = -1;
    const Value product = likely_square(x, is_it);
    result = either(is_it, Type::kFloat, [&] { return product; }, power);
  } else {
    result = power();
  }
  const auto is_zero = [&](Value v) {
    return emit(Op::kFCmpEq, Type::kBool, {v, const_float(0.0)});
  };
  const Value size = emit(Op::kFAbs, Type::kFloat, {result});
  guard(emit(Op::kFCmpLt, Type::kBool, {size, const_float(kInfinity)}));
  const Value of_zero = emit(Op::kBoolAnd, Type::kBool, {is_zero(x), is_zero(result)});
  guard(emit(Op::kBoolOr, Type::kBool,
             {emit(Op::kFCmpGt, Type::kBool, {size, const_float(kLeastNormal)}), of_zero}));
  return result;
}

bool Specializer::numpy_unary(PyOp op) {
  const Kind kind = guess(top());
  if (!is_numpy_number(kind) || !unboxable(top()) || distrusted()) return false;
  if (op == PyOp::kPositive) return false;
  Val operand = top();
  Val result;
  if (kind == Kind::kNumpyFloat64) {
    if (op != PyOp::kNegative) return false;
    result = numpy_float_val(emit(Op::kFNeg, Type::kFloat, {as_float(operand)}));
  } else if (op == PyOp::kNegative) {
    result = numpy_int_val(emit(Op::kSubChecked, Type::kInt, {const_int(0), as_int(operand)}, 0,
                                Alias::kAny, overflow_exit()));
  } else {
    result = numpy_int_val(emit(Op::kXor, Type::kInt, {as_int(operand), const_int(-1)}));
  }
  release_later(pop());
  push(result);
  note_native();
  return true;
}

// Gives numpy.True_ or numpy.False_; where only their truth is asked for, a plain truth value.
bool Specializer::numpy_compare(CompareKind kind, bool to_bool) {
  Val &right = top(0), &left = top(1);
  if (!numpy_pair(left, right)) return false;
  const Ref yes = world_->numpy_boolean(true), no = world_->numpy_boolean(false);
  if (yes == 0 || no == 0) return false;
  static const Op kIntOps[] = {Op::kICmpLt, Op::kICmpLe, Op::kICmpEq,
                               Op::kICmpNe, Op::kICmpGt, Op::kICmpGe};
  Val lv = left, rv = right;
  Value result;
  if (is_float(guess(left)) || is_float(guess(right))) {
    const Value l = as_float(lv), r = as_float(rv);
    result = float_compare(kind, l, r);
  } else {
    const Value l = as_int(lv), r = as_int(rv);
    result = emit(kIntOps[static_cast<int>(kind)], Type::kBool, {l, r});
  }
  release_later(pop());
  release_later(pop());
  const PyOp next = code_->insts[pc_ + 1].op;
  if (to_bool || next == PyOp::kToBool || next == PyOp::kNot || next == PyOp::kJumpIfFalse ||
      next == PyOp::kJumpIfTrue) {
    push(bool_val(result));
  } else {
    const Value object =
        emit(Op::kSelectPtr, Type::kPtr, {result, const_object(yes), const_object(no)});
    push(owned_object(object_val(object, Kind::kUnknown, Own::kNone, yes)));
  }
  note_native();
  return true;
}

// Built-ins of one or two numpy numbers whose result is not what the same call gives for Python's
// numbers.
bool Specializer::numpy_call(Known known, int count) {
  if (known == Known::k_len && count == 1) return array_length();
  if (count < 1 || count > 2 || distrusted()) return false;
  const Kind kind = guess(top());
  for (int k = 0; k < count; ++k) {
    if (!is_numpy_number(kind) || guess(top(k)) != kind || !unboxable(top(k))) return false;
  }
  const bool ints = kind == Kind::kNumpyInt64;
  Val operand = top();
  switch (known) {
  case Known::k_abs:
    if (count != 1) return false;
    if (ints) {
      const Value number = as_int(operand);
      const Value minus = emit(Op::kSubChecked, Type::kInt, {const_int(0), number}, 0, Alias::kAny,
                               overflow_exit());
      const Value negative = emit(Op::kICmpLt, Type::kBool, {number, const_int(0)});
      finish_call(1, numpy_int_val(emit(Op::kSelectInt, Type::kInt, {negative, minus, number})));
    } else {
      finish_call(1, numpy_float_val(emit(Op::kFAbs, Type::kFloat, {as_float(operand)})));
    }
    return true;
  case Known::k_min:
  case Known::k_max: {
    if (count != 2) return false;
    Val second = top(0), first = top(1);
    const bool is_min = known == Known::k_min;
    if (ints) {
      const Value x = as_int(first), y = as_int(second);
      const Value take = emit(is_min ? Op::kICmpLt : Op::kICmpGt, Type::kBool, {y, x});
      finish_call(2, numpy_int_val(emit(Op::kSelectInt, Type::kInt, {take, y, x})));
    } else {
      const Value x = as_float(first), y = as_float(second);
      const Value take = emit(is_min ? Op::kFCmpLt : Op::kFCmpGt, Type::kBool, {y, x});
      finish_call(2, numpy_float_val(emit(Op::kSelectFloat, Type::kFloat, {take, y, x})));
    }
    return true;
  }
  case Known::k_int:
  case Known::k_round:
  case Known::k_math_floor:
  case Known::k_math_ceil: {
    if (count != 1 || (ints && known != Known::k_int)) return false;
    if (ints) {
      finish_call(1, int_val(as_int(operand)));
      return true;
    }
    Value number = as_float(operand);
    const Op whole = known == Known::k_round        ? Op::kFRoundEven
                     : known == Known::k_math_floor ? Op::kFFloor
                                                    : Op::kFCeil;
    if (known != Known::k_int) number = emit(whole, Type::kFloat, {number});
    finish_call(1, int_val(truncated(number)));
    return true;
  }
  default:
    return false;
  }
}

}  // namespace hasten::optimize
