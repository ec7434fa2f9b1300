// See thread_clock.h.
#include "observe/thread_clock.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

namespace hasten::observe {
namespace {

// The kernel's numbering of clocks (include/linux/posix-timers_types.h): CPUCLOCK_SCHED of a
// thread.
clockid_t clock_of(unsigned long tid) {
  constexpr unsigned kPerThread = 4, kScheduler = 2;
  return static_cast<clockid_t>(~static_cast<unsigned>(tid) << 3 | kPerThread | kScheduler);
}

}  // namespace

uint64_t processor_time(unsigned long tid) {
  timespec time;
  if (clock_gettime(clock_of(tid), &time) != 0) return 0;
  return static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

// proc_pid_syscall(5): "running", or the number of the system call and its arguments.
Standstill standstill_of(unsigned long tid) {
  char path[64], text[256];
  std::snprintf(path, sizeof path, "/proc/self/task/%lu/syscall", tid);
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  const ssize_t size = file < 0 ? -1 : read(file, text, sizeof text - 1);
  if (file >= 0) close(file);
  if (size <= 0) return {};
  text[size] = '\0';
  if (std::strncmp(text, "running", 7) == 0) return {.is_ready = true};
  char* after = nullptr;
  if (std::strtol(text, &after, 10) != SYS_futex) return {};
  return {.address = std::strtoull(after, nullptr, 16)};
}

uintptr_t end_of_mapping(uintptr_t address) {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    unsigned long begin = 0, end = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx", &begin, &end) == 2 && address >= begin &&
        address < end)
      return end;
  }
  return 0;
}

}  // namespace hasten::observe
