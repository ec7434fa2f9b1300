// run_document: see run_document.h.
#include "report/run_document.h"

#include "base/json.h"

namespace hasten::report {

using json::append_number;
using json::append_string;
namespace {

void append_field(std::string& out, const char* name, double value) {
  out += std::string("\"") + name + "\":";
  append_number(out, value);
  out += ',';
}

void append_disabled(std::string& out, const RunDocument& run) {
  out += "\"disabled_reason\":";
  if (run.enabled) {
    out += "null";
  } else {
    append_string(out, run.disabled != nullptr ? run.disabled->text() : run.disabled_reason);
  }
  out += ",\"disabled_refusal\":";
  if (run.enabled || run.disabled == nullptr) {
    out += "null";
  } else {
    out += "{\"code\":" + std::to_string(static_cast<int>(run.disabled->code)) + ",\"name\":";
    append_string(out, refusal_name(run.disabled->code));
    out += ",\"advice\":";
    append_string(out, refusal_advice(run.disabled->code));
    out += '}';
  }
  out += ',';
}

}  // namespace

std::string to_json(const RunDocument& run) {
  std::string out = "{\"schema\":\"hasten-run-1\",\"python\":";
  append_string(out, run.python);
  out += ",\"version\":\"" HASTEN_VERSION "\",\"enabled\":";
  out += run.enabled ? "true," : "false,";
  append_disabled(out, run);
  append_field(out, "start_ms", run.start_ms);
  out += "\"totals\":{";
  append_field(out, "regions", static_cast<double>(run.totals.regions));
  append_field(out, "native", static_cast<double>(run.totals.native));
  append_field(out, "refused", static_cast<double>(run.totals.refused));
  append_field(out, "undone", static_cast<double>(run.totals.undone));
  out += "\"entries\":" + std::to_string(run.totals.entries) +
         ",\"exits\":" + std::to_string(run.totals.exits) + ",";
  append_field(out, "compile_ms", run.totals.compile_ms);
  append_field(out, "huge_pages_mib", static_cast<double>(run.totals.huge_pages_mib));
  append_field(out, "quiet_collections", static_cast<double>(run.totals.quiet_collections));
  append_field(out, "collections_given_up", static_cast<double>(run.totals.collections_given_up));
  append_field(out, "kept_at_end", static_cast<double>(run.totals.kept_at_end));
  out += "\"cached\":" + std::to_string(run.totals.cached) + "},\"regions\":[" + run.regions + "]}";
  return out;
}

}  // namespace hasten::report
