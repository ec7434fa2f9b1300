// helpers: the C functions compiled code calls, hasten_rt_<name> for each row of ir/helpers.def,
// and their table.
//
// Common rules. The caller holds the GIL. Object results are new references, NULL means an
// exception is set; operands are borrowed. Exceptions to that, per helper:
//   concat_local   takes over the first operand, also when it fails.
//   build          tuple and list take over the references of the addressed entries unless they
//   fail; set, dict,
//                  str and slice borrow them. `count` is the number of addressed entries: a dict
//                  has two per pair (key, then value), a slice two or three.
//   unpack         writes new references, element 0 first; when it fails the entries hold nothing
//   to release. dict_lookup, dict_item    the result is borrowed. dict_lookup NULL: absent, or an
//   exception is set (see below). iter_next      NULL: exhausted, or an exception is set: ask
//   `raised`. load_name NULL never comes with an exception: the interpreter repeats the instruction
//   and raises itself. That
//                  is also how namespaces that are not exact dicts are served: by the interpreter,
//                  without trying here first, so that a mapping of the user's is asked once.
//   load_name, store_name  work on the running frame of the thread: not for frameless functions.
//   call, call_names       the address is that of the first argument; the entry before it is
//   scratch. The count of
//                  call_names does not contain the keyword arguments, whose values follow the
//                  positional ones.
//   get_method     writes a new reference to self, or NULL when the result is a plain attribute.
//   list_extend    is the * of a display (LIST_EXTEND): its error text differs from that of the
//   method. list_iter, range_iter  the state must be one in which CPython's iterator is not yet
//   exhausted, or just became so.
//
// "Runs no Python" has one hole: a dict or set may hold a key of a user's class whose hash equals
// that of the key looked up; its __eq__ is then called. dict_lookup, dict_item, contains_plain,
// get_item_plain and set_item_plain share it. The frame's instruction is published before them for
// this reason, and what __eq__ raises arrives as NULL or -1 with the exception set. dict_slot,
// dict_store, set_has and change_set say so instead, with nothing done.
#pragma once

#include "python/helper_signature.h"

#include <cstddef>

extern "C" {
#define HELPER(name, signature, effects, text)                                                     \
  ::hasten::python::HelperFunction<signature> hasten_rt_##name;
#include "ir/helpers.def"
#undef HELPER
}

namespace hasten::python {

// Rows of ir/helpers.def, the same as ir::Helper::kCount.
constexpr size_t kHelperCount = 0
#define HELPER(name, signature, effects, text) +1
#include "ir/helpers.def"
#undef HELPER
    ;

// The addresses of the helpers in the order of ir/helpers.def, kHelperCount long, followed by the
// libm functions of ir/math.def.
void* const* helper_table();

}  // namespace hasten::python
