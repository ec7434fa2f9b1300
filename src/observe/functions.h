// functions: what is known of every function that a collector met. The text is copied when a
// function is first met, so that it outlives its code object; positions stay as CPython encodes
// them and are decoded when a report is made.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct PyCodeObject;
struct PyMethodDef;
struct _object;
using PyObject = _object;

namespace hasten::observe {

struct Function {
  uint32_t id = 0;
  // What CPython knows it by, for comparison only: its code object while that lives (under the GIL)
  // or, of one implemented in C, its definition.
  const PyCodeObject* code = nullptr;
  const PyMethodDef* definition = nullptr;
  bool is_builtin = false;  // implemented in C: has a name only
  int32_t first_line = 0;   // co_firstlineno
  std::string file;         // co_filename
  std::string name;  // co_name; of built-ins as cProfile words them: "<built-in method math.sin>"
  std::string qualified_name;  // co_qualname
  std::string line_table;      // co_linetable
};

// One for the process. Functions stay where they are; their text never changes.
class FunctionTable {
 public:
  // The first two need the GIL and return NULL with an exception set if memory or room is wanting.
  bool open();
  const Function* of_code(PyCodeObject* code);
  // `self` is what the method is called on (borrowed), NULL for a function without; `module` is
  // m_module or NULL.
  const Function* of_builtin(PyMethodDef* definition, PyObject* self, PyObject* module);

  // Any thread: one more of these texts, whose code object nothing is known of.
  const Function* of_text(Function function) { return add(std::move(function)); }

  // Any thread: those from `first` on, in the order of their ids.
  std::vector<const Function*> from(uint32_t first) const;

 private:
  Function* add(Function function);

  int code_slot_ = -1;  // co_extra index: the code's Function
  std::unordered_map<PyMethodDef*, const Function*> builtins_;
  mutable std::mutex mutex_;
  std::deque<Function> functions_;
};

}  // namespace hasten::observe
