// compiler: the interface of libhasten_compiler, the only part that links LLVM. C linkage so that
// the library can be loaded at need; no LLVM types. Thread-safe: one call at a time is enforced
// inside.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hasten::ir {
struct Module;
}

#define HASTEN_COMPILER_API __attribute__((visibility("default")))

extern "C" {

struct hasten_compiled {
  uint8_t* object;  // relocatable ELF object, malloc'ed; function k of the module is symbol "f<k>"
  size_t size;
  char* text;   // the dump asked for, malloc'ed, or NULL
  char* error;  // malloc'ed message, or NULL on success
};

// dump: 0 none, 1 LLVM IR after optimisation, 2 assembly.
HASTEN_COMPILER_API void hasten_compiler_compile(const hasten::ir::Module* module, int dump,
                                                 hasten_compiled* result);
HASTEN_COMPILER_API void hasten_compiler_free(hasten_compiled* result);
// The process ends: whoever is compiling is to stop at the next pass, for good, holding no lock
// that others need. Does not wait. 1: that has happened.
HASTEN_COMPILER_API int hasten_compiler_end();
// A hash of the sources of IR and code generator: the engine asks for nothing else of a library
// whose hash is another. Static storage.
HASTEN_COMPILER_API const char* hasten_compiler_build();
// Names LLVM's version and the target CPU with features. Static storage.
HASTEN_COMPILER_API const char* hasten_compiler_identity();
}
