// numpy_objects: see numpy_objects.h.
#include "python/numpy_objects.h"
#include "python/owned.h"

#include <cstddef>
#include <cstring>

namespace hasten::python {
namespace {

constexpr int kAlignedWriteable = kArrayAligned | kArrayWriteable;
constexpr Py_ssize_t kScalarSize = sizeof(PyObject) + 8;

enum class Sight { kNotSeen, kUsable, kUnusable };
Sight sight = Sight::kNotSeen;
NumpyObjects found;

// Static types cannot be made by Python code: one of this name is NumPy's own.
PyTypeObject* static_type(PyObject* dict, const char* key, const char* name) {
  PyObject* object = PyDict_GetItemString(dict, key);
  if (object == nullptr || !PyType_Check(object)) return nullptr;
  PyTypeObject* type = reinterpret_cast<PyTypeObject*>(object);
  const bool own =
      (type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0 && std::strcmp(type->tp_name, name) == 0;
  return own ? type : nullptr;
}

// The element type of a scalar type, as a new reference.
PyObject* dtype_of(PyTypeObject* scalar) {
  const Owned zero(PyObject_CallNoArgs(reinterpret_cast<PyObject*>(scalar)));
  return zero == nullptr ? nullptr : PyObject_GetAttrString(zero.get(), "dtype");
}

bool scalar_is(PyObject* object, PyTypeObject* type, const void* bits) {
  return object != nullptr && Py_TYPE(object) == type && type->tp_basicsize == kScalarSize &&
         type->tp_itemsize == 0 &&
         std::memcmp(reinterpret_cast<char*>(object) + sizeof(PyObject), bits, 8) == 0;
}

bool same_as_buffer(PyObject* array) {
  const ArrayHead* head = reinterpret_cast<ArrayHead*>(array);
  Py_buffer view;
  if (PyObject_GetBuffer(array, &view, PyBUF_STRIDES | PyBUF_WRITABLE) != 0) return false;
  const bool same = view.buf == head->data && view.ndim == 2 && head->ndim == 2 &&
                    view.itemsize == 8 &&
                    std::memcmp(view.shape, head->shape, 2 * sizeof(Py_ssize_t)) == 0 &&
                    std::memcmp(view.strides, head->strides, 2 * sizeof(Py_ssize_t)) == 0;
  PyBuffer_Release(&view);
  return same;
}

// A small array and its transpose hold what their attributes and buffers say, where it is expected
// to be.
bool array_is_as_expected(PyObject* dtype, PyTypeObject* scalar, PyObject* number,
                          const void* bits) {
  if (found.array->tp_basicsize < static_cast<Py_ssize_t>(sizeof(ArrayHead))) return false;
  const Owned array(
      PyObject_CallFunction(reinterpret_cast<PyObject*>(found.array), "(ii)O", 2, 3, dtype));
  if (array == nullptr || Py_TYPE(array.get()) != found.array) return false;
  const Owned view(PyObject_GetAttrString(array.get(), "T")), at(Py_BuildValue("(ii)", 1, 2));
  if (view == nullptr || at == nullptr || Py_TYPE(view.get()) != found.array) return false;
  if (PyObject_SetItem(array.get(), at.get(), number) != 0) return false;
  const Owned item(PyObject_GetItem(array.get(), at.get()));
  const Owned flags(PyObject_GetAttrString(view.get(), "flags"));
  const Owned flag_bits(flags == nullptr ? nullptr : PyObject_GetAttrString(flags.get(), "num"));
  const ArrayHead* head = reinterpret_cast<ArrayHead*>(view.get());
  return scalar_is(item.get(), scalar, bits) && same_as_buffer(array.get()) &&
         same_as_buffer(view.get()) && head->shape[0] == 3 && head->strides[0] == 8 &&
         head->strides[1] == 24 && head->descr == dtype && head->base == array.get() &&
         flag_bits != nullptr && PyLong_AsLong(flag_bits.get()) == head->flags &&
         (head->flags & kAlignedWriteable) == kAlignedWriteable &&
         std::memcmp(head->data + 2 * head->strides[0] + head->strides[1], bits, 8) == 0;
}

bool check() {
  const int64_t whole = 0x0123456789abcdef;
  const double part = 0.1;
  found.int64_dtype = dtype_of(found.int64);
  found.float64_dtype = dtype_of(found.float64);
  const Owned integer(PyLong_FromLongLong(whole)), real(PyFloat_FromDouble(part));
  if (found.int64_dtype == nullptr || found.float64_dtype == nullptr || integer == nullptr ||
      real == nullptr)
    return false;
  if (!array_is_as_expected(found.int64_dtype, found.int64, integer.get(), &whole)) return false;
  if (!array_is_as_expected(found.float64_dtype, found.float64, real.get(), &part)) return false;
  const Owned zero(PyObject_CallNoArgs(reinterpret_cast<PyObject*>(found.int64)));
  if (zero == nullptr) return false;
  found.true_object = PyObject_RichCompare(zero.get(), zero.get(), Py_EQ);
  found.false_object = PyObject_RichCompare(zero.get(), zero.get(), Py_NE);
  return found.true_object != nullptr && found.false_object != nullptr &&
         Py_TYPE(found.true_object) == Py_TYPE(found.false_object) &&
         !PyBool_Check(found.true_object) && PyType_IsSubtype(found.float64, &PyFloat_Type) &&
         offsetof(PyFloatObject, ob_fval) == sizeof(PyObject);
}

void look() {
  PyObject* module = PyDict_GetItemString(PyImport_GetModuleDict(), "numpy");
  if (module == nullptr || !PyModule_Check(module)) return;
  PyObject* dict = PyModule_GetDict(module);
  PyObject* version = PyDict_GetItemString(dict, "__version__");
  const char* text =
      version != nullptr && PyUnicode_Check(version) ? PyUnicode_AsUTF8(version) : nullptr;
  found.array = static_type(dict, "ndarray", "numpy.ndarray");
  found.int64 = static_type(dict, "int64", "numpy.int64");
  found.float64 = static_type(dict, "float64", "numpy.float64");
  if (text == nullptr || found.array == nullptr || found.int64 == nullptr ||
      found.float64 == nullptr)
    return;
  // The rules of arithmetic are those of NEP 50.
  found.usable = std::strncmp(text, "2.", 2) == 0 && check();
  sight = found.usable ? Sight::kUsable : Sight::kUnusable;
}

}  // namespace

const NumpyObjects& numpy_objects() {
  if (sight == Sight::kNotSeen) {
    PyObject* raised = PyErr_GetRaisedException();
    look();
    PyErr_Clear();
    PyErr_SetRaisedException(raised);
  }
  return found;
}

bool is_numpy_scalar(PyObject* object, bool is_float, int64_t bits) {
  if (!found.usable) return false;
  return Py_TYPE(object) == (is_float ? found.float64 : found.int64) &&
         std::memcmp(reinterpret_cast<char*>(object) + sizeof(PyObject), &bits, 8) == 0;
}

}  // namespace hasten::python
