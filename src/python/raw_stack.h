// raw_stack: the Python frames of a thread, and what is known of their code, read as plain memory:
// without the GIL, without a reference taken, without an allocation. So it can be done in a signal
// handler on that thread, and from outside while the thread stands still.
#pragma once

#include <Python.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// How memory is read; false: there is none.
typedef struct {
  bool (*read)(void* context, const void* from, void* to, size_t size);
  void* context;
} hasten_memory;

// What of a thread state tells where its frames are.
typedef struct {
  uint64_t id;        // of the thread state among all that the process has had
  unsigned long tid;  // of the thread, as the kernel numbers it
  const void* frame;  // the innermost; NULL: the thread runs no Python code
  const void* chunk;  // of its data stack, the current one
} hasten_raw_thread;
bool hasten_read_thread(const hasten_memory* memory, const PyThreadState* thread,
                        hasten_raw_thread* out);

// The memory that a chunk of a data stack takes, with its header.
typedef struct {
  const void* previous;
  size_t size;
} hasten_raw_chunk;
bool hasten_read_chunk(const hasten_memory* memory, const void* chunk, hasten_raw_chunk* out);

typedef struct {
  const PyCodeObject* code;
  int32_t unit;  // code unit (two bytes) of the instruction it is at; -1: it has not begun
} hasten_raw_frame;

// The frames with code, the innermost first. Returns their count; *whole: these are all. Without
// that the innermost ones are right all the same.
int hasten_read_frames(const hasten_memory* memory, const void* innermost, hasten_raw_frame* frames,
                       int room, bool* whole);

// A code object's text, copied: followed by file, name and qualified name in UTF-8 and the location
// table, of these sizes.
typedef struct {
  const PyCodeObject* code;
  int32_t first_line;
  int32_t first_traceable;  // frames that stand before this unit have not begun
  uint32_t sizes[4];
} hasten_code_record;

// Returns the bytes that the record takes, a multiple of 8; 0: it cannot be read or has no room.
size_t hasten_copy_code(const hasten_memory* memory, const PyCodeObject* code, void* to,
                        size_t room);

#ifdef __cplusplus
}
#endif
