// World: what the compiler may ask about live objects, so that the stages free of Python.h need not
// see one.
//
// Objects are named by Ref, an index into the region's object pool; index 0 is "none". A World pins
// every object it names for as long as the compiled code lives. Answers are guesses about the
// future except where noted: the compiler guards what it uses. Implemented in python/live_world.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ir/py_code.h"
#include "types/kind.h"

namespace hasten::types {

using Ref = int32_t;  // 0: no object known

// Built-in functions, types and methods that have a native body. Named as in Python.
enum class Known : uint8_t {
  kNone,
#define KNOWN(name, text) k_##name,
#include "types/known.def"
#undef KNOWN
};

// Field offsets in bytes of the objects that native code reads directly; filled from CPython's own
// headers.
struct ObjectLayout {
  int32_t type, list_items, size, tuple_items, float_value, complex_value, long_tag, long_digit,
      range_iter_start, range_iter_step, range_iter_left, list_iter_index, list_iter_sequence,
      cell_value, str_length, str_state, str_ascii_data, str_compact_data, bytes_data,
      bytearray_start, array_data, array_ndim, array_shape, array_strides, array_flags, array_descr,
      dict_used, set_used, list_allocated, character_size, small_int_size, builtin_def,
      builtin_self, method_def;
  // Inline values of instances: see python/instance.h.
  int32_t managed_dict, values_valid, values_first, type_keys, keys_count;
  // Frames of functions that are part of a region: see python/inline_frames.h.
  int32_t frame_locals, frame_object;
  int32_t generator_frame, generator_state, generator_executing;  // see python/generators.h
  // See python/nested_iterators.h.
  int32_t zip_parts, zip_result, zip_strict, enumerate_part, enumerate_index, enumerate_result,
      enumerate_long;
};

// Where an attribute of the objects of one exact type lies. Holds until the type changes, of which
// a watcher tells.
struct AttributeFacts {
  enum class Place : uint8_t {
    kElsewhere,      // only the general protocol finds it
    kInstance,       // in the inline values, at byte `offset`
    kSlot,           // in the object, at byte `offset`
    kClass,          // `value`, not a descriptor
    kMethod,         // `value`, takes the instance as first argument
    kDict,           // in the instance's dict
    kBuiltinMethod,  // as kMethod, of a C type
    kTupleItem,      // in the tuple that it is, item `offset`
  } place = Place::kElsewhere;
  int32_t offset = 0;
  int32_t values = 0;       // where inline values begin in the object, if they are part of it
  int64_t keys_count = -1;  // kClass, kMethod: instances have no attribute of their own by that
                            // name while the class's shared keys are this many; -1: look at dict
  int32_t dict = 0;  // kDict; kClass, kMethod unless that has the name: offset of the pointer
                     // to the instance's dict in it; 0: instances have none
  Ref type = 0;      // to compare an object's type with
  Ref value = 0;     // kInstance, kSlot, kDict, kTupleItem: the example's, 0 if unbound
};

// How a NumPy array is laid out, for guards and element access.
struct ArrayFacts {
  enum class Element : uint8_t { kOther, kInt64, kFloat64 } element = Element::kOther;
  int ndim = 0;
  bool writeable = false;
  Ref dtype = 0;  // the descriptor object that the guard compares
};

class World {
 public:
  virtual ~World() = default;

  virtual Kind kind_of(Ref object) const = 0;
  virtual Ref type_object_of(Ref object) = 0;  // its exact type, pinned
  virtual Ref type_object(Kind kind) = 0;  // the type that the kind stands for; 0 if not one type
  virtual bool int_value(Ref object, int64_t& value) const = 0;  // exact int (or bool) that fits
  virtual double float_value(Ref object) const = 0;
  virtual void complex_value(Ref object, double& real, double& imag) const = 0;
  virtual bool fits_unboxed(Ref object) const = 0;  // int that fits 64 bits

