"""Methods of built-in types taken from their object before they are called, kept in variables that change."""

import random
import sys
import traceback
from collections import deque


class Loud(list):
    def append(self, value):
        super().append(-value)


class Twice(random.Random):
    def random(self):
        return 2 * super().random()


def show(name, function, *args):
    try:
        print(name, function(*args))
    except Exception as error:
        lines = traceback.extract_tb(error.__traceback__)
        print(name, type(error).__name__, error)
        for line in lines:
            print("   ", line.name, line.lineno, line.colno, line.end_colno, line.line)


def appended(items, n):
    append = items.append
    for i in range(n):
        append(i * 0.5)
    return len(items), items[-1]


def bound_inside(rows):
    total = 0
    for row in rows:
        add, find = row.append, row.index
        add(total)
        total += find(total)
    return total, rows[-1]


def rebound(n):
    first, second, third, text = [], deque(), Loud(), set()
    append = first.append
    for i in range(n):
        if i == n // 5:
            append = second.append
        elif i == 2 * n // 5:
            append = third.append
        elif i == 3 * n // 5:
            append = text.add
        elif i == 4 * n // 5:
            append = [].append
        append(i)
    return len(first), len(second), third[-2:], sorted(text)[:2]


def replaced_by_function(n):
    seen = []
    append = seen.append
    for i in range(n):
        if i == n // 2:
            append = lambda value: seen.insert(0, value)  # noqa: E731
        append(i)
    return seen[:2], seen[-2:]


def helper(out, item, push):
    push(item)
    return len(out)


def handed_on(n):
    out, total = [], 0
    for i in range(n):
        total += helper(out, i, out.append)
    return total, out[-1]


def wrong_calls(n):
    kept = []
    append = kept.append
    for i in range(n):
        try:
            if i == n - 3:
                append()
            elif i == n - 2:
                append(1, 2)
            elif i == n - 1:
                append(x=1)
            else:
                append(i)
        except TypeError as error:
            print("    ", error)
    return len(kept)


def fails_inside(n):
    items = list(range(n))
    pop = items.pop
    total = 0
    for _ in range(n + 1):
        total += pop()
    return total


def references(n):
    items, value = [], object()
    push = items.append
    before = sys.getrefcount(items), sys.getrefcount(value), sys.getrefcount(push)
    for i in range(n):
        push(value)
        take = items.pop
        take()
        del take
    return [
        now - then
        for now, then in zip(
            (sys.getrefcount(items), sys.getrefcount(value), sys.getrefcount(push)), before
        )
    ]


class Ending:
    def __del__(self):
        print("end", sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno)


def last_holder(n):
    """The bound method holds the list alone, and the list an object whose end is seen."""
    for i in range(n):
        items = [Ending()] if i == n - 1 else [i]
        push = items.append
        del items
        push(i)
        push = None
    return "done"


def texts(n):
    join, strip = ", ".join, " x ".strip
    total = 0
    for i in range(n):
        total += len(join(["a", "b"])) + len(strip())
    return total


def simulated(rng, n):
    inside = 0
    next_number = rng.random
    for _ in range(n):
        x, y = next_number(), rng.random()
        inside += x * x + y * y < 1
    return inside


def drawn(rng, n):
    total = 0
    words = ["a", "bb", "ccc"]
    for _ in range(n):
        total += rng.randrange(1, 17) + rng.randint(3, 9) + len(rng.choice(words))
        total += sum(map(len, rng.choices(words, k=3))) + rng.getrandbits(70) % 5
    return total


def shuffled(rng, n):
    items = list(range(20))
    for _ in range(n):
        rng.shuffle(items)
    return items, rng.uniform(1, 2), rng.gauss(0, 1)


def getrandbits_fails(rng, n):
    total = 0
    for i in range(n):
        total += rng.getrandbits(n - 2 - i) & 7
    return total


def bits(n):
    total = 0
    for i in range(n):
        total += (i << 55).bit_length() + (-i).bit_length() + True.bit_length()
    return total


show("append", appended, [], 300)
show("append to subclass", appended, Loud(), 300)
show("append to deque", appended, deque(), 300)
show("inside", bound_inside, [[] for _ in range(100)])
show("inside, mixed", bound_inside, [[] for _ in range(90)] + [Loud(), [], deque([1])])
show("rebound", rebound, 250)
show("function", replaced_by_function, 100)
show("handed on", handed_on, 100)
show("wrong calls", wrong_calls, 60)
show("fails", fails_inside, 50)
show("references", references, 60)
show("last holder", last_holder, 50)
show("texts", texts, 50)
for source in (random.Random(7), Twice(7), random):
    random.seed(7)
    show("simulated", simulated, source, 200)
    show("drawn", drawn, source, 100)
    show("shuffled", shuffled, source, 30)
show("no bits", getrandbits_fails, random.Random(1), 60)
show("bits", bits, 60)
