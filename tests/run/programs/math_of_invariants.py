"""Calls of math functions whose operands do not change: their errors, where they are not reached, new bindings."""

import math


def wave(n, phase, size):
    total = 0.0
    for i in range(n):
        total += math.sin(phase) * math.cos(i) * math.exp(size)
    return total


def guarded(n, x):
    """The call is not reached before the end: it would raise."""
    total = 0
    for i in range(n):
        total += i % 3
        if i > 2 * n:
            total += math.exp(x)
    return total


def late(n, x):
    total = 0
    try:
        for i in range(n):
            total += i % 3
            if i == n - 2:
                total += math.exp(x)
    except OverflowError as error:
        return total, str(error)
    return total


def domain(n, x):
    total = 0.0
    try:
        for i in range(n):
            total += i
            if total > 100.0:
                total += math.acos(x)
    except ValueError as error:
        return total, str(error)
    return total


def helper(a, b):
    return math.sin(a) * math.cos(b) + math.tan(a) * b**1.5


def through_function(n, a):
    total = 0.0
    for i in range(n):
        total += helper(a, 0.25) + i
    return total


def rebound(n):
    total = 0.0
    for i in range(n):
        total += math.sin(0.5)
        if i == n // 2:
            math.sin = lambda x: x * 100.0
    return total


print(f"{wave(3000, 0.3, 1.25):.17g} {wave(1000, 1e22, -2.0):.17g}")
for x in (1.0, 1e10, float("inf"), float("nan"), float("-inf")):
    print(guarded(900, x), late(900, x))
for x in (0.5, 2.0, -1.0, float("inf"), float("nan")):
    print(domain(300, x))
print(f"{through_function(3000, 0.7):.17g}")
kept = math.sin
print(f"{rebound(400):.17g}")
math.sin = kept
print(f"{rebound(400):.17g}")
