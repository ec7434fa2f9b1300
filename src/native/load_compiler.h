// load_compiler: opens libhasten_compiler beside the extension when something has to be compiled
// for the first time.
#pragma once

#include <string>
#include <vector>

#include "base/refusal.h"
#include "ir/function.h"

namespace hasten::native {

struct CompileOutput {
  std::vector<uint8_t> object;
  std::string text;                                    // the dump asked for
  std::string error;                                   // empty: success
  RefusalCode refusal = RefusalCode::kCompilerFailed;  // what kind of error it is
};

// Where the library lies; called once by the module.
void set_compiler_path(std::string path);

// dump as in compiler.h. Thread-safe; needs no GIL.
CompileOutput compile(const ir::Module& module, int dump);

// The process ends: the library is not opened any more, and a thread that is compiling stays at the
// next pass for good. Does not wait. True: there is such a thread.
bool end_compiling();

// Identity of the code generator without loading LLVM if it has been asked before and the answer is
// on disk; otherwise loads it. Empty if the library cannot be opened.
std::string compiler_identity();

}  // namespace hasten::native
