// characters: text of one ASCII character in the Specializer. See specializer.h.
//
// CPython keeps the objects of these texts for good, one after the other: a character taken from a
// text is an address, and what is asked of it most often is asked of its byte. Any other text takes
// the way of all text.
#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

constexpr int64_t kCompactAscii = 3 << 5;  // bits of the state: checked by python/check_layout

}  // namespace

Value Specializer::ascii_state(Value text) {
  const Value state = load(Op::kLoadU32, text, layout_.str_state, Alias::kHeader);
  const Value bits = emit(Op::kAnd, Type::kInt, {state, const_int(kCompactAscii)});
  return emit(Op::kICmpEq, Type::kBool, {bits, const_int(kCompactAscii)});
}

// An exact str is one ASCII character.
Value Specializer::is_character(Value text) {
  const Value one = emit(Op::kICmpEq, Type::kBool, {string_length(text), const_int(1)});
  return emit(Op::kBoolAnd, Type::kBool, {one, ascii_state(text)});
}

// Its code, if it is one: there is a byte at this place in every str.
Value Specializer::character_code(Value text) {
  return load(Op::kLoadU8, text, layout_.str_ascii_data, Alias::kHeader);
}

// The text of an ASCII character; it needs no reference.
Value Specializer::character_of(Value code) {
  return emit(Op::kElementPtr, Type::kPtr, {const_object(world_->first_character()), code},
              layout_.character_size);
}

// The text of the character at an index in range, a new reference.
Value Specializer::character_at(Value text, Value index) {
  const auto of_ascii = [&] {
    const Value place = emit(Op::kElementPtr, Type::kPtr, {text, index}, 1);
    return character_of(character_code(place));
  };
  return either(ascii_state(text), Type::kPtr, of_ascii,
                [&] { return call(Helper::k_str_item, {text, index}); });
}

// The code of a constant that is one ASCII character, else -1.
int Specializer::known_character(const Val& value) {
  std::string text;
  if (value.rep != Rep::kConst || value.kind != Kind::kStr ||
      !world_->ascii_text(value.ref, text) || text.size() != 1)
    return -1;
  return static_cast<unsigned char>(text[0]);
}

// Comparison of exact str, one of them a constant character: 0 or 1, or -1 with an exception; no
// value where none is.
Value Specializer::compare_with_character(ir::CompareKind kind, Val& left, Val& right) {
  const int left_code = known_character(left), right_code = known_character(right);
  if ((left_code < 0) == (right_code < 0)) return -1;
  const Value l = as_pointer(left), r = as_pointer(right);
  const Value text = left_code < 0 ? l : r;
  const auto by_code = [&] {
    const Value code = character_code(text);
    const Value answer = int_compare(kind, left_code < 0 ? code : const_int(left_code),
                                     left_code < 0 ? const_int(right_code) : code);
    return emit(Op::kBoolToInt, Type::kInt, {answer});
  };
  return either(is_character(text), Type::kInt, by_code, [&] {
    return call(Helper::k_compare_plain, {l, r, const_int(static_cast<int>(kind))});
  });
}

// 1 if an ASCII character is one of the set, a bit for each, else 0.
Value Specializer::bit_of(Value code, const uint64_t set[2]) {
  const Value low = emit(Op::kICmpLt, Type::kBool, {code, const_int(64)});
  const Value half =
      emit(Op::kSelectInt, Type::kInt,
           {low, const_int(static_cast<int64_t>(set[0])), const_int(static_cast<int64_t>(set[1]))});
  const Value place = emit(Op::kAnd, Type::kInt, {code, const_int(63)});
  return emit(Op::kAnd, Type::kInt, {emit(Op::kAShr, Type::kInt, {half, place}), const_int(1)});
}

// Whether an exact str is in a constant of ASCII characters, each a bit of 128: as above.
Value Specializer::character_in(Val& container, Val& item) {
  std::string characters;
  if (container.rep != Rep::kConst || item.rep != Rep::kObject ||
      !world_->ascii_text(container.ref, characters))
    return -1;
  uint64_t bits[2] = {0, 0};
  for (const char c : characters)
    bits[static_cast<unsigned char>(c) >> 6] |= uint64_t{1} << (c & 63);
  const Value all = as_pointer(container), text = as_pointer(item);
  return either(
      is_character(text), Type::kInt, [&] { return bit_of(character_code(text), bits); },
      [&] { return call(Helper::k_contains_plain, {all, text}); });
}

// A method without arguments that says something of an exact str, which most likely is one ASCII
// character: isalpha() and the like. Those that give text make a new object even of a character.
bool Specializer::character_test(Val& self) {
  uint64_t set[2];
  Val method = top(1), object = self;
  if (object.rep != Rep::kObject || method.rep != Rep::kConst ||
      !world_->character_test(method.ref, set))
    return false;
  barrier(2);
  const Value text = as_pointer(object);
  const auto by_code = [&] {
    const Value bit = bit_of(character_code(text), set);
    return emit(Op::kICmpNe, Type::kBool, {bit, const_int(0)});
  };
  const auto by_method = [&] {
    const Value context = emit(Op::kContext, Type::kPtr, {});
    const int64_t base = offsetof(ir::Context, arguments) + 8;
    store(Op::kStorePtr, context, text, base, Alias::kAny);
    const Value address = emit(Op::kElementPtr, Type::kPtr, {context, const_int(base)}, 1);
    const Value answer = call(Helper::k_call_plain, {as_pointer(method), address, const_int(1)});
    raise_if(is_null(answer), 1);
    return emit(Op::kPtrEq, Type::kBool, {answer, const_object(world_->boolean(true))});
  };
  finish_call(0, bool_val(either(is_character(text), Type::kBool, by_code, by_method)));
  return true;
}

}  // namespace hasten::optimize
