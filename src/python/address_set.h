// address_set: a set of objects as bits in a table of addresses, 8 KiB for each MiB in which one
// lies. Asking for an object does not touch it.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { kChunkBits = 20, kUnitBits = 4 };  // an object is larger than its 16 bytes' unit

typedef struct {
  uintptr_t number;  // address >> kChunkBits
  uint64_t bits[(size_t)1 << (kChunkBits - kUnitBits - 6)];
} hasten_chunk;

// Starts as all zeros; owns its chunks until hasten_clear_addresses.
typedef struct {
  hasten_chunk** chunks;  // by a hash of their numbers, NULL: none
  size_t room, count;     // room: a power of two, or 0
} hasten_address_set;

// False: no memory.
bool hasten_add_address(hasten_address_set* set, const void* address);
void hasten_clear_addresses(hasten_address_set* set);

static inline hasten_chunk** hasten_find_chunk(const hasten_address_set* set, uintptr_t number) {
  size_t at = (number * (uintptr_t)0x9E3779B97F4A7C15u >> 32) & (set->room - 1);
  while (set->chunks[at] != NULL && set->chunks[at]->number != number)
    at = (at + 1) & (set->room - 1);
  return &set->chunks[at];
}

static inline uint64_t* hasten_address_word(const hasten_address_set* set, const void* address) {
  if (set->room == 0) return NULL;
  hasten_chunk* chunk = *hasten_find_chunk(set, (uintptr_t)address >> kChunkBits);
  const uintptr_t in_chunk = (uintptr_t)address & (((uintptr_t)1 << kChunkBits) - 1);
  return chunk == NULL ? NULL : &chunk->bits[in_chunk >> (kUnitBits + 6)];
}

static inline uint64_t hasten_address_bit(const void* address) {
  return (uint64_t)1 << ((uintptr_t)address >> kUnitBits & 63);
}

static inline bool hasten_has_address(const hasten_address_set* set, const void* address) {
  const uint64_t* word = hasten_address_word(set, address);
  return word != NULL && (*word & hasten_address_bit(address)) != 0;
}

static inline void hasten_remove_address(hasten_address_set* set, const void* address) {
  uint64_t* word = hasten_address_word(set, address);
  if (word != NULL) *word &= ~hasten_address_bit(address);
}

#ifdef __cplusplus
}
#endif
