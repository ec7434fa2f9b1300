"""Comparisons of ints, floats, bools and big ints, exact beyond 2**53."""
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

PAIRS = [(2**53, float(2**53)), (2**53 + 1, float(2**53)), (2**53 - 1, float(2**53)),
         (2**63, 2.0**63), (2**63 - 1, 2.0**63), (-(2**63) - 1, -(2.0**63)), (10**400, float("inf")),
         (0, -0.0), (1, float("nan")), (True, 1.0), (False, 0), (2**64, 2.0**64), (-1, -1.0000000001)]


def compare_all(pairs, repeat):
    out = []
    for _ in range(repeat):
        out.clear()
        for a, b in pairs:
            out.append((a < b, a <= b, a == b, a != b, a > b, a >= b, b < a, b == a, b >= a))
    return out


def count_below(limit, n):
    below = 0
    for i in range(2**53 - n, 2**53 + n):
        if i < limit:
            below += 1
    return below


def chain(n):
    hits = 0
    for i in range(n):
        if 10 < i <= 20.5 < i + 15 != 30:
            hits += 1
    return hits


def mixed_max(values, repeat):
    best = None
    for k in range(repeat):
        for v in values:
            if best is None or v > best:
                best = v
    return best


def float_counter(n):
    x = float(2**53 - n // 2)
    same = 0
    for _ in range(n):
        y = x + 1
        if y == x:
            same += 1
        x = y
    return x, same


def int_plus_float(n):
    total = 0
    kinds = []
    for i in range(n):
        if i == n // 2:
            total = float(total)
        total += 2**40
        if i in (0, n // 2, n - 1):
            kinds.append((type(total).__name__, total))
    return kinds


def big_to_float_error(n):
    total = 0.0
    for i in range(n):
        total += 10 ** (i * 10)
    return total


def order_error(n):
    for i in range(n):
        if i > n - 3:
            i = str(i)
        if i < 5:
            continue
    return i


def complex_order(n):
    hits = 0
    for i in range(n):
        hits += 1j < i if i == n - 1 else 0
    return hits


attempt(compare_all, PAIRS, 40)
attempt(count_below, float(2**53), 400)
attempt(count_below, 2**53 + 1, 400)
attempt(count_below, 2.5, 400)
attempt(count_below, float("nan"), 400)
attempt(chain, 500)
attempt(mixed_max, [1, 2.5, True, 2**70, -1e300, 2.0**70], 100)
attempt(float_counter, 1000)
attempt(int_plus_float, 1000)
attempt(big_to_float_error, 100)
attempt(order_error, 400)
attempt(complex_order, 300)
