// nested_iterators: see nested_iterators.h.
#include "python/nested_iterators.h"

#include <array>
#include <cstring>

#include "python/layout.h"
#include "python/owned.h"
#include "python/samples.h"

namespace hasten::python {
namespace {

template <typename Word>
Word word_at(PyObject* object, int32_t offset) {
  Word word;
  std::memcpy(&word, reinterpret_cast<const char*>(object) + offset, sizeof word);
  return word;
}

// The first field behind the head that holds this word; 0: there is none.
template <typename Word>
int32_t field_with(PyObject* object, Word wanted) {
  for (auto offset = static_cast<int32_t>(sizeof(PyObject));
       offset + static_cast<int32_t>(sizeof(Word)) <= Py_TYPE(object)->tp_basicsize;
       offset += static_cast<int32_t>(sizeof(Word))) {
    if (word_at<Word>(object, offset) == wanted) return offset;
  }
  return 0;
}

// The field with the list iterator, or with the tuple of such.
int32_t part_field(PyObject* object, bool nested) {
  for (PyObject* held : held_by(object)) {
    const bool in_tuple = PyTuple_CheckExact(held) && PyTuple_GET_SIZE(held) > 0 &&
                          Py_TYPE(PyTuple_GET_ITEM(held, 0)) == &PyListIter_Type;
    if (nested ? in_tuple : Py_TYPE(held) == &PyListIter_Type) return field_with(object, held);
  }
  return 0;
}

// The tuple of what was given last, None at first.
int32_t result_field(PyObject* object) {
  for (PyObject* held : held_by(object)) {
    if (PyTuple_CheckExact(held) && PyTuple_GET_SIZE(held) > 0 &&
        PyTuple_GET_ITEM(held, 0) == Py_None)
      return field_with(object, held);
  }
  return 0;
}

PyObject* new_zip(bool strict) {
  const Owned lists(Py_BuildValue("([i][i])", 0, 1)), options(Py_BuildValue("{}"));
  if (lists == nullptr || options == nullptr) return nullptr;
  if (strict && PyDict_SetItemString(options.get(), "strict", Py_True) != 0) return nullptr;
  return PyObject_Call(reinterpret_cast<PyObject*>(&PyZip_Type), lists.get(), options.get());
}

PyObject* new_enumerate(PyObject* start) {
  return start == nullptr
             ? nullptr
             : PyObject_CallFunction(reinterpret_cast<PyObject*>(&PyEnum_Type), "[i]O", 0, start);
}

bool find(NestedIterators& found) {
  constexpr Py_ssize_t kIndex = 987654321;
  const Owned small(PyLong_FromSsize_t(kIndex)), large(PyLong_FromDouble(0x1p70));
  const Owned zip(new_zip(false)), strict(new_zip(true)), counting(new_enumerate(small.get())),
      far(new_enumerate(large.get()));
  if (zip == nullptr || strict == nullptr || counting == nullptr || far == nullptr) return false;
  found.zip_parts = part_field(zip.get(), true);
  found.zip_result = result_field(zip.get());
  found.zip_strict = field_with<int>(strict.get(), 1);
  found.enumerate_part = part_field(counting.get(), false);
  found.enumerate_index = field_with<Py_ssize_t>(counting.get(), kIndex);
  found.enumerate_result = result_field(counting.get());
  found.enumerate_long = field_with<PyObject*>(far.get(), large.get());
  return found.zip_parts != 0 && found.zip_result != 0 && found.zip_strict != 0 &&
         word_at<int>(zip.get(), found.zip_strict) == 0 && found.enumerate_part != 0 &&
         found.enumerate_index != 0 && found.enumerate_result != 0 && found.enumerate_long != 0 &&
         word_at<PyObject*>(counting.get(), found.enumerate_long) == nullptr;
}

// Whether the iterator over the sequence, three items long at least, keeps its state so.
bool is_like_list_iterator(PyObject* sequence) {
  constexpr Py_ssize_t kSeen = 2;
  static const hasten_object_layout layout = hasten_layout();
  const Owned iterator(sequence == nullptr ? nullptr : PyObject_GetIter(sequence));
  if (iterator == nullptr || Py_TYPE(iterator.get())->tp_basicsize != PyListIter_Type.tp_basicsize)
    return false;
  const auto index = [&] { return word_at<Py_ssize_t>(iterator.get(), layout.list_iter_index); };
  const auto held = [&] { return word_at<PyObject*>(iterator.get(), layout.list_iter_sequence); };
  const bool begins = index() == 0 && held() == sequence;
  for (Py_ssize_t k = 0; k < kSeen; ++k) const Owned item(PyIter_Next(iterator.get()));
  return begins && index() == kSeen && held() == sequence;
}

}  // namespace

bool is_laid_out_as_list_iterator(const PyTypeObject* type) {
  static const std::array<bool, 3> like = [] {
    const Owned ascii(PyUnicode_FromString("ascii")),
        text(PyUnicode_FromString("\u20ac\u20ac\u20ac")), bytes(PyBytes_FromString("bytes"));
    const std::array<bool, 3> found = {is_like_list_iterator(ascii.get()),
                                       is_like_list_iterator(text.get()),
                                       is_like_list_iterator(bytes.get())};
    PyErr_Clear();
    return found;
  }();
  return type == ascii_iterator_type() ? like[0]
         : type == &PyUnicodeIter_Type ? like[1]
                                       : type == &PyBytesIter_Type && like[2];
}

const NestedIterators& nested_iterators() {
  static const NestedIterators instance = [] {
    NestedIterators found;
    if (!find(found)) found = {};
    PyErr_Clear();
    return found;
  }();
  return instance;
}

std::vector<PyObject*> inner_iterators(PyObject* iterator) {
  const NestedIterators& fields = nested_iterators();
  if (fields.zip_parts == 0) return {};
  if (Py_TYPE(iterator) == &PyEnum_Type)
    return {word_at<PyObject*>(iterator, fields.enumerate_part)};
  if (Py_TYPE(iterator) != &PyZip_Type) return {};
  PyObject* parts = word_at<PyObject*>(iterator, fields.zip_parts);
  return {&PyTuple_GET_ITEM(parts, 0), &PyTuple_GET_ITEM(parts, 0) + PyTuple_GET_SIZE(parts)};
}

}  // namespace hasten::python
