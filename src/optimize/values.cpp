// values: representations, guards, boxing and references inside the Specializer. See specializer.h.

#include <algorithm>

#include "base/check.h"
#include "optimize/specializer.h"

namespace hasten::optimize {
using types::is_number;

Val Specializer::pop() {
  Val value = env_.stack.back();
  env_.stack.pop_back();
  return value;
}

Val Specializer::const_val(Ref ref) const {
  Val value;
  value.rep = Rep::kConst;
  value.kind = world_->kind_of(ref);
  value.ref = ref;
  return value;
}

Kind Specializer::guess(const Val& value) {
  if (value.kind != Kind::kUnknown) return value.kind;
  if (distrusted()) return Kind::kUnknown;
  if (value.ref != 0) {
    const Kind kind = world_->kind_of(value.ref);
    if (kind != Kind::kInstance) return kind;
  }
  return value.hint;
}

bool Specializer::unboxable(const Val& value) {
  switch (value.rep) {
  case Rep::kInt:
  case Rep::kFloat:
  case Rep::kBool:
  case Rep::kComplex:
    return true;
  case Rep::kConst:
    if (types::is_numpy_number(value.kind)) return true;
    return is_number(value.kind) && (value.kind != Kind::kInt || world_->fits_unboxed(value.ref));
  case Rep::kObject: {
    const Kind kind = guess(value);
    if (types::is_numpy_number(kind)) return true;
    if (!is_number(kind)) return false;
    if (kind != Kind::kInt) return true;
    if (distrusted()) return false;
    return value.ref == 0 || world_->fits_unboxed(value.ref);
  }
  default:
    return false;
  }
}

Value Specializer::type_is(Value pointer, Kind kind) {
  const Value type = load(Op::kLoadPtr, pointer, layout_.type, Alias::kHeader);
  return emit(Op::kPtrEq, Type::kBool, {type, const_object(world_->type_object(kind))});
}

// Afterwards the value (and the local slot or entry it came from) is known to be of that kind.
void Specializer::refine(Val& value, Kind kind) {
  if (value.kind == kind || value.rep != Rep::kObject) return;
  if (kind == Kind::kDict && !promoted_names_.empty()) {
    // The namespace itself is not to be read or written behind the registers' back.
    const Value names = load(Op::kLoadPtr, emit(Op::kContext, Type::kPtr, {}),
                             offsetof(ir::Context, names), Alias::kFrame);
    guard_not(emit(Op::kPtrEq, Type::kBool, {value.v[0], names}));
  }
  if (kind == Kind::kNone) {
    guard(emit(Op::kPtrEq, Type::kBool, {value.v[0], const_object(world_->none())}));
  } else {
    guard(type_is(value.v[0], kind));
  }
  value.kind = kind;
  if (value.own == Own::kLocal && value.slot >= 0 && !is_name(value.slot) &&
      !env_.vars[value.slot].in_register) {
    env_.vars[value.slot].kind = kind;
    env_.vars[value.slot].maybe_null = false;
  }
}

// Value of an exact int object, one like `sample`: one digit of 30 bits inline, two where that is
// likely, others by a helper, guarded to fit.
Value Specializer::unbox_int_pointer(Value pointer, Ref sample) {
  int64_t like = 0;
  const bool likely_two = sample != 0 && world_->kind_of(sample) == Kind::kInt &&
                          world_->int_value(sample, like) &&
                          (like >= int64_t{1} << 30 || like <= -(int64_t{1} << 30));
  const Value tag = load(Op::kLoadI64, pointer, layout_.long_tag, Alias::kIntValue);
  const ir::BlockId small = new_block(), large = new_block(), join = new_block();
  const Value result = block_param(join, Type::kInt);
  const auto digit = [&](int at) {
    return load(Op::kLoadU32, pointer, layout_.long_digit + 4 * at, Alias::kIntValue);
  };
  const auto with_sign = [&](Value size) {
    const Value sign =
        emit(Op::kSub, Type::kInt, {const_int(1), emit(Op::kAnd, Type::kInt, {tag, const_int(3)})});
    return emit(Op::kMul, Type::kInt, {size, sign});
  };
  branch(emit(Op::kICmpUlt, Type::kBool, {tag, const_int(2 << 3)}), small, large,
         likely_two ? ir::kAsLikely : ir::kOften);
  set_block(small);
  const Value one_digit = with_sign(digit(0));
  jump(join, {one_digit});
  set_block(large);
  if (likely_two) {
    const ir::BlockId two = new_block(), more = new_block();
    branch(emit(Op::kICmpUlt, Type::kBool, {tag, const_int(3 << 3)}), two, more);
    set_block(two);
    const Value high = emit(Op::kShl, Type::kInt, {digit(1), const_int(30)});
    const Value two_digits = with_sign(emit(Op::kOr, Type::kInt, {high, digit(0)}));
    jump(join, {two_digits});
    set_block(more);
  }
  emit(Op::kGuard, Type::kVoid, {call(Helper::k_int_fits, {pointer})}, 0, Alias::kAny,
       overflow_exit());
  const Value wide = call(Helper::k_int_value, {pointer});
  jump(join, {wide});
  set_block(join);
  return result;
}

Value Specializer::as_int(Val& value) {
  if (value.rep == Rep::kInt) return value.v[0];
  if (value.rep == Rep::kBool) return emit(Op::kBoolToInt, Type::kInt, {value.v[0]});
  if (value.rep == Rep::kConst) {
    int64_t number = 0;
    HASTEN_CHECK(world_->int_value(value.ref, number));
    return const_int(number);
  }
  value = unboxed(value);
  return as_int(value);
}

Value Specializer::as_float(Val& value) {
  if (value.rep == Rep::kFloat) return value.v[0];
  if (value.rep == Rep::kConst && (value.kind == Kind::kFloat || value.kind == Kind::kNumpyFloat64))
    return const_float(world_->float_value(value.ref));
  if (value.rep == Rep::kObject) {
    value = unboxed(value);
    return as_float(value);
  }
  return emit(Op::kIntToFloat, Type::kFloat, {as_int(value)});
}

void Specializer::as_complex(Val& value, Value out[2]) {
  if (value.rep == Rep::kObject) value = unboxed(value);
  if (value.rep == Rep::kComplex) {
    out[0] = value.v[0];
    out[1] = value.v[1];
  } else if (value.rep == Rep::kConst && value.kind == Kind::kComplex) {
    double real = 0, imag = 0;
    world_->complex_value(value.ref, real, imag);
    out[0] = const_float(real);
    out[1] = const_float(imag);
  } else {
    out[0] = as_float(value);
    out[1] = const_float(0.0);
  }
}

Value Specializer::as_pointer(Val& value) {
  if (value.rep == Rep::kConst) return const_object(value.ref);
  HASTEN_DCHECK(value.rep == Rep::kObject);
  if (value.v[0] < 0) value.v[0] = emit(Op::kLoadStack, Type::kPtr, {}, value.slot, Alias::kFrame);
  return value.v[0];
}

// A scalar of known or guessed kind in registers; guards as needed. The reference stays with the
// original.
Val Specializer::unboxed(Val value) {
  if (value.rep == Rep::kConst) {
    switch (value.kind) {
    case Kind::kInt:
      return int_val(as_int(value));
    case Kind::kBool: {
      int64_t number = 0;
      world_->int_value(value.ref, number);
      return bool_val(const_bool(number != 0));
    }
    case Kind::kFloat:
      return float_val(as_float(value));
    case Kind::kNumpyInt64:
      return numpy_int_val(as_int(value));
    case Kind::kNumpyFloat64:
      return numpy_float_val(as_float(value));
    default: {
      Value parts[2];
      as_complex(value, parts);
      return complex_val(parts[0], parts[1]);
    }
    }
  }
  if (value.rep != Rep::kObject) return value;
  const Value pointer = as_pointer(value);
  const Kind kind = guess(value);
  if (kind == Kind::kBool) {
    const Value is_true =
        emit(Op::kPtrEq, Type::kBool, {pointer, const_object(world_->boolean(true))});
    if (value.kind != Kind::kBool) {
      const Value is_false =
          emit(Op::kPtrEq, Type::kBool, {pointer, const_object(world_->boolean(false))});
      guard(emit(Op::kBoolOr, Type::kBool, {is_true, is_false}));
    }
    return bool_val(is_true);
  }
  refine(value, kind);
  switch (kind) {
  case Kind::kInt:
    return int_val(unbox_int_pointer(pointer, value.ref));
  case Kind::kFloat:
    return float_val(load(Op::kLoadF64, pointer, layout_.float_value, Alias::kFloatValue));
  case Kind::kNumpyInt64:  // its value lies where that of a float does: checked when numpy is first
                           // seen
    return numpy_int_val(load(Op::kLoadI64, pointer, layout_.float_value, Alias::kIntValue));
  case Kind::kNumpyFloat64:
    return numpy_float_val(load(Op::kLoadF64, pointer, layout_.float_value, Alias::kFloatValue));
  case Kind::kComplex:
    return complex_val(load(Op::kLoadF64, pointer, layout_.complex_value, Alias::kFloatValue),
                       load(Op::kLoadF64, pointer, layout_.complex_value + 8, Alias::kFloatValue));
  default:
    check_failed(__FILE__, __LINE__, "unboxed() of an object kind");
  }
}

Val Specializer::materialise(Val value) {
  switch (value.rep) {
  case Rep::kRange:
    return new_box(value, call(Helper::k_make_range, {value.v[0], value.v[1], value.v[2]}),
                   Kind::kRange);
  default:
    return value;
  }
}

Val Specializer::to_object(Val value) {
  switch (value.rep) {
  case Rep::kObject:
    as_pointer(value);
    return value;
  case Rep::kInt:
  case Rep::kFloat:
  case Rep::kComplex:
    return boxed(value);
  case Rep::kBool: {
    const Value pointer = emit(
        Op::kSelectPtr, Type::kPtr,
        {value.v[0], const_object(world_->boolean(true)), const_object(world_->boolean(false))});
    return object_val(pointer, Kind::kBool, Own::kNone);
  }
  case Rep::kConst: {
    Val object = object_val(const_object(value.ref), value.kind, Own::kNone, value.ref);
    object.is = value.ref;
    return object;
  }
  case Rep::kRange:
    return materialise(value);
  case Rep::kNewFunction:
    return new_box(value,
                   call(Helper::k_make_function,
                        {const_object(value.ref), const_object(world_->globals()), value.v[0]}),
                   Kind::kFunction);
  case Rep::kIndexPair:
    return new_box(value, call(Helper::k_index_pair, {value.v[0], value.v[1]}), Kind::kTuple);
  default:
    check_failed(__FILE__, __LINE__, "to_object() of an iterator or NULL");
  }
}

// Containers find a nan by identity: the interpreter boxes it, once.
void Specializer::guard_not_nan(const Val& value) {
  if (value.rep != Rep::kFloat && value.rep != Rep::kComplex) return;
  for (const Value part : {value.v[0], value.v[1]}) {
    if (part >= 0 && not_nan_.insert(part).second)
      guard(emit(Op::kFCmpEq, Type::kBool, {part, part}));
  }
}

// A float as an int, leaving if 64 bits do not hold it.
Value Specializer::truncated(Value number) {
  guard(emit(Op::kBoolAnd, Type::kBool,
             {emit(Op::kFCmpGe, Type::kBool, {number, const_float(-0x1p63)}),
              emit(Op::kFCmpLt, Type::kBool, {number, const_float(0x1p63)})}));
  return emit(Op::kFloatToInt, Type::kInt, {number});
}

bool Specializer::are_values(int count) {
  return std::all_of(env_.stack.end() - count, env_.stack.end(), is_value);
}

// An object made of what lies unboxed on the stack: an exit of this instruction hands it over.
Val Specializer::new_box(const Val& number, Value object, Kind kind) {
  boxes_.push_back({number, object});
  cached_guard_exit_ = cached_overflow_exit_ = -1;
  return object_val(object, kind, Own::kOwned);
}

// A new reference to the object of an int: CPython keeps the small ones for good.
Value Specializer::int_object(Value number) {
  constexpr int64_t kLeast = -5, kMost = 256;
  const Value above = emit(Op::kSub, Type::kInt, {number, const_int(kLeast)});
  const Value small = emit(Op::kICmpUlt, Type::kBool, {above, const_int(kMost - kLeast + 1)});
  const auto kept = [&] {
    return emit(Op::kElementPtr, Type::kPtr, {const_object(world_->zero()), number},
                layout_.small_int_size);
  };
  return either(small, Type::kPtr, kept, [&] { return call(Helper::k_box_int, {number}); });
}

// The object of a number: the very one it was read from while that is alive, else a new one,
// which a variable's home then shares, so that boxing twice gives one object.
Val Specializer::boxed(const Val& value) {
  if (value.own == Own::kTransient) return object_val(value.origin, value.kind, Own::kTransient);
  const bool of_variable = value.own == Own::kLocal && has_home(value.slot) &&
                           env_.vars[value.slot].in_register &&
                           env_.vars[value.slot].val.v[0] == value.v[0];
  if (of_variable && !env_.vars[value.slot].dirty) {
    Val object = object_val(load_slot(value.slot), value.kind, Own::kLocal);
    object.slot = value.slot;
    return object;
  }
  if (!lenient_boxing_) guard_not_nan(value);
  const bool numpy = types::is_numpy_number(value.kind);
  const Helper helper = value.rep == Rep::kComplex ? Helper::k_box_complex
                        : value.rep == Rep::kInt
                            ? (numpy ? Helper::k_box_numpy_int : Helper::k_box_int)
                            : (numpy ? Helper::k_box_numpy_float : Helper::k_box_float);
  const Value box = value.rep == Rep::kComplex    ? call(helper, {value.v[0], value.v[1]})
                    : helper == Helper::k_box_int ? int_object(value.v[0])
                                                  : call(helper, {value.v[0]});
  if (!of_variable) return new_box(value, box, value.kind);
  const Value old = load_slot(value.slot);
  store_slot(value.slot, box);
  release_now(old, Kind::kInt, true);  // a stale number or nothing
  env_.vars[value.slot].dirty = false;
  if (before_.vars[value.slot].in_register && before_.vars[value.slot].val.v[0] == value.v[0]) {
    before_.vars[value.slot].dirty = false;
    cached_guard_exit_ = cached_overflow_exit_ = -1;
  }
  Val object = object_val(box, value.kind, Own::kLocal);
  object.slot = value.slot;
  return object;
}

// Makes the guards of boxed() for the top entries at once, before the first of them is boxed or
// counted.
void Specializer::check_boxes(int count) {
  for (int k = 0; k < count && k < static_cast<int>(env_.stack.size()); ++k) {
    const Val& value = top(k);
    if (value.own == Own::kTransient) continue;
    const bool has_box = value.own == Own::kLocal && has_home(value.slot) &&
                         env_.vars[value.slot].in_register && !env_.vars[value.slot].dirty &&
                         env_.vars[value.slot].val.v[0] == value.v[0];
    if (has_box) continue;  // boxed() takes the variable's own object
    guard_not_nan(value);
  }
}

Val Specializer::owned_object(Val value) {
  value = to_object(value);
  if (value.own != Own::kOwned) emit(Op::kIncRef, Type::kVoid, {value.v[0]}, 0, Alias::kHeader);
  value.own = Own::kOwned;
  value.slot = -1;
  return value;
}

void Specializer::flush_releases() {
  boxes_.clear();
  std::vector<Val> values;
  values.swap(released_);
  for (const Val& value : values) {
    if (value.rep == Rep::kNewFunction && value.own == Own::kOwned)
      release_now(value.v[0], Kind::kTuple, true);
    const bool holds = (value.rep == Rep::kObject || value.rep == Rep::kListIter ||
                        value.rep == Rep::kEnumerate || value.rep == Rep::kSliceIter) &&
                       value.own == Own::kOwned;
    if (!holds) continue;
    // The kind of an iterator in registers is that of its sequence.
    const Kind kind = value.kind;
    release_now(value.v[0], kind, false);
  }
}

// Gives one reference up; may run destructors, so entries borrowed from containers take their own
// reference first.
void Specializer::release_now(Value pointer, Kind kind, bool maybe_null) {
  const ir::BlockId done = new_block();
  if (!types::is_scalar(kind)) barrier();
  if (maybe_null) {
    const ir::BlockId some = new_block();
    branch(is_null(pointer), done, some);
    set_block(some);
  }
  if (types::is_scalar(kind)) {
    emit(Op::kDecRef, Type::kVoid, {pointer}, 0, Alias::kHeader);
    jump(done);
  } else {
    const ir::BlockId last = new_block();
    const Value dies = emit(Op::kDecRefZero, Type::kBool, {pointer}, 0, Alias::kHeader);
    branch(negate(dies), done, last, ir::kOften);
    set_block(last);
    const ir::BlockId loud = new_block();
    branch(call(Helper::k_release_quietly, {pointer}), done, loud, ir::kMostLikely);
    set_block(loud);
    publish_aside();
    call(Helper::k_dealloc, {pointer});
    // Where nothing is known any more there is nothing to lose.
    if (check_valid_ || pure_ || in_expression() || world_->distrusted(loud_place())) {
      mark_unsafe();
    } else {  // what it has run may have done anything
      const Value flag = load(Op::kLoadPtr, emit(Op::kContext, Type::kPtr, {}),
                              offsetof(ir::Context, valid), Alias::kFrame);
      store(Op::kStoreU8, flag, const_int(0), 0, Alias::kVolatile);
      ends_loudly_ = true;
      loud_place_ = loud_place();
    }
    jump(done);
  }
  set_block(done);
}

// The state before the instruction describes the same entries, so it learns of the new owner too.
void Specializer::barrier(size_t except_top) {
  for (size_t d = 0; d + except_top < env_.stack.size(); ++d) {
    Val& value = env_.stack[d];
    const bool borrowed =
        (value.rep == Rep::kObject && (value.own == Own::kTransient || value.own == Own::kLocal)) ||
        ((value.rep == Rep::kInt || value.rep == Rep::kFloat) && value.own == Own::kTransient);
    const bool unstable =
        value.rep == Rep::kConst && value.own == Own::kTransient;  // a watched name's value
    if (!borrowed && !unstable) continue;
    const Val old = value;
    value = owned_object(value);
    if (d < before_.stack.size()) {
      const Val& was = before_.stack[d];
      if (was.rep == old.rep && was.own == old.own && was.v[0] == old.v[0] && was.ref == old.ref)
        before_.stack[d] = value;
    }
    cached_guard_exit_ = cached_overflow_exit_ = -1;
  }
}

// What a colliding key's __eq__ might throw out of its container; not the operands of the lookup.
void Specializer::hold_borrowed() {
  constexpr size_t kOperands = 3;
  for (size_t d = 0; d + kOperands < env_.stack.size(); ++d) {
    if (env_.stack[d].own == Own::kTransient) {
      barrier(kOperands);
      return;
    }
  }
}

// The code asks of two objects that it computes whether they are one, so that what it takes from
// containers had better stay what it is.
bool Specializer::compares_identity() {
  const auto [at, is_new] = compares_identity_.emplace(code_, false);
  const std::vector<ir::PyInst>& insts = code_->insts;
  for (size_t k = 1; is_new && k < insts.size(); ++k) {
    const PyOp right = insts[k - 1].op;
    if (insts[k].op == PyOp::kIs && (right == PyOp::kLoadFast || right == PyOp::kSubscript))
      at->second = true;
  }
  return at->second;
}

// What a container gave: numbers are unboxed at once, everything else is borrowed until something
// happens.
Val Specializer::element(Value pointer, Ref sample, bool uniform, Own own) {
  Val value = object_val(pointer, Kind::kUnknown, own, sample);
  if (sample == 0 || !uniform || distrusted() || compares_identity()) return value;
  const Kind kind = world_->kind_of(sample);
  if (!is_number(kind) || (kind == Kind::kInt && !world_->fits_unboxed(sample))) return value;
  Val number = unboxed(value);
  number.ref = 0;
  if (number.rep == Rep::kInt || number.rep == Rep::kFloat) {
    number.origin = pointer;
    number.own = own;
  }
  return number;
}

}  // namespace hasten::optimize