  virtual Ref constant(int index) = 0;  // of the code object, permanent
  virtual Ref none() = 0;
  virtual Ref boolean(bool value) = 0;
  virtual Ref name(int index) = 0;  // str object of co_names[index]
  // Where CPython keeps the text of one ASCII character and the small ints for good, one after the
  // other: the first character's and 0.
  virtual Ref first_character() = 0;
  virtual Ref zero() = 0;
  virtual bool ascii_text(Ref text, std::string& characters) const = 0;  // false: it is not ASCII

  virtual Ref local(int slot) = 0;   // now in the frame, 0 if unbound
  virtual Ref stack(int depth) = 0;  // now on the frame's operand stack

  // The value of a global or builtin if it can be assumed constant: a watcher withdraws the region
  // when it is rebound. 0: no such assumption.
  virtual Ref stable_name(int index, bool local_namespace) = 0;
  // The loop under construction binds this name: nobody it calls may take it as constant either.
  virtual void name_varies(int index, bool local_namespace) = 0;
  virtual bool is_namespace(Ref dict) const = 0;  // the frame's own local namespace
  virtual Ref current_name(int index) = 0;  // value in the local namespace (of a function: its
                                            // globals) now, 0 if missing
  virtual Ref stable_attribute(Ref module, int name_index) = 0;  // of a module, watched likewise
  virtual Ref method_descriptor(Kind kind,
                                int name_index) = 0;  // of an immutable built-in type; 0: none

