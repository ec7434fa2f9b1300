"""The math module called in loops: results bit for bit, errors word for word."""
import math
from math import sqrt as root

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


def bits(x):
    return x.hex() if isinstance(x, float) else x


def trig(n):
    acc = 0.0
    for i in range(n):
        x = i * 0.37 - 50
        acc += math.sin(x) * math.cos(x) - math.tan(x / 100) + math.atan2(x, 3.0) + math.hypot(x, 2)
    return bits(acc)


def logs(n):
    acc = 0.0
    for i in range(1, n):
        acc += math.log(i) + math.log2(i) + math.log10(i) + math.log1p(i) + math.log(i, 3) + math.exp(-i)
    return bits(acc)


def roots(n):
    acc = 0.0
    for i in range(n):
        acc += root(i) + math.sqrt(i * 2**60) + math.cbrt(i) + math.isqrt(i)
    return bits(acc)


def root_error(n):
    acc = 0.0
    for i in range(n):
        acc += root(n - 4 - i)
    return acc


def log_error(n):
    acc = 0.0
    for i in range(n):
        acc += math.log(n - 4 - i)
    return acc


def exp_error(n):
    acc = 0.0
    for i in range(n):
        acc = math.exp(i * 10.0)
    return acc


def type_error(n):
    acc = 0.0
    for i in range(n):
        acc += math.sin(i if i < n - 1 else "1")
    return acc


def integers(n):
    acc = 0
    for i in range(n):
        acc += math.gcd(i, 36) + math.lcm(i, 4) + math.comb(i % 20, 3) + math.perm(i % 8, 2)
        acc += math.floor(-i / 3) + math.ceil(i / 3) + math.trunc(-i / 3) + math.factorial(i % 12)
    return acc


def floor_kinds(n):
    out = []
    for i in range(n):
        x = 2.0 ** (i % 80) + 0.5
        out.append(math.floor(x) + math.ceil(-x))
    return sum(out), type(out[0]).__name__


def splits(n):
    acc = []
    for i in range(n):
        x = i * -1.75
        acc.append((math.modf(x), math.frexp(x), math.fmod(x, 2.5), math.remainder(x, 2.5), math.ldexp(x, 3)))
    return acc[1], acc[-1]


def classify(n):
    values = [0.0, -0.0, 1.0, math.inf, -math.inf, math.nan, 5e-324]
    out = 0
    for i in range(n):
        x = values[i % len(values)]
        out = out * 3 % 10007 + math.isnan(x) + 2 * math.isinf(x) + 4 * math.isfinite(x)
        out += math.isclose(x, 1e-320) + int(math.copysign(1, x))
    return out


def floor_nan(n):
    out = 0
    for i in range(n):
        out += math.floor(i if i < n - 1 else math.nan)
    return out


for f in (trig, logs, roots, root_error, log_error, exp_error, type_error, integers, floor_kinds,
          splits, classify, floor_nan):
    attempt(f, 250)
attempt(lambda: [bits(math.dist((i, 1), (2, i))) for i in range(5)])
attempt(lambda: math.prod(range(1, 30)))
