// run_document: the document of python/hasten/schema/run.schema.json, from what is known of a run.
#pragma once

#include <string>

#include "base/refusal.h"

namespace hasten::report {

struct RunTotals {
  long regions = 0, native = 0, refused = 0, undone = 0, entries = 0, exits = 0, cached = 0;
  long huge_pages_mib = 0;        // the most memory for small objects that lay in huge pages
  long quiet_collections = 0;     // of cyclic garbage, which found none and were made here
  long kept_at_end = 0;           // containers that are never freed
  long collections_given_up = 0;  // which found some, and were left to the interpreter
  double compile_ms = 0;
};

struct RunDocument {
  std::string python;  // the version, as CPython words it
  bool enabled = false;
  std::string disabled_reason;        // where the engine is not on
  const Refusal* disabled = nullptr;  // the numbered one, if that is the reason
  double start_ms = 0;
  RunTotals totals;
  std::string regions;  // JSON objects with commas between them
};

std::string to_json(const RunDocument& run);

}  // namespace hasten::report
