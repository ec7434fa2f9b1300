// code_ids: which of the process's functions a code object is, for signal handlers: no look-up
// takes a lock or touches the code object. An entry ends with its code object, whose address
// another one may then get.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

struct PyCodeObject;

namespace hasten::observe {

struct KnownCode {
  static constexpr uint32_t kNone = UINT32_MAX;

  uint32_t function;        // Function::id; kNone: not known
  int32_t first_traceable;  // unit; frames that stand before it have not begun
};

class CodeIds {
 public:
  CodeIds();
  ~CodeIds();

  // Any thread, signal handlers too.
  std::optional<KnownCode> find(const PyCodeObject* code) const;

  // The sampler's thread: for code objects that were alive at some time since begin_round() was
  // last called but one; those that have ended meanwhile are not entered.
  void add(const PyCodeObject* code, const KnownCode& known);
  void begin_round();

  // Under the GIL, while the object is still there: it ends.
  void forget(const PyCodeObject* code);

 private:
  struct Table;
  Table& grow();

  std::vector<std::unique_ptr<Table>> tables_;  // a handler may still look at an old one
  std::atomic<Table*> current_;
  std::mutex changing_;
  std::vector<const PyCodeObject*> ended_, ended_before_;
};

}  // namespace hasten::observe
