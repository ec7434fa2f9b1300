"""Slots, dataclasses, named tuples and enums in loops."""
import enum
from collections import namedtuple
from dataclasses import dataclass, field, replace
from typing import NamedTuple

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


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x):
        self.x = x


@dataclass
class Body:
    x: float
    v: float = 0.0
    tags: list = field(default_factory=list)

    def step(self, dt):
        self.v -= self.x * dt
        self.x += self.v * dt


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


@dataclass(slots=True)
class Cell:
    value: int
    next: "Cell | None" = None


Pair = namedtuple("Pair", "a b")


class Typed(NamedTuple):
    name: str
    size: int = 1


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Flags(enum.IntFlag):
    A = 1
    B = 2
    C = 4


def slots(n):
    s = Slotted(0)
    for i in range(n):
        s.x += i
        s.y = s.x
    return s.x, s.y, hasattr(s, "__dict__")


def unset_slot(n):
    s = Slotted(0)
    for i in range(n):
        s.y = i
        del s.y
        if i == n - 1:
            s.y


def missing_slot(n):
    s = Slotted(0)
    for i in range(n):
        s.x = i
        if i == n - 1:
            s.z = 5


def simulate(n):
    b = Body(1.0)
    for i in range(n):
        b.step(0.01)
        if i % 100 == 0:
            b.tags.append(round(b.x, 6))
    return b


def frozen(n):
    v = Version(1)
    for i in range(n):
        if i == n - 1:
            v.minor = 5
        v = replace(v, minor=i)


def ordering(n):
    best = Version(0)
    for i in range(n):
        v = Version(i % 7, i % 11)
        if v > best:
            best = v
    return best, len({Version(i % 3, i % 2) for i in range(n)})


def linked(n):
    head = None
    for i in range(n):
        head = Cell(i, head)
    total = 0
    node = head
    while node:
        total += node.value
        node = node.next
    return total


def namedtuples(n):
    total = 0
    p = Pair(0, 1)
    for i in range(n):
        p = Pair(p.b, p.a + p.b if i < 80 else i)
        a, b = p
        total += a + p[1] + p._replace(a=1).a + Typed("x").size
    return total, p


def namedtuple_error(n):
    p = Pair(1, 2)
    for i in range(n):
        if i == n - 1:
            p.a = 3


def enums(n):
    total = 0
    for i in range(n):
        c = Color.RED if i % 2 else Color(2)
        if c is Color.RED:
            total += c.value
        f = Flags.A | Flags(i % 8)
        total += bool(f & Flags.B) + f.value
    return total, c, f, list(Color)


def enum_error(n):
    for i in range(n):
        Color(i + 1 if i < 2 else 2 if i < n - 1 else 9)


for f in (slots, unset_slot, missing_slot, simulate, frozen, ordering, linked, namedtuples, namedtuple_error,
          enums, enum_error):
    attempt(f, 300)
