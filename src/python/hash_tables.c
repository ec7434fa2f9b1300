// hash_tables: looks keys up in exact dicts and sets without running any Python code, which
// CPython's own functions may do: a key that collides with the one sought may be of a type whose
// __eq__ is written in Python. Takes keys that hash and compare without Python; says so where a
// colliding key is not of that sort, instead of comparing.
//
// The probing is that of CPython's Objects/dictobject.c (do_lookup) and Objects/setobject.c
// (set_lookkey), the same in 3.12 and 3.13.
#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include "python/internals.h"

#include <internal/pycore_dict.h>
#include <internal/pycore_interp.h>
#include <string.h>

enum { kPerturbShift = 5, kLinearProbes = 9 };
enum answer { kDifferent, kEqual, kUnclear };

// What is sought: an object, or (object NULL) an int.
struct sought {
  PyObject* object;
  int64_t number;
  Py_hash_t hash;
};

static bool is_text_equal(PyObject* a, PyObject* b) {
  const Py_ssize_t length = PyUnicode_GET_LENGTH(a);
  const int kind = PyUnicode_KIND(a);
  return length == PyUnicode_GET_LENGTH(b) && kind == (int)PyUnicode_KIND(b) &&
         memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), (size_t)length * (size_t)kind) == 0;
}

static bool is_real(const PyTypeObject* type) {
  return type == &PyLong_Type || type == &PyFloat_Type || type == &PyBool_Type;
}

static bool is_short_int(PyObject* object) {
  return PyLong_CheckExact(object) && PyUnstable_Long_IsCompact((PyLongObject*)object);
}

static Py_ssize_t short_int(PyObject* object) {
  return PyUnstable_Long_CompactValue((PyLongObject*)object);
}

// Exact scalars, not identical. Bytes that meet something else may warn (python -b).
static enum answer compare_scalars(PyObject* a, PyObject* b) {
  const PyTypeObject *left = Py_TYPE(a), *right = Py_TYPE(b);
  if (is_short_int(a) && is_short_int(b)) return short_int(a) == short_int(b);
  if (left == &PyUnicode_Type && right == &PyUnicode_Type) return is_text_equal(a, b);
  if ((is_real(left) || left == &PyComplex_Type) && (is_real(right) || right == &PyComplex_Type))
    return PyObject_RichCompareBool(a, b, Py_EQ) == 1;
  if (left == &PyBytes_Type && right == &PyBytes_Type)
    return PyObject_RichCompareBool(a, b, Py_EQ) == 1;
  const bool left_simple = is_real(left) || left == &PyUnicode_Type || a == Py_None;
  const bool right_simple = is_real(right) || right == &PyUnicode_Type || b == Py_None;
  return left_simple && right_simple ? kDifferent : kUnclear;
}

// A key of a table with the object sought, of the same hash and not identical.
static enum answer compare(PyObject* key, PyObject* object) {
  if (!PyTuple_CheckExact(key) || !PyTuple_CheckExact(object)) return compare_scalars(key, object);
  const Py_ssize_t size = PyTuple_GET_SIZE(object);
  if (PyTuple_GET_SIZE(key) != size) return kUnclear;
  for (Py_ssize_t i = 0; i < size; ++i) {
    PyObject *a = PyTuple_GET_ITEM(key, i), *b = PyTuple_GET_ITEM(object, i);
    if (a == b) continue;
    const enum answer answer = compare_scalars(a, b);
    if (answer != kEqual) return answer;
  }
  return kEqual;
}

static enum answer compare_number(PyObject* key, int64_t number) {
  if (!PyLong_CheckExact(key) && !PyBool_Check(key))
    return PyUnicode_CheckExact(key) ? kDifferent : kUnclear;
  if (is_short_int(key)) return short_int(key) == number;
  int overflow;
  return PyLong_AsLongLongAndOverflow(key, &overflow) == number && overflow == 0;
}

static inline enum answer is_sought(PyObject* key, const struct sought* sought) {
  if (sought->object == NULL) return compare_number(key, sought->number);
  return key == sought->object ? kEqual : compare(key, sought->object);
}

