// builtins: built-in functions and methods that are known, in the Specializer. They have native
// bodies where CPython's result is a pure function of the operands; others are called directly. See
// specializer.h.
#include "optimize/specializer.h"

namespace hasten::optimize {

using types::is_int_like;
using types::is_real;

namespace {

bool real_or_numpy(Kind kind) { return is_real(kind) || types::is_numpy_number(kind); }

}  // namespace

bool Specializer::known_call(Known known, Val& self, bool has_self, int count) {
  if (has_self) return known_method(known, self, count);
  if (!are_values(count)) return false;
  return numpy_call(known, count) || known_math(known, count) || known_number(known, count) ||
         known_container(known, count);
}

bool Specializer::known_number(Known known, int count) {
  const auto all_real = [&] {
    for (int k = 0; k < count; ++k) {
      if (!is_real(guess(top(k))) || !unboxable(top(k))) return false;
    }
    return true;
  };
  switch (known) {
  case Known::k_abs: {
    if (count != 1 || !unboxable(top()) || types::is_numpy_number(guess(top()))) return false;
    Val operand = top();
    const Kind kind = guess(operand);
    if (kind == Kind::kFloat) {
      finish_call(1, float_val(emit(Op::kFAbs, Type::kFloat, {as_float(operand)})));
    } else if (kind == Kind::kComplex) {
      Value parts[2];
      as_complex(operand, parts);
      if (!size_against_bound(parts)) finish_call(1, float_val(complex_size(parts)));
    } else {
      const Value number = as_int(operand);
      const Value minus = emit(Op::kSubChecked, Type::kInt, {const_int(0), number}, 0, Alias::kAny,
                               overflow_exit());
      const Value negative = emit(Op::kICmpLt, Type::kBool, {number, const_int(0)});
      finish_call(1, int_val(emit(Op::kSelectInt, Type::kInt, {negative, minus, number})));
    }
    return true;
  }
  case Known::k_min:
  case Known::k_max: {
    return count >= 2 && all_real() && extreme_of_numbers(known == Known::k_min, count);
  }
  case Known::k_int: {
    if (count != 1) return false;
    Val operand = top();
    const Kind kind = guess(operand);
    if (kind == Kind::kFloat && unboxable(operand)) {
      const Value number = as_float(operand);
      finish_call(1, int_val(truncated(number)));
      return true;
    }
    if (is_int_like(kind) && unboxable(operand)) {
      finish_call(1, int_val(as_int(operand)));
      return true;
    }
    return kind == Kind::kStr && plain_call(count, Kind::kInt);
  }
  case Known::k_operator_index: {
    if (count != 1 || guess(top()) != Kind::kInt || !unboxable(top())) return false;
    Val operand = top();
    finish_call(1, int_val(as_int(operand)));
    return true;
  }
  case Known::k_float: {
    if (count != 1) return false;
    Val operand = top();
    if (real_or_numpy(guess(operand)) && unboxable(operand)) {
      finish_call(1, float_val(as_float(operand)));
      return true;
    }
    return guess(operand) == Kind::kStr && plain_call(count, Kind::kFloat);
  }
  case Known::k_bool: {
    if (count != 1) return false;
    const std::optional<Value> result = truth(top());
    if (!result) return false;
    finish_call(1, bool_val(*result));
    return true;
  }
  case Known::k_round: {
    if (count != 1 || guess(top()) != Kind::kFloat || !unboxable(top())) return false;
    Val operand = top();
    const Value rounded = emit(Op::kFRoundEven, Type::kFloat, {as_float(operand)});
    finish_call(1, int_val(truncated(rounded)));
    return true;
  }
  case Known::k_ord: {
    if (count != 1 || guess(top()) != Kind::kStr) return false;
    if (top().rep == Rep::kObject) refine(top(), Kind::kStr);
    const Val text = to_object(top());
    guard(emit(Op::kICmpEq, Type::kBool, {string_length(text.v[0]), const_int(1)}));
    const Value code = either(
        ascii_state(text.v[0]), Type::kInt, [&] { return character_code(text.v[0]); },
        [&] { return call(Helper::k_str_ord_at, {text.v[0], const_int(0)}); });
    finish_call(1, int_val(code));
    return true;
  }
  case Known::k_chr: {
    if (count != 1 || !is_int_like(guess(top())) || !unboxable(top())) return false;
    Val operand = top();
    const Value number = as_int(operand);
    guard(emit(Op::kICmpUlt, Type::kBool, {number, const_int(0x110000)}));
    const Value character = either(
        emit(Op::kICmpUlt, Type::kBool, {number, const_int(128)}), Type::kPtr,
        [&] { return character_of(number); }, [&] { return call(Helper::k_chr, {number}); });
    finish_call(1, object_val(character, Kind::kStr, Own::kOwned));
    return true;
  }
  case Known::k_str: {
    const Kind kind = count == 1 ? guess(top()) : Kind::kUnknown;
    if (kind == Kind::kInt && unboxable(top())) {
      Val operand = top();
      finish_call(1, text_of_int(as_int(operand)));
      return true;
    }
    return (is_real(kind) || kind == Kind::kStr) && plain_call(count, Kind::kStr);
  }
  case Known::k_divmod:
  case Known::k_pow:
  case Known::k_complex:
    for (int k = 0; k < count; ++k) {
      const Kind kind = guess(top(k));
      if (!is_real(kind) && kind != Kind::kComplex) return false;
    }
    return count > 0 && plain_call(count, Kind::kUnknown);
  default:
    return false;
  }
}

// str(x), repr(x) and f"{x}" of an int
Val Specializer::text_of_int(Value number) {
  return object_val(call(Helper::k_int_text, {number}), Kind::kStr, Own::kOwned);
}

// min or max of ints, or of floats: the first of equal ones, and what comparisons with nan make of
// it.
bool Specializer::extreme_of_numbers(bool is_min, int count) {
  const Kind kind = guess(top());
  if (kind != Kind::kInt && kind != Kind::kFloat) return false;
  for (int k = 0; k < count; ++k) {
    if (guess(top(k)) != kind) return false;
  }
  const bool ints = kind == Kind::kInt;
  const Op compare =
      ints ? (is_min ? Op::kICmpLt : Op::kICmpGt) : (is_min ? Op::kFCmpLt : Op::kFCmpGt);
  std::vector<Value> numbers;
  for (int k = count; k-- > 0;) {
    Val operand = top(k);
    numbers.push_back(ints ? as_int(operand) : as_float(operand));
  }
  Value best = numbers[0];
  for (size_t k = 1; k < numbers.size(); ++k) {
    const Value take = emit(compare, Type::kBool, {numbers[k], best});
    best = emit(ints ? Op::kSelectInt : Op::kSelectFloat, ints ? Type::kInt : Type::kFloat,
                {take, numbers[k], best});
  }
  finish_call(count, ints ? int_val(best) : float_val(best));
  return true;
}

bool Specializer::known_math(Known known, int count) {
  const char* function = nullptr;
  switch (known) {
  case Known::k_math_sqrt: {
    if (count != 1 || !real_or_numpy(guess(top())) || !unboxable(top())) return false;
    Val operand = top();
    const Value number = as_float(operand);
    guard(emit(Op::kFCmpGe, Type::kBool, {number, const_float(0.0)}));  // negative and nan: CPython
    finish_call(1, float_val(emit(Op::kFSqrt, Type::kFloat, {number})));
    return true;
  }
  case Known::k_math_fabs: {
    if (count != 1 || !real_or_numpy(guess(top())) || !unboxable(top())) return false;
    Val operand = top();
    finish_call(1, float_val(emit(Op::kFAbs, Type::kFloat, {as_float(operand)})));
    return true;
  }
  case Known::k_math_floor:
  case Known::k_math_ceil: {
    if (count != 1 || guess(top()) != Kind::kFloat || !unboxable(top())) return false;
    Val operand = top();
    const Value whole = emit(known == Known::k_math_floor ? Op::kFFloor : Op::kFCeil, Type::kFloat,
                             {as_float(operand)});
    finish_call(1, int_val(truncated(whole)));
    return true;
  }
  case Known::k_math_gcd:
    if (count != 2 || !is_int_like(guess(top(0))) || !is_int_like(guess(top(1)))) return false;
    return plain_call(count, Kind::kInt);
  case Known::k_math_sin:
    function = "sin";
    break;
  case Known::k_math_cos:
    function = "cos";
    break;
  case Known::k_math_tan:
    function = "tan";
    break;
  case Known::k_math_asin:
    function = "asin";
    break;
  case Known::k_math_acos:
    function = "acos";
    break;
  case Known::k_math_atan:
    function = "atan";
    break;
  case Known::k_math_exp:
    function = "exp";
    break;
  case Known::k_math_log:
  case Known::k_math_log2:
  case Known::k_math_log10:
  case Known::k_math_atan2:
  case Known::k_math_pow:
  case Known::k_math_hypot:
    // Their special cases and error rules are CPython's own: its function is called.
    for (int k = 0; k < count; ++k) {
      if (!real_or_numpy(guess(top(k)))) return false;
    }
    return count > 0 && plain_call(count, Kind::kFloat);
  default:
    return false;
  }
  if (count != 1 || !real_or_numpy(guess(top())) || !unboxable(top())) return false;
  Val operand = top();
  const Value number = as_float(operand);
  const Value result = emit(Op::kCallMath, Type::kFloat, {number}, world_->math_function(function));
  // An infinite or nan result of a finite operand means that CPython raises.
  const Value size = emit(Op::kFAbs, Type::kFloat, {result});
  guard(emit(Op::kFCmpLt, Type::kBool, {size, const_float(1.0 / 0.0)}));
  finish_call(1, float_val(result));
  return true;
}

bool Specializer::known_container(Known known, int count) {
  switch (known) {
  case Known::k_len: {
    if (count != 1) return false;
    Val& operand = top();
    const Kind kind = guess(operand);
    const bool sized = kind == Kind::kList || kind == Kind::kTuple || kind == Kind::kBytes ||
                       kind == Kind::kByteArray;
    const bool counted = kind == Kind::kDict || kind == Kind::kSet || kind == Kind::kStr;
    if (!sized && !counted) return false;
    if (operand.rep == Rep::kObject) refine(operand, kind);
    Value length;
    if (sized) {
      length = sequence_length(operand);
    } else if (kind == Kind::kStr) {
      Val text = operand;
      length = string_length(as_pointer(text));
    } else {
      Val container = operand;
      length = load(Op::kLoadI64, as_pointer(container),
                    kind == Kind::kDict ? layout_.dict_used : layout_.set_used, Alias::kAny);
    }
    finish_call(1, int_val(length));
    return true;
  }
  case Known::k_range: {
    if (count < 1 || count > 3) return false;
    for (int k = 0; k < count; ++k) {
      if ((guess(top(k)) != Kind::kInt && guess(top(k)) != Kind::kNumpyInt64) || !unboxable(top(k)))
        return false;
    }
    std::vector<Val> operands;
    for (int k = count; k-- > 0;) operands.push_back(top(k));
    Val range;
    range.rep = Rep::kRange;
    range.kind = Kind::kRange;
    range.v[0] = count == 1 ? const_int(0) : as_int(operands[0]);
    range.v[1] = as_int(operands[count == 1 ? 0 : 1]);
    range.v[2] = count == 3 ? as_int(operands[2]) : const_int(1);
    if (count == 3) guard(emit(Op::kICmpNe, Type::kBool, {range.v[2], const_int(0)}));
    finish_call(count, range);
    return true;
  }
  case Known::k_enumerate: {
    // Only `for i, x in enumerate(list, start)`: the iterator is used at once and its pairs are
    // unpacked at once.
    if (count < 1 || count > 2 || !is_indexed(guess(top(count - 1)))) return false;
    if (count == 2 && (guess(top()) != Kind::kInt || !unboxable(top()))) return false;
    if (!iterated_at_once() || !fuse_unpack(pc_ + 2)) return false;
    Val& sequence = top(count - 1);
    Val start = top();
    if (sequence.rep == Rep::kObject) refine(sequence, guess(sequence));
    Val iterator;
    iterator.rep = Rep::kEnumerate;
    iterator.kind = sequence.kind;
    iterator.own = Own::kOwned;
    iterator.v[2] = count == 2 ? as_int(start) : const_int(0);
    // The count of the longest sequence must not overflow.
    if (count == 2)
      guard(emit(Op::kICmpLt, Type::kBool, {iterator.v[2], const_int(int64_t{1} << 62)}));
    const Val held = owned_object(sequence);
    if (sequence.own == Own::kOwned) sequence.own = Own::kNone;  // the reference has moved
    iterator.v[0] = held.v[0];
    iterator.v[1] = const_int(0);
    iterator.ref = held.ref;
    finish_call(count, iterator);
    return true;
  }
  case Known::k_zip: {
    if (count == 0 || !iterated_at_once() || distrusted()) return false;
    std::vector<Ref> operands;
    for (int k = count; k-- > 0;) {
      const Kind kind = guess(top(k));
      if (kind != Kind::kList && kind != Kind::kTuple && kind != Kind::kRange) return false;
      operands.push_back(kind == Kind::kRange ? 0 : top(k).ref);
      if (kind != Kind::kRange && operands.back() == 0) return false;
    }
    const Ref sample = world_->zip_of(operands);
    return sample != 0 && plain_call(count, Kind::kZip, sample);
  }
  case Known::k_reversed: {
    if (count != 1 || top().rep != Rep::kRange || !iterated_at_once()) return false;
    const Value start = top().v[0], step = top().v[2];
    Val iterator;
    iterator.rep = Rep::kRangeIter;
    iterator.kind = Kind::kRangeIterator;
    iterator.v[1] = range_count(start, top().v[1], step);
    const Value before = emit(Op::kSub, Type::kInt, {iterator.v[1], const_int(1)});
    iterator.v[0] = emit(Op::kAdd, Type::kInt, {start, emit(Op::kMul, Type::kInt, {before, step})});
    iterator.v[2] = emit(Op::kSub, Type::kInt, {const_int(0), step});
    finish_call(count, iterator);
    return true;
  }
  case Known::k_repeat:
    return count == 2 && is_int_like(guess(top())) && plain_call(count, Kind::kPlainIterator);
  case Known::k_isinstance: {
    if (count != 2 || top(0).rep != Rep::kConst || top(0).kind != Kind::kType) return false;
    const Val& subject = top(1);
    if (subject.kind == Kind::kUnknown || subject.kind == Kind::kInstance ||
        subject.rep > Rep::kConst)
      return false;
    const int answer = world_->exact_instance(subject.kind, top(0).ref);
    if (answer < 0) return false;
    finish_call(2, bool_val(const_bool(answer == 1)));
    return true;
  }
  case Known::k_type: {
    const Kind kind = count == 1 ? guess(top()) : Kind::kUnknown;
    const Ref type = kind == Kind::kInstance ? top().type : world_->type_object(kind);
    if (kind == Kind::kUnknown || type == 0) return false;
    if (top().rep == Rep::kObject) refine(top(), kind);
    finish_call(1, const_val(type));
    return true;
  }
  default:
    return false;
  }
}

// The result of this call is what a `for` goes over, and nothing else.
bool Specializer::iterated_at_once() const {
  return code_->insts[pc_ + 1].op == PyOp::kGetIter && !is_target()[pc_ + 1] &&
         code_->insts[pc_ + 2].op == PyOp::kForIter;
}

// A method of an exact built-in object: descriptor and self are on the stack.
bool Specializer::known_method(Known known, Val& self, int count) {
  if (!are_values(count)) return false;
  switch (known) {
  case Known::k_list_append: {
    if (count != 1) return false;
    Val list = self;
    const Val object = to_object(top());
    append_to_list(as_pointer(list), object, count + 1);
    if (top().own == Own::kOwned) top().own = Own::kNone;  // its reference has moved
    finish_call(1, const_val(world_->none()));
    return true;
  }
  case Known::k_list_pop:
    if (count > 1 || (count == 1 && !is_int_like(guess(top())))) return false;
    return method_call(count, Kind::kUnknown, world_->sample_element(self.ref));
  case Known::k_list_insert:
    if (count != 2 || !is_int_like(guess(top(1)))) return false;
    return method_call(count, Kind::kNone, 0);
  case Known::k_list_reverse:
    return method_call(count, Kind::kNone, 0);
  case Known::k_list_copy:
    return method_call(count, Kind::kList, self.ref);
  case Known::k_dict_get: {
    if (count < 1 || count > 2 || !plain_key(top(count - 1))) return false;
    dict_get(self, count);
    return true;
  }
  case Known::k_dict_keys:
    if (count == 0 && keys_are_tested()) return true;
    [[fallthrough]];
  case Known::k_dict_items:
  case Known::k_dict_values:
    return count == 0 && method_call(count, Kind::kDictView, world_->dict_view(self.ref, known));
  case Known::k_set_add:
  case Known::k_set_discard: {
    if (count != 1 || !plain_key(top())) return false;
    if (change_set(known == Known::k_set_add, as_pointer(self), 2)) {
      finish_call(1, const_val(world_->none()));
      return true;
    }
    publish(false);
    return method_call(count, Kind::kNone, 0);
  }
  case Known::k_bytearray_append: {
    if (count != 1 || !is_int_like(guess(top())) || !unboxable(top())) return false;
    Val bytes = self, operand = top();
    const Value number = as_int(operand);
    guard(emit(Op::kICmpUlt, Type::kBool, {number, const_int(256)}));
    const Value status = call(Helper::k_bytearray_append, {as_pointer(bytes), number});
    raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), count + 1);
    finish_call(1, const_val(world_->none()));
    return true;
  }
  case Known::k_deque_append:
  case Known::k_deque_appendleft:
    if (count != 1) return false;
    guard(call(Helper::k_deque_is_unbounded, {as_pointer(self)}));
    return method_call(1, Kind::kNone, 0);
  case Known::k_deque_pop:
  case Known::k_deque_popleft:
    return count == 0 && method_call(0, Kind::kUnknown, 0);
  case Known::k_int_bit_length:
    if (count != 0 || !is_int_like(guess(self)) || !unboxable(self)) return false;
    finish_call(0, int_val(call(Helper::k_bit_length, {as_int(self)})));
    return true;
  case Known::k_random_random:
    return count == 0 && method_call(0, Kind::kFloat, 0);
  case Known::k_random_getrandbits:
    return count == 1 && guess(top()) == Kind::kInt && method_call(1, Kind::kInt, 0);
  case Known::k_str_join:
    if (count != 1 || (guess(top()) != Kind::kList && guess(top()) != Kind::kTuple)) return false;
    if (top().rep == Rep::kObject) refine(top(), guess(top()));
    return method_call(count, Kind::kStr, 0);
  case Known::k_str_method:
  case Known::k_bytes_method: {
    for (int k = 0; k < count; ++k) {
      const Kind kind = guess(top(k));
      if (!types::is_scalar(kind)) return false;
    }
    if (known == Known::k_str_method && count == 0 && character_test(self)) return true;
    const Kind result = world_->result_kind(top(count + 1).ref);
    const Kind part = known == Known::k_str_method ? Kind::kStr : Kind::kBytes;
    Ref sample = 0;
    if (result == Kind::kList && part == Kind::kStr) sample = world_->list_of(world_->some_text());
    if (result == Kind::kTuple && part == Kind::kStr)
      sample = world_->tuple_of(std::vector<Ref>(3, world_->some_text()));
    return method_call(count, result, sample);
  }
  default:
    return false;
  }
}

// What the iterator that zip() or enumerate() makes of the operands on the stack may give, as
// something to be iterated; reversed() gives what its operand does.
Ref Specializer::sample_of_call(Known known, int count) {
  if (known == Known::k_reversed && count == 1) return top().ref;
  if (known != Known::k_zip && (known != Known::k_enumerate || count != 1)) return 0;
  std::vector<Ref> items;
  for (int k = count; k-- > 0;) items.push_back(world_->sample_item(top(k).ref));
  if (known == Known::k_enumerate) items.insert(items.begin(), world_->some_int());
  return world_->list_of(world_->tuple_of(items));
}

// `x in d.keys()` asks the dict itself; the view is never made.
bool Specializer::keys_are_tested() {
  const ir::PyInst& next = code_->insts[pc_ + 1];
  if (next.op != PyOp::kContains || next.offset == inst_->offset || is_target()[pc_ + 1])
    return false;
  const Val dict = pop();
  release_later(pop());
  push(dict);
  note_native();
  return true;
}

}  // namespace hasten::optimize
