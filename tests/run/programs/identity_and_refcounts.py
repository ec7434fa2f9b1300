"""Refcounts of every object a loop touched, and identities, are what CPython leaves."""
import sys

import traceback


def attempt(function, *args):
    """Print the result with its type, or the whole traceback."""
    try:
        result = function(*args)
    except Exception:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
    else:
        print(function.__name__, type(result).__name__, repr(result))


class Thing:
    pass


def count(*objects):
    return [sys.getrefcount(o) for o in objects]


def read_list(n):
    things = [Thing() for _ in range(5)]
    before = count(*things)
    x = None
    for i in range(n):
        x = things[i % 5]
    after = count(*things)
    return [a - b for a, b in zip(after, before)], x is things[(n - 1) % 5]


def write_list(n):
    t = Thing()
    a = [None] * 10
    before = sys.getrefcount(t)
    for i in range(n):
        a[i % 10] = t
    middle = sys.getrefcount(t)
    for i in range(n):
        a[i % 10] = None
    return middle - before, sys.getrefcount(t) - before


def iterate(n):
    things = [Thing() for _ in range(5)] * n
    it = iter(things)
    before = sys.getrefcount(things)
    for t in things:
        pass
    return sys.getrefcount(things) - before, sys.getrefcount(t) - n, sys.getrefcount(it)


def attributes(n):
    t = Thing()
    inner = Thing()
    before = sys.getrefcount(inner)
    for i in range(n):
        t.inner = inner
        y = t.inner
    return sys.getrefcount(inner) - before, y is inner


def call_arguments(n):
    t = Thing()

    def identity(x):
        return x

    before = sys.getrefcount(t)
    same = 0
    for i in range(n):
        same += identity(t) is t
    return sys.getrefcount(t) - before, same, sys.getrefcount(identity)


def inside_call(n):
    t = Thing()
    seen = set()
    for i in range(n):
        seen.add(sys.getrefcount(t))
    return sorted(seen)


def after_exception(n):
    t = Thing()
    before = sys.getrefcount(t)
    for i in range(n):
        try:
            [t][i % 2]
        except IndexError:
            pass
    return sys.getrefcount(t) - before


def after_escape(n):
    t = Thing()
    before = sys.getrefcount(t)

    def run():
        held = [t, t]
        for i in range(n):
            held[i % 3]

    for _ in range(3):
        try:
            run()
        except IndexError:
            pass
    return sys.getrefcount(t) - before


def swap(n):
    a, b = Thing(), Thing()
    first = a
    before = count(a, b)
    for _ in range(n):
        a, b = b, a
    return [x - y for x, y in zip(count(a, b), before)], a is first


def dict_values(n):
    t = Thing()
    d = {}
    before = sys.getrefcount(t)
    for i in range(n):
        d[i % 20] = t
    during = sys.getrefcount(t)
    d.clear()
    return during - before, sys.getrefcount(t) - before


def big_ints(n):
    x = 10**30
    kept = [x] * 3
    before = sys.getrefcount(x)
    total = 0
    for i in range(n):
        total += kept[i % 3]
        y = x
    return sys.getrefcount(x) - before, total, y is x


def floats(n):
    a = [1.5, 2.5, 3.5]
    copy = a[:]
    s = 0.0
    for i in range(n):
        s += a[i % 3]
        a[i % 3] = a[i % 3]
    # The counts of numbers copied out of a container are not kept: docs/decisions/0005.
    return s, [x is y for x, y in zip(a, copy)]


def strings(n):
    s = "".join(["un", "ique ", "text"])
    before = sys.getrefcount(s)
    kept = []
    for i in range(n):
        if i % 2:
            kept.append(s)
        elif kept:
            kept.pop()
    return sys.getrefcount(s) - before, len(kept)


def closure_cell(n):
    t = Thing()
    before = sys.getrefcount(t)

    def hold():
        return t

    for _ in range(n):
        hold()
    return sys.getrefcount(t) - before


def early_break(n):
    things = [Thing() for _ in range(n)]
    before = [sys.getrefcount(t) for t in things[:3]]
    for t in things:
        if t is things[n // 2]:
            break
    return [sys.getrefcount(x) for x in things[:3]] == before, sys.getrefcount(t), sys.getrefcount(things)


for f in (read_list, write_list, iterate, attributes, call_arguments, inside_call, after_exception,
          after_escape, swap, dict_values, big_ints, floats, strings, closure_cell, early_break):
    attempt(f, 500)
things = [Thing()]
for _ in range(500):
    thing = things[0]
print(sys.getrefcount(thing), sys.getrefcount(things))
