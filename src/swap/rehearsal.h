// rehearsal: part of a loop's iteration made natively and taken back, so that the interpreter makes
// it too and the two can be compared before the code goes live. Only code that changes nothing but
// its own frame and the iterators on its operand stack can be taken back.
#pragma once

#include <Python.h>

#include <string>
#include <vector>

#include "ir/function.h"
#include "python/layout.h"
#include "swap/region.h"

namespace hasten::swap {

// Whether all that the code does can be taken back.
bool can_be_taken_back(const ir::Module& module);

class Rehearsal {
 public:
  Rehearsal() = default;
  ~Rehearsal();
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;

  // Runs the region from its header to the first back-edge, keeps what the frame then holds, and
  // takes everything back. kNothing: it did not come to a back-edge.
  enum class Outcome { kMismatch, kNothing, kComparable };
  Outcome run(Region& region, PyThreadState* thread, hasten_frame* frame);

  enum class Result { kElsewhere, kEqual, kDifferent };
  // At the next back-edge that the interpreter takes: of another frame, or as it was natively?
  Result compare(hasten_frame* frame, PyCodeObject* code, int target);
  const std::string& difference() const { return difference_; }

 private:
  struct Iterator {  // one on the operand stack whose state is in its own fields
    long words[3] = {0, 0, 0};
  };
  struct Entry {
    PyObject* object = nullptr;  // owned if `plain`, else only an address to compare with
    bool plain = false;
    Iterator iterator;
  };
  static Iterator state_of(PyObject* object);
  static void set_state(PyObject* object, const Iterator& iterator);
  static PyObject* new_iterator(const Iterator& iterator, PyObject* sequence);
  void keep(PyObject* const* slots, int count);
  bool differs(const Entry& expected, PyObject* found, int index);

  hasten_frame* frame_ = nullptr;
  PyCodeObject* code_ = nullptr;
  int target_ = 0, locals_ = 0, depth_ = 0;
  std::vector<Entry> expected_;  // locals, then operand stack
  std::string difference_;
};

}  // namespace hasten::swap
