// Quiet collections, each against what CPython's own collector makes of the same objects, in two
// processes that have come the same way.
#include "python/quiet_collection.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "embedded_python.h"

namespace hasten::python {
namespace {

using testing::evaluate;
using testing::Owned;

constexpr const char* kObjects = R"(
import gc, random

class Plain:
    pass

class Slots:
    __slots__ = ("a", "b")

def make(seed, generation, garbage):
    """Containers of many types that refer to each other, some of an older generation."""
    global held, collected
    rng = random.Random(seed)
    gc.collect()
    everything, held = [], []
    def add(count):
        for number in range(count):
            pick = lambda: rng.choice(everything) if everything and rng.random() < 0.7 else number
            shape = rng.randrange(9)
            if shape == 0: made = [pick() for _ in range(rng.randrange(5))]
            elif shape == 1: made = tuple(pick() for _ in range(1 + rng.randrange(4)))
            elif shape == 2: made = {str(k): pick() for k in range(rng.randrange(4))}
            elif shape == 3: made = {number: pick(), (number, 1): str(number)}
            elif shape == 4: made = (number, str(number), (1.5, number))
            elif shape == 5: made = Plain(); made.a = pick(); made.b = made if rng.random() < 0.3 else None
            elif shape == 6: made = Slots(); made.a = pick()
            elif shape == 7: made = {number, str(number)}
            else: made = (lambda value: lambda: value)(pick())
            everything.append(made)
            for _ in range(2):
                target = rng.choice(everything)
                if type(target) is list: target.append(made)
            if rng.random() < 0.5: held.append(made)
    add(800)
    if generation == 2:  # a full collection is due when a quarter of the objects is new to it
        held.append([[number] for number in range(20_000)])
    gc.collect(generation // 2)
    add(800)
    if not garbage: held.append(everything)
    else: held = held[::3]
    collected = [id(each) for each in everything]
    everything = None
    alive = {id(each) for each in gc.get_objects()}  # not addresses that others may get
    collected = [address for address in collected if address in alive]

def seen(generation):
    places = {address: place for place, address in enumerate(collected)}
    lines = []
    for level in range(3):
        order = [places[id(each)] for each in gc.get_objects(level) if id(each) in places]
        lines.append(f"{level}: {order}")
    stats = [each["collections"] for each in gc.get_stats()]
    return "\n".join([*lines, str(gc.get_count()[1:]), str(stats), str(gc.isenabled())])
)";

// What a child process writes into the pipe.
template <typename Body>
std::string in_child(Body body) {
  int ends[2];
  if (pipe(ends) != 0) return "no pipe";
  const pid_t child = fork();
  if (child == 0) {
    const std::string text = body();
    const bool whole =
        write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
    _exit(whole ? 0 : 1);
  }
  close(ends[1]);
  std::string text;
  char buffer[4096];
  for (ssize_t count = 0; (count = read(ends[0], buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<size_t>(count));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return status == 0 ? text : "the child has failed: " + text;
}

// Makes the objects and lets the thresholds be such that this generation is due. Nothing is
// collected before the collector is enabled.
void prepare(int seed, int generation, bool garbage) {
  testing::run(kObjects);
  testing::run("gc.disable()");
  testing::run("make(" + std::to_string(seed) + ", " + std::to_string(generation) +
               (garbage ? ", True)" : ", False)"));
  const char* const thresholds[] = {"1, 1000, 1000", "1, 0, 1000", "1, 1000, 0"};
  testing::run(std::string("gc.set_threshold(") + thresholds[generation] + ")");
}

std::string seen(int generation) {
  testing::run("gc.disable()");
  const Owned text = evaluate("seen(" + std::to_string(generation) + ")");
  return text.get() == nullptr ? "raised" : testing::text_of(text);
}

std::string collect_quietly(int generation, bool& made) {
  PyGC_Enable();
  Owned request = PyTuple_New(30);  // of no free list: the collector notices it
  made = hasten_collect_quietly(PyThreadState_Get());
  PyGC_Disable();
  // The request stands if it was not made: no generation must be due when code runs again.
  const Owned collector = PyImport_ImportModule("gc");
  const Owned done =
      PyObject_CallMethod(collector, "set_threshold", "iii", 1 << 30, 1 << 30, 1 << 30);
  return seen(generation);
}

TEST(QuietCollection, LeavesWhatCPythonLeaves) {
  testing::start_python();
  for (int generation = 0; generation < 3; ++generation) {
    for (int seed = 1; seed <= 4; ++seed) {
      SCOPED_TRACE("generation " + std::to_string(generation) + " seed " + std::to_string(seed));
      const std::string expected = in_child([&] {
        prepare(seed, generation, false);
        testing::run("gc.collect(" + std::to_string(generation) + ")");
        return "made\n" + seen(generation);
      });
      const std::string found = in_child([&] {
        prepare(seed, generation, false);
        bool made = false;
        const std::string text = collect_quietly(generation, made);
        return (made ? "made\n" : "not made\n") + text;
      });
      EXPECT_EQ(found, expected);
    }
  }
}

TEST(QuietCollection, LeavesGarbageToCPython) {
  testing::start_python();
  for (int generation = 0; generation < 3; ++generation) {
    SCOPED_TRACE("generation " + std::to_string(generation));
    const std::string outcome = in_child([&] {
      prepare(1, generation, true);
      const std::string before = seen(generation);
      bool made = true;
      const std::string after = collect_quietly(generation, made);
      if (made) return std::string("made");
      if (before != after) return "changed:\n" + before + "\n" + after;
      const Owned found = evaluate("gc.collect() > 0");
      return std::string(found.get() == Py_True ? "left alone" : "lost");
    });
    EXPECT_EQ(outcome, "left alone");
  }
}

// Of a collection that somebody is told of, that is not wanted or not due, nothing is done.
TEST(QuietCollection, LeavesToCPythonWhatOthersSee) {
  testing::start_python();
  for (const char* change :
       {"gc.callbacks.append(lambda *_: None)", "gc.set_debug(gc.DEBUG_SAVEALL)",
        "gc.set_threshold(0)", "gc.set_threshold(10**6)"}) {
    SCOPED_TRACE(change);
    const std::string outcome = in_child([&] {
      prepare(1, 0, false);
      testing::run(change);
      bool made = true;
      collect_quietly(0, made);
      return std::string(made ? "made" : "left alone");
    });
    EXPECT_EQ(outcome, "left alone");
  }
}

}  // namespace
}  // namespace hasten::python
