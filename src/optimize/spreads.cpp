// spreads: what follows * and ** in displays, calls and targets, in the Specializer. See
// specializer.h.
//
// All of it goes through the C API. What the interpreter does in one instruction can fail in
// several places; each place has an operand of its own that raises when it is repeated.
#include "optimize/specializer.h"

namespace hasten::optimize {

// (*a, *b) and the arguments of f(*a, *b): the list was made for this.
void Specializer::list_to_tuple() {
  if (top().rep != Rep::kObject) {
    leave_here("a tuple of an unusual list");
    return;
  }
  note_native();
  const Val list = to_object(pop());
  const Value tuple = call(Helper::k_tuple_of_list, {list.v[0]});
  // Not guard(): a failure made up for tests would lose the tuple.
  emit(Op::kGuard, Type::kVoid, {negate(is_null(tuple))}, 0, Alias::kAny, guard_exit());
  release_later(list);
  push(object_val(tuple, Kind::kTuple, Own::kOwned));
}

// {*a}, {**a} and f(**a): entries of the top into the container further down.
void Specializer::update(PyOp op, int depth) {
  if (!is_value(top()) || top(depth).rep != Rep::kObject) {
    leave_here("an unusual display");
    return;
  }
  Val callable;
  if (op == PyOp::kDictMerge) {
    callable = top(depth + (code_->null_below_callable ? 2 : 3));
    if (callable.rep != Rep::kObject && callable.rep != Rep::kConst) {
      leave_here("a number is called");
      return;
    }
  }
  if (!runs_python("* or ** in a display or call")) return;
  const Value container = as_pointer(top(depth));
  const Val added = to_object(pop());
  const Value status =
      op == PyOp::kSetUpdate ? call(Helper::k_set_update, {container, added.v[0]})
      : op == PyOp::kDictUpdate
          ? call(Helper::k_dict_update, {container, added.v[0]})
          : call(Helper::k_dict_merge, {container, added.v[0], as_pointer(callable)});
  raise_if(emit(Op::kICmpLt, Type::kBool, {status, const_int(0)}), 0);
  release_later(added);
}

// f(*args), f(*args, **keywords). The interpreter makes a tuple of the arguments first, which may
// run code and is then done: the tuple takes the place of what it was made of.
void Specializer::call_ex(bool keywords) {
  const int arguments_at = keywords ? 1 : 0;
  const int callable_at = arguments_at + (code_->null_below_callable ? 1 : 2);
  Val callable = top(callable_at);
  const bool usual = (callable.rep == Rep::kObject || callable.rep == Rep::kConst) &&
                     is_value(top(arguments_at)) && (!keywords || top().rep == Rep::kObject);
  if (!usual) {
    leave_here("an unusual call with * or **");
    return;
  }
  if (!runs_python("a call with * or **")) return;
  callable = top(callable_at);
  const Value function = as_pointer(callable);
  const size_t at = env_.stack.size() - 1 - static_cast<size_t>(arguments_at);
  if (env_.stack[at].kind != Kind::kTuple) {
    const Val given = to_object(env_.stack[at]);
    const Value tuple = call(Helper::k_call_tuple, {function, given.v[0]});
    raise_if(is_null(tuple), arguments_at);
    env_.stack[at] = before_.stack[at] = object_val(tuple, Kind::kTuple, Own::kOwned);
    cached_guard_exit_ = cached_overflow_exit_ = -1;
    boxes_.clear();  // no entry is what was boxed any more
    if (given.own == Own::kOwned) release_now(given.v[0], given.kind, false);
  }
  const Val named = keywords ? to_object(pop()) : Val{};
  const Val arguments = to_object(pop());
  const Value names = keywords ? named.v[0] : null_ptr();
  guard(call(Helper::k_call_ex_keeps, {function, arguments.v[0], names}));
  const Value result = call(Helper::k_call_ex, {function, arguments.v[0], names});
  raise_if(is_null(result), callable_at);
  pop();
  pop();
  release_later(callable);
  release_later(arguments);
  if (keywords) release_later(named);
  push(object_val(result, Kind::kUnknown, Own::kOwned));
}

// a, *b, c = x
void Specializer::unpack_ex(int arg) {
  const int before = arg & 0xFF, count = before + 1 + (arg >> 8);
  if (count > ir::kMaxCallArguments || !is_value(top())) {
    leave_here("unpacking of many values");
    return;
  }
  const Kind kind = guess(top());
  const bool plain = kind == Kind::kTuple || kind == Kind::kList;
  if (plain) {
    refine(top(), kind);
    note_native();
  } else {
    if (!runs_python("unpacking of an object of unknown type")) return;
  }
  unpack_by(plain ? Helper::k_unpack_ex_plain : Helper::k_unpack_ex, arg, count, before);
}

}  // namespace hasten::optimize
