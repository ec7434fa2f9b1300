// patterns: the instructions of match statements in the Specializer. See specializer.h.
#include "optimize/specializer.h"

namespace hasten::optimize {
namespace {

// What patterns take an exact type for never changes; -1: only its flags tell.
int counts_as(Kind kind, bool mapping) {
  if (types::is_plain_key(kind)) return 0;
  switch (kind) {
  case Kind::kList:
  case Kind::kTuple:
  case Kind::kRange:
    return mapping ? 0 : 1;
  case Kind::kDict:
    return mapping ? 1 : 0;
  case Kind::kByteArray:
  case Kind::kSet:
  case Kind::kFrozenSet:
    return 0;
  default:
    return -1;
  }
}

}  // namespace

// No guess is made of the subject's kind: a match is there to find it out.
void Specializer::match_kind(bool mapping) {
  if (!is_value(top())) {
    leave_here("match of an iterator");
    return;
  }
  note_native();
  const int known = counts_as(top().kind, mapping);
  push(bool_val(known >= 0
                    ? const_bool(known == 1)
                    : call(Helper::k_counts_as, {as_pointer(top()), const_int(mapping ? 1 : 0)})));
}

void Specializer::get_len() {
  if (top().rep != Rep::kObject && top().rep != Rep::kConst) {
    leave_here("len of an iterator");
    return;
  }
  const Kind kind = guess(top());
  if (kind == Kind::kTuple || kind == Kind::kList) {
    refine(top(), kind);
    note_native();
    push(int_val(sequence_length(top())));
    return;
  }
  if (!runs_python("len of an object of unknown type")) return;
  const Value length = call(Helper::k_get_len, {as_pointer(top())});
  raise_if(is_null(length), 0);
  push(object_val(length, Kind::kInt, Own::kOwned));
}

void Specializer::match_keys() {
  if (!is_value(top(1)) || !is_value(top())) {
    leave_here("match of an iterator");
    return;
  }
  if (!goes_generic("match of keys")) return;
  for (const int place : {0, 1}) {  // it stays where it is
    if (top(place).rep != Rep::kObject && top(place).rep != Rep::kConst) {
      leave_here("match of a number");
      return;
    }
  }
  barrier();
  publish();
  mark_unsafe();
  const Value values = call(Helper::k_match_keys, {as_pointer(top(1)), as_pointer(top())});
  raise_if(is_null(values), 1);
  push(object_val(values, Kind::kUnknown, Own::kOwned));
}

void Specializer::match_class(int count) {
  if (distrusted() || !are_values(3)) {
    leave_here("match of a class that says itself what its instances are");
    return;
  }
  if (!goes_generic("match of a class")) return;
  check_boxes(3);
  barrier();
  publish();
  mark_unsafe();
  const Val names = to_object(pop()), type = to_object(pop()), subject = to_object(pop());
  const Value found =
      call(Helper::k_match_class, {subject.v[0], type.v[0], const_int(count), names.v[0]});
  raise_or_repeat(found, 2);
  for (const Val& operand : {subject, type, names}) release_later(operand);
  push(object_val(found, Kind::kUnknown, Own::kOwned));
}

}  // namespace hasten::optimize
