"""Numbers of several types in one place, and what only looks like a number."""

import sys
from fractions import Fraction


class Seen(int):
    def __add__(self, other):
        return sys._getframe(1).f_locals["n"] + int(other)

    __radd__ = __add__

    def __lt__(self, other):
        return sys._getframe(1).f_locals["n"] % 2 == 0

    __gt__ = __lt__


class Loud(float):
    def __mul__(self, other):
        raise LookupError(sys._getframe(1).f_lineno)


def walk(values, step):
    total = n = below = 0
    last = None
    for x in values:
        n += 1
        y = x + step
        if y < 50:
            below += 1
        elif y == last:
            n += 100
        z = y * 2
        z -= x
        last = y
        total += z if z == z and z < 10**40 else 1
    return total, n, below, last


def failing(values, divisor):
    done = []
    for x in values:
        try:
            done.append(x / divisor)
            done.append(x // divisor if x < 10**9 else x % divisor)
            done.append(x**divisor)
        except (ArithmeticError, TypeError) as error:
            done.append(f"{type(error).__name__}: {error} {error.__traceback__.tb_lineno}")
    return done[:3], done[-3:], len(done)


inf, nan = float("inf"), float("nan")
kinds = [1, 2.5, True, 10**30, -7, inf, 3, -inf, 1e300, nan, 2**62, 2**63, False, -0.0, 0]
print(walk(kinds * 60, 5))
print(walk(kinds * 60, 0.25))
print(walk(kinds * 60, 10**25))
print(walk((kinds + [Seen(4)]) * 40, 5))
print(walk((kinds + [Fraction(1, 3)]) * 40, 1))
try:
    walk((kinds + [1j]) * 40, 1)
except TypeError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
try:
    walk(kinds * 40 + ["x"], 1)
except TypeError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
try:
    walk(kinds * 40 + [Loud(2.0)] * 2, 1)
    walk([Loud(2.0), 1, Loud(0.5)], Loud(3.0))
    print([v * 1 for v in kinds[:3] + [Loud(1.0)]])
except LookupError as error:
    print(error)
for divisor in (3, 0, 0.5, 0.0, 2, -1):
    print(failing((kinds[:3] + kinds[4:5] + kinds[6:7] + [10**20, 0]) * 30, divisor))


def shortest(edges, count):
    far = [inf] * count
    far[0] = 0
    for _ in range(count):
        changed = False
        for a, b, cost in edges:
            new = far[a] + cost
            if new < far[b]:
                far[b] = new
                changed = True
        if not changed:
            break
    return far


edges = [(i % 40, (i * 7 + 3) % 40, i % 9 + (0.5 if i % 11 == 0 else 0)) for i in range(400)]
print(shortest(edges, 45))
