// compiler_build: says which build this libhasten_compiler is of. A file of its own, because it is
// compiled anew whenever the code generator changes.
#include "native/compiler.h"

extern "C" const char* hasten_compiler_build() { return HASTEN_COMPILER_BUILD; }