  virtual Ref sample_element(Ref container) = 0;  // one typical element; 0: empty, mixed or unknown
  virtual int64_t
  items_in(Ref container) const = 0;  // list, tuple or what their iterators go over; 0: unknown
  virtual Ref value_under(Ref dict, Ref key) = 0;   // what it holds now; 0: nothing or unknown
  virtual bool ends_quietly(Ref object) const = 0;  // as it is now: its end runs no unknown code
  // What iteration over it may give: the key of a dict, the tuple of an iterator over pairs. 0:
  // unknown.
  virtual Ref sample_item(Ref iterable) = 0;
  // Those that an exact zip or enumerate takes its items from; empty if it is neither.
  virtual std::vector<Ref> inner_iterators(Ref iterator) = 0;
  // Made up to be sampled: the zip over exact lists, tuples or ranges (0) that has given an item,
  // the view that the method of an exact dict gives, a list with one element, a tuple (0 stands for
  // any object), a str, an int. 0: not possible.
  virtual Ref zip_of(const std::vector<Ref>& operands) = 0;
  virtual Ref dict_view(Ref dict, Known method) = 0;
  virtual Ref list_of(Ref element) = 0;
  virtual Ref tuple_of(const std::vector<Ref>& items) = 0;
  virtual Ref some_text() = 0;
  virtual Ref some_int() = 0;
  // What a method of str or bytes (Known::k_str_method, k_bytes_method) always returns.
  virtual Kind result_kind(Ref method) const = 0;
  // The ASCII characters of which a method of str without arguments says True, a bit for each;
  // false: it does not give a bool.
  virtual bool character_test(Ref method, uint64_t set[2]) const = 0;
  virtual bool uniform_elements(Ref container) = 0;  // all sampled elements are of one type
  // Given an object that sample_element returned: one object of each type among that container's
  // samples, if there are several and all are instances; else none.
  virtual std::vector<Ref> mixed_types(Ref sample) = 0;
  virtual Ref element_at(Ref sequence, int index) = 0;  // of a list or tuple; 0: unknown
  virtual AttributeFacts attribute(Ref instance, int name_index) = 0;
  // The method of a built-in type that a bound method calls, and the object it is called with;
  // false: not a bound method of such a type.
  virtual bool bound_method(Ref callable, Ref& method, Ref& object) = 0;
  virtual Ref bound_like(Ref method, Ref object) = 0;  // an example of it; 0: unknown
  virtual Ref class_attribute(Ref type,
                              int name_index) = 0;  // cls.name without binding, watched; 0
  // A function or type that its module, or CPython itself, knows by name: it may be held.
  virtual bool is_lasting(Ref callable) const = 0;
  virtual int tuple_size(Ref tuple) const = 0;
  virtual int exact_instance(Kind kind,
                             Ref type) = 0;  // isinstance of an exact kind: 0, 1; -1: cannot tell
  virtual bool pow_rounds_well() const = 0;  // whether libm's pow is within 0.52 units or so
  virtual int math_function(const char* name) const = 0;  // index in ir/math.def
  // A Python function without *args, **kwargs and cells: its code with depths, and a World that
  // answers for its names. Valid as long as this World.
  struct Callee {
    const ir::PyCode* code = nullptr;
    World* world = nullptr;
    Ref identity = 0;  // its code object
    Ref function = 0;
    int parameters = 0;   // the first local variables
    int frame_words = 0;  // size of its frame
    int32_t place = 0;    // tells its speculations from those of other functions, see distrusted()
  };
  virtual bool callee(Ref function, Callee& out) = 0;
  // What a parameter gets: an argument, or else its default value.
  struct Binding {
    int argument = -1;
    Ref value = 0;
  };
  // One for each parameter; false if CPython does not accept a call with so many arguments, the
  // last of which have these names (a tuple of str; 0: none). Default values are watched.
  virtual bool bind(const Callee& callee, int given, Ref names, std::vector<Binding>& out) = 0;
  // A class whose instances CPython makes of nothing but memory, with `__init__` being a Python
  // function or object's; watched.
  struct Maker {
    bool has_init = false;
    Callee init;
  };
  virtual bool instance_maker(Ref type, Maker& out) = 0;
  // An instance of such a class to look at, without attributes; 0: not possible.
  virtual Ref new_sample(Ref type) = 0;
  // Gives it an attribute like the object, or else of this kind.
  virtual void set_sample(Ref sample, int name_index, Ref like, Kind kind) = 0;
  // The Python function that the class of an instance has for an operator, or for reading a
  // property; watched. 0: none.
  virtual Ref special_method(Ref instance, const std::string& name) = 0;
  virtual Ref property_getter(Ref instance, int name_index) = 0;
  virtual bool lacks(Ref instance, const std::string& name) = 0;  // its class has no such attribute
  virtual Ref not_implemented() = 0;
  // The same for a generator function, whose code may have cells.
  virtual bool generator_function(Ref function, Callee& out) = 0;
  // A generator that waits at a yield or has not begun and that nobody else holds, but for so many
  // others who wait for the loop: its code, a World that answers for its variables and operand
  // stack too, and the byte offset where it goes on; `function` is 0.
  virtual bool generator(Ref object, Callee& out, int& others, int& offset) = 0;
  virtual Ref globals() = 0;  // the dict
  // The code of a generator expression without cells of its own, its one parameter the iterator.
  // Its names are those of the region's own globals, or the answer is false.
  virtual bool expression(Ref code, Callee& out) = 0;
  virtual bool shares_globals() const = 0;  // with the region's own code
  virtual void keep_alive(Ref object) = 0;  // the compiled code needs it whatever names it
  virtual Known known(Ref callable) const = 0;
  virtual ArrayFacts array_facts(Ref array) = 0;
  virtual Ref numpy_boolean(bool) {
    return 0;
  }  // numpy.True_ or numpy.False_, once numpy kinds are seen
  virtual const ObjectLayout& layout() const = 0;

  // This instruction's speculation has failed before: then do not speculate there. The place is its
  // offset, plus Callee::place in a function that is part of a region.
  virtual bool distrusted(int place) const = 0;
  virtual Kind
  seen_kind(int offset,
            int from_top) const = 0;  // of operand 0 or 1, told by CPython's specialisation
};

}  // namespace hasten::types
