// consumer_code: the loops over a generator that some built-ins are, as Python functions, so that
// they become native like any loop over a generator (docs/decisions/0014). Each generator's code
// has functions of its own. All need the GIL.
//
// A function takes a list that holds the generator alone, and what the built-in knows so far. It
// returns a tuple: a Progress, what it knows now, and for kOddItem an item that it has no answer
// for.
#pragma once

#include <Python.h>

#include "ir/py_code.h"

namespace hasten::engine {

enum class Consumer {
  kSumOfInts,    // total: int
  kSumOfFloats,  // total, what rounding has lost: float
  kAny,          // nothing; its answer is a bool
  kAll,
  kMin,  // the best item so far
  kMax,
  kList,  // the list that items are appended to
  kSet,   // the set that they are added to
};

enum class Progress { kDone, kLeft, kOddItem };

// NULL: no such function could be made; no exception is set. Borrowed: for the process's life.
PyFunctionObject* consumer_function(Consumer consumer, PyCodeObject* generator);

// Byte offset in such a function where a frame goes on that is at the end of an iteration and is to
// return kLeft.
int leaving_offset(const ir::PyCode& code);

}  // namespace hasten::engine
