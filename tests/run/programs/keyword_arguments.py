"""Functions, methods and classes called by keyword in loops: what CPython binds, refuses and shows."""

import math
import sys
import traceback


class Point:
    def __init__(self, x, y=0.0, *, z=1.0):
        self.x = x
        self.y = y
        self.z = z

    def moved(self, dx=0.0, /, *, dy=0.5, scale=2):
        return Point(self.x + dx, z=self.z, y=self.y + dy * scale)

    def scaled(self, *, by):
        self.x *= by
        return self


class Bare:
    pass


class Length:
    def __init__(self, *, value):
        self.value = value

    def __add__(self, other):
        return Length(value=self.value + other.value)

    @property
    def doubled(self):
        return Length(value=2 * self.value)


def norm(a, b=2.0, *, c=3.0):
    return math.sqrt(a * a + b * b + c * c)


def power(base, exponent=2, modulus=1000):
    if exponent == 0:
        return 1
    return base * power(base=base, exponent=exponent - 1) % modulus


def collect(item, /, into=None, *, limit=4):
    if into is None:
        into = []
    if len(into) >= limit:
        into.clear()
    into.append(item)
    return into


def positions(first, /, second, *, third):
    return (first, second, third)


def show(name, function, *args):
    try:
        print(name, function(*args))
    except Exception as error:
        lines = traceback.extract_tb(error.__traceback__)
        print(name, type(error).__name__, error)
        for line in lines:
            print("   ", line.name, line.lineno, line.colno, line.end_colno, line.line)


def usual(n):
    point = Point(x=0.0)
    total = 0.0
    items = []
    for i in range(n):
        point = point.moved(dy=0.25)
        point = point.moved(0.5, scale=3)
        point.scaled(by=0.75)
        total += norm(a=1.0, c=point.x) + norm(i, b=0.5) + norm(c=i, b=1, a=2)
        total += Point(y=2.0, x=i).y
        total += power(exponent=3, base=i)
        collect(i, limit=5, into=items)
        total += len(collect(item) if (item := i % 3) else collect(i, into=items))
    return point.x, point.y, point.z, total, items


def lengths(n):
    total = Length(value=0)
    for i in range(n):
        total = total + Length(value=i)
        total = total + total.doubled
        if total.value > 10**12:
            total = Length(value=1)
    return total.value


def evaluation_order(n):
    seen = []

    def note(value):
        seen.append(value)
        return value

    for i in range(n):
        positions(note(i), third=note(i + 1), second=note(i + 2))
    return seen[-6:]


def overflow(n):
    value = 1
    for i in range(n):
        value = grown(by=3, value=value)
    return value


def grown(value, *, by):
    more = value * by
    return more + 1


def refused(n, how):
    kept = []
    for i in range(n):
        try:
            if i < n - 2:
                kept.append(positions(i, third=i, second=1))
            elif how == "missing":
                positions(i, second=1)
            elif how == "unexpected":
                positions(i, third=1, second=2, fourth=3)
            elif how == "twice":
                positions(i, 2, second=2, third=3)
            elif how == "positional only":
                positions(first=i, second=2, third=3)
            elif how == "too many":
                positions(i, 2, 3, third=3)
            elif how == "class":
                Point(y=i)
            elif how == "bare":
                Bare(x=i)
            elif how == "method":
                Point(1.0).scaled()
        except TypeError as error:
            kept.append(str(error))
    return kept[-3:]


def escapes(n):
    for i in range(n):
        positions(i, third=i, second=[1][i // (n - 1)])


def fails(value, *, divisor):
    share = value // divisor
    return share


def raising(n):
    total = 0
    for i in range(n):
        total += fails(value=i, divisor=n - 5 - i)
    return total


def raising_outer(n):
    total = 0
    for i in range(n):
        total += between(count=n, at=i)
    return total


def between(*, count, at):
    return fails(divisor=count - 5 - at, value=at) + 1


def changed_default(value, *, step=1, flag=None):
    return value + step if flag is None else flag


def defaults_in_place(n):
    total = 0
    for i in range(n):
        if i == n // 2:
            changed_default.__kwdefaults__["step"] = 100
        if i == n - 5:
            del changed_default.__kwdefaults__["flag"]
        try:
            total += changed_default(value=1)
        except TypeError as error:
            total += 1_000_000
            text = str(error)
    return total, text


def defaults_replaced(n):
    total = 0
    for i in range(n):
        if i == n // 3:
            grown.__kwdefaults__ = {"by": 7}
        if i == 2 * n // 3:
            norm.__defaults__ = (5.0,)
        total += grown(i, by=2) if i < n // 3 else grown(value=i)
        total += norm(a=1.0)
    return total


def look(*, depth):
    frame = sys._getframe(depth)
    return frame.f_lineno - frame.f_code.co_firstlineno, sorted(frame.f_locals)


def frames(n):
    lines = set()
    for i in range(n):
        lines.add(str(look(depth=1)))
        lines.add(str(through(value=i, depth=2)))
    return sorted(lines)


def through(depth, *, value):
    return look(
        depth=depth,
    ), look(depth=1)


def references(n):
    item = object()
    before = sys.getrefcount(item)
    for i in range(n):
        positions(item, third=item, second=i)
        collect(item, limit=3)
        Point(z=item, x=item)
    return sys.getrefcount(item) - before


def in_expressions(n):
    return [sum(norm(a=i, c=k) for k in range(3)) for i in range(n)][-2:]


show("usual", usual, 200)
show("lengths", lengths, 200)
show("order", evaluation_order, 60)
show("overflow", overflow, 70)
for how in ("missing", "unexpected", "twice", "positional only", "too many", "class", "bare", "method"):
    show("refused " + how, refused, 60, how)
show("escapes", escapes, 50)
show("raising", raising, 60)
show("raising outer", raising_outer, 60)
show("in place", defaults_in_place, 90)
show("replaced", defaults_replaced, 90)
show("frames", frames, 50)
show("references", references, 80)
show("expressions", in_expressions, 40)
