"""Attributes of instances read and written in loops, while classes and instances change under way."""

import sys


class Point:
    scale = 3

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def total(self):
        return self.x + self.y


class Slotted:
    __slots__ = ("a", "b", "later")

    def __init__(self):
        self.a = 1
        self.b = 2.5


class Other:
    scale = -1

    def __init__(self):
        self.y = "other"
        self.x = 10

    def total(self):
        return -1


def show(name, function, *args):
    try:
        print(name, function(*args))
    except Exception as error:
        import traceback

        lines = traceback.extract_tb(error.__traceback__)
        print(name, type(error).__name__, error, [(line.name, line.lineno, line.colno) for line in lines])


def numbers(point, slotted, n):
    for i in range(n):
        point.x += i & 3
        point.y = point.y * 0.5 + point.scale
        slotted.a = slotted.a ^ i
        slotted.b += point.y
        if point.x > 100:
            point.x = 0
    return point.x, point.y, slotted.a, slotted.b


def grows(point, n):
    for i in range(n):
        point.x = point.x * 3 + i  # beyond 64 bits
    return point.x


def changes_kind(point, n):
    for i in range(n):
        if i == n // 2:
            point.x = "text"
        elif i > n // 2:
            point.x += "t"
        else:
            point.x += 1
    return point.x


def missing(point, n):
    total = 0
    for i in range(n):
        if i == n - 5:
            del point.y
        total += point.y
    return total


def missing_slot(slotted, n):
    for i in range(n):
        if i == n - 3:
            return slotted.later
        slotted.a += 1
    return None


def first_values(n):
    points = [Point.__new__(Point) for _ in range(n)]
    for i, point in enumerate(points):
        point.y = i
        if i % 3:
            point.x = -i
        point.y += 1
    return [sorted(vars(point).items()) for point in points[:4]], list(vars(points[4]))


def shadowed(points):
    total = 0
    for i, point in enumerate(points):
        if i == len(points) // 2:
            points[i + 1].scale = 1000
        total += point.scale
    return total


def class_changes(points):
    total = 0
    for i, point in enumerate(points):
        if i == len(points) // 2:
            Point.scale = 50
        total += point.scale
    Point.scale = 3
    return total


def becomes_property(points):
    total = 0
    for i, point in enumerate(points):
        if i == len(points) // 2:
            Point.x = property(lambda self: 10_000)
        total += point.x
    del Point.x
    return total


def becomes_other(points):
    total = 0
    for i, point in enumerate(points):
        if i == len(points) // 2:
            for each in points[::2]:
                each.__class__ = Other
        total += point.scale + point.total()
    return total


def gets_getattr(points):
    total = 0
    for i, point in enumerate(points):
        if i == len(points) // 2:
            Point.__getattribute__ = lambda self, name: 7
        total += point.x
    del Point.__getattribute__
    return total


def through_dict(points):
    total = 0
    for i, point in enumerate(points):
        values = vars(point)
        values["x"] = i
        point.y = i * 2
        total += point.x + values["y"]
        if i % 7 == 0:
            point.__dict__ = {"x": 5, "y": 6}
            total += point.x
    return total


def methods_change(points):
    total = 0
    for i, point in enumerate(points):
        if i == len(points) // 3:
            Point.total = lambda self: 1_000_000
        if i == len(points) // 2:
            point.total = lambda: 5
        total += point.total()
    del Point.total
    Point.total = lambda self: self.x + self.y
    return total


class Loud:
    def __init__(self, log, name):
        self.log = log
        self.name = name

    def __del__(self):
        self.log.append(self.name)


def destructors(n):
    log = []
    holder = Point(0, 0)
    for i in range(n):
        holder.x = Loud(log, i)
        if i % 10 == 0:
            log.append(("seen", len(log)))
    return log[-6:], len(log)


class Chain:
    def __init__(self, value, following):
        self.value = value
        self.following = following


def walk(chain):
    total = 0
    while chain is not None:
        total += chain.value
        chain = chain.following
    return total


class Setter:
    def __init__(self):
        object.__setattr__(self, "count", 0)
        object.__setattr__(self, "x", 0)

    def __setattr__(self, name, value):
        object.__setattr__(self, "count", self.count + 1)
        object.__setattr__(self, name, value)


def setters(setter, n):
    for i in range(n):
        setter.x = i
    return setter.x, setter.count


def mixed(objects):
    total = 0
    for each in objects:
        total += each.x
        each.x = total
    return total


STATE = Point(0, 0)


def on_global(n):
    for i in range(n):
        STATE.x += i
        STATE.y = STATE.x - STATE.scale
    return STATE.x, STATE.y


def references(n):
    shared = object()
    before = sys.getrefcount(shared)
    point = Point(shared, shared)
    for i in range(n):
        point.x = point.y
        point.y = shared
        other = point.x
    del point, other
    return sys.getrefcount(shared) - before


for repeat in range(2):
    show("numbers", numbers, Point(1, 0.5), Slotted(), 400)
    show("grows", grows, Point(1, 0), 120)
    show("changes_kind", changes_kind, Point(1, 0), 100)
    show("missing", missing, Point(1, 2), 100)
    show("missing_slot", missing_slot, Slotted(), 100)
    show("first_values", first_values, 60)
    show("shadowed", shadowed, [Point(i, i) for i in range(80)])
    show("class_changes", class_changes, [Point(i, i) for i in range(80)])
    show("becomes_property", becomes_property, [Point(i, i) for i in range(80)])
    show("becomes_other", becomes_other, [Point(i, i) for i in range(80)])
    show("gets_getattr", gets_getattr, [Point(i, i) for i in range(80)])
    show("through_dict", through_dict, [Point(i, i) for i in range(80)])
    show("methods_change", methods_change, [Point(i, i) for i in range(80)])
    show("destructors", destructors, 60)
    chain = None
    for i in range(100):
        chain = Chain(i, chain)
    show("walk", walk, chain)
    show("setters", setters, Setter(), 80)
    show("mixed", mixed, [Point(i, i) if i % 3 else Other() for i in range(90)])
    show("on_global", on_global, 100)
    show("references", references, 100)
