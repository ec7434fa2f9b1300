// helpers_numpy: numpy scalars and the index of a two-dimensional array (rules: helpers.h).
#include <cstring>

#include "python/helpers.h"
#include "python/numpy_objects.h"

namespace {

// What numpy does for a new scalar: allocate by the type, write the value.
PyObject* new_scalar(PyTypeObject* type, const void* bits) {
  PyObject* object = type->tp_alloc(type, 0);
  if (object != nullptr) std::memcpy(reinterpret_cast<char*>(object) + sizeof(PyObject), bits, 8);
  return object;
}

}  // namespace

extern "C" {

PyObject* hasten_rt_box_numpy_int(int64_t value) {
  return new_scalar(hasten::python::numpy_objects().int64, &value);
}

PyObject* hasten_rt_box_numpy_float(double value) {
  return new_scalar(hasten::python::numpy_objects().float64, &value);
}

PyObject* hasten_rt_index_pair(int64_t first, int64_t second) {
  return Py_BuildValue("(LL)", static_cast<long long>(first), static_cast<long long>(second));
}

}  // extern "C"
