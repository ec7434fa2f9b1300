"""nan, infinities, signed zeros, denormals and overflow in float loops."""
import math

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

INF = float("inf")
NAN = float("nan")


def signs(n):
    zero = 0.0
    out = []
    for i in range(n):
        zero = -zero
        if i < 4:
            out.append((zero, math.copysign(1.0, zero), zero + 0.0, 0.0 - zero, zero * -1, 0 * -1.0))
    return out, zero


def nan_flow(n):
    total = 0.0
    equal = 0
    for i in range(n):
        x = NAN if i == n // 2 else float(i)
        total += x
        if x == x:
            equal += 1
        if x != x:
            equal -= 100
    return total, equal


def nan_compare(n):
    out = [0] * 6
    x = NAN
    for _ in range(n):
        out[0] += x < 1
        out[1] += x > 1
        out[2] += x <= x
        out[3] += x >= INF
        out[4] += not x < 1
        out[5] += x != x
    return out


def nan_in_containers(n):
    hits = 0
    box = [NAN, 1.0]
    for _ in range(n):
        hits += NAN in box
        hits += float("nan") in box
        hits += box.count(NAN)
    return hits, box == [NAN, 1.0], {NAN: 1}.get(NAN), box.index(NAN)


def overflow_to_inf(n):
    x = 1.0
    first = None
    for i in range(n):
        x *= 10.0
        if x == INF and first is None:
            first = i
    return x, first, x - x, x * 0


def underflow(n):
    x = 1.0
    kept = []
    for i in range(n):
        x /= 2.0
        if i in (1021, 1022, 1050, 1073, 1074):
            kept.append(x)
    return kept, x


def power_overflow(n):
    out = 0.0
    for i in range(n):
        out = 10.0 ** (i * 2)
    return out


def int_too_big(n):
    out = 0.0
    for i in range(n):
        out = 1.5 * 10 ** (i * 3)
    return out


def min_max(n):
    values = [1.0, NAN, -0.0, 0.0, -INF, INF]
    out = []
    for i in range(n):
        a, b = values[i % 6], values[i // 6 % 6]
        if i < 36:
            out.append((min(a, b), max(a, b)))
    return out


def summation(n):
    total = 0.0
    compensated = 0.0
    c = 0.0
    for i in range(1, n):
        x = 1.0 / i
        total += x
        y = x - c
        t = compensated + y
        c = (t - compensated) - y
        compensated = t
    return total, compensated, sum(1.0 / i for i in range(1, n)), math.fsum(1.0 / i for i in range(1, n))


def tenths(n):
    x = 0.0
    for _ in range(n):
        x += 0.1
    return x, x == n / 10, repr(x), x.hex()


def fused(n):
    acc = 0.0
    for i in range(n):
        acc = acc * 1.0000001 + i * 1e-3 - acc * 0.5
    return acc.hex()


def inf_counter(n):
    x = -INF
    steps = 0
    for _ in range(n):
        x += 1e308
        steps += x < 0
    return x, steps


def int_of_special(n):
    out = 0
    for i in range(n):
        out += int(1e3 if i < n - 1 else NAN)
    return out


def zero_division(n):
    out = 0.0
    for i in range(n):
        out += 1.0 / (n - 10.0 - i)
    return out


def zero_floor(n):
    out = 0.0
    for i in range(n):
        out += 1.0 // (n - 10.0 - i)
    return out


def zero_mod(n):
    out = 0.0
    for i in range(n):
        out += 1.0 % (n - 10.0 - i)
    return out


for f in (signs, nan_flow, nan_compare, nan_in_containers, min_max, summation, tenths, fused,
          inf_counter, int_of_special, zero_division, zero_floor, zero_mod, power_overflow, int_too_big):
    attempt(f, 400)
attempt(overflow_to_inf, 400)
attempt(underflow, 1200)
