// address_set: see address_set.h.
#include "python/address_set.h"

#include <stdlib.h>

static bool grow(hasten_address_set* set) {
  hasten_address_set larger = {NULL, set->room == 0 ? 64 : 2 * set->room, set->count};
  larger.chunks = calloc(larger.room, sizeof(hasten_chunk*));
  if (larger.chunks == NULL) return false;
  for (size_t k = 0; k < set->room; ++k) {
    hasten_chunk* chunk = set->chunks[k];
    if (chunk != NULL) *hasten_find_chunk(&larger, chunk->number) = chunk;
  }
  free(set->chunks);
  *set = larger;
  return true;
}

bool hasten_add_address(hasten_address_set* set, const void* address) {
  uint64_t* word = hasten_address_word(set, address);
  if (word == NULL) {
    if (2 * set->count >= set->room && !grow(set)) return false;
    hasten_chunk* chunk = calloc(1, sizeof(hasten_chunk));
    if (chunk == NULL) return false;
    chunk->number = (uintptr_t)address >> kChunkBits;
    *hasten_find_chunk(set, chunk->number) = chunk;
    ++set->count;
    word = hasten_address_word(set, address);
  }
  *word |= hasten_address_bit(address);
  return true;
}

void hasten_clear_addresses(hasten_address_set* set) {
  for (size_t k = 0; k < set->room; ++k) free(set->chunks[k]);
  free(set->chunks);
  *set = (hasten_address_set){NULL, 0, 0};
}
