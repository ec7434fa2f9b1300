// raw_stack: see raw_stack.h.
#define Py_BUILD_CORE 1
#include "python/raw_stack.h"

#include <string.h>

#include "internal/pycore_code.h"
#include "internal/pycore_frame.h"

// Longer names are cut off; a longer table is taken for none.
enum { kMostText = 4096, kMostTable = 1 << 20 };

static bool read_from(const hasten_memory* memory, const void* from, void* to, size_t size) {
  return memory->read(memory->context, from, to, size);
}

bool hasten_read_thread(const hasten_memory* memory, const PyThreadState* thread,
                        hasten_raw_thread* out) {
  PyThreadState copy;
  // All up to the last field that is looked at.
  if (!read_from(memory, thread, &copy, offsetof(PyThreadState, datastack_top))) return false;
  out->id = copy.id;
  out->tid = copy.native_thread_id;
  out->chunk = copy.datastack_chunk;
#if PY_VERSION_HEX < 0x030D0000
  _PyCFrame holder;
  if (copy.cframe == NULL || !read_from(memory, copy.cframe, &holder, sizeof holder)) return false;
  out->frame = holder.current_frame;
#else
  out->frame = copy.current_frame;
#endif
  return true;
}

bool hasten_read_chunk(const hasten_memory* memory, const void* chunk, hasten_raw_chunk* out) {
  _PyStackChunk copy;
  if (!read_from(memory, chunk, &copy, offsetof(_PyStackChunk, data))) return false;
  out->previous = copy.previous;
  out->size = copy.size;
  return true;
}

int hasten_read_frames(const hasten_memory* memory, const void* innermost, hasten_raw_frame* frames,
                       int room, bool* whole) {
  // Frames of C code are not kept, but they may be as many.
  int count = 0, left = 2 * room;
  *whole = false;
  for (const void* at = innermost; at != NULL;) {
    _PyInterpreterFrame frame;
    if (left-- == 0 || !read_from(memory, at, &frame, offsetof(_PyInterpreterFrame, localsplus)))
      return count;
    at = frame.previous;
    if (frame.owner == FRAME_OWNED_BY_CSTACK) continue;
#if PY_VERSION_HEX < 0x030D0000
    const PyCodeObject* code = frame.f_code;
    const char* instruction = (const char*)frame.prev_instr;
#else
    const PyCodeObject* code = (const PyCodeObject*)frame.f_executable;
    const char* instruction = (const char*)frame.instr_ptr;
#endif
    const char* start = (const char*)code + offsetof(PyCodeObject, co_code_adaptive);
    const ptrdiff_t unit = (instruction - start) / (ptrdiff_t)sizeof(_Py_CODEUNIT);
    if (code == NULL || unit < -1 || unit > INT32_MAX || count == room) return count;
    frames[count++] = (hasten_raw_frame){code, (int32_t)unit};
  }
  *whole = true;
  return count;
}

// Where a record grows.
typedef struct {
  char* at;
  char* end;
} Room;

static bool put(Room* room, uint32_t character) {
  unsigned char bytes[4];
  int count = 0;
  if (character < 0x80) {
    bytes[count++] = (unsigned char)character;
  } else {
    const int rest = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    static const unsigned char kFirst[] = {0, 0xC0, 0xE0, 0xF0};
    bytes[count++] = (unsigned char)(kFirst[rest] | character >> (6 * rest));
    for (int k = rest - 1; k >= 0; --k)
      bytes[count++] = (unsigned char)(0x80 | (character >> (6 * k) & 0x3F));
  }
  if (room->end - room->at < count) return false;
  memcpy(room->at, bytes, (size_t)count);
  room->at += count;
  return true;
}

static uint32_t character_at(const char* data, int kind, size_t index) {
  if (kind == PyUnicode_1BYTE_KIND) return ((const Py_UCS1*)data)[index];
  if (kind == PyUnicode_2BYTE_KIND) return ((const Py_UCS2*)data)[index];
  return ((const Py_UCS4*)data)[index];
}

// Half of a pair is no character: it becomes a question mark.
static bool put_text(const hasten_memory* memory, const PyObject* text, Room* room) {
  PyASCIIObject head;
  if (text == NULL || !read_from(memory, text, &head, sizeof head) || !head.state.compact)
    return false;
  const int kind = head.state.kind;
  if (kind != 1 && kind != 2 && kind != 4) return false;
  const char* data = (const char*)text +
                     (head.state.ascii ? sizeof(PyASCIIObject) : sizeof(PyCompactUnicodeObject));
  size_t left = head.length < 0 ? 0 : head.length > kMostText ? kMostText : (size_t)head.length;
  while (left > 0) {
    uint32_t block[64];
    const size_t size = sizeof block / (size_t)kind, count = left < size ? left : size;
    if (!read_from(memory, data, block, count * (size_t)kind)) return false;
    for (size_t k = 0; k < count; ++k) {
      const uint32_t character = character_at((const char*)block, kind, k);
      const bool is_half = character >= 0xD800 && character < 0xE000;
      if (!put(room, is_half || character > 0x10FFFF ? '?' : character)) return false;
    }
    data += count * (size_t)kind;
    left -= count;
  }
  return true;
}

static bool put_table(const hasten_memory* memory, const PyObject* bytes, Room* room) {
  PyBytesObject head;
  if (bytes == NULL || !read_from(memory, bytes, &head, offsetof(PyBytesObject, ob_sval)))
    return false;
  const Py_ssize_t size = head.ob_base.ob_size;
  if (size < 0 || size > kMostTable) return true;
  if (room->end - room->at < size ||
      !read_from(memory, (const char*)bytes + offsetof(PyBytesObject, ob_sval), room->at,
                 (size_t)size))
    return false;
  room->at += size;
  return true;
}

size_t hasten_copy_code(const hasten_memory* memory, const PyCodeObject* code, void* to,
                        size_t room) {
  PyCodeObject copy;
  if (room < sizeof(hasten_code_record) ||
      !read_from(memory, code, &copy, offsetof(PyCodeObject, co_code_adaptive)) ||
      copy.ob_base.ob_base.ob_type != &PyCode_Type)
    return 0;
  hasten_code_record record = {
      .code = code, .first_line = copy.co_firstlineno, .first_traceable = copy._co_firsttraceable};
  char* begin = (char*)to + sizeof record;
  Room left = {begin, (char*)to + room};
  const PyObject* texts[] = {copy.co_filename, copy.co_name, copy.co_qualname};
  for (int k = 0; k < 3; ++k) {
    char* before = left.at;
    if (!put_text(memory, texts[k], &left)) return 0;
    record.sizes[k] = (uint32_t)(left.at - before);
  }
  char* before = left.at;
  if (!put_table(memory, copy.co_linetable, &left)) return 0;
  record.sizes[3] = (uint32_t)(left.at - before);
  const size_t size = ((size_t)(left.at - (char*)to) + 7) & ~(size_t)7;
  if (size > room) return 0;
  memcpy(to, &record, sizeof record);
  return size;
}
