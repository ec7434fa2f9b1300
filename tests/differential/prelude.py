"""The opening of every generated program: values to work on, and the driver `call`."""

import builtins  # noqa: F401 - for the generated functions
import math
import sys
import traceback

BIG = 2**200
LOG = []
NAN = float("nan")
INF = float("inf")
K = 3


class Nosy:
    """A key of a number's hash that says when it is compared, and may refuse to be."""

    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return hash(self.number)

    def __eq__(self, other):
        if len(LOG) < 30:
            LOG.append(("compared", self.number))
        if self.number == 4:
            raise ValueError("not to be compared")
        return self is other


def new_tables():
    global TABLE, MEMBERS, SHARED
    TABLE = {1: 10, "a": 2.5, (1, "a"): 1000, 2.5: None, None: 5, "k": 1}
    MEMBERS = {1, "a", (1, 2)}
    SHARED = "shared"


new_tables()


def rebind(value):
    global SHARED
    SHARED = value
    return value


class Cell:
    __match_args__ = ("x", "y")

    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def bump(self, k):
        self.x += k
        return self.x

    bump_first = bump

    def bump_other(self, k):
        self.y = k
        return self.x - k

    @property
    def double(self):
        return self.x * 2

    @double.setter
    def double(self, value):
        if value == 7:
            raise ValueError(f"not {value}")
        self.x = value // 2

    def __getitem__(self, k):
        if k == 3:
            raise IndexError("three")
        return self.y

    def __setitem__(self, k, value):
        self.y = value if k else 1

    def __len__(self):
        return 2

    def __bool__(self):
        return self.x != 0

    def __lt__(self, other):
        return self.x < other

    def __add__(self, other):
        return Cell(self.x + (other.x if isinstance(other, Cell) else other), self.y)

    def __repr__(self):
        return f"Cell({self.x!r}, {self.y!r})"


class Sub(Cell):
    def bump(self, k):
        self.y -= 1
        return super().bump(k + 1)


class Slots:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def step(self, k):
        self.left += k
        return self

    def __str__(self):
        return f"{type(self.left).__name__}/{self.right}"


class Ctx:
    """Counts, and swallows exceptions of some types."""

    def __init__(self, start, *swallowed):
        self.total = start
        self.swallowed = swallowed

    def __enter__(self):
        return self

    def __exit__(self, kind, error, tb):
        if len(LOG) < 30:
            LOG.append((show(self.total), kind and kind.__name__))
        return kind is not None and issubclass(kind, self.swallowed)

    def add(self, k):
        self.total += k


def mixed(a, b=2, *rest, c=3, **more):
    return a + b * 2 + len(rest) + int(c) + len(more)


def mixed_other(a, b=1, *rest, c=0):
    return a - b - len(rest)


plain_sqrt, plain_abs, plain_len = math.sqrt, abs, len


def patched_sqrt(x):
    return plain_sqrt(x) + 1.0


def patched_abs(x):
    return plain_abs(x) + 1


def patched_len(x):
    return plain_len(x) + 1


def show(value, depth=0):
    if isinstance(value, (list, tuple)) and depth < 3:
        return f"{type(value).__name__}[{', '.join(show(v, depth + 1) for v in value)}]"
    if isinstance(value, dict) and depth < 3:
        items = [show(k, 3) + ": " + show(v, depth + 1) for k, v in value.items()]
        return f"dict[{', '.join(items)}]"
    if isinstance(value, (bool, int, float, complex, str, type(None), Cell, list, tuple, dict)):
        return f"{type(value).__name__} {value!r}"
    return type(value).__name__


def call(function, *args):
    before = [sys.getrefcount(a) for a in args]
    try:
        result = function(*args)
        print(function.__name__, "->", show(result))
    except Exception as error:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
        tb = error.__traceback__.tb_next
        while tb is not None:
            print("  locals", {k: show(v) for k, v in sorted(tb.tb_frame.f_locals.items())})
            tb = tb.tb_next
        del tb, error
    result = None
    # Numbers: hasten may hold fewer objects of the same value.
    counts = [
        sys.getrefcount(a) - b
        for a, b in zip(args, before, strict=True)
        if not isinstance(a, (int, float))
    ]
    print("  args", show(args), counts, len(LOG))
    print("  tables", show(TABLE), len(MEMBERS), show(SHARED))
    new_tables()
    LOG.clear()
