// numpy_objects: NumPy's types, element types and layouts, found in the numpy that the program
// itself has imported; never imported here. NumPy's headers are not needed: the fields read are
// those that its stable ABI fixes, and they are compared with what the buffer protocol and
// attributes tell of a small array when numpy is first seen.
#pragma once

#include <Python.h>

#include <cstdint>

namespace hasten::python {

// The first fields of an ndarray (PyArrayObject_fields in NumPy's ndarraytypes.h).
struct ArrayHead {
  PyObject_HEAD char* data;
  int ndim;
  Py_ssize_t* shape;
  Py_ssize_t* strides;
  PyObject* base;
  PyObject* descr;
  int flags;
};

constexpr int kArrayAligned = 0x100, kArrayWriteable = 0x400, kArrayWarnOnWrite = 1 << 31;  // flags

// The objects are static or immortal in fact: a numpy that was imported is never unloaded.
struct NumpyObjects {
  bool usable = false;
  PyTypeObject* array = nullptr;
  PyTypeObject* int64 = nullptr;
  PyTypeObject* float64 = nullptr;
  PyObject* int64_dtype = nullptr;
  PyObject* float64_dtype = nullptr;
  PyObject* true_object = nullptr;
  PyObject* false_object = nullptr;
};

// Not usable: not imported (yet), another major version, or a layout that is not the expected one.
// Under the GIL.
const NumpyObjects& numpy_objects();

// An exact numpy.int64 or numpy.float64 of these bits.
bool is_numpy_scalar(PyObject* object, bool is_float, int64_t bits);

}  // namespace hasten::python
