"""x ** constant: squares near the middle between two floats, signs, zeros, what overflows and what is no number."""

import math
import struct

INF = float("inf")
NAN = float("nan")
LEAST = 5e-324
EDGES = [
    0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, INF, -INF, NAN, LEAST, -LEAST, 2.2250738585072014e-308,
    1e-170, -1e-170, 1e-154, 1.5e-162, 1e-125, 1e154, -1e154, 134217727.0, 134217729.0, 94906265.0,
    94906266.62425156, 1.0000000000000002, 0.9999999999999999, 3.0, -3.0, 1e100, 1e-100,
]  # fmt: skip


def bits(x):
    return struct.pack("<d", x).hex() if type(x) is float else repr(x)


def values(count):
    """Odd numbers of 27 bits have squares of 54: in the middle between two floats."""
    state = 12345
    result = []
    for i in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        kind = i % 4
        if kind == 0:
            result.append(float((state >> 37) | 1))
        elif kind == 1:
            result.append(math.ldexp(state >> 11, -52))
        elif kind == 2:
            result.append(-math.ldexp((state >> 37) | 1, (state & 255) - 128))
        else:
            result.append(math.sqrt((state >> 12) * 2 + 1))
    return result


def squares(numbers):
    total = []
    for x in numbers:
        total.append(x**2)
        total.append(x**2.0)
    return total


def cubes(numbers):
    total = []
    for x in numbers:
        total.append(x**3)
        total.append(x**-3)
        total.append(x**-2)
        total.append(x**4)
    return total


def roots(numbers):
    total = []
    for x in numbers:
        total.append(x**0.5)
        total.append(x**-1.5)
    return total


def short(numbers):
    """Products, roots and reciprocals make these, unless they lie near a middle."""
    total = []
    for x in numbers:
        total.append(x**-1)
        total.append(x**-4.0)
        total.append(x**1.5)
        total.append(x**2.5)
        total.append(x**3.5)
        total.append(x**-0.5)
        total.append(x**-2.5)
        total.append(x**-3.5)
    return total


def long(numbers):
    total = []
    for x in numbers:
        total.append(x**5)
        total.append(x**4.5)
        total.append(x**-6)
        total.append(x**0.25)
    return total


def near(numbers):
    """Powers of floats whose power is nearly a float, or nearly in the middle of two."""
    total = []
    for x in numbers:
        for y in (x * x, x * x * x, math.sqrt(x), 1 / x):
            z = math.nextafter(y, 0.0)
            total.append(y**0.5)
            total.append(z**-0.5)
            total.append(y**-1)
            total.append(z**1.5)
            total.append(z**3)
    return total


def once(numbers):
    total = []
    for x in numbers:
        total.append(x**1.0)
        total.append(x**1)
        total.append(x**0)
    return total


def one_by_one(f):
    for x in EDGES:
        for _ in range(2):
            try:
                result = f([1.25] * 30 + [x] + [2.5] * 30)
                print(f.__name__, bits(x), [bits(y) for y in result[28:66]][:14])
            except (OverflowError, ZeroDivisionError) as error:
                print(f.__name__, bits(x), type(error).__name__, error)


def changing(numbers, exponents):
    total = []
    for x in numbers:
        for e in exponents:
            total.append(x**e)
    return total


many = values(4000)
for f in (squares, cubes, once):
    result = f(many)
    print(f.__name__, len(result), bits(math.fsum(result)), hash(tuple(result)))
positive = [abs(x) for x in many]
for f in (roots, short, long, near):
    result = f([x for x in positive if 1e-30 < x < 1e30])
    print(f.__name__, len(result), hash(tuple(result)))
# The bounds of the range in which they are made so.
for f in (cubes, short, long):
    for middle in (2.0**-32, 2.0**32):
        result = f([middle * (1 + i * 2.0**-52) for i in range(-30, 30)])
        print(f.__name__, hash(tuple(result)))
for f in (squares, cubes, roots, short, long, once):
    one_by_one(f)
print([bits(x) for x in changing([2.0, -3.0, 0.5, INF], [2, 3.0, -1, 0.0, 1] * 3)][:12])
try:
    print(changing([2.0, 1e200] * 40, [1, 1.5, 2.0]))
except OverflowError as error:
    print(error)
