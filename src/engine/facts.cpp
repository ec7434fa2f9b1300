// facts: see facts.h.
#include "engine/facts.h"

#include <Python.h>

#include "base/json.h"
#include "native/load_compiler.h"
#include "python/huge_arenas.h"
#include "python/quiet_collection.h"
#include "report/run_document.h"

namespace hasten::engine {
namespace {

using json::append_number;
using json::append_string;

void append_field(std::string& out, const char* name, double value) {
  out += std::string("\"") + name + "\":";
  append_number(out, value);
  out += ',';
}

const char* exit_text(ir::ExitKind kind) {
  switch (kind) {
  case ir::ExitKind::kDone:
    return "an instruction left to the interpreter";
  case ir::ExitKind::kGuard:
    return "another type or value than expected";
  case ir::ExitKind::kOverflow:
    return "an int beyond 64 bits";
  case ir::ExitKind::kRaise:
    return "an exception";
  case ir::ExitKind::kBreaker:
    return "signals, other threads or collection";
  case ir::ExitKind::kInvalid:
    return "an assumption ended";
  default:
    return "other";
  }
}

void append_lines(std::string& out, const Loop& loop) {
  out += "\"lines\":[";
  bool first = true;
  for (const optimize::LineFact& line :
       loop.versions.empty() ? loop.last_lines : loop.versions[0]->lines) {
    if (!first) out += ',';
    first = false;
    const char* mark = line.left > 0 ? "interpreted" : line.generic > 0 ? "guarded" : "native";
    out += "{\"line\":" + std::to_string(line.line) + ",\"mark\":\"" + mark + "\",\"why\":";
    append_string(out, line.why);
    out += '}';
  }
  out += "]";
}

void append_reason(std::string& out, const Loop& loop) {
  if (loop.refusal == nullptr || loop.state == LoopState::kNative ||
      loop.state == LoopState::kRequested) {
    out += "\"reason\":null,";
    return;
  }
  out +=
      "\"reason\":{\"code\":" + std::to_string(static_cast<int>(loop.refusal->code)) + ",\"name\":";
  append_string(out, refusal_name(loop.refusal->code));
  out += ",\"text\":";
  append_string(out, loop.refusal->text());
  out += ",\"advice\":";
  append_string(out, refusal_advice(loop.refusal->code));
  out += ",\"line\":" + std::to_string(loop.line) + "},";
}

void append_gain(std::string& out, const Loop& loop) {
  const Gain* gain = nullptr;
  if (loop.trial != nullptr && loop.trial->verdict() != Trial::Verdict::kOpen)
    gain = &loop.trial->gain();
  if (gain == nullptr && loop.last_gain.ratio > 0) gain = &loop.last_gain;  // on trial again
  if (loop.function_trial != nullptr && loop.function_trial->has_gain())
    gain = &loop.function_trial->gain();
  if (gain == nullptr) {
    out += "null,";
    return;
  }
  out += '{';
  append_field(out, "ratio", gain->ratio);
  append_field(out, "low", gain->low);
  append_field(out, "high", gain->high);
  const bool earlier = loop.trial != nullptr && loop.trial->is_taken_over();
  out += std::string("\"earlier\":") + (earlier ? "true" : "false") + "},";
}

void append_loop(std::string& out, const CodeState& state, const Loop& loop, int id,
                 report::RunTotals& totals) {
  std::map<std::pair<int, int>, long> exits = loop.exit_counts;
  long entries = loop.entries, left = 0;
  bool cached = loop.was_cached;
  for (const auto& region : loop.versions) {
    entries += region->entries;
    cached = cached || region->cached;
    for (size_t i = 0; i < region->exit_counts.size(); ++i) {
      const ir::Exit& exit = region->function().exits[i];
      if (region->exit_counts[i] > 0 && !is_natural_end(state, loop, exit))
        exits[{exit.line, static_cast<int>(exit.kind)}] += region->exit_counts[i];
    }
  }
  out += "{\"id\":" + std::to_string(id) + ",\"file\":";
  append_string(out, state.read.file);
  out += ",\"function\":";
  append_string(out, state.read.name);
  out += ",\"line\":" + std::to_string(loop.line) +
         ",\"end_line\":" + std::to_string(loop.end_line) + ",\"kind\":\"" +
         (loop.header_offset < 0 ? "function" : "loop") + "\",\"state\":\"" +
         loop_state_name(loop.state) + "\",";
  append_reason(out, loop);
  out += "\"entries\":" + std::to_string(entries) +
         ",\"versions\":" + std::to_string(loop.versions.size()) + ",\"exits\":[";
  bool first = true;
  for (const auto& [key, count] : exits) {
    if (!first) out += ',';
    first = false;
    left += count;
    out += "{\"line\":" + std::to_string(key.first) + ",\"why\":";
    append_string(out, exit_text(static_cast<ir::ExitKind>(key.second)));
    out += ",\"count\":" + std::to_string(count) + "}";
  }
  out += "],";
  append_field(out, "compile_ms", loop.compile_ms);
  out += std::string("\"cached\":") + (cached ? "true" : "false") + ",\"gain\":";
  append_gain(out, loop);
  append_lines(out, loop);
  out += "}";
  ++totals.regions;
  totals.native += loop.state == LoopState::kNative && entries > 0 ? 1 : 0;
  totals.refused += loop.state == LoopState::kRefused ? 1 : 0;
  totals.undone += loop.state == LoopState::kUndone ? 1 : 0;
  totals.entries += entries;
  totals.exits += left;
  totals.compile_ms += loop.compile_ms;
  totals.cached += cached ? 1 : 0;
}

}  // namespace

std::string facts_json(const Session* session, const std::string& disabled) {
  report::RunDocument run;
  run.python = Py_GetVersion();
  run.enabled = session != nullptr;
  run.disabled_reason = disabled.empty() ? "not started" : disabled;
  run.totals.huge_pages_mib = static_cast<long>(python::huge_arenas_peak() >> 20);
  const struct hasten_quiet_collections collections = hasten_quiet_collections();
  run.totals.quiet_collections = collections.made;
  run.totals.collections_given_up = collections.given_up;
  run.totals.kept_at_end = session == nullptr ? 0 : session->kept_at_end();
  run.start_ms = session == nullptr ? 0 : session->start_ms();
  int id = 0;
  if (session != nullptr) {
    for (const CodeState* state : session->codes()) {
      // A function that cannot be compiled whole is no loss that has to be explained.
      if (state->whole != nullptr && (state->whole->state == LoopState::kNative ||
                                      state->whole->state == LoopState::kUndone)) {
        if (id > 0) run.regions += ',';
        append_loop(run.regions, *state, *state->whole, ++id, run.totals);
      }
      for (const Loop& loop : state->loops) {
        if (loop.state == LoopState::kCold) continue;
        if (id > 0) run.regions += ',';
        append_loop(run.regions, *state, loop, ++id, run.totals);
      }
    }
  }
  return report::to_json(run);
}

std::string dump(const Session& session, const std::string& kind) {
  std::string out;
  for (const CodeState* state : session.codes()) {
    const auto append = [&](const Loop& loop) {
      const ir::Module* module =
          loop.versions.empty() ? loop.last_module.get() : &loop.versions[0]->module;
      if (module == nullptr) return;
      out +=
          "# " + state->read.file + ":" + std::to_string(loop.line) + " " + state->read.name + "\n";
      if (kind == "pyir") {
        out += state->read.to_text();
      } else if (kind == "ir") {
        out += ir::to_text(*module);
      } else {
        const native::CompileOutput output = native::compile(*module, kind == "llvm" ? 1 : 2);
        out += output.error.empty() ? output.text : output.error;
      }
      out += "\n";
    };
    if (state->whole != nullptr) append(*state->whole);
    for (const Loop& loop : state->loops) append(loop);
  }
  return out;
}

}  // namespace hasten::engine
