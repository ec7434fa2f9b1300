"""Loops over generators of another module: names, functions and frames are those of the loop's own
module in its body, and those of the other module in the generator's."""

import sys
import types

other = types.ModuleType("other")
exec(
    """
LIMIT = 100
made = []
def windows(values, n):
    global last
    for k in range(len(values) - n + 1):
        last = k
        made.append(lambda: (k, LIMIT))
        yield tuple(values[k:k + n])
def plain(values, n):
    for k in range(len(values) - n + 1):
        yield tuple(values[k:k + n])
""",
    other.__dict__,
)
LIMIT = 3


def odd(value):
    return value > LIMIT


def count(values):
    found = 0
    for window in other.plain(values, 3):
        if not any(odd(v) for v in window):
            found += 1
    return found


def functions(values):
    found = []
    for window in other.windows(values, 3):
        found.append(lambda w=window: (w, LIMIT))
        found.append(lambda: LIMIT)
    return [f() for f in found[-4:]]


def closures(values):
    found = []
    for window in other.plain(values, 2):
        found.append(list(v + LIMIT for v in window))
        found.append(sorted((v * LIMIT for v in window), reverse=True))
    return found[-4:], found[0]


def stores(values):
    global total, newest
    total = 0
    for window in other.plain(values, 3):
        total += window[0]
        newest = [window]
    return total, newest


def look(values):
    names = set()
    for window in other.windows(values, 4):
        names.add(sys._getframe().f_code.co_name)
        names.add(globals()["__name__"])
        if odd(window[0]):
            names.add(eval("LIMIT"))
    return sorted(map(str, names))


values = list(range(-5, 30))
for _ in range(3):
    print(count(values), functions(values), closures(values))
    print(stores(values), total, newest, look(values))
    print(len(other.made), other.made[-1](), other.last, hasattr(other, "total"))

# The body of the module itself.
sums, latest = 0, None
for window in other.windows(values, 3):
    latest = [window, LIMIT]
    sums += sum(v * LIMIT for v in window)
    check = any(odd(v) for v in window)
print(sums, latest, check, window, sorted(n for n in vars(other) if not n.startswith("__")))