static inline Py_ssize_t entry_at(const PyDictKeysObject* keys, size_t place) {
  const int bits = DK_LOG_SIZE(keys);
  if (bits < 8) return ((const int8_t*)keys->dk_indices)[place];
  if (bits < 16) return ((const int16_t*)keys->dk_indices)[place];
  if (bits < 32) return ((const int32_t*)keys->dk_indices)[place];
  return (Py_ssize_t)((const int64_t*)keys->dk_indices)[place];
}

static PyObject* nothing = NULL;  // what is not there is at this address

// All keys are str.
static PyObject** find_text(PyDictKeysObject* keys, PyObject* text, Py_hash_t hash) {
  PyDictUnicodeEntry* entries = DK_UNICODE_ENTRIES(keys);
  const size_t mask = (size_t)DK_SIZE(keys) - 1;
  size_t perturb = (size_t)hash, place = perturb & mask;
  for (;;) {
    const Py_ssize_t at = entry_at(keys, place);
    if (at == DKIX_EMPTY) return &nothing;
    if (at >= 0) {
      PyObject* key = entries[at].me_key;
      if (key == text || (((PyASCIIObject*)key)->hash == hash && is_text_equal(key, text)))
        return &entries[at].me_value;
    }
    perturb >>= kPerturbShift;
    place = (place * 5 + perturb + 1) & mask;
  }
}

static PyObject** find_any(PyDictKeysObject* keys, const struct sought* sought) {
  PyDictKeyEntry* entries = DK_ENTRIES(keys);
  const size_t mask = (size_t)DK_SIZE(keys) - 1;
  size_t perturb = (size_t)sought->hash, place = perturb & mask;
  for (;;) {
    const Py_ssize_t at = entry_at(keys, place);
    if (at == DKIX_EMPTY) return &nothing;
    if (at >= 0 && entries[at].me_hash == sought->hash) {
      const enum answer answer = is_sought(entries[at].me_key, sought);
      if (answer == kUnclear) return NULL;
      if (answer == kEqual) return &entries[at].me_value;
    }
    perturb >>= kPerturbShift;
    place = (place * 5 + perturb + 1) & mask;
  }
}

static PyObject** find(PyDictObject* dict, const struct sought* sought) {
  if (dict->ma_values != NULL) return NULL;
  if (DK_IS_UNICODE(dict->ma_keys)) {
    if (sought->object == NULL) return &nothing;
    if (PyUnicode_CheckExact(sought->object))
      return find_text(dict->ma_keys, sought->object, sought->hash);
    return PyBytes_CheckExact(sought->object) ? NULL : &nothing;
  }
  return find_any(dict->ma_keys, sought);
}

// hash(number)
static Py_hash_t hash_of(int64_t number) {
  const uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
  const Py_hash_t hash = (Py_hash_t)(size % _PyHASH_MODULUS);
  return number >= 0 ? hash : hash == 1 ? -2 : -hash;
}

static Py_hash_t hash_of_scalar(PyObject* object) {
  if (is_short_int(object)) return hash_of(short_int(object));
  const Py_hash_t known = PyUnicode_CheckExact(object) ? ((PyASCIIObject*)object)->hash : -1;
  return known != -1 ? known : PyObject_Hash(object);
}

// As tuplehash() of Objects/tupleobject.c (xxHash with lanes of 64 bits).
static Py_hash_t hash_of_tuple(PyObject* tuple) {
  const uint64_t prime1 = UINT64_C(11400714785074694791), prime2 = UINT64_C(14029467366897019727),
                 prime5 = UINT64_C(2870177450012600261);
  const Py_ssize_t size = PyTuple_GET_SIZE(tuple);
  uint64_t hash = prime5;
  for (Py_ssize_t i = 0; i < size; ++i) {
    hash += (uint64_t)hash_of_scalar(PyTuple_GET_ITEM(tuple, i)) * prime2;
    hash = (hash << 31 | hash >> 33) * prime1;
  }
  hash += (uint64_t)size ^ (prime5 ^ UINT64_C(3527539));
  return hash == UINT64_MAX ? 1546275796 : (Py_hash_t)hash;
}

static struct sought object_sought(PyObject* object) {
  const Py_hash_t hash =
      PyTuple_CheckExact(object) ? hash_of_tuple(object) : hash_of_scalar(object);
  return (struct sought){object, 0, hash};
}

static struct sought number_sought(int64_t number) {
  return (struct sought){NULL, number, hash_of(number)};
}

