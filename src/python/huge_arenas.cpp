// huge_arenas: see huge_arenas.h.
#include "python/huge_arenas.h"

#include <Python.h>
#include <pthread.h>
#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <fstream>
#include <map>
#include <mutex>
#include <string>

namespace hasten::python {
namespace {

constexpr size_t kArena = size_t{1} << 20;  // ARENA_SIZE of obmalloc.c
constexpr size_t kPage = 2 * kArena;        // a huge page of x86-64 and of most kernels elsewhere
constexpr size_t kChunk = 16 * kArena;      // address space taken at once
constexpr int kOwnFirst = 4;  // small programs would pay for pages that stay half empty

constexpr size_t kMostKept = size_t{256} << 20;

using Bits = uint16_t;            // one for each arena of a chunk
constexpr Bits kFirsts = 0x5555;  // the first arena of each page

struct Chunk {
  Bits taken = 0;
  Bits kept = 0;   // first arenas of free pages that the kernel may take, or we again
  Bits stale = 0;  // of these, those that have not been wanted since trim_huge_arenas()
};

std::mutex mutex;  // interpreters with locks of their own ask at the same time
PyObjectArenaAllocator own{};
std::map<uintptr_t, Chunk> chunks;  // by address, a multiple of kChunk
int asked = 0;
bool in_use = false;
size_t bytes = 0, kept_bytes = 0, peak = 0;

char* address(uintptr_t at, int arena) {
  return reinterpret_cast<char*>(at) + static_cast<size_t>(arena) * kArena;
}

Bits bit(int arena) { return static_cast<Bits>(1U << static_cast<unsigned>(arena)); }

int first_of(Bits arenas) { return arenas == 0 ? -1 : std::countr_zero(arenas); }

// A free arena beside one that is taken; in a page that is kept; in another page. -1: none.
int beside_taken(const Chunk& chunk) {
  const Bits taken = chunk.taken;
  const auto beside = static_cast<Bits>((taken & kFirsts) << 1 | (taken >> 1 & kFirsts));
  return first_of(static_cast<Bits>(beside & ~taken));
}
int in_kept_page(const Chunk& chunk) { return first_of(chunk.kept); }
int in_free_page(const Chunk& chunk) {
  return first_of(static_cast<Bits>(~(chunk.taken | chunk.taken >> 1) & kFirsts));
}

void* take(uintptr_t at, Chunk& chunk, int arena) {
  chunk.taken |= bit(arena);
  if ((chunk.kept & bit(arena)) != 0) kept_bytes -= kPage;
  chunk.kept &= static_cast<Bits>(~bit(arena));
  chunk.stale &= chunk.kept;
  bytes += kArena;
  peak = std::max(peak, bytes);
  return address(at, arena);
}

// Not where the administrator has switched them off, or the kernel has none.
bool are_granted() {
  std::ifstream file("/sys/kernel/mm/transparent_hugepage/enabled");
  std::string modes;
  return std::getline(file, modes) && modes.find("[never]") == std::string::npos;
}

// Address space whose multiples of kChunk are huge pages; 0: there is none.
uintptr_t map_chunk() {
  static const bool granted = are_granted();
  if (!granted) return 0;
  void* mapped = mmap(nullptr, 2 * kChunk, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED) return 0;
  const auto begin = reinterpret_cast<uintptr_t>(mapped);
  const uintptr_t chunk = (begin + kChunk - 1) & ~(kChunk - 1);
  if (chunk > begin) munmap(mapped, chunk - begin);
  const uintptr_t behind = begin + 2 * kChunk - (chunk + kChunk);
  if (behind > 0) munmap(address(chunk + kChunk, 0), behind);
  if (madvise(address(chunk, 0), kChunk, MADV_HUGEPAGE) == 0) return chunk;
  munmap(address(chunk, 0), kChunk);
  return 0;
}

void* take_any() {
  for (const auto find : {beside_taken, in_kept_page, in_free_page}) {
    for (auto& [at, chunk] : chunks) {
      if (const int arena = find(chunk); arena >= 0) return take(at, chunk, arena);
    }
  }
  const uintptr_t at = map_chunk();
  return at == 0 ? nullptr : take(at, chunks[at], 0);
}

void* allocate(void*, size_t size) {
  const std::lock_guard lock(mutex);
  void* arena = nullptr;
  if (in_use && size == kArena && ++asked > kOwnFirst) arena = take_any();
  return arena != nullptr ? arena : own.alloc(own.ctx, size);
}

// A page that is kept costs nothing if it is wanted again before the kernel wants it.
void give_back(uintptr_t at, Chunk& chunk, int arena) {
  chunk.taken &= static_cast<Bits>(~bit(arena));
  bytes -= kArena;
  const int first = arena & ~1;
  if ((chunk.taken & (bit(first) | bit(first + 1))) == 0) {
    const bool keep = kept_bytes < kMostKept;
    madvise(address(at, first), kPage, keep ? MADV_FREE : MADV_DONTNEED);
    if (keep) chunk.kept |= bit(first), kept_bytes += kPage;
  }
}

// Gives its address space back if it serves nothing.
bool unmap_unused(uintptr_t at, const Chunk& chunk) {
  if (chunk.taken != 0 || chunk.kept != 0) return false;
  munmap(address(at, 0), kChunk);
  return true;
}

void release(void*, void* arena, size_t size) {
  const auto at = reinterpret_cast<uintptr_t>(arena);
  const std::lock_guard lock(mutex);
  const auto found = chunks.find(at & ~(kChunk - 1));
  if (found == chunks.end()) return own.free(own.ctx, arena, size);
  give_back(found->first, found->second, static_cast<int>((at - found->first) / kArena));
  if (unmap_unused(found->first, found->second)) chunks.erase(found);
}

}  // namespace

void use_huge_arenas() {
  in_use = true;
  if (own.alloc != nullptr) return;
  PyObjectArenaAllocator ours{nullptr, allocate, release};
  PyObject_GetArenaAllocator(&own);
  PyObject_SetArenaAllocator(&ours);
  pthread_atfork([] { mutex.lock(); }, [] { mutex.unlock(); }, [] { mutex.unlock(); });
}

void use_own_arenas() { in_use = false; }

void trim_huge_arenas() {
  const std::lock_guard lock(mutex);
  if (kept_bytes == 0) return;
  for (auto& [at, chunk] : chunks) {
    for (; chunk.stale != 0; chunk.stale &= static_cast<Bits>(chunk.stale - 1)) {
      madvise(address(at, first_of(chunk.stale)), kPage, MADV_DONTNEED);
      kept_bytes -= kPage;
      chunk.kept &= static_cast<Bits>(~bit(first_of(chunk.stale)));
    }
    chunk.stale = chunk.kept;
  }
  std::erase_if(chunks, [](const auto& entry) { return unmap_unused(entry.first, entry.second); });
}

size_t huge_arenas_peak() { return peak; }

}  // namespace hasten::python
