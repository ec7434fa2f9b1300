"""Functions and methods with effects called in loops, while they raise, look at their frames and change under way."""

import sys
import traceback


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    def grow(self, step=0.5):
        self.x += step
        return self

    def fail(self, at):
        if self.x > at:
            return self.missing
        return 1


def show(name, function, *args):
    try:
        print(name, function(*args))
    except Exception as error:
        lines = traceback.extract_tb(error.__traceback__)
        print(name, type(error).__name__, error)
        for line in lines:
            print("   ", line.name, line.lineno, line.colno, line.end_colno, line.line)


def clamp(value, low, high=10.0):
    if value < low:
        return low
    if value > high:
        return high
    return value


def push(items, value):
    items.append(value)
    if len(items) > 20:
        items.clear()
    return len(items)


def usual(n):
    a, b = Vector(1.0, 2.0), Vector(0.5, 0.25)
    total = 0.0
    items = []
    for i in range(n):
        total += clamp(a.dot(b), 0.0)
        a.grow()
        if a.x > 50:
            a.x = 0.0
        total += push(items, i)
    return total, a.x, items


def divide(values, by):
    first = values[0]
    return first / by


def inner(values, by):
    share = divide(values, by)
    values[0] += 1
    return share


def outer(values, n):
    total = 0
    for i in range(n):
        total += inner(values, n - 5 - i)
    return total


def caught(n):
    total = 0
    values = [1]
    for i in range(n):
        try:
            total += inner(values, i % 7)
        except ZeroDivisionError as error:
            total += len(traceback.extract_tb(error.__traceback__)) * 1000
    return total


def raises(values, i):
    if i == 60:
        raise ValueError("at " + str(i))
    values.append(i)


def explicit(n):
    values = []
    try:
        for i in range(n):
            raises(values, i)
    finally:
        print("reached", len(values))
    return values


def look(depth):
    frame = sys._getframe(depth)
    return frame.f_code.co_name, frame.f_lineno, sorted(frame.f_locals)


def looked_at(values, i):
    local = i * 2
    if i % 25 == 24:
        values.append(look(0))
        values.append(look(1))
        values.append(look(2))
    return local


def frames(n):
    values = []
    total = 0
    for i in range(n):
        total += looked_at(values, i)
    return total, values


kept = []


def keeps_frame(i):
    text = "local " + str(i)
    if i % 30 == 29:
        kept.append(sys._getframe())
    return len(text)


def kept_frames(n):
    kept.clear()
    total = 0
    for i in range(n):
        total += keeps_frame(i)
    return total, [(frame.f_locals["text"], frame.f_back is None) for frame in kept]


def replaced(x):
    return x + 1


def replacement(x):
    return x * 1000


def swapped(n):
    global replaced
    original = replaced
    total = 0
    items = []
    for i in range(n):
        items.append(i)
        if i == n // 2:
            replaced = replacement
        total += replaced(i) + push(items, i)
    replaced = original
    return total


def code_swapped(n):
    original = push.__code__
    items = []
    total = 0
    for i in range(n):
        if i == n // 2:
            push.__code__ = (lambda items, value: 7).__code__
        total += push(items, i)
    push.__code__ = original
    return total, len(items)


def with_default(items, step=2):
    items.append(step)
    return step


def defaults_swapped(n):
    items = []
    total = 0
    for i in range(n):
        if i == n // 2:
            with_default.__defaults__ = (100,)
        total += with_default(items)
    with_default.__defaults__ = (2,)
    return total


def deeper(items, n):
    if n > 0:
        items.append(n)
        return deeper(items, n - 1) + 1
    return 0


def recursion(n):
    total = 0
    items = []
    for i in range(n):
        total += deeper(items, i % 9)
        if len(items) > 50:
            items.clear()
    return total


def endless(items):
    items.append(1)
    return also_endless(items)


def also_endless(items):
    return endless(items)


def too_deep(n):
    items = []
    for i in range(n):
        try:
            endless(items)
        except RecursionError as error:
            items.append(str(error))
    return items.count(1) > 100, [item for item in items if item != 1]


def kinds(items, value):
    items[0] = value
    return items[0]


def changing(n):
    items = [None]
    out = []
    for i in range(n):
        value = i if i % 3 else float(i) if i % 2 else str(i)
        out.append(kinds(items, value))
    return out


def big(items, x):
    items[0] = x * x
    return items[0] + x


def overflow(n):
    items = [0]
    x = 3
    out = 0
    for i in range(n):
        x = big(items, x) % 1000000007123456789
        out ^= x
    return out


def loops(items, n):
    total = 0
    for item in items:
        for k in range(n):
            total += item * k
            if total > 1_000_000:
                return -total
    items.append(total % 7)
    return total


def inner_loops(n):
    items = [1, 2, 3]
    out = []
    for i in range(n):
        out.append(loops(items, i % 5))
        if len(items) > 30:
            del items[3:]
    return out


class Loud:
    def __init__(self, log, name):
        self.log = log
        self.name = name

    def __del__(self):
        frame = sys._getframe(1)
        self.log.append((self.name, frame.f_code.co_name))


def holds(log, i):
    loud = Loud(log, i)
    return i + len(log)


def destructors(n):
    log = []
    total = 0
    for i in range(n):
        total += holds(log, i)
    return total, log[:2], log[-1], len(log)


def unbound(items, i):
    if i < 70:
        value = i
    items.append(i)
    return value


def unbound_local(n):
    total = 0
    items = []
    for i in range(n):
        total += unbound(items, i)
    return total


def touches(values, key, i):
    values[key] = values.get(key, 0) + i
    return values[key]


def dictionaries(n):
    values = {}
    total = 0
    for i in range(n):
        total += touches(values, i % 5, i) + touches(values, str(i % 3), 1)
    return total, values


def names_locals(i):
    a = i
    b = a + 1
    return sum(locals().values())


def uses_locals(n):
    total = 0
    for i in range(n):
        total += names_locals(i)
    return total


class Shape:
    def area(self):
        return 0

    def twice(self):
        return 2 * self.area()


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return 3 * self.radius * self.radius


def shapes(n):
    each = [Square(2), Circle(3), Square(4), Shape()] * (n // 4)
    return sum_of(each)


def sum_of(each):
    total = 0
    for shape in each:
        total += shape.twice()
    return total


def references(n):
    shared = []
    value = object()
    before = sys.getrefcount(value), sys.getrefcount(push), sys.getrefcount(push.__code__)
    for i in range(n):
        push(shared, value)
        passes(value, shared)
    shared.clear()
    after = sys.getrefcount(value), sys.getrefcount(push), sys.getrefcount(push.__code__)
    return after[0] - before[0], abs(after[1] - before[1]) < 4, abs(after[2] - before[2]) < 4


def passes(value, items):
    copy = value
    items.append(copy)
    return copy


for repeat in range(2):
    show("usual", usual, 300)
    show("outer", outer, [1, 2], 100)
    show("caught", caught, 100)
    show("explicit", explicit, 100)
    show("frames", frames, 100)
    show("kept_frames", kept_frames, 100)
    show("swapped", swapped, 100)
    show("code_swapped", code_swapped, 100)
    show("defaults_swapped", defaults_swapped, 100)
    show("recursion", recursion, 100)
    show("too_deep", too_deep, 3)
    show("changing", changing, 60)
    show("overflow", overflow, 200)
    show("inner_loops", inner_loops, 100)
    show("destructors", destructors, 60)
    show("unbound_local", unbound_local, 100)
    show("dictionaries", dictionaries, 100)
    show("uses_locals", uses_locals, 100)
    show("shapes", shapes, 100)
    show("references", references, 100)
