// Session: asks for code of a loop and takes it when it is finished. See session.h.
#include <algorithm>
#include <utility>

#include "engine/build_region.h"
#include "engine/session.h"
#include "engine/stress.h"
#include "swap/watch.h"

namespace hasten::engine {
namespace {

constexpr int kMaxVersions = 4;  // of one loop, for different entry types
constexpr int kRehearsals = 2;   // of a loop's code, compared with the interpreter

// Interpreting an instruction takes some 10 to 40 ns. An iteration that takes 30 times longer than
// its instructions could not become 3 % faster. 0: how many instructions run is not known.
double most_ticks(const swap::Region& region) {
  constexpr double kInstructionTicks = 100, kTimes = 30;
  if (region.inner_loops) return 0;
  int instructions = 0;
  for (const optimize::LineFact& line : region.lines) instructions += line.native + line.generic;
  return kInstructionTicks * kTimes * instructions;
}

}  // namespace

// HASTEN_STRESS=miscompile=NAME: code of functions with that name is wrong; miscompile_loop=NAME:
// of their loops.
void Session::break_on_purpose(const CodeState& state, swap::Region& region) const {
  const bool whole = region.globals == nullptr;  // only the frames of loops are compared
  const std::string name = stress_value(whole ? "miscompile=" : "miscompile_loop=");
  if (!name.empty() && name == state.read.name) miscompile(region.module);
}

void Session::request(CodeState& state, Loop& loop, hasten_frame* frame, int stack_depth,
                      bool now) {
  if (loop.versions.size() >= kMaxVersions || loop.compiles >= kMaxCompiles) {
    loop.misses = -100000;  // enough versions: others stay interpreted
    if (loop.versions.empty())
      refuse(loop,
             {RefusalCode::kTypesUnstable,
              "after " + std::to_string(loop.compiles) + " compilations", loop.header_offset});
    return;
  }
  ++loop.compiles;
  loop.misses = 0;
  optimize::SpecializeOptions options;
  options.failing_guards = failing_guards_;
  options.exits_everywhere = exits_everywhere_;
  Result<std::unique_ptr<swap::Region>> region = specialise_region(
      frame, state.code, loop.header_offset, stack_depth, loop.distrusted, options);
  if (!region) {
    refuse(loop, region.refusal());
    return;
  }
  break_on_purpose(state, *region.value());
  if (!options_.eager && measures() && loop.trial == nullptr)
    loop.trial = std::make_unique<Trial>();
  if (now) {
    const std::optional<Refusal> failure = generate_code(*region.value(), options_.cache_dir);
    finish(state, loop, std::move(region.value()), failure);
    return;
  }
  loop.state = loop.versions.empty() ? LoopState::kRequested : loop.state;
  loop.most_ticks = most_ticks(*region.value());
  loop.job = next_job_++;
  jobs_[loop.job] = {&state, loop.header_offset};
  queue_.add(loop.job, std::move(region.value()));
  warm(loop);
}

void Session::finish(CodeState& state, Loop& loop, std::unique_ptr<swap::Region> region,
                     const std::optional<Refusal>& failure, const PastVerdict& past) {
  loop.compile_ms += region->compile_ms;
  if (failure) {
    swap::forget_region(region.get());
    refuse(loop, {failure->code, failure->detail, loop.header_offset});
    return;
  }
  if (loop.trial != nullptr) {
    loop.trial->installed(region->purely_native);
    if (past.agreed > 0) loop.trial->take_over(past.faster, past.gain);
  }
  if (loop.header_offset >= 0 && measures() && swap::can_be_taken_back(region->module))
    region->rehearsals = kRehearsals;
  if (loop.header_offset < 0 && measures()) loop.function_trial = std::make_unique<FunctionTrial>();
  loop.mismatches = 0;
  loop.versions.insert(loop.versions.begin(), std::move(region));
  loop.state = LoopState::kNative;
  if (loop.header_offset < 0) return;
  if (past.agreed > 0 && loop.trial != nullptr) judge(state, loop);
  end_silence(state, loop);
}

// Its back-edges are told of again.
void Session::end_silence(CodeState& state, Loop& loop) {
  if (std::exchange(loop.silent, false)) set_local_events(state, 0);
  set_events(state);
}

void Session::end_silences() {
  for (const auto& [state, loop] : std::exchange(silent_, {})) end_silence(*state, *loop);
}

void Session::install_finished() {
  for (Compiled& compiled : queue_.take_finished()) {
    const auto job = jobs_.find(compiled.job);
    if (job == jobs_.end()) {
      swap::forget_region(compiled.region.get());
      continue;
    }
    auto [state, offset] = job->second;
    jobs_.erase(job);
    if (offset < 0) {
      state->whole->job = 0;
      finish(*state, *state->whole, std::move(compiled.region), compiled.failure);
      install_function(*state);
      continue;
    }
    for (Loop& loop : state->loops) {
      if (loop.header_offset != offset) continue;
      loop.job = 0;
      finish(*state, loop, std::move(compiled.region), compiled.failure, compiled.past);
    }
  }
}

// The compilation asked for has to wait until it is known how long iterations are.
void Session::warm(const Loop& loop) {
  const bool first = loop.versions.empty() && loop.compiles == 1 && loop.heat < kWished;
  if (loop.job == 0 || (first && loop.trial != nullptr && !loop.trial->takes_longer_than(0)))
    return;
  queue_.warm(loop.job, static_cast<double>(loop.heat) / kHeatOfTick);
}

}  // namespace hasten::engine
