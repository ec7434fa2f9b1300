// bound_methods: methods of built-in types that are taken from their object before they are called,
// in the Specializer: `append = items.append`, `random = self.random`.
//
// CPython's CALL takes a method and its object instead of a bound method as well, so that is what
// lies on the stack from the guard on, whoever makes the call in the end.
#include "optimize/specializer.h"

namespace hasten::optimize {

using types::AttributeFacts;
using Place = types::AttributeFacts::Place;

// owner.name, an object that holds the owner.
bool Specializer::bind_method(int name) {
  Val& owner = top();
  if (owner.rep != Rep::kObject && owner.rep != Rep::kConst) return false;
  const Kind kind = guess(owner);
  Ref method = kind == Kind::kUnknown ? 0 : world_->method_descriptor(kind, name);
  if (method != 0) {
    if (owner.rep == Rep::kObject) refine(owner, kind);
  } else {
    const AttributeFacts facts = attribute_facts(owner, name);
    if (facts.place != Place::kBuiltinMethod) return false;
    guard_not_shadowed(owner, facts, name);
    method = facts.value;
  }
  const Ref sample = world_->bound_like(method, owner.ref);
  const Val object = to_object(pop());
  const Value bound = call(Helper::k_bind_method, {const_object(method), object.v[0]});
  raise_if(is_null(bound), 0);
  release_later(object);
  push(object_val(bound, Kind::kBuiltin, Own::kOwned, sample));
  note_native();
  return true;
}

// A call of such an object. True: done, or the block has ended.
bool Specializer::bound_call(const Called& bound, int count) {
  Val callable = bound.callable;
  const bool fits = callable.rep == Rep::kConst || callable.rep == Rep::kObject;
  const Ref like = identity_of(callable) != 0 ? identity_of(callable) : callable.ref;
  Ref method = 0, object = 0;
  if (pure_ || bound.has_self || !fits || like == 0 || distrusted() ||
      (callable.kind != Kind::kUnknown && callable.kind != Kind::kBuiltin) ||
      !world_->bound_method(like, method, object))
    return false;
  const Known known = world_->known(method);
  if (known == Known::kNone) return false;  // nothing to gain
  if (identity_of(callable) == 0) {
    refine(callable, Kind::kBuiltin);
    const Value found =
        load(Op::kLoadPtr, as_pointer(callable), layout_.builtin_def, Alias::kHeader);
    const Value wanted =
        load(Op::kLoadPtr, const_object(method), layout_.method_def, Alias::kHeader);
    guard(emit(Op::kPtrEq, Type::kBool, {found, wanted}));
  }
  const Value self = load(Op::kLoadPtr, as_pointer(callable), layout_.builtin_self, Alias::kHeader);
  const Val owner = owned_object(object_val(self, Kind::kUnknown, Own::kTransient, object));
  for (std::vector<Val>* stack : {&env_.stack, &before_.stack}) {
    (*stack)[env_.stack.size() - 2 - static_cast<size_t>(count)] = const_val(method);
    (*stack)[env_.stack.size() - 1 - static_cast<size_t>(count)] = owner;
  }
  cached_guard_exit_ = cached_overflow_exit_ = -1;
  if (callable.rep == Rep::kObject && callable.own == Own::kOwned)
    release_now(callable.v[0], Kind::kBuiltin, false);
  const Kind kind = world_->kind_of(object);
  if (kind != Kind::kUnknown && kind != Kind::kInstance) refine(top(count), kind);
  if (known_method(known, top(count), count) || block_ < 0) return true;
  generic_call(count, -1, 0, 0);
  return true;
}

}  // namespace hasten::optimize
