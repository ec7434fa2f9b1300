// quiet_collection: the collection of cyclic garbage that the interpreter is asked to make, made at
// once and in half to two thirds of the time where nothing turns out to be garbage, which is the
// rule. What is left behind (generations, counts, statistics, what is tracked) is what CPython's
// collector would leave; where there is garbage, or anybody could look on, nothing is done and
// CPython collects.
#pragma once

#include <Python.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// If a collection is due on this thread, which holds the GIL, has no exception set and stands where
// the interpreter could collect: makes it and takes the request back. Runs no Python code.
bool hasten_collect_quietly(PyThreadState* thread);

// The collector is enabled, laid out as expected, and neither collects now nor tells anybody of it.
bool hasten_collector_is_unwatched(PyThreadState* thread);

// Collections that this thread's interpreter has had, of all generations, whoever made them.
int64_t hasten_collections(PyThreadState* thread);

// How far each generation of this thread's interpreter is from its next collection: what is
// allocated behind the program's back is taken out again with these. False: laid out otherwise.
struct hasten_collector_counts {
  int of_generation[3];
};
bool hasten_get_collector_counts(PyThreadState* thread, struct hasten_collector_counts* counts);
void hasten_set_collector_counts(PyThreadState* thread,
                                 const struct hasten_collector_counts* counts);

// Of this process: collections made so, and those that were given up because something was garbage.
struct hasten_quiet_collections {
  long made, given_up;
};
struct hasten_quiet_collections hasten_quiet_collections(void);

#ifdef __cplusplus
}
#endif
