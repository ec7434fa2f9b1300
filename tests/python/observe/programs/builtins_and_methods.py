"""Calls of built-in functions, of methods of built-in types, bound and unbound, and of C code that calls back."""

import json
import math
import operator
import re
import collections


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return "Point(%d, %d)" % (self.x, self.y)

    def __lt__(self, other):
        return self.x < other.x

    @property
    def size(self):
        return math.hypot(self.x, self.y)

    @classmethod
    def origin(cls):
        return cls(0, 0)

    @staticmethod
    def double(x):
        return x * 2


class Names(dict):
    def __missing__(self, key):
        return key.upper()


points = [Point(3, 4), Point(1, 2), Point.origin()]
print(sorted(points), [p.size for p in points], Point.double(4), repr(points[0]))
append = [].append
for i in range(10):
    append(i)
    list.append(points, i)
    str.upper("abc")
    "abc".upper()
    operator.add(i, i)
    math.sin(i)
    points.pop()
print(Names()["a"], "%(x)s" % Names(), json.dumps({"a": [1, 2.5, None]}), json.loads("[1, {}]"))
print(
    re.sub(r"\d", lambda m: str(int(m.group()) + 1), "a1b2"),
    collections.Counter("hello").most_common(1),
)
print(list(map(str, range(3))), list(filter(None, [0, 1])))
print(
    min(3, 1), max([1, 2], key=lambda x: -x), sum(x for x in range(4)), any(map(math.isnan, [1.0]))
)
print(
    getattr(points, "append")(1),
    type(5),
    int("7"),
    isinstance(5, int),
    bytes.fromhex("00ff"),
    dict.fromkeys("ab"),
)
print(*map(Point.double, [1, 2]), sep=",")
print(
    object.__new__(Point).__class__.__name__,
    "a,b".split(","),
    b"x".join([b"1", b"2"]),
    {1, 2}.union([3]),
)
