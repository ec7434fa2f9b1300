"""Loops that must run natively although they do what only the C API can: each loop named by a
comment is one kernel."""

import threading
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


def keyed(a, b=1, *rest, c=2, **more):
    return a + b + c + len(rest) + len(more)


def spread_calls(n):
    args, kw = (1, 2), {"c": 3, "d": 4}
    total = 0
    for i in range(n):  # loop: spread_calls
        total += keyed(*args) + keyed(i, *args, **kw) + keyed(*[i, 2])
    return total


def spread_displays(n):
    few, pairs = (1, 2), {"x": 1}
    total = 0
    for i in range(n):  # loop: spread_displays
        total += len((*few, i)) + len([*few, *few]) + len({*few, i}) + len({**pairs, "y": i})
    return total


class Shown:
    def __repr__(self):
        return "shown"


def conversions(n):
    shown = Shown()
    total = 0
    for i in range(n):  # loop: conversions
        total += len(f"{i} {shown!r} {shown!s} {shown!a:>9}")
    return total


def unary_plus(n):
    total = 0.0
    for i in range(n):  # loop: unary_plus
        total = +total + +i
    return total


class Base:
    value = 2

    def step(self, x):
        return x + self.value


class Child(Base):
    def supers(self, n):
        total = 0
        for i in range(n):  # loop: supers
            total += super().step(i) + super().value + super(Child, self).step(1)  # noqa: UP008
        return total


def starred(n):
    few = (1, 2, 3)
    total = 0
    for i in range(n):  # loop: starred
        a, *b = few
        *c, d = "text"
        e, *f, g = range(i % 4, 9)
        total += a + len(b) + len(c) + len(d) + e + len(f) + g
    return total


def functions_made(n):
    total = 0
    for i in range(n):  # loop: functions_made

        def made(a: int, b=i, *, c: int = 3) -> int:
            return a + b + c + i  # noqa: B023

        total += made(1) + (lambda x=i: x)()
    return total


class Holder:
    pass


def deletions(n):
    global shared
    holder = Holder()
    cell = 0
    total = 0
    for i in range(n):  # loop: deletions
        x, y = i, [i]
        shared = i
        holder.a = i
        cell = i
        total += x + len(y) + shared + holder.a + (lambda: cell)()  # noqa: F821
        del x, y, shared, holder.a, cell
    return total


class Counter:
    entered = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, *args):
        self.entered += 1


def managed(n):
    counter = Counter()
    lock = threading.Lock()
    total = 0
    for i in range(n):  # loop: managed
        with counter as same, lock:
            total += same.entered + i
    return total


def imports(n):
    total = 0.0
    for i in range(n):  # loop: imports
        import math
        from math import tau

        total += math.sin(i) * tau
    return total


def patterns(n):
    things = [Point(1, 2), {"k": 3}, [1, 2, 3], 7, "s"]
    total = 0
    for i in range(n):  # loop: patterns
        match things[i % 5]:
            case Point(x, y=2):
                total += x
            case {"k": k, **rest}:
                total += k + len(rest)
            case [first, *_, last]:
                total += first + last
            case int(k):
                total += k
            case _:
                total += 100
    return total


print(managed(2000), imports(2000), patterns(2000))
print(Child().supers(2000), starred(2000), functions_made(2000), deletions(2000))
print(spread_calls(2000), spread_displays(2000), conversions(2000), unary_plus(2000))

module_sum = 0
for k in range(2000):  # loop: <module>
    part = k
    module_sum += part
    del part
print(module_sum)
