// check: invariants of our own code. HASTEN_CHECK always, HASTEN_DCHECK in debug and test builds.
// A broken invariant calls the replaceable handler (default: print one line, abort), because going
// on could corrupt the user's objects. Never used for anything a user's program can cause.
#pragma once

namespace hasten {

using CheckHandler = void (*)(const char* file, int line, const char* what);

void set_check_handler(CheckHandler handler);
[[noreturn]] void check_failed(const char* file, int line, const char* what);

}  // namespace hasten

#define HASTEN_CHECK(condition)                                                                    \
  do {                                                                                             \
    if (!(condition)) ::hasten::check_failed(__FILE__, __LINE__, #condition);                      \
  } while (false)

#ifdef HASTEN_DEBUG_CHECKS
#define HASTEN_DCHECK(condition) HASTEN_CHECK(condition)
#else
#define HASTEN_DCHECK(condition)                                                                   \
  do {                                                                                             \
  } while (false)
#endif
