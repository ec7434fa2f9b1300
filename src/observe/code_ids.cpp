// See code_ids.h.
#include "observe/code_ids.h"

#include <algorithm>

namespace hasten::observe {
namespace {

constexpr uintptr_t kFree = 0, kEnded = 1;  // in place of a code object's address
constexpr size_t kFirstRoom = 1 << 10;

size_t hash_of(uintptr_t address) { return (address >> 4) * 0x9E3779B97F4A7C15u >> 16; }

}  // namespace

// Open addressing, linear probing. A slot is used for one object only, so that whoever has seen its
// code may read the value.
struct CodeIds::Table {
  struct Slot {
    std::atomic<uintptr_t> code = kFree;
    std::atomic<uint64_t> value = 0;
  };
  explicit Table(size_t room) : slots(room) {}

  template <typename Slots>
  static auto* find(Slots& slots, uintptr_t code) {
    for (size_t i = hash_of(code);; ++i) {
      auto& slot = slots[i & (slots.size() - 1)];
      const uintptr_t found = slot.code.load(std::memory_order_acquire);
      if (found == code || found == kFree) return &slot;
    }
  }
  void add(uintptr_t code, uint64_t value) {
    Slot* slot = find(slots, code);
    slot->value.store(value, std::memory_order_relaxed);
    slot->code.store(code, std::memory_order_release);
    ++used;
  }

  std::vector<Slot> slots;
  size_t used = 0;  // those of ended objects included
};

CodeIds::CodeIds() : current_(tables_.emplace_back(std::make_unique<Table>(kFirstRoom)).get()) {}
CodeIds::~CodeIds() = default;

std::optional<KnownCode> CodeIds::find(const PyCodeObject* code) const {
  const Table& table = *current_.load(std::memory_order_acquire);
  const auto* slot = Table::find(table.slots, reinterpret_cast<uintptr_t>(code));
  if (slot->code.load(std::memory_order_relaxed) == kFree) return std::nullopt;
  const uint64_t value = slot->value.load(std::memory_order_relaxed);
  return KnownCode{static_cast<uint32_t>(value >> 32), static_cast<int32_t>(value)};
}

void CodeIds::add(const PyCodeObject* code, const KnownCode& known) {
  const std::lock_guard lock(changing_);
  const auto has_ended = [&](const auto& list) { return std::ranges::count(list, code) != 0; };
  if (has_ended(ended_) || has_ended(ended_before_) || find(code)) return;
  Table* table = current_.load(std::memory_order_relaxed);
  if (4 * (table->used + 1) > 3 * table->slots.size()) table = &grow();
  table->add(reinterpret_cast<uintptr_t>(code),
             uint64_t{known.function} << 32 | static_cast<uint32_t>(known.first_traceable));
}

void CodeIds::begin_round() {
  const std::lock_guard lock(changing_);
  ended_before_.swap(ended_);
  ended_.clear();
}

void CodeIds::forget(const PyCodeObject* code) {
  const std::lock_guard lock(changing_);
  ended_.push_back(code);
  Table& table = *current_.load(std::memory_order_relaxed);
  auto* slot = Table::find(table.slots, reinterpret_cast<uintptr_t>(code));
  if (slot->code.load(std::memory_order_relaxed) != kFree)
    slot->code.store(kEnded, std::memory_order_release);
}

// Twice the room for what is alive.
CodeIds::Table& CodeIds::grow() {
  const Table& old = *current_.load(std::memory_order_relaxed);
  const auto alive =
      std::ranges::count_if(old.slots, [](const auto& slot) { return slot.code.load() > kEnded; });
  size_t room = kFirstRoom;
  while (room < 4 * static_cast<size_t>(alive)) room *= 2;
  Table& table = *tables_.emplace_back(std::make_unique<Table>(room));
  for (const auto& slot : old.slots) {
    if (const uintptr_t code = slot.code.load(); code > kEnded) table.add(code, slot.value.load());
  }
  current_.store(&table, std::memory_order_release);
  return table;
}

}  // namespace hasten::observe
