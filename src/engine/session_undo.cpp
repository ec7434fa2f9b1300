// Session: gives up loops whose code does badly, and code that is of no use any more. See
// session.h.
#include <algorithm>

#include "engine/session.h"
#include "swap/watch.h"

namespace hasten::engine {
namespace {

constexpr int kRareFailure = 30;  // iterations since the last: leaving costs less than they gain

}  // namespace

// Where the loop, or the function, is over by itself.
bool is_natural_end(const CodeState& state, const Loop& loop, const ir::Exit& exit) {
  if (exit.kind != ir::ExitKind::kDone) return false;
  if (loop.header_offset < 0) return true;
  const std::vector<int> inside = ir::natural_loop(state.read, loop.header);
  return !std::binary_search(inside.begin(), inside.end(), state.read.index_of(exit.offset));
}

// A speculation that fails often is given up and the loop compiled again: its time says nothing of
// what is to come.
bool Session::fails_often(const Loop& loop, const ir::Exit& exit) const {
  if (exit.kind != ir::ExitKind::kGuard && exit.kind != ir::ExitKind::kOverflow) return false;
  if (loop.compiles >= kMaxCompiles || loop.distrusted.count(exit.place) != 0) return false;
  const auto at = loop.failures.find(exit.place);
  const int64_t last = at == loop.failures.end() ? 0 : at->second.last;
  return loop.iterations - last < kRareFailure;
}

// As soon as there may be a verdict; called once when there is.
void Session::judge(CodeState& state, Loop& loop) {
  const Trial& trial = *loop.trial;
  if (trial.verdict() == Trial::Verdict::kOpen) return;
  const bool faster = trial.verdict() == Trial::Verdict::kFaster;
  if (!trial.purely_native() && !trial.is_taken_over() && !loop.versions.empty())
    note_verdict(options_.cache_dir, loop.versions[0]->cache_key, faster, trial.gain());
  if (faster || loop.state == LoopState::kUndone) return;
  undo(state, loop, {RefusalCode::kNoGain, gain_text(loop.trial->gain()), loop.header_offset});
}

// Looking for code that fits costs more than interpreted iterations do.
bool Session::fits_too_seldom(CodeState& state, Loop& loop) {
  constexpr long kMost = 1000;
  if (loop.job != 0) return false;  // code that may fit is under way
  long fitted = loop.entries;
  for (const auto& version : loop.versions) fitted += version->entries;
  if (++loop.mismatches < kMost + 8 * fitted || loop.state != LoopState::kNative || !measures())
    return false;
  undo_for_good(state, loop, {RefusalCode::kTypesUnstable, "at its entry", loop.header_offset});
  return true;
}

// What is compiled could save next to nothing: the compilation is called off before it begins.
bool Session::spends_its_time_elsewhere(Loop& loop) {
  if (loop.job == 0 || loop.most_ticks == 0 || !loop.trial->takes_longer_than(loop.most_ticks) ||
      !call_off(loop))
    return false;
  refuse(loop, {RefusalCode::kNothingNative, "nearly all of its time passes outside its own code",
                loop.header_offset});
  return true;
}

void Session::refuse(Loop& loop, Refusal refusal) {
  loop.refusal = std::make_unique<Refusal>(std::move(refusal));
  if (loop.versions.empty()) loop.state = LoopState::kRefused;
}

// The interpreter runs the loop from here on. A compilation under way would bring it back to life.
void Session::undo(CodeState& state, Loop& loop, Refusal refusal) {
  loop.state = LoopState::kUndone;
  loop.heat = 0;
  loop.refusal = std::make_unique<Refusal>(std::move(refusal));
  given_up_.push_back(&state);
  if (!call_off(loop)) jobs_.erase(loop.job);  // what comes of it is thrown away
  loop.job = 0;
}

// The same, without another trial.
void Session::undo_for_good(CodeState& state, Loop& loop, Refusal refusal) {
  loop.trial = nullptr;
  undo(state, loop, std::move(refusal));
}

// Whether the compilation asked for had not begun and will not.
bool Session::call_off(Loop& loop) {
  const std::unique_ptr<swap::Region> region = queue_.cancel(loop.job);
  if (region == nullptr) return false;
  swap::forget_region(region.get());
  jobs_.erase(loop.job);
  loop.job = 0;
  return true;
}

void Session::drop_version(const CodeState& state, Loop& loop, size_t version) {
  swap::Region& region = *loop.versions[version];
  loop.entries += region.entries;
  loop.was_cached = loop.was_cached || region.cached;
  for (size_t i = 0; i < region.exit_counts.size(); ++i) {
    const ir::Exit& exit = region.function().exits[i];
    if (region.exit_counts[i] > 0 && !is_natural_end(state, loop, exit))
      loop.exit_counts[{exit.line, static_cast<int>(exit.kind)}] += region.exit_counts[i];
  }
  swap::forget_region(&region);
  if (rehearsed_ == &region) rehearsal_ = nullptr;
  loop.versions.erase(loop.versions.begin() + static_cast<long>(version));
}

// What is needed of them for the report stays.
void Session::drop_versions(const CodeState& state, Loop& loop) {
  if (loop.versions.empty()) return;
  loop.last_lines = loop.versions[0]->lines;
  if (options_.keep) loop.last_module = std::make_unique<ir::Module>(loop.versions[0]->module);
  while (!loop.versions.empty()) drop_version(state, loop, 0);
}

// Code that was no gain and gets no second chance: its assumptions, of which every change of a
// watched namespace is told, go with it.
void Session::drop_given_up() {
  std::vector<CodeState*> states;
  states.swap(given_up_);
  for (CodeState* state : states) {
    for (Loop& loop : state->loops) {
      if (loop.state != LoopState::kUndone ||
          (loop.trial != nullptr && loop.trial->purely_native()))
        continue;
      const bool runs = std::any_of(loop.versions.begin(), loop.versions.end(),
                                    [](const auto& version) { return version->running > 0; });
      if (runs) {
        given_up_.push_back(state);
      } else {
        drop_versions(*state, loop);
      }
    }
  }
}

// A loop that was undone is still found running: its entries may have been short at first.
void Session::try_again(CodeState& state, Loop& loop) {
  ++loop.second_chances;
  if (!restart_events()) return;
  loop.state = LoopState::kNative;
  loop.refusal = nullptr;
  loop.last_gain = loop.trial->gain();
  loop.trial = std::make_unique<Trial>();
  loop.trial->installed(true);
  set_events(state);
}

}  // namespace hasten::engine
