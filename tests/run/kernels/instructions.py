"""Loops that must run natively although they do what only the C API can: each loop named by a
comment is one kernel."""


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


print(spread_calls(2000), spread_displays(2000), conversions(2000), unary_plus(2000))
