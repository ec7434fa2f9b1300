// stack_reader: what a thread does at one moment, read by the thread itself in a signal handler, or
// by another one while it stands still. Both leave what they found in the thread's mailbox. Reading
// touches no object and faults on no address: what is not known to be memory is read by a system
// call that says so.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "observe/code_ids.h"
#include "python/raw_stack.h"

namespace hasten::observe {

// Of one thread; large, but of memory that is not touched no page is taken.
struct Mailbox {
  static constexpr int kMostFrames = 1 << 14;
  static constexpr size_t kCodeRoom = size_t{1} << 21;
  enum State : int { kFree, kAsked, kAnswered };

  std::atomic<int> state = kFree;
  // Who is asked.
  PyThreadState* thread = nullptr;
  uint64_t id = 0;
  unsigned long tid = 0;
  uintptr_t stack_end = 0;  // of its C stack, the highest address; 0: not known
  const CodeIds* codes = nullptr;
  // The answer.
  uintptr_t stack_pointer = 0;
  uint64_t ticks = 0;
  bool valid = false;  // false: the thread is no more what it was
  bool whole = false;  // false: some outer frames are missing
  int count = 0;       // of frames, innermost first
  size_t code_size = 0;
  hasten_raw_frame frames[kMostFrames];
  KnownCode known[kMostFrames];  // what the frames run: it may have ended when the answer is read
  char code_records[kCodeRoom];  // hasten_code_record, of code objects not known before
};

struct UnmapMailbox {
  void operator()(Mailbox* mailbox) const;
};
using MailboxPointer = std::unique_ptr<Mailbox, UnmapMailbox>;
// NULL: out of memory.
MailboxPointer new_mailbox();

// Another thread's stack. Right if that thread has not run from before the call to after it.
void read_from_outside(Mailbox& mailbox);

// The signal that has a thread answer its mailbox: SIGURG, which does no harm where nobody listens
// any more. What else sends it goes on to whoever handled it before.
class StackSignal {
 public:
  // An empty text, or what is wrong.
  static std::string install();
  // Asks; false: the thread is gone, or the program handles this signal now.
  static bool ask(Mailbox& mailbox);
};

}  // namespace hasten::observe
