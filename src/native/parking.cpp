// parking: see parking.h.
#include "native/parking.h"

#include <link.h>
#include <llvm/TargetParser/Host.h>
#include <pthread.h>
#include <signal.h>
#include <ucontext.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>

namespace hasten::native {
namespace {

// Ignored by default, so that a stray one does no harm; used only if the program has no handler of
// its own.
constexpr int kSignal = SIGURG;

enum class Phase { kIdle, kCompiling, kParked };

struct Range {
  uintptr_t begin = 0, end = 0;
};

// Plain data: nothing here is ever destroyed.
std::atomic<Phase> phase{Phase::kIdle};
std::atomic<bool> ending{false};
std::atomic<pthread_t> compiling_thread{};
constexpr int kMostRanges = 8;
std::array<Range, kMostRanges> code;  // of LLVM and of this library
std::atomic<int> code_count{0};

uintptr_t address_in_llvm() { return reinterpret_cast<uintptr_t>(&llvm::sys::getProcessTriple); }

int note_code(dl_phdr_info* object, size_t, void*) {
  const auto lies_in = [&](uintptr_t address) {
    for (int i = 0; i < object->dlpi_phnum; ++i) {
      const ElfW(Phdr)& part = object->dlpi_phdr[i];
      const uintptr_t begin = object->dlpi_addr + part.p_vaddr;
      if (part.p_type == PT_LOAD && address >= begin && address < begin + part.p_memsz) return true;
    }
    return false;
  };
  if (!lies_in(address_in_llvm()) && !lies_in(reinterpret_cast<uintptr_t>(&note_code))) return 0;
  for (int i = 0; i < object->dlpi_phnum && code_count < kMostRanges; ++i) {
    const ElfW(Phdr)& part = object->dlpi_phdr[i];
    if (part.p_type != PT_LOAD || (part.p_flags & PF_X) == 0) continue;
    const uintptr_t begin = object->dlpi_addr + part.p_vaddr;
    code[static_cast<size_t>(code_count)] = {begin, begin + part.p_memsz};
    ++code_count;
  }
  return 0;
}

void on_signal(int, siginfo_t*, void* state) {
  if (!ending || phase != Phase::kCompiling || pthread_self() != compiling_thread) return;
  const auto place =
      static_cast<uintptr_t>(static_cast<ucontext_t*>(state)->uc_mcontext.gregs[REG_RIP]);
  for (int i = 0; i < code_count; ++i) {
    if (place < code[static_cast<size_t>(i)].begin || place >= code[static_cast<size_t>(i)].end)
      continue;
    phase = Phase::kParked;
    while (true) pause();
  }
}

// False: the program uses the signal itself.
bool take_signal() {
  static const bool taken = [] {
    struct sigaction before;
    if (sigaction(kSignal, nullptr, &before) != 0 || before.sa_handler != SIG_DFL) return false;
    struct sigaction action = {};
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    sigfillset(&action.sa_mask);
    return sigaction(kSignal, &action, nullptr) == 0;
  }();
  return taken;
}

void change_mask(int how, bool* changed) {
  sigset_t only, before;
  sigemptyset(&only);
  sigaddset(&only, kSignal);
  pthread_sigmask(how, &only, &before);
  if (changed != nullptr) *changed = sigismember(&before, kSignal) == 1;
}

}  // namespace

Compilation::Compilation() {
  static std::once_flag once;
  std::call_once(once, [] { dl_iterate_phdr(note_code, nullptr); });
  compiling_thread = pthread_self();
  phase = Phase::kCompiling;
  change_mask(SIG_UNBLOCK, &unblocked_);
}

Compilation::~Compilation() {
  phase = Phase::kIdle;
  if (unblocked_) change_mask(SIG_BLOCK, nullptr);
}

void park_if_ending() {
  if (!ending || pthread_self() != compiling_thread) return;
  phase = Phase::kParked;
  while (true) pause();
}

bool park_compilation() {
  ending = true;
  if (phase == Phase::kCompiling && take_signal()) pthread_kill(compiling_thread, kSignal);
  return phase == Phase::kParked;
}

}  // namespace hasten::native
