"""Fields of named tuples in loops: subclasses, short instances, fields and classes that change."""

import traceback
from collections import namedtuple
from typing import NamedTuple

Point = namedtuple("Point", "x y label", defaults=["none"])


class Move(NamedTuple):
    dx: float
    dy: float = 0.5

    def applied(self, point):
        return Point(point.x + self.dx, y=point.y + self.dy, label=point.label)

    @property
    def size(self):
        return abs(self.dx) + abs(self.dy)


class Named(Point):
    def __getattr__(self, name):
        return f"no {name}"


class Shadow(Point):
    x = property(lambda self: self[1] * 10)


def show(name, function, *args):
    try:
        print(name, function(*args))
    except Exception as error:
        lines = traceback.extract_tb(error.__traceback__)
        print(name, type(error).__name__, error)
        for line in lines:
            print("   ", line.name, line.lineno, line.colno, line.end_colno, line.line)


def walked(n):
    point, move, total = Point(0, 0.0), Move(1.5), 0.0
    for i in range(n):
        point = move.applied(point)
        total += move.size
        if i % 10 == 0:
            point = point._replace(x=i)
    return point, total


def summed(points):
    total, labels = 0.0, 0
    for point in points:
        total += point.x * 2 + point.y
        labels += len(point.label)
    return total, labels


def unpacked(points):
    total = 0.0
    for x, y, _ in points:
        total += x * y
    return total


def short(n):
    """An instance may have fewer items than its class has fields, or more."""
    points = [Point(i, i) for i in range(n)] + [tuple.__new__(Point, (1, 2, "abc", 4))]
    print(summed(points))
    return summed(points + [tuple.__new__(Point, (1,))])


def changed_class(n):
    points, total = [Point(i, 2 * i) for i in range(n)], 0
    for i, point in enumerate(points):
        if i == n // 2:
            Point.x, Point.y = Point.y, Point.x
        total += point.x - 3 * point.y
    Point.x, Point.y = Point.y, Point.x
    return total


def of_class(n):
    total = 0
    for i in range(n):
        total += len(str(Point.x.__doc__)) + Point._fields.index("y") + Point(i, i).count(i)
    return total


def missing(n):
    points, total = [Point(i, i) for i in range(n)], 0
    for i, point in enumerate(points):
        total += point.x if i < n - 1 else point.z
    return total


def stored(n):
    point = Point(1, 2)
    for i in range(n):
        if i == n - 1:
            point.x = i
    return point


def default_of(value=1, *, flag=1, text="a"):
    return (value is ONE) + 2 * (flag is not ONE) + 4 * (text is A) + 8 * (value is flag)


ONE, A, BIG = 1, "a", 10**20


def identities(n):
    total = 0
    for i in range(n):
        total += default_of() + default_of(flag=ONE) + default_of(text="b", value=2)
        total += default_of(BIG, flag=BIG) + default_of(1.0)
    return total


points = [Point(i, i * 0.5) for i in range(100)]
show("walked", walked, 100)
show("summed", summed, points)
show("of subclasses", summed, points + [Named(1, 2, "q"), Shadow(3, 4, "w"), Named(5, 6)] * 9)
show("unpacked", unpacked, points)
show("short", short, 60)
show("changed", changed_class, 60)
show("of class", of_class, 60)
show("missing", missing, 60)
show("stored", stored, 60)
show("identities", identities, 60)
