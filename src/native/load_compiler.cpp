// load_compiler: see load_compiler.h.
#include "native/load_compiler.h"

#include <dlfcn.h>

#include <atomic>
#include <mutex>

#include "native/compiler.h"

namespace hasten::native {
namespace {

struct Library {
  std::string path;
  std::string error;
  RefusalCode refusal = RefusalCode::kCompilerMissing;
  decltype(&hasten_compiler_compile) compile = nullptr;
  decltype(&hasten_compiler_free) free = nullptr;
  decltype(&hasten_compiler_identity) identity = nullptr;
  decltype(&hasten_compiler_end) end = nullptr;
  std::atomic<bool> ending{false}, is_open{false};
  std::once_flag opened;

  void open() {
    std::call_once(opened, [this] {
      if (ending) {
        error = "the process ends";
        return;
      }
      open_file();
      is_open = true;
    });
  }

  void open_file() {
    void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
      error = dlerror();
      return;
    }
    compile = reinterpret_cast<decltype(compile)>(dlsym(handle, "hasten_compiler_compile"));
    free = reinterpret_cast<decltype(free)>(dlsym(handle, "hasten_compiler_free"));
    identity = reinterpret_cast<decltype(identity)>(dlsym(handle, "hasten_compiler_identity"));
    end = reinterpret_cast<decltype(end)>(dlsym(handle, "hasten_compiler_end"));
    const auto build =
        reinterpret_cast<decltype(&hasten_compiler_build)>(dlsym(handle, "hasten_compiler_build"));
    const std::string found = build == nullptr ? "unknown" : build();
    if (found != HASTEN_COMPILER_BUILD || compile == nullptr || free == nullptr ||
        identity == nullptr || end == nullptr) {
      error = path + " is of build " + found + ", needed is " HASTEN_COMPILER_BUILD;
      refusal = RefusalCode::kBuildMismatch;
    }
  }
};

Library& library() {
  static Library instance;
  return instance;
}

}  // namespace

void set_compiler_path(std::string path) { library().path = std::move(path); }

CompileOutput compile(const ir::Module& module, int dump) {
  CompileOutput output;
  Library& lib = library();
  lib.open();
  if (!lib.error.empty()) {
    output.error = lib.error;
    output.refusal = lib.refusal;
    return output;
  }
  hasten_compiled result;
  lib.compile(&module, dump, &result);
  if (result.error != nullptr) output.error = result.error;
  if (result.object != nullptr) output.object.assign(result.object, result.object + result.size);
  if (result.text != nullptr) output.text = result.text;
  lib.free(&result);
  return output;
}

bool end_compiling() {
  Library& lib = library();
  lib.ending = true;
  return lib.is_open && lib.end != nullptr && lib.end() != 0;
}

std::string compiler_identity() {
  Library& lib = library();
  lib.open();
  return lib.error.empty() ? lib.identity() : "";
}

}  // namespace hasten::native
