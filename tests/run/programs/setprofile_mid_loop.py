"""sys.setprofile switched on inside hot loops: Python and C calls are reported exactly."""
import math
import sys

events = []


def profiler(frame, event, arg):
    name = arg.__name__ if event.startswith("c_") else frame.f_code.co_name
    events.append((event, name, frame.f_lineno - frame.f_code.co_firstlineno))


def leaf(x):
    return x * 2


def work(n, on, off):
    total = 0.0
    values = []
    for i in range(n):
        if i == on:
            sys.setprofile(profiler)
        total += leaf(i)
        total += math.sqrt(i)
        values.append(len(values))
        if i == off:
            sys.setprofile(None)
    return total, len(values)


print(work(1000, 400, 402))
for e in events:
    print(e)
events.clear()


def gen(n):
    for i in range(n):
        yield leaf(i)


sys.setprofile(profiler)
t = sum(gen(50))
try:
    for i in range(50):
        [][i] if i == 49 else leaf(i)
except IndexError:
    pass
sorted([3, 1, 2], key=leaf)
sys.setprofile(None)
counts = {}
for kind, name, _ in events:
    counts[kind, name] = counts.get((kind, name), 0) + 1
print(t, sorted(counts.items()))
events.clear()
print(work(1000, -1, -1), len(events))


def recursive(n):
    return 1 if n < 2 else recursive(n - 1) + recursive(n - 2)


sys.setprofile(profiler)
recursive(10)
sys.setprofile(None)
print(len(events))

import cProfile
import io
import pstats

profile = cProfile.Profile()
profile.enable()
work(500, -1, -1)
recursive(12)
profile.disable()
stats = pstats.Stats(profile, stream=io.StringIO())
print(sorted((k[2], v[0], v[1]) for k, v in stats.stats.items() if k[2] in ("work", "leaf", "recursive")))
