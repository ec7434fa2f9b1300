// instance: where the attributes of a plain instance lie, so that native code can read and write
// them in place. Like layout.c, compiled from this minor version's own headers.
#pragma once

#include <Python.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  HASTEN_ELSEWHERE,       // only the general protocol finds it
  HASTEN_IN_INSTANCE,     // in the instance's inline values, at byte `offset` of them
  HASTEN_IN_SLOT,         // a __slots__ member, at byte `offset` of the object
  HASTEN_ON_CLASS,        // the class has it and it is not a descriptor
  HASTEN_METHOD,          // the class has it and it takes the instance as first argument
  HASTEN_IN_DICT,         // in the instance's dict
  HASTEN_BUILTIN_METHOD,  // as METHOD, a method descriptor of a C type
  HASTEN_IN_TUPLE,        // a field of a named tuple, item `offset` if there are so many
} hasten_place;

typedef struct {
  hasten_place place;
  int32_t offset;
  int32_t values;      // where inline values begin in the object (3.13); unused before
  int64_t keys_count;  // ON_CLASS, METHOD: no instance has such an attribute of its own as long as
                       // the class's shared keys are this many; -1: has nothing to do with it
  int32_t dict;     // IN_DICT; ON_CLASS, METHOD: unless such a dict has the name. Where instances
                    // of the type have a pointer to their dict, in bytes; 0: elsewhere or none
  PyObject* value;  // borrowed: on the class, or an example from this instance; NULL: unbound
} hasten_attribute;

// Runs no Python code. The answer holds for all objects of exactly this type until the type (or a
// base) changes, if nothing else is said above.
hasten_attribute hasten_find_attribute(PyObject* instance, PyObject* name);

// Address of the value that an instance has under a name in its dict, which is at this offset; of
// NULL if it has none. NULL: the dict is of another type, or finding out might run code.
PyObject** hasten_own_attribute(PyObject* instance, int32_t dict, PyObject* name);

// The value of a class attribute as `cls.name` gives it, borrowed, if that takes no descriptor of
// the metaclass and no binding; else NULL.
PyObject* hasten_class_attribute(PyTypeObject* type, PyObject* name);

// A method descriptor of the object's type, bound to it; NULL: raised.
PyObject* hasten_bind_method(PyObject* method, PyObject* object);

// Whether instances of the class are made by allocation and `__init__` alone, and end without
// running code of their own. `init`: borrowed, NULL: object's.
int hasten_is_plain_class(PyTypeObject* type, PyObject** init);
// An instance of such a class before its `__init__`; NULL: raised.
PyObject* hasten_new_instance(PyTypeObject* type);

// Byte offsets for the above: of the managed dict (3.12: or tagged values) before the object, of
// the byte that says whether inline values are valid and of the first value (3.13, in the values),
// of the shared keys in a type, of the entry count in keys.
typedef struct {
  int32_t managed_dict, values_valid, values_first, type_keys, keys_count;
} hasten_instance_layout;
hasten_instance_layout hasten_instance_offsets(void);

// The first value of an attribute in inline values that are in use: the instance remembers the
// order.
void hasten_first_value(PyObject* instance, int32_t offset, PyObject* value);

#ifdef __cplusplus
}
#endif
