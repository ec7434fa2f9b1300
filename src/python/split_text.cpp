// split_text: see split_text.h. Cases, sizes and identities are those of CPython's
// Objects/stringlib/split.h, the same in 3.12 and 3.13.
#include "python/split_text.h"

#include <algorithm>
#include <cstring>

#include "python/helpers.h"
#include "python/owned.h"

namespace hasten::python {
namespace {

constexpr Py_ssize_t kMostRoom = 12;  // MAX_PREALLOC

// The parts found so far. There may be so many: the list begins with room for one more, or for the
// most.
class Parts {
 public:
  explicit Parts(Py_ssize_t most) : list_(PyList_New(std::min(most + 1, kMostRoom))) {
    if (list_ != nullptr) Py_SET_SIZE(list_.get(), 0);
  }
  // Takes over the reference. False: no memory.
  bool add(PyObject* part) {
    if (part == nullptr || list_ == nullptr) return Py_XDECREF(part), false;
    auto* list = reinterpret_cast<PyListObject*>(list_.get());
    const Py_ssize_t count = Py_SIZE(list);
    if (count < kMostRoom) {
      list->ob_item[count] = part;
      Py_SET_SIZE(list, count + 1);
      return true;
    }
    const bool added = PyList_Append(list_.get(), part) == 0;
    Py_DECREF(part);
    return added;
  }
  PyObject* take() { return Py_XNewRef(list_.get()); }

 private:
  Owned list_;
};

bool is_space(unsigned char c) { return (c >= 9 && c <= 13) || (c >= 28 && c <= 32); }

// As PyUnicode_New and a copy, but what all such objects begin with is copied too.
PyObject* ascii_text(const char* from, Py_ssize_t length) {
  static const PyASCIIObject* const pattern =
      reinterpret_cast<PyASCIIObject*>(PyUnicode_FromStringAndSize("aa", 2));
  if (length == 0) return PyUnicode_New(0, 0);
  if (length == 1) return hasten_rt_chr(static_cast<unsigned char>(*from));
  auto* made = static_cast<PyASCIIObject*>(
      PyObject_Malloc(sizeof(PyASCIIObject) + static_cast<size_t>(length) + 1));
  if (made == nullptr || pattern == nullptr) return PyErr_NoMemory();
  *made = *pattern;
  Py_SET_REFCNT(reinterpret_cast<PyObject*>(made), 1);
  made->length = length;
  char* to = reinterpret_cast<char*>(made + 1);
  std::memcpy(to, from, static_cast<size_t>(length));
  to[length] = 0;
  return reinterpret_cast<PyObject*>(made);
}

bool split_at(PyObject* text, const char* from, const char* end, char separator, Parts& parts) {
  const char* at =
      static_cast<const char*>(std::memchr(from, separator, static_cast<size_t>(end - from)));
  if (at == nullptr) return parts.add(Py_NewRef(text));
  for (; at != nullptr; at = static_cast<const char*>(
                            std::memchr(from, separator, static_cast<size_t>(end - from)))) {
    if (!parts.add(ascii_text(from, at - from))) return false;
    from = at + 1;
  }
  return parts.add(ascii_text(from, end - from));
}

bool split_at_space(PyObject* text, const char* begin, const char* end, Parts& parts) {
  for (const char* from = begin;;) {
    while (from < end && is_space(static_cast<unsigned char>(*from))) ++from;
    if (from == end) return true;
    const char* at = from + 1;
    while (at < end && !is_space(static_cast<unsigned char>(*at))) ++at;
    if (from == begin && at == end) return parts.add(Py_NewRef(text));
    if (!parts.add(ascii_text(from, at - from))) return false;
    from = at;
  }
}

}  // namespace

bool is_str_split(PyObject* callable) {
  static PyObject* const split =
      PyObject_GetAttrString(reinterpret_cast<PyObject*>(&PyUnicode_Type), "split");
  return callable == split;
}

PyObject* split_text(PyObject* text, PyObject* separator) {
  if (!PyUnicode_CheckExact(text) || !PyUnicode_IS_COMPACT_ASCII(text)) return nullptr;
  const char* begin = static_cast<const char*>(PyUnicode_DATA(text));
  const Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  const char* end = begin + length;
  if (separator == nullptr) {
    Parts parts((length - 1) / 2 + 1);
    return split_at_space(text, begin, end, parts) ? parts.take() : nullptr;
  }
  if (!PyUnicode_CheckExact(separator) || !PyUnicode_IS_COMPACT_ASCII(separator) ||
      PyUnicode_GET_LENGTH(separator) != 1)
    return nullptr;
  Parts parts(length == 0 ? 0 : length + 1);
  const char character = *static_cast<const char*>(PyUnicode_DATA(separator));
  return split_at(text, begin, end, character, parts) ? parts.take() : nullptr;
}

}  // namespace hasten::python
