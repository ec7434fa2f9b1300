// check: see check.h.
#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace hasten {
namespace {
CheckHandler installed_handler = nullptr;
}

void set_check_handler(CheckHandler handler) { installed_handler = handler; }

void check_failed(const char* file, int line, const char* what) {
  if (installed_handler != nullptr) installed_handler(file, line, what);
  std::fprintf(stderr, "hasten: internal check failed: %s (%s:%d)\n", what, file, line);
  std::abort();
}

}  // namespace hasten
