"""Sets and frozensets in loops."""
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


def sieve(n):
    composite = set()
    primes = []
    for i in range(2, n):
        if i not in composite:
            primes.append(i)
            for j in range(i * i, n, i):
                composite.add(j)
    return primes[-5:], len(composite)


def add_discard(n):
    s = set()
    for i in range(n):
        s.add(i * 7 % 31)
        s.discard(i % 31)
        if i % 5 == 0 and s:
            s.remove(min(s))
        if i % 9 == 0:
            s |= {1, 2, 3}
        if i % 10 == 0:
            s -= {2}
        if i % 11 == 0:
            s &= set(range(25))
        if i % 13 == 0:
            s ^= {5, 6}
    return sorted(s)


def operators(n):
    total = 0
    for i in range(n):
        a, b = set(range(i % 10)), set(range(5, 12))
        total += len(a | b) * 2 + len(a & b) * 3 + len(a - b) * 5 + len(a ^ b) * 7
        total += (a < b) + (a <= b) + (a == b) + a.isdisjoint(b) + (a >= {0})
    return total


def remove_error(n):
    s = set(range(n - 2))
    for i in range(n):
        s.remove(i)
    return s


def unhashable(n):
    s = set()
    for i in range(n):
        s.add(i if i < n - 1 else [i])
    return s


def pop_all(n):
    s = set(range(n))
    total = 0
    while s:
        total += s.pop()
    return total


def pop_error(n):
    s = set(range(n))
    for _ in range(n + 1):
        s.pop()


def wrong_operand(n):
    s = {1}
    for i in range(n):
        s = s | ({2} if i < n - 1 else [2])
    return s


def frozen(n):
    out = {}
    for i in range(n):
        k = frozenset((i % 3, i % 4))
        out[k] = out.get(k, 0) + 1
    return sorted((sorted(k), v) for k, v in out.items())


def dedupe(n):
    seen = set()
    kept = []
    for i in range(n):
        x = i * i % 50
        if x in seen:
            continue
        seen.add(x)
        kept.append(x)
    return kept


def mixed_equal(n):
    s = set()
    for i in range(n):
        s.add(i % 3)
        s.add(float(i % 3))
        s.add(i % 3 == 1)
    return len(s), sorted(type(x).__name__ for x in s)


def int_order(n):
    out = []
    for i in range(n):
        out.append(tuple({i, i + 1, i + 64}))
    return out[0], out[-1]


for f in (sieve, add_discard, operators, remove_error, unhashable, pop_all, pop_error, wrong_operand, frozen,
          dedupe, mixed_equal, int_order):
    attempt(f, 300)
