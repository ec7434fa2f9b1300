// See sampler.h.
#include "observe/sampler.h"

#include <Python.h>
#include <sys/prctl.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "base/quiet_thread.h"
#include "observe/thread_clock.h"

namespace hasten::observe {
namespace {

constexpr int kMostThreads = 1 << 12;
// Of so many threads, those that have stood still for long are looked at less often.
constexpr size_t kCrowd = 16;
constexpr uint32_t kMostSkipped = 16;
// A thread that leaves so many questions unanswered has the signal blocked.
constexpr uint32_t kPatience = 100;
// For an answer, in nanoseconds. One that has not come then has found the thread without a
// processor: it comes before anything else that the thread does.
constexpr uint64_t kMostWait = 50'000;

Sampler* active_sampler = nullptr;  // under the GIL

int on_code_event(PyCodeEvent event, PyCodeObject* code);

std::string text_at(const char*& at, uint32_t size) {
  std::string text(at, size);
  at += size;
  return text;
}

Function function_of(const hasten_code_record& record) {
  const char* at = reinterpret_cast<const char*>(&record + 1);
  Function function;
  function.first_line = record.first_line;
  function.file = text_at(at, record.sizes[0]);
  function.name = text_at(at, record.sizes[1]);
  function.qualified_name = text_at(at, record.sizes[2]);
  function.line_table = text_at(at, record.sizes[3]);
  return function;
}

size_t size_of(const hasten_code_record& record) {
  size_t size = sizeof record;
  for (const uint32_t part : record.sizes) size += part;
  return (size + 7) & ~size_t{7};
}

}  // namespace

// One of the program's threads, and what is known of it since it was last looked at.
struct Sampler::Target {
  MailboxPointer mailbox;
  hasten_listed_thread listed = {};
  uint32_t number = 0;  // in the log
  uint64_t seen = 0;    // round in which it was last listed
  uint64_t last = 0;    // ticks of its last sample
  uint64_t cpu = 0;     // its processor time then
  bool stands = false;  // it has not run since that sample
  uint32_t node = 0;
  ThreadState state = ThreadState::kRunning;
  uint32_t standing_for = 0, skipped = 0, unanswered = 0;  // rounds

