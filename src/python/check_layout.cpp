// check_layout: see check_layout.h. Expected values come from the C API's functions, never from its
// macros: those would read through the very declarations that are being checked.
#include "python/check_layout.h"

#include <cstring>
#include <initializer_list>

#include "python/generators.h"
#include "python/internals.h"
#include "python/owned.h"

namespace hasten::python {
namespace {

template <typename T>
T at(const Owned& object, int32_t offset) {
  T value;
  std::memcpy(&value, reinterpret_cast<const char*>(object.get()) + offset, sizeof value);
  return value;
}

bool holds(const Owned& object, int32_t offset, const char* bytes, size_t count) {
  return std::memcmp(reinterpret_cast<const char*>(object.get()) + offset, bytes, count) == 0;
}

using Layout = hasten_object_layout;

bool type_is_there(const Layout& layout) {
  const Owned number(PyFloat_FromDouble(0.1)), text(PyUnicode_FromString("hasten"));
  return at<PyTypeObject*>(number, layout.type) == &PyFloat_Type &&
         at<PyTypeObject*>(text, layout.type) == &PyUnicode_Type;
}

bool float_is_there(const Layout& layout) {
  const Owned number(PyFloat_FromDouble(-0.1));
  return at<double>(number, layout.float_value) == -0.1;
}

bool complex_is_there(const Layout& layout) {
  const Owned number(PyComplex_FromDoubles(0.1, -2.5));
  return at<double>(number, layout.complex_value) == 0.1 &&
         at<double>(number, layout.complex_value + 8) == -2.5;
}

// Digits of 30 bits, the lowest first. The tag holds their number above three bits of which two are
// the sign: 0 positive, 1 zero, 2 negative.
bool int_is_there(const Layout& layout) {
  constexpr int64_t kDigit = int64_t{1} << 30;
  for (const int64_t value : {int64_t{0}, int64_t{1}, int64_t{-5}, int64_t{1000}, -kDigit + 1,
                              kDigit, -3 * kDigit - 7, kDigit * kDigit + 5, INT64_MAX, INT64_MIN}) {
    const Owned number(PyLong_FromLongLong(value));
    const int64_t tag = at<int64_t>(number, layout.long_tag), sign = 1 - (tag & 3);
    const uint64_t size =
        value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
    int64_t digits = 0;
    for (uint64_t rest = size; rest != 0; rest >>= 30, ++digits) {
      const auto offset = static_cast<int32_t>(layout.long_digit + 4 * digits);
      if (digits >= tag >> 3 || at<uint32_t>(number, offset) != (rest & 0x3FFFFFFF)) return false;
    }
    if (digits != tag >> 3 || sign != (value > 0 ? 1 : value < 0 ? -1 : 0)) return false;
  }
  return true;
}

bool overwriting_works(const Layout&) {
  const Owned number(PyLong_FromLongLong(100'000)), wide(PyLong_FromLongLong(int64_t{1} << 40));
  return hasten_overwrite_int(number.get(), -7'000'000) &&
         PyLong_AsLongLong(number.get()) == -7'000'000 && !hasten_overwrite_int(wide.get(), 1000);
}

// What is not an address must not be followed.
bool may_be_address(const void* pointer) {
  const auto word = reinterpret_cast<uintptr_t>(pointer);
  return word >= 4096 && word % sizeof(void*) == 0 && word >> 47 == 0;
}

bool list_is_there(const Layout& layout) {
  const Owned list(Py_BuildValue("[ddd]", 0.5, 1.5, 2.5));
  PyObject** items = at<PyObject**>(list, layout.list_items);
  if (at<Py_ssize_t>(list, layout.size) != 3 || !may_be_address(items)) return false;
  for (Py_ssize_t i = 0; i < 3; ++i) {
    if (items[i] != PyList_GetItem(list.get(), i)) return false;
  }
  return true;
}

bool tuple_is_there(const Layout& layout) {
  const Owned tuple(Py_BuildValue("(ddd)", 0.5, 1.5, 2.5));
  for (Py_ssize_t i = 0; i < 3; ++i) {
    const auto offset = static_cast<int32_t>(layout.tuple_items + 8 * i);
    if (at<PyObject*>(tuple, offset) != PyTuple_GetItem(tuple.get(), i)) return false;
  }
  return at<Py_ssize_t>(tuple, layout.size) == 3;
}

bool builtin_is_there(const Layout& layout) {
  const Owned list(PyList_New(0));
  const Owned bound(PyObject_GetAttrString(list.get(), "append"));
  const Owned method(PyObject_GetAttrString(reinterpret_cast<PyObject*>(&PyList_Type), "append"));
  const auto* definition = at<const void*>(bound, layout.builtin_def);
  return may_be_address(definition) && at<const void*>(method, layout.method_def) == definition &&
         at<PyObject*>(bound, layout.builtin_self) == list.get();
}

// One step into range(3, 52, 7): 10 is next, six are left.
bool range_iterator_is_there(const Layout& layout) {
  const Owned range(
      PyObject_CallFunction(reinterpret_cast<PyObject*>(&PyRange_Type), "iii", 3, 52, 7));
  const Owned iterator(PyObject_GetIter(range.get()));
  const Owned first(PyIter_Next(iterator.get())), made(hasten_new_range_iterator(3, 2, 5));
  if (at<long>(iterator, layout.range_iter_start) != 10 ||
      at<long>(iterator, layout.range_iter_step) != 7 ||
      at<long>(iterator, layout.range_iter_left) != 6)
    return false;
  const Owned one(PyIter_Next(made.get())), two(PyIter_Next(made.get())),
      end(PyIter_Next(made.get()));
  return PyLong_AsLong(one.get()) == 3 && PyLong_AsLong(two.get()) == 8 && end == nullptr;
}

bool list_iterator_is_there(const Layout& layout) {
  const Owned list(Py_BuildValue("[ddd]", 0.5, 1.5, 2.5)), tuple(PyList_AsTuple(list.get()));
  for (const Owned* sequence : {&list, &tuple}) {
    const Owned iterator(PyObject_GetIter(sequence->get())), one(PyIter_Next(iterator.get()));
    if (at<Py_ssize_t>(iterator, layout.list_iter_index) != 1 ||
        at<PyObject*>(iterator, layout.list_iter_sequence) != sequence->get())
      return false;
    const Owned placed(hasten_new_iterator_at(sequence->get(), 2)), last(PyIter_Next(placed.get()));
    const Owned expected(PySequence_GetItem(sequence->get(), 2));
    if (last != expected) return false;
  }
  return true;
}

bool cell_is_there(const Layout& layout) {
  const Owned value(PyFloat_FromDouble(0.5)), cell(PyCell_New(value.get()));
  return at<PyObject*>(cell, layout.cell_value) == value.get();
}

// The characters of compact strings lie behind the head, which is larger where one is not ASCII.
// The state holds, from its third bit, the width of a character, then whether the text is compact
// and whether it is ASCII.
bool str_is_there(const Layout& layout) {
  const Owned ascii(PyUnicode_FromString("hasten")), latin(PyUnicode_FromString("\u00e9t\u00e9"));
  const Owned wide(PyUnicode_FromString("\u4e00\u4e01"));
  const auto width = [&](const Owned& text) {
    return at<uint32_t>(text, layout.str_state) >> 2 & 7;
  };
  const auto flags = [&](const Owned& text) {
    return at<uint32_t>(text, layout.str_state) >> 5 & 3;
  };
  return at<Py_ssize_t>(ascii, layout.str_length) == 6 &&
         at<Py_ssize_t>(wide, layout.str_length) == 2 && width(ascii) == 1 && width(latin) == 1 &&
         width(wide) == 2 && flags(ascii) == 3 && flags(latin) == 1 && flags(wide) == 1 &&
         holds(ascii, layout.str_ascii_data, "hasten", 7) &&
         holds(latin, layout.str_compact_data, "\xe9t\xe9", 4) &&
         holds(wide, layout.str_compact_data, "\x00\x4e\x01\x4e", 4);
}

bool bytes_are_there(const Layout& layout) {
  const Owned bytes(PyBytes_FromStringAndSize("ha\0sten", 7));
  return at<Py_ssize_t>(bytes, layout.size) == 7 && holds(bytes, layout.bytes_data, "ha\0sten", 8);
}

// What is taken off its front moves the start, not the memory.
bool bytearray_is_there(const Layout& layout) {
  const Owned bytes(PyByteArray_FromStringAndSize("hasten", 6));
  if (PySequence_DelSlice(bytes.get(), 0, 2) != 0) return false;
  const char* start = at<const char*>(bytes, layout.bytearray_start);
  return at<Py_ssize_t>(bytes, layout.size) == 4 && start == PyByteArray_AsString(bytes.get());
}

bool dict_is_there(const Layout& layout) {
  const Owned dict(Py_BuildValue("{s:i,s:i,s:i}", "a", 1, "b", 2, "c", 3));
  return at<Py_ssize_t>(dict, layout.dict_used) == 3;
}

// A removed entry still counts as filled.
bool set_is_there(const Layout& layout) {
  const Owned tuple(Py_BuildValue("(iiiii)", 1, 2, 3, 2, 1)), set(PySet_New(tuple.get()));
  const Owned one(PyLong_FromLong(1));
  return PySet_Discard(set.get(), one.get()) == 1 && at<Py_ssize_t>(set, layout.set_used) == 2;
}

// Keys that are all text, and keys of several kinds; what is there and what is not.
bool hash_tables_are_there(const Layout&) {
  const Owned texts(Py_BuildValue("{s:i,s:i,s:i}", "a", 1, "b", 2, "c", 3));
  const Owned mixed(Py_BuildValue("{s:i,i:i,(ii):i}", "a", 1, -7, 2, 3, 4, 3));
  const Owned text(PyUnicode_FromString("b")), number(PyLong_FromLong(-7)),
      pair(Py_BuildValue("(ii)", 3, 4)), set(PySet_New(mixed.get()));
  for (const Owned* dict : {&texts, &mixed}) {
    for (const Owned* key : {&text, &number, &pair}) {
      PyObject** slot = hasten_dict_slot(dict->get(), key->get());
      if (slot == nullptr || *slot != PyDict_GetItemWithError(dict->get(), key->get()))
        return false;
    }
  }
  return *hasten_dict_slot_of_int(mixed.get(), -7) != nullptr &&
         hasten_set_has(set.get(), pair.get()) == 1 && hasten_set_has_int(set.get(), -7) == 1 &&
         hasten_set_has_int(set.get(), 8) == 0;
}

// One that has not begun lies where it says, and could be taken over.
bool generator_is_there(const Layout&) {
  const Owned names(PyDict_New());
  const Owned generator(PyRun_String("(0 for _ in ())", Py_eval_input, names.get(), names.get()));
  if (generator.get() == nullptr) return false;
  const Owned code(
      reinterpret_cast<PyObject*>(PyGen_GetCode(reinterpret_cast<PyGenObject*>(generator.get()))));
  hasten_frame* frame = hasten_generator_frame(generator.get());
  return reinterpret_cast<PyObject*>(hasten_frame_code(frame)) == code.get() &&
         hasten_frame_globals(frame) == names.get() &&
         hasten_generator_offset(generator.get(), 0) > 0;
}

// A list made for three items has room for no more; one that has grown has.
bool list_room_is_there(const Layout& layout) {
  const Owned exact(PyList_New(3)), grown(PyList_New(0));
  return PyList_Append(grown.get(), Py_None) == 0 &&
         at<Py_ssize_t>(exact, layout.list_allocated) == 3 &&
         at<Py_ssize_t>(grown, layout.list_allocated) > 1;
}

bool lies_for_good(const Owned& object, const Owned& first, int64_t offset) {
  return _Py_IsImmortal(object.get()) &&
         reinterpret_cast<char*>(object.get()) == reinterpret_cast<char*>(first.get()) + offset;
}

bool characters_are_there(const Layout& layout) {
  const Owned first(PyUnicode_FromOrdinal(0));
  for (int c = 0; c < 128; ++c) {
    if (!lies_for_good(Owned(PyUnicode_FromOrdinal(c)), first, int64_t{c} * layout.character_size))
      return false;
  }
  return true;
}

bool small_ints_are_there(const Layout& layout) {
  const Owned zero(PyLong_FromLong(0));
  for (int value = -5; value <= 256; ++value) {
    if (!lies_for_good(Owned(PyLong_FromLong(value)), zero, int64_t{value} * layout.small_int_size))
      return false;
  }
  return true;
}

struct Row {
  const char* name;
  int32_t Layout::* field;  // what the check is about
  bool (*check)(const Layout&);
};

// A wrong `size` would make others fail as well, so it comes before them.
constexpr Row kRows[] = {
    {"type", &Layout::type, type_is_there},
    {"size", &Layout::size, tuple_is_there},
    {"tuple_items", &Layout::tuple_items, tuple_is_there},
    {"list_items", &Layout::list_items, list_is_there},
    {"float_value", &Layout::float_value, float_is_there},
    {"complex_value", &Layout::complex_value, complex_is_there},
    {"long_tag", &Layout::long_tag, int_is_there},
    {"long_digit", &Layout::long_digit, int_is_there},
    {"long_overwrite", nullptr, overwriting_works},
    {"range_iter_start", &Layout::range_iter_start, range_iterator_is_there},
    {"range_iter_step", &Layout::range_iter_step, range_iterator_is_there},
    {"range_iter_left", &Layout::range_iter_left, range_iterator_is_there},
    {"list_iter_index", &Layout::list_iter_index, list_iterator_is_there},
    {"list_iter_sequence", &Layout::list_iter_sequence, list_iterator_is_there},
    {"cell_value", &Layout::cell_value, cell_is_there},
    {"str_length", &Layout::str_length, str_is_there},
    {"str_state", &Layout::str_state, str_is_there},
    {"str_ascii_data", &Layout::str_ascii_data, str_is_there},
    {"str_compact_data", &Layout::str_compact_data, str_is_there},
    {"bytes_data", &Layout::bytes_data, bytes_are_there},
    {"bytearray_start", &Layout::bytearray_start, bytearray_is_there},
    {"dict_used", &Layout::dict_used, dict_is_there},
    {"set_used", &Layout::set_used, set_is_there},
    {"hash_tables", nullptr, hash_tables_are_there},
    {"generator", nullptr, generator_is_there},
    {"list_allocated", &Layout::list_allocated, list_room_is_there},
    {"character_size", &Layout::character_size, characters_are_there},
    {"small_int_size", &Layout::small_int_size, small_ints_are_there},
    {"builtin_def", &Layout::builtin_def, builtin_is_there},
    {"builtin_self", &Layout::builtin_self, builtin_is_there},
    {"method_def", &Layout::method_def, builtin_is_there},
};

}  // namespace

std::string check_layout(const hasten_object_layout& layout) {
  bool (*passed)(const Layout&) = nullptr;  // rows that share a check stand together
  for (const Row& row : kRows) {
    if (row.check == passed) continue;
    const bool ok = row.check(layout) && PyErr_Occurred() == nullptr;
    PyErr_Clear();
    if (!ok) return row.name;
    passed = row.check;
  }
  return "";
}

bool shift_field(hasten_object_layout& layout, const std::string& name, int32_t by) {
  for (const Row& row : kRows) {
    if (row.field == nullptr || name != row.name) continue;
    layout.*row.field += by;
    return true;
  }
  return false;
}

const char* const* layout_fields() {
  static const char* names[std::size(kRows) + 1] = {};
  size_t count = 0;
  if (names[0] == nullptr) {
    for (const Row& row : kRows) {
      if (row.field != nullptr) names[count++] = row.name;
    }
  }
  return names;
}

}  // namespace hasten::python