unsigned hasten_dict_watchers(PyObject* dict) {
  return (unsigned)(((PyDictObject*)dict)->ma_version_tag & ((1U << DICT_MAX_WATCHERS) - 1));
}

bool hasten_dict_is_watched(PyObject* dict) { return hasten_dict_watchers(dict) != 0; }

PyObject** hasten_dict_slot(PyObject* dict, PyObject* key) {
  const struct sought sought = object_sought(key);
  return hasten_dict_is_watched(dict) ? NULL : find((PyDictObject*)dict, &sought);
}

PyObject** hasten_dict_slot_of_int(PyObject* dict, int64_t key) {
  const struct sought sought = number_sought(key);
  return hasten_dict_is_watched(dict) ? NULL : find((PyDictObject*)dict, &sought);
}

// Where in its table a name was found last: an entry that still has this very key is the one.
static uint32_t* place_of_name(const PyObject* name) {
  static uint32_t places[512];
  return &places[(uintptr_t)name / 16 * UINT64_C(0x9E3779B97F4A7C15) >> 55];
}

PyObject** hasten_name_slot(PyObject* dict, PyObject* name) {
  PyDictObject* owner = (PyDictObject*)dict;
  if (owner->ma_values == NULL && DK_IS_UNICODE(owner->ma_keys)) {
    PyDictUnicodeEntry* entries = DK_UNICODE_ENTRIES(owner->ma_keys);
    uint32_t* place = place_of_name(name);
    if (*place < (size_t)owner->ma_keys->dk_nentries && entries[*place].me_key == name)
      return &entries[*place].me_value;
    PyObject** found = find_text(owner->ma_keys, name, hash_of_scalar(name));
    if (found != &nothing)
      *place =
          (uint32_t)((PyDictUnicodeEntry*)((char*)found - offsetof(PyDictUnicodeEntry, me_value)) -
                     entries);
    return found;
  }
  const struct sought sought = object_sought(name);
  if (owner->ma_values == NULL) return find(owner, &sought);
  // Keys that the instances of a class share, with values of its own.
  PyObject** found = find_text(owner->ma_keys, name, sought.hash);
  if (found == &nothing) return found;
  const ptrdiff_t bytes = (char*)found - (char*)&DK_UNICODE_ENTRIES(owner->ma_keys)->me_value;
  return &owner->ma_values->values[bytes / (ptrdiff_t)sizeof(PyDictUnicodeEntry)];
}

bool hasten_dict_replace(PyObject* dict, PyObject** slot, PyObject* value) {
  PyDictObject* owner = (PyDictObject*)dict;
  if (PyObject_IS_GC(value) && !PyObject_GC_IsTracked(dict)) return false;
  // The lowest bits tell who watches it, and count changes that some have seen.
#if PY_VERSION_HEX < 0x030D0000
  const uint64_t kept = hasten_dict_watchers(dict);
#else
  const uint64_t kept = owner->ma_version_tag & DICT_WATCHER_AND_MODIFICATION_MASK;
#endif
  owner->ma_version_tag = DICT_NEXT_VERSION(PyInterpreterState_Get()) | kept;
  PyObject* old = *slot;
  *slot = Py_NewRef(value);
  Py_DECREF(old);
  return true;
}

static int find_in_set(PySetObject* set, const struct sought* sought) {
  const setentry* const table = set->table;
  const size_t mask = (size_t)set->mask;
  size_t perturb = (size_t)sought->hash, place = perturb & mask;
  for (;;) {
    const setentry* entry = &table[place];
    int probes = place + kLinearProbes <= mask ? kLinearProbes : 0;
    do {
      if (entry->hash == 0 && entry->key == NULL) return kDifferent;
      if (entry->hash == sought->hash) {
        const enum answer answer = is_sought(entry->key, sought);
        if (answer != kDifferent) return answer;
      }
      ++entry;
    } while (probes-- > 0);
    perturb >>= kPerturbShift;
    place = (place * 5 + 1 + perturb) & mask;
  }
}

int hasten_set_has(PyObject* set, PyObject* key) {
  const struct sought sought = object_sought(key);
  return find_in_set((PySetObject*)set, &sought);
}

int hasten_set_has_int(PyObject* set, int64_t key) {
  const struct sought sought = number_sought(key);
  return find_in_set((PySetObject*)set, &sought);
}
