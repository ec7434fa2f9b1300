"""The opening of every generated program: values to work on, and the driver `call`."""

import math  # noqa: F401 - for the generated functions
import sys
import traceback

BIG = 2**200
LOG = []


class Cell:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def bump(self, k):
        self.x += k
        return self.x

    @property
    def double(self):
        return self.x * 2

    def __add__(self, other):
        return Cell(self.x + (other.x if isinstance(other, Cell) else other), self.y)

    def __repr__(self):
        return f"Cell({self.x!r}, {self.y!r})"


class Sub(Cell):
    def bump(self, k):
        self.y -= 1
        return super().bump(k + 1)


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
    counts = [sys.getrefcount(a) - b for a, b in zip(args, before, strict=True)]
    print("  args", show(args), counts, len(LOG))
    LOG.clear()
