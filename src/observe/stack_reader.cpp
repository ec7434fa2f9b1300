// See stack_reader.h.
#include "observe/stack_reader.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>

#include "observe/ticks.h"

namespace hasten::observe {
namespace {

// Without a look at errno, which is the interrupted program's.
bool read_by_kernel(const void* from, void* to, size_t size) {
  const iovec local{to, size}, remote{const_cast<void*>(from), size};
  return process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == static_cast<ssize_t>(size);
}
bool read_by_kernel(void*, const void* from, void* to, size_t size) {
  return read_by_kernel(from, to, size);
}

// The memory of the thread that reads: its C stack and its data stack are known to be there.
class OwnMemory {
 public:
  explicit OwnMemory(uintptr_t stack_end)
      : stack_begin_(reinterpret_cast<uintptr_t>(__builtin_frame_address(0))),
        stack_end_(stack_end) {}

  void set_chunk(const void* chunk) { next_chunk_ = chunk; }
  hasten_memory memory() { return {read, this}; }

 private:
  struct Range {
    uintptr_t begin = 0, end = 0;
    bool holds(uintptr_t from, size_t size) const {
      return from >= begin && from < end && size <= end - from;
    }
  };

  static bool read(void* self, const void* from, void* to, size_t size) {
    if (!static_cast<OwnMemory*>(self)->holds(reinterpret_cast<uintptr_t>(from), size))
      return read_by_kernel(from, to, size);
    std::memcpy(to, from, size);
    return true;
  }

  bool holds(uintptr_t from, size_t size) {
    if (Range{stack_begin_, stack_end_}.holds(from, size)) return true;
    // Frames go from the newest chunk to older ones.
    while (!chunk_.holds(from, size)) {
      hasten_raw_chunk chunk;
      const hasten_memory kernel{read_by_kernel, nullptr};
      if (next_chunk_ == nullptr || chunks_left_-- == 0 ||
          !hasten_read_chunk(&kernel, next_chunk_, &chunk))
        return false;
      const auto begin = reinterpret_cast<uintptr_t>(next_chunk_);
      chunk_ = {begin, begin + chunk.size};
      next_chunk_ = chunk.previous;
    }
    return true;
  }

  uintptr_t stack_begin_, stack_end_;
  Range chunk_;
  const void* next_chunk_ = nullptr;
  int chunks_left_ = 1 << 12;
};

bool is_same_thread(const Mailbox& mailbox, const hasten_raw_thread& thread) {
  return thread.id == mailbox.id && thread.tid == mailbox.tid;
}

void look_up_code(const hasten_memory& memory, Mailbox& mailbox) {
  mailbox.code_size = 0;
  for (int k = 0; k < mailbox.count; ++k) {
    const PyCodeObject* code = mailbox.frames[k].code;
    if (k > 0 && code == mailbox.frames[k - 1].code) {  // recursion
      mailbox.known[k] = mailbox.known[k - 1];
      continue;
    }
    mailbox.known[k] = mailbox.codes->find(code).value_or(KnownCode{KnownCode::kNone, 0});
    if (mailbox.known[k].function == KnownCode::kNone)
      mailbox.code_size += hasten_copy_code(&memory, code, mailbox.code_records + mailbox.code_size,
                                            Mailbox::kCodeRoom - mailbox.code_size);
  }
}

// `kernel` reads what may be anywhere, `memory` the stacks.
void read_stack(const hasten_memory& kernel, const hasten_memory& memory,
                const hasten_raw_thread& thread, Mailbox& mailbox) {
  mailbox.count = hasten_read_frames(&memory, thread.frame, mailbox.frames, Mailbox::kMostFrames,
                                     &mailbox.whole);
  look_up_code(kernel, mailbox);
  mailbox.valid = true;
}

void answer(Mailbox& mailbox) {
  mailbox.ticks = ticks();
  mailbox.valid = false;
  const hasten_memory kernel{read_by_kernel, nullptr};
  hasten_raw_thread thread;
  mailbox.stack_pointer = reinterpret_cast<uintptr_t>(&thread);
  if (hasten_read_thread(&kernel, mailbox.thread, &thread) && is_same_thread(mailbox, thread) &&
      thread.tid == static_cast<unsigned long>(syscall(SYS_gettid))) {
    OwnMemory own(mailbox.stack_end);
    own.set_chunk(thread.chunk);
    read_stack(kernel, own.memory(), thread, mailbox);
  }
  mailbox.state.store(Mailbox::kAnswered, std::memory_order_release);
}

constexpr int kSignal = SIGURG;
struct sigaction handled_before;

void on_signal(int number, siginfo_t* info, void* context) {
  const int error = errno;
  auto* mailbox = static_cast<Mailbox*>(info->si_value.sival_ptr);
  if (info->si_code == SI_QUEUE && info->si_pid == getpid() && mailbox != nullptr) {
    answer(*mailbox);
  } else if ((handled_before.sa_flags & SA_SIGINFO) != 0) {
    handled_before.sa_sigaction(number, info, context);
  } else if (handled_before.sa_handler != SIG_DFL && handled_before.sa_handler != SIG_IGN) {
    handled_before.sa_handler(number);
  }
  errno = error;
}

}  // namespace

void UnmapMailbox::operator()(Mailbox* mailbox) const { munmap(mailbox, sizeof(Mailbox)); }

MailboxPointer new_mailbox() {
  void* memory = mmap(nullptr, sizeof(Mailbox), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  // Default initialisation: the arrays are not touched.
  return MailboxPointer(memory == MAP_FAILED ? nullptr : new (memory) Mailbox);
}

void read_from_outside(Mailbox& mailbox) {
  mailbox.ticks = ticks();
  mailbox.valid = false;
  const hasten_memory kernel{read_by_kernel, nullptr};
  hasten_raw_thread thread;
  if (hasten_read_thread(&kernel, mailbox.thread, &thread) && is_same_thread(mailbox, thread))
    read_stack(kernel, kernel, thread, mailbox);
}

std::string StackSignal::install() {
  int probe = 1, read = 0;
  if (!read_by_kernel(&probe, &read, sizeof probe))
    return "process_vm_readv is not allowed here: " + std::string(std::strerror(errno));
  struct sigaction present;
  if (sigaction(kSignal, nullptr, &present) != 0) return "no SIGURG";
  if ((present.sa_flags & SA_SIGINFO) != 0 && present.sa_sigaction == on_signal) return "";
  handled_before = present;
  struct sigaction own = {};
  own.sa_sigaction = on_signal;
  own.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
  sigfillset(&own.sa_mask);
  return sigaction(kSignal, &own, nullptr) == 0 ? "" : "SIGURG cannot be handled";
}

bool StackSignal::ask(Mailbox& mailbox) {
  struct sigaction present;
  if (sigaction(kSignal, nullptr, &present) != 0 || present.sa_sigaction != on_signal) return false;
  siginfo_t info = {};
  info.si_signo = kSignal;
  info.si_code = SI_QUEUE;
  info.si_pid = getpid();
  info.si_uid = getuid();
  info.si_value.sival_ptr = &mailbox;
  mailbox.state.store(Mailbox::kAsked, std::memory_order_release);
  if (syscall(SYS_rt_tgsigqueueinfo, getpid(), static_cast<pid_t>(mailbox.tid), kSignal, &info) ==
      0)
    return true;
  mailbox.state.store(Mailbox::kFree, std::memory_order_release);
  return false;
}

}  // namespace hasten::observe
