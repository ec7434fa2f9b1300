// raiser: an object that stands in for an operand of an instruction whose work was begun natively
// and failed. Whatever the interpreter does with it - call, operator, item, attribute, iteration,
// comparison, truth, hash, format - raises the stored exception with its stored traceback, at the
// right instruction of the real frame.
#pragma once

#include <Python.h>

namespace hasten::swap {

// Takes over both references; `original` (the operand replaced, may be NULL) is released with the
// raiser, when the interpreter lets go of the operand. NULL only for want of memory.
PyObject* make_raiser(PyObject* exception, PyObject* original);

}  // namespace hasten::swap
