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

// A loop in a frame, and what tells how far it has come: its iterator, borrowed, or its counter.
struct LoopPlace {
  hasten_frame* frame = nullptr;
  PyObject* iterator = nullptr;
  const Counter* counter = nullptr;

  bool operator==(const LoopPlace&) const = default;
};

// Of the loop, which is there now, up to some end; -1: unknown. Runs no Python code.
int64_t iterations_left(const LoopPlace& place);

}  // namespace hasten::engine
