"""numpy.int64 and numpy.float64 in loops: kinds of results, reported errors, comparisons, identity."""
# needs: numpy
import math
import traceback
import warnings
import zlib

import numpy as np


def attempt(function, *args):
    """Print the result with its type and every warning, or the whole traceback."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = function(*args)
        except Exception:
            print(function.__name__, "raised")
            print(traceback.format_exc(), end="")
        else:
            print(function.__name__, type(result).__name__, repr(result))
    for warning in caught[:4]:
        print("  ", warning.category.__name__, warning.message, warning.lineno)
    print("  ", len(caught), "warnings")


def kinds(n):
    ints = np.arange(1, n + 1)
    floats = ints * 0.5
    seen = set()
    for i in range(n):
        x, y = ints[i], floats[i]
        for value in (
            x + 1, 1 + x, x - 2, 3 * x, x * x, x // 2, 7 % x, x / 2, 2 / x, x / x, x & 3, 6 | x,
            x ^ x, x << 2, 1 << (x % 5), x >> 1, -x, ~x, abs(-x), x**2, x + 1.5, 1.5 - x, x * y,
            y + 1, 1 - y, y * 2.5, 2.5 / y, y / x, -y, abs(y), y**2, y**0.5, 2.0**y, y**y, 3**y,
            y // 2, y % 2, x < 3, x == y, y > 2.5, 2 <= x, 1.5 != y, not x, not y, x < 3 < y,
            int(x), float(x), bool(x), int(y), float(y), bool(y), round(y), round(x), min(x, x),
            max(y, y), min(x, 3), max(y, 3.5), math.sqrt(x), math.sqrt(y), math.sin(y), math.fabs(x),
            math.floor(y), math.ceil(y), math.hypot(x, y), math.log(y), math.atan2(y, x), x + True, y * False,
            np.sqrt(y), divmod(x, 4), divmod(y, 4), pow(x, 2), y and x, x or y, x if x > 3 else y,
            str(x), f"{x} {y!r} {y:.2f}", isinstance(y, float), isinstance(x, int), isinstance(x, np.integer),
        ):
            seen.add((type(value).__name__, repr(value) if i in (0, 2) else ""))
    return sorted(seen)


def powers(n):
    rng = np.random.default_rng(5)
    a = rng.uniform(-1000, 1000, n)
    out = []
    for i in range(n):
        x = a[i]
        out.append(x**2 == x * x)
        out.append(math.pow(x, 2.0) == x**2)
        out.append(float(abs(x) ** 0.3).hex())
        out.append(repr(x**3))
    return sum(1 for x in out[::4] if not x), all(out[1::4]), zlib.crc32(repr(out).encode())


def int_overflow(a, step, n):
    for i in range(n):
        a[i % 3] += step
    return a


def int_product(n):
    x = np.int64(3)
    for _ in range(n):
        x = x * 3
    return x


def negation(a):
    out = []
    for i in range(len(a)):
        out.append(-a[i])
        out.append(abs(a[i]))
        out.append(a[i] // -1)
        out.append(a[i] % -1)
    return out


def zero_division(a, b):
    out = []
    for i in range(len(a)):
        out.append(a[i] / b[i])
        out.append(a[i] // b[i])
        out.append(a[i] % b[i])
    return out


def float_edges(a, b):
    out = []
    for i in range(len(a)):
        for j in range(len(b)):
            x, y = a[i], b[j]
            out.append(x + y)
            out.append(x - y)
            out.append(x * y)
            out.append(x < y)
            out.append(x != y)
            if y != 0:
                out.append(x / y)
    return out


def power_edges(a, b):
    out = []
    for i in range(len(a)):
        for j in range(len(b)):
            out.append(a[i] ** b[j])
            out.append(a[i] ** 2)
    return out


def shifts(n):
    out = []
    one, minus = np.int64(1), np.int64(-9)
    for i in range(n):
        out.append(one << i)
        out.append(minus >> i)
        out.append(minus << np.int64(i))
    return out


def negative_shift(n):
    out = []
    x = np.int64(5)
    for i in range(n):
        out.append(x << (n - 4 - i))
    return out


def python_int_too_large(n):
    x = np.int64(1)
    total = 0
    for i in range(n):
        total = x + (1 << (i + 50))
    return total


def rounding(n):
    a = np.array([2**53 + 1, -(2**53) - 1, 2**62 + 1, 5])
    f = a.astype(float)
    out = []
    for i in range(n):
        x, y = a[i % 4], f[i % 4]
        out.append((x == y, x < y, y == int(x), int(x) == y, float(x) == x, x + 0.0, y + x, x / 3, x * 1.0))
    return out[:4]


def truths(n):
    a = np.arange(-3, n - 3)
    f = np.array([0.0, -0.0, math.nan, math.inf, 1.5] * n)
    out = []
    for i in range(n):
        if a[i]:
            out.append(1)
        if not f[i]:
            out.append(2)
        if a[i] > 0 and f[i] < 2 or a[i] == -2:
            out.append(3)
        flag = a[i] > 2
        other = a[i] > 1 and f[i]
        out.append((flag, other, not flag, flag is np.True_, -3 < a[i] < 5))
        while a[i] < 0:
            a[i] += 1
    return out


def identity(n):
    a = np.arange(n) * 1.0
    same = 0
    kept = []
    for i in range(n):
        x = a[i]
        kept.append(x)
        kept.append(x)
        same += (x is kept[-1]) + (kept[-1] is kept[-2]) + (a[i] is a[i])
    return same


def list_of_scalars(n):
    items = list(np.arange(n))
    reals = [np.float64(i) / 2 for i in range(n)]
    total = np.int64(0)
    best = items[0]
    for i in range(n):
        total += items[i]
        if reals[i] > 2:
            reals[i] = reals[i] - 1
        if items[i] % 7 == 3:
            best = items[i]
    items[2] = 5
    return total, best is items[n // 7 * 7 + 3 if n % 7 > 3 else n // 7 * 7 - 4], repr(reals[5]), type(items[2]).__name__


def as_index(n):
    a = np.arange(n)[::-1]
    items = list(range(n))
    text = "abcdefghij" * n
    counts = {}
    out = []
    for i in range(n):
        out.append(items[a[i]] + a[a[i]])
        out.append(text[a[i]])
        items[a[i]] = -a[i]
        counts[a[i] % 3] = counts.get(a[i] % 3, 0) + 1
    total = 0
    for k in range(a[0]):
        total += k
    return out[:4], items[:3], counts, total, type(total).__name__


def raising(errors, n):
    a = np.array([1e200, 1e-200, 0.0, 3.0])
    out = []
    with np.errstate(**errors):
        for i in range(n):
            try:
                out.append(a[i % 4] * a[i % 4] + a[(i + 1) % 4] / a[(i + 2) % 4])
            except FloatingPointError as error:
                out.append(str(error))
    return out[:8]


def turned_into_errors(n):
    out = []
    x = np.int64(2**62)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for i in range(n):
            try:
                x = x + (i << 58)
            except RuntimeWarning as error:
                out.append((i, repr(x), str(error)))
                x = np.int64(i)
    return out[:3], len(out), x


def unsigned_and_others(n):
    out = []
    for x in (np.int32(5), np.uint64(7), np.float32(0.1), np.longlong(3), np.complex128(1j), np.bool(True)):
        total = x
        for _ in range(n):
            total = total + 1
        out.append(repr(total))
    return out


attempt(kinds, 30)
attempt(powers, 400)
attempt(int_overflow, np.array([2**63 - 40] * 3), 1, 200)
attempt(int_overflow, np.array([-(2**63) + 40] * 3), -2, 200)
attempt(int_overflow, np.array([0, 1, 2]), 2**61, 20)
attempt(int_product, 60)
attempt(negation, np.array([1, -5, 0, -(2**63), 7] * 6))
attempt(zero_division, np.arange(20), np.arange(20) % 5)
attempt(zero_division, np.arange(-10, 10), np.arange(-5, 15))
attempt(zero_division, np.arange(20.0), np.arange(20.0) % 5)
edges = np.array([0.0, -0.0, 1.0, -2.5, 1e308, 1e-308, 5e-324, 2.2250738585072014e-308, math.inf, -math.inf, math.nan, 1e-200])
attempt(float_edges, edges, edges)
attempt(power_edges, edges, np.array([0.0, 1.0, 2.0, -1.0, 0.5, 300.0, math.inf, math.nan]))
with np.errstate(all="ignore"):
    attempt(float_edges, edges, edges)
    attempt(int_overflow, np.array([2**63 - 40] * 3), 1, 200)
attempt(shifts, 70)
attempt(negative_shift, 20)
attempt(python_int_too_large, 30)
attempt(rounding, 40)
attempt(truths, 20)
attempt(identity, 50)
attempt(list_of_scalars, 40)
attempt(as_index, 30)
attempt(raising, {"all": "raise"}, 40)
attempt(raising, {"under": "warn", "over": "ignore"}, 40)
attempt(turned_into_errors, 60)
attempt(unsigned_and_others, 30)

total, real, best = np.int64(0), np.float64(0.5), None
values = np.arange(100) % 17
for i in range(100):
    total += values[i]
    real = real * 1.5 if i % 10 else real / 7
    if best is None or values[i] > best:
        best = values[i]
print(repr(total), repr(real), repr(best), type(i).__name__)
limit = np.float64(2.5)
kept = limit
for i in range(60):
    kept = limit if i % 2 else kept
    real = limit * i
print(kept is limit, repr(real))
