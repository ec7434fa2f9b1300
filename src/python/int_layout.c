// int_layout: changes the value of an int object in place, which saves an allocation in a loop that
// keeps an int in a variable nobody else sees.
#ifndef Py_BUILD_CORE
#define Py_BUILD_CORE 1
#endif
#include "python/internals.h"

#include <internal/pycore_global_objects.h>
#include <internal/pycore_long.h>

static bool is_kept_single(int64_t value) {
  return value >= -_PY_NSMALLNEGINTS && value < _PY_NSMALLPOSINTS;
}

bool hasten_overwrite_int(PyObject* object, int64_t value) {
  // The ints that CPython keeps single are immortal, so a count of one also says that this is none
  // of them.
  if (!PyLong_CheckExact(object) || Py_REFCNT(object) != 1) return false;
  if (is_kept_single(value) || value > (int64_t)PyLong_MASK || value < -(int64_t)PyLong_MASK)
    return false;
  PyLongObject* number = (PyLongObject*)object;
  if (!_PyLong_IsCompact(number)) return false;
  _PyLong_SetSignAndDigitCount(number, value < 0 ? -1 : 1, 1);
  number->long_value.ob_digit[0] = (digit)(value < 0 ? -value : value);
  return true;
}