  bool is_asked() const {
    return mailbox->state.load(std::memory_order_acquire) == Mailbox::kAsked;
  }
};

Sampler::Sampler(double samples_per_second, FunctionTable& functions)
    : period_(static_cast<uint64_t>(1e9 / samples_per_second)), functions_(functions),
      log_(Moment::now()), random_(nanoseconds() | 1) {}

Sampler::~Sampler() { stop(); }

std::unique_ptr<Sampler> Sampler::start(double samples_per_second, FunctionTable& functions,
                                        std::string& wrong) {
  prepare_clock();
  wrong = active_sampler != nullptr ? "samples are being taken already" : StackSignal::install();
  if (!wrong.empty()) return nullptr;
  std::unique_ptr<Sampler> sampler(new Sampler(samples_per_second, functions));
  if (!sampler->watch_code()) {
    PyErr_Clear();
    wrong = "all places of code watchers are taken";
    return nullptr;
  }
  active_sampler = sampler.get();
  sampler->resume();
  return sampler;
}

bool Sampler::watch_code() {
  static const int watcher = PyCode_AddWatcher(on_code_event);
  return watcher >= 0;
}

void Sampler::pause() {
  if (thread_ == nullptr) return;
  {
    const std::lock_guard lock(sleeping_);
    ends_ = true;
  }
  woken_.notify_one();
  thread_->join();
  thread_.reset();
}

void Sampler::stop() {
  pause();
  if (active_sampler == this) active_sampler = nullptr;
  for (auto& [id, target] : targets_) {
    if (target != nullptr && target->is_asked())
      (void)target->mailbox.release();  // the answer may still come
  }
  targets_.clear();
  for (auto& mailbox : unanswered_) (void)mailbox.release();
  unanswered_.clear();
}

void Sampler::after_fork() {
  log_.clear();
  targets_.clear();
  unanswered_.clear();
}

void Sampler::resume() {
  if (thread_ != nullptr || active_sampler != this) return;
  ends_ = false;
  thread_ = std::make_unique<std::thread>(quiet_thread([this] { run(); }));
}

void Sampler::run() {
  prctl(PR_SET_NAME, "hasten-sampler");
  prctl(PR_SET_TIMERSLACK, 1);
  auto due = std::chrono::steady_clock::now();
  std::unique_lock lock(sleeping_);
  while (!ends_) {
    due = std::max(due + std::chrono::nanoseconds(interval()), std::chrono::steady_clock::now());
    if (woken_.wait_until(lock, due, [this] { return ends_; })) return;
    lock.unlock();
    look_around();
    lock.lock();
  }
}

// Half to one and a half of the period: a program that does something at the same rate is not met
// at the same thing every time. xorshift64.
uint64_t Sampler::interval() {
  random_ ^= random_ << 13;
  random_ ^= random_ >> 7;
  random_ ^= random_ << 17;
  return period_ / 2 + random_ % (period_ + 1);
}

void Sampler::look_around() {
  static hasten_listed_thread listed[kMostThreads];
  ++round_;
  codes_.begin_round();
  for (auto& [id, target] : targets_) take_answer(*target);
  const int found = hasten_list_threads(listed, kMostThreads);
  if (found < 0) return;  // the next look gets the time of this one
  for (int k = 0; k < std::min(found, kMostThreads); ++k) {
    Target* target = target_of(listed[k]);
    if (target == nullptr) continue;
    target->seen = round_;
    sample(*target, targets_.size() > kCrowd);
  }
  drop_ended();
}

// NULL: out of memory.
Sampler::Target* Sampler::target_of(const hasten_listed_thread& listed) {
  std::unique_ptr<Target>& target = targets_[listed.id];
  if (target == nullptr) {
    auto fresh = std::make_unique<Target>();
    fresh->mailbox = new_mailbox();
    if (fresh->mailbox == nullptr) return nullptr;
    fresh->last = ticks();
    fresh->number = log_.add_thread(listed.tid, fresh->last);
    target = std::move(fresh);
  }
  target->listed = listed;
  if (target->mailbox->state.load(std::memory_order_acquire) == Mailbox::kFree) {
    target->mailbox->thread = listed.state;
    target->mailbox->id = listed.id;
    target->mailbox->tid = listed.tid;
    target->mailbox->codes = &codes_;
  }
  return target.get();
}

// A mailbox whose owner was asked and is no more listed may be answered at any time.
void Sampler::drop_ended() {
  std::erase_if(targets_, [&](auto& entry) {
    Target* target = entry.second.get();
    if (target != nullptr && target->seen == round_) return false;
    if (target != nullptr && target->is_asked()) unanswered_.push_back(std::move(target->mailbox));
    return true;
  });
}

void Sampler::sample(Target& target, bool crowded) {
  if (target.is_asked()) {
    if (++target.unanswered < kPatience) return;
    // Its time is not lost, but what it does is not known.
    target.node = log_.node({0, StackNode::kUnknownFunction, -1});
    target.state = ThreadState::kRunning;
    note(target, ticks(), processor_time(target.listed.tid), target.unanswered);
    target.unanswered = 0;
    return;
  }
  const uint32_t skip = crowded ? std::min(target.standing_for / 8, kMostSkipped) : 0;
  if (target.stands && target.skipped < skip) {
    ++target.skipped;
    return;
  }
  const uint64_t cpu = processor_time(target.listed.tid);
  if (cpu == 0) return;  // it has ended
  if (target.stands && cpu == target.cpu) {
    target.standing_for += 1 + target.skipped;
    note(target, ticks(), cpu, 1 + std::exchange(target.skipped, 0));
    return;
  }
  target.stands = false;
  target.standing_for = target.skipped = 0;
  if (cpu == processor_time(target.listed.tid)) read_standing(target, cpu);
  if (!target.stands) read_running(target);
}

// A signal cuts short the system call that it comes upon: a write to a pipe would have written
// less, and not all programs go on with the rest. Who has the GIL is in none that waits, and cannot
// give it back before it has answered; whoever has not does not touch its frames.
void Sampler::read_running(Target& target) {
  const void* gil = target.listed.gil;
  if (!freeze(gil)) return;  // the next look gets the time of this one
  if (hasten_has_gil(gil, target.listed.state)) {
    if (!StackSignal::ask(*target.mailbox)) log_.add_lost();
    const uint64_t asked = nanoseconds();
    while (target.is_asked() && nanoseconds() - asked < kMostWait) __builtin_ia32_pause();
    hasten_unfreeze_gil(gil);
    return;
  }
  read_from_outside(*target.mailbox);
  hasten_unfreeze_gil(gil);
  if (!target.mailbox->valid) return;
  target.node = node_of(target);
  target.state = ThreadState::kRunning;
  note(target, target.mailbox->ticks, processor_time(target.listed.tid), 1);
}

bool Sampler::freeze(const void* gil) {
  for (int left = 100; left > 0; --left) {
    if (hasten_freeze_gil(gil)) return true;
    __builtin_ia32_pause();
  }
  return false;
}

void Sampler::read_standing(Target& target, uint64_t cpu) {
  Mailbox& mailbox = *target.mailbox;
  read_from_outside(mailbox);
  if (!mailbox.valid || processor_time(target.listed.tid) != cpu) return;
  const Standstill standstill = standstill_of(target.listed.tid);
  const auto gil = reinterpret_cast<uintptr_t>(target.listed.gil);
  target.stands = true;
  target.node = node_of(target);
  target.state = standstill.is_ready ? ThreadState::kReady
                 : standstill.address >= gil && standstill.address - gil < target.listed.gil_size
                     ? ThreadState::kWaitsForLock
                     : ThreadState::kWaits;
  note(target, mailbox.ticks, cpu, 1);
}

void Sampler::take_answer(Target& target) {
  Mailbox& mailbox = *target.mailbox;
  if (mailbox.state.load(std::memory_order_acquire) != Mailbox::kAnswered) return;
  if (mailbox.valid) {
    if (mailbox.stack_end == 0) mailbox.stack_end = end_of_mapping(mailbox.stack_pointer);
    target.node = node_of(target);
    target.state = ThreadState::kRunning;
    note(target, mailbox.ticks, processor_time(target.listed.tid), 1 + target.unanswered);
  } else {
    log_.add_lost();
  }
  target.unanswered = 0;
  mailbox.state.store(Mailbox::kFree, std::memory_order_release);
}

void Sampler::note(Target& target, uint64_t ticks, uint64_t cpu, uint32_t samples) {
  const uint64_t passed = ticks > target.last ? ticks - target.last : 0;
  const uint64_t had = cpu > target.cpu && target.cpu != 0 ? cpu - target.cpu : 0;
  SampleRun run{target.node, target.state, samples, passed, had};
  if (run.state == ThreadState::kReady && had > 0) {
    // It may be the sampler itself that has taken the processor from it.
    run.state = ThreadState::kRunning;
    run.ticks = std::min(passed, ticks_of(had));
    log_.add(target.number, run);
    run = {target.node, ThreadState::kReady, 0, passed - run.ticks, 0};
  }
  if (run.samples > 0 || run.ticks > 0) log_.add(target.number, run);
  target.last = std::max(target.last, ticks);
  target.cpu = cpu;
}

uint64_t Sampler::ticks_of(uint64_t nanoseconds) const {
  return static_cast<uint64_t>(static_cast<double>(nanoseconds) /
                               nanoseconds_per_tick(log_.begun(), Moment::now()));
}

// Functions that are not known yet are entered.
uint32_t Sampler::node_of(const Target& target) {
  const Mailbox& mailbox = *target.mailbox;
  std::map<const PyCodeObject*, KnownCode> fresh;
  for (size_t at = 0; at < mailbox.code_size;) {
    const auto& record = *reinterpret_cast<const hasten_code_record*>(mailbox.code_records + at);
    if (const auto known = codes_.find(record.code)) {
      fresh[record.code] = *known;
    } else if (!fresh.contains(record.code)) {
      fresh[record.code] = {functions_.of_text(function_of(record))->id, record.first_traceable};
      codes_.add(record.code, fresh[record.code]);
    }
    at += size_of(record);
  }
  uint32_t node = 0;
  if (!mailbox.whole) node = log_.node({0, StackNode::kUnknownFunction, -1});
  for (int k = mailbox.count; k-- > 0;) {
    const hasten_raw_frame& frame = mailbox.frames[k];
    const auto entered = fresh.find(frame.code);
    const KnownCode known = entered != fresh.end() ? entered->second : mailbox.known[k];
    if (known.function == KnownCode::kNone) {  // its record had no room
      node = log_.node({node, StackNode::kUnknownFunction, -1});
    } else if (frame.unit >= known.first_traceable) {
      node = log_.node({node, known.function, frame.unit});
    }
  }
  return node;
}

namespace {

// Called with the GIL for every code object that begins or ends.
int on_code_event(PyCodeEvent event, PyCodeObject* code) {
  if (event == PY_CODE_EVENT_DESTROY && active_sampler != nullptr) active_sampler->forget(code);
  return 0;
}

}  // namespace

}  // namespace hasten::observe
