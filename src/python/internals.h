// internals: what the runtime helpers need from CPython's private headers, as plain functions
// written in C. Only the .c files behind this header include internal/pycore_*.h; layouts are never
// copied. Rules as in helpers.h: GIL held, new references out, borrowed in, NULL or -1 with an
// exception set.
#pragma once

#include <Python.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// iterators.c
// The range iterator with `length` items left, the next being `start`. start + length * step must
// not overflow.
PyObject* hasten_new_range_iterator(int64_t start, int64_t length, int64_t step);
// Start, count and step of an exact range whose iterator counts in 64 bits; false: it does not.
bool hasten_range_bounds(PyObject* range, int64_t bounds[3]);
// iter(sequence) advanced to index; sequence is exactly list, tuple, str,
// bytes or bytearray.
PyObject* hasten_new_iterator_at(PyObject* sequence, int64_t index);

// int_layout.c
// Makes the object the int `value` if nobody can notice: exact int held once, old and new value
// stored in one digit and new value not one of the ints that CPython keeps single.
bool hasten_overwrite_int(PyObject* object, int64_t value);

// hash_tables.c: keys of exact dicts and sets that hash and compare without Python code. None of
// these runs any or sets an exception.
// Address of the value, of NULL if there is none. NULL: the dict is watched or an instance's, or
// a key that collides might run code.
PyObject** hasten_dict_slot(PyObject* dict, PyObject* key);
PyObject** hasten_dict_slot_of_int(PyObject* dict, int64_t key);
// The same of a str, in a dict that may be watched.
PyObject** hasten_name_slot(PyObject* dict, PyObject* name);
// Who is told of changes of the dict, a bit for each watcher; somebody is.
unsigned hasten_dict_watchers(PyObject* dict);
bool hasten_dict_is_watched(PyObject* dict);
// Puts another value there; the old one must end quietly. False, nothing done: dict.__setitem__ is
// to do it.
bool hasten_dict_replace(PyObject* dict, PyObject** slot, PyObject* value);
// 0, 1, or 2: a key that collides might run code.
int hasten_set_has(PyObject* set, PyObject* key);
int hasten_set_has_int(PyObject* set, int64_t key);

// private_calls.c
// As LOAD_ATTR for a method call. Returns the method and writes self, or returns the attribute and
// writes NULL.
PyObject* hasten_get_method(PyObject* owner, PyObject* name, PyObject** self);
// ''.join(parts) as BUILD_STRING.
PyObject* hasten_join_strings(PyObject* const* parts, int64_t count);
// {parts[0]: parts[1], ...} as BUILD_MAP, sized as CPython sizes it.
PyObject* hasten_new_dict(PyObject* const* parts, int64_t pairs);
// KeyError(key), whatever type the key is of.
void hasten_set_key_error(PyObject* key);
// list.extend as used by LIST_EXTEND: 0 or -1.
int hasten_extend_list(PyObject* list, PyObject* iterable);
// The * of a set display: 0 or -1.
int hasten_update_set(PyObject* set, PyObject* iterable);
// The ** of a call: KeyError(key) for a key that is there already. 0 or -1.
int hasten_merge_once(PyObject* dict, PyObject* mapping);
// As BEFORE_WITH: the result of __enter__. The reference to the context manager is taken over;
// `left` receives __exit__, or when this fails what is left of the entry, the manager or NULL.
PyObject* hasten_enter_context(PyObject* manager, PyObject** left);
// As IMPORT_NAME in the running frame. NULL without an exception: __import__ is the program's own,
// and nothing has been done.
PyObject* hasten_import(PyObject* name, PyObject* names, PyObject* level);
// What messages call a callable.
PyObject* hasten_function_text(PyObject* callable);

// frame_namespaces.c: the namespaces of the frame that the current thread is running, all borrowed.
struct hasten_namespaces {
  PyObject* locals;  // NULL in a function
  PyObject* globals;
  PyObject* builtins;
};
struct hasten_namespaces hasten_running_namespaces(void);

#ifdef __cplusplus
}
#endif
