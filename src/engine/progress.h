// progress: how far a loop that the interpreter runs has come, seen from its frame at two
// back-edges: the difference is the number of iterations between them.
#pragma once

#include <Python.h>

#include <cstdint>

#include "ir/py_code.h"
#include "python/layout.h"

namespace hasten::engine {

// A variable that every iteration that comes to its end changes by the same int.
struct Counter {
  bool is_name = false;  // of the module, else a local
  int index = -1;        // of either
  int64_t step = 0;      // 0: there is none
};

// `last` is the index of the loop's last back-edge.
Counter find_counter(const ir::PyCode& code, PyCodeObject* object, int header, int last);

struct LoopProgress {
  const void* frame = nullptr;
  const void* of = nullptr;  // the loop's iterator, borrowed, or its counter; nullptr: unknown
  int64_t left = -1;         // iterations, up to some end; -1: unknown
};

// Both run no Python code.
LoopProgress progress_of_iterator(hasten_frame* frame, PyObject* iterator);
LoopProgress progress_of_counter(hasten_frame* frame, const Counter& counter);

}  // namespace hasten::engine
