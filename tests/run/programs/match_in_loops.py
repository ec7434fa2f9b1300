"""match in hot loops: sequences, mappings, classes, with user-defined hooks that count or raise."""

import abc
import collections
import enum
import traceback
from dataclasses import dataclass


def show(function, *arguments):
    try:
        print(function.__name__, function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
        for entry in traceback.extract_tb(error.__traceback__):
            print("   ", entry.name, entry.line, entry.colno, entry.end_colno)


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Line:
    a: Point
    b: Point


class Shape(abc.ABC):
    __match_args__ = ("size",)

    def __init__(self, size):
        self.size = size


class Square(Shape):
    pass


class Color(enum.Enum):
    RED = 1
    BLUE = 2


Pair = collections.namedtuple("Pair", "left right")


class Counted:
    log = []

    def __init__(self, k):
        self.k = k

    @property
    def half(self):
        self.log.append("half")
        if self.k == 7:
            raise ValueError("half of seven")
        if self.k == 8:
            raise AttributeError("half of eight")
        return self.k // 2


THINGS = [Point(1, 2), Line(Point(0, 0), Point(3, 4)), Pair(5, 6), Square(3), Color.RED, 5, "s",
          None, 2.5, [1, 2, 3], (4,), {"kind": "dict", "v": 1}, {}, range(3), Counted(4), True,
          b"b", {1, 2}, Color.BLUE, [], ("move", 1, 2), collections.deque([1])]


def classes(n):
    out = []
    for i in range(n):
        match THINGS[i % len(THINGS)]:
            case Point(x, y=2):
                out.append(("point", x))
            case Line(Point(x, y), b=Point(z, w)):
                out.append(("line", x, y, z, w))
            case Pair(left, right):
                out.append(("pair", left, right))
            case Color.RED:
                out.append("red")
            case Color(value=v):
                out.append(("color", v))
            case bool(b):
                out.append(("bool", b))
            case Counted(half=h):
                out.append(("half", h))
            case other:
                out.append(type(other).__name__)
    return out[: len(THINGS)], len(out)


def kinds(n):
    out = []
    for i in range(n):
        match THINGS[i % len(THINGS)]:
            case int(k) | float(k):
                out.append(("number", k))
            case str() | bytes() as s:
                out.append(("text", s))
            case None:
                out.append("none")
            case object(size=size):
                out.append(("size", size))
            case other:
                out.append(type(other).__name__)
    return out[: len(THINGS)], len(out)


def abstract(n):
    out = []
    for i in range(n):
        match THINGS[i % 5]:
            case Square(size) | Shape(size):
                out.append(("square", size))
            case other:
                out.append(type(other).__name__)
    return out[:5], len(out)


def structures(n):
    out = []
    for i in range(n):
        match THINGS[i % len(THINGS)]:
            case ["move", dx, dy]:
                out.append(("move", dx, dy))
            case [one]:
                out.append(("one", one))
            case [first, *rest, last]:
                out.append(("many", first, rest, last))
            case []:
                out.append("empty")
            case {"kind": kind, **others}:
                out.append((kind, others))
            case {}:
                out.append("mapping")
            case other:
                out.append(type(other).__name__)
    return out[: len(THINGS)], len(out)


class Mapping(dict):
    log = []

    def get(self, key, default=None):
        self.log.append(key)
        if key == "raise":
            raise LookupError(key)
        return super().get(key, default)

    def __missing__(self, key):
        return "missing"


def mappings(n):
    values = [Mapping(a=1), {"a": 2, "b": 3}, collections.defaultdict(list, a=4), Mapping(b=1),
              collections.OrderedDict(b=7)]
    out = []
    for i in range(n):
        match values[i % 5]:
            case {"a": a, "b": b}:
                out.append(("both", a, b))
            case {"a": a}:
                out.append(("a", a))
            case {"b": b, **rest}:
                out.append(("b", b, dict(rest)))
    return out[:5], len(Mapping.log), len(values[2])


def mapping_raises(n):
    values = [Mapping(a=1)] * n + [Mapping()]
    total = 0
    for i in range(n + 1):
        match values[i]:
            case {"a": a}:
                total += a
            case {"raise": r}:
                total += r
    return total


class Keys:
    a, b = "a", "b"


def duplicate_keys(n):
    total = 0
    for i in range(n):
        if i == n - 2:
            Keys.b = "a"
        match {"a": 1, "b": 2}:
            case {Keys.a: a, Keys.b: b}:
                total += a + b
    return total


def property_raises(n, k):
    values = [Counted(4)] * n + [Counted(k)]
    total = 0
    for i in range(n + 1):
        match values[i]:
            case Counted(half=h):
                total += h
            case _:
                total += 1000
    return total


def too_many(n):
    values = [None] * n + [Point(1, 2)]
    total = 0
    for i in range(n + 1):
        match values[i]:
            case Point(a, b, c):
                total += a
            case None:
                total += 1
    return total


def too_many_for_int(n):
    total = 0
    for i in range(n):
        match i if i < n - 2 else "text":
            case int(k):
                total += k
            case str(a, b):
                total += 1
    return total


def twice(n):
    total = 0
    for i in range(n):
        match Point(i, i) if i == n - 2 else i:
            case int(k):
                total += k
            case Point(a, x=b):
                total += 1
    return total


def no_class(n):
    global Changing
    Changing = int
    total = 0
    for i in range(n):
        if i == n - 2:
            Changing = 5
        match i:
            case Changing(k):
                total += k
    return total


class BadArgs:
    __match_args__ = ["x"]


class BadNames:
    __match_args__ = (1,)


def bad_args(n, kind):
    total = 0
    subject = kind()
    for i in range(n):
        match i if i < n - 2 else subject:
            case int(k):
                total += k
            case BadArgs(x):
                total += 1
            case BadNames(x):
                total += 1
    return total


class Meta(type):
    log = []

    def __instancecheck__(cls, instance):
        cls.log.append(type(instance).__name__)
        if len(cls.log) % 40 == 39:
            raise RuntimeError("asked too often")
        return instance == 3


class Asked(metaclass=Meta):
    pass


def own_check(n):
    total = 0
    for i in range(n):
        try:
            match i % 5:
                case Asked():
                    total += 100
                case k:
                    total += k
        except RuntimeError as error:
            total += 1
            text = str(error)
    return total, len(Meta.log), set(Meta.log)


class Pretends:
    @property
    def __class__(self):
        return Point

    x, y = 8, 9


class Raises:
    @property
    def __class__(self):
        raise OSError("class")


def pretended(n):
    values = [Pretends()] * n + [Raises()]
    total = 0
    for i in range(n + 1):
        match values[i]:
            case Point(x, y):
                total += x + y
    return total


def registered(n):
    class Sized:
        def __len__(self):
            return 2

        def __getitem__(self, k):
            if k > 1:
                raise IndexError
            return k + 10

    seen = []
    value = Sized()
    for i in range(n):
        match value:
            case [a, b]:
                seen.append((a, b))
            case {}:
                seen.append("mapping")
            case _:
                seen.append(None)
        if i == n // 2:
            collections.abc.Sequence.register(Sized)
    return seen[0], seen[-1], len(set(seen))


class BadLength(collections.UserList):
    def __len__(self):
        raise TypeError("no length")


def length_raises(n):
    values = [(1, 2)] * n + [BadLength([1])]
    total = 0
    for i in range(n + 1):
        match values[i]:
            case [a, b]:
                total += a + b
    return total


def in_callee(n):
    def area(shape):
        match shape:
            case Point(x=0) | Point(y=0):
                return 0
            case Point(x, y):
                return x * y
            case [a, b]:
                return a - b

    total = 0
    shapes = [Point(0, 5), Point(4, 5), (7, 3)]
    for i in range(n):
        total += area(shapes[i % 3])
    return total


for count in (6, 70):
    for function in (classes, kinds, abstract, structures):
        show(function, count * 4)
    show(mappings, count)
    show(mapping_raises, count)
    Keys.b = "b"
    show(duplicate_keys, count)
    for k in (7, 8, 9):
        show(property_raises, count, k)
    show(too_many, count)
    show(too_many_for_int, count)
    show(twice, count)
    show(no_class, count)
    show(bad_args, count, BadArgs)
    show(bad_args, count, BadNames)
    show(own_check, count)
    show(pretended, count)
    show(registered, count)
    show(length_raises, count)
    show(in_callee, count)
