# A loop's number may take over the object of the one before it, but only if nobody else holds that.
import sys

BIG = 10**9


def in_containers(n):
    kept, pairs, by_key = [], [], {}
    x, k = 1000.5, BIG
    for i in range(n):
        kept.append(x)
        pairs.append((k, i))
        by_key[i] = k
        x = x + 1.0
        k += 3
    return sum(kept), sum(a for a, _ in pairs), sorted(by_key.values())[:3], x, k


def in_other_variables(n):
    a = b = c = 2000.25
    p = q = BIG
    trace = []
    for i in range(n):
        c = b
        b = a
        a = a * 1.5 if i % 3 else a - 7.0
        q = p
        p = p + i
        if i % 5 == 0:
            trace.append((a, b, c, p, q))
    return trace


def in_arguments(n, start=3000.75, first=BIG):
    x, k = start, first
    for i in range(n):
        x -= 0.5
        k -= 1
    return x, k, start, first, in_arguments.__defaults__


def in_constants(n):
    out = []
    for i in range(n):
        x, k = 4000.125, 123456789
        for j in range(3):
            x += j
            k ^= j
        out.append((x, k))
    return out[0], out[-1]


def in_cells(n):
    x, k = 5000.5, BIG

    def peek():
        return x, k

    seen = []
    for i in range(n):
        seen.append(peek())
        x = x + 2.0
        k = k + 2
    return seen[0], seen[-1], peek()


def in_generators(n):
    def numbers():
        x, k = 6000.5, BIG
        for i in range(n):
            yield x
            x = x + 1.0
            yield k
            k = k - 1

    kept = list(numbers())
    return kept[:4], kept[-2:], len(set(kept))


def small_ints(n):
    same = 0
    k = 300
    for i in range(n):
        k = k - 1
        if k < -20:
            k = 270
        j = k
        if j is k:
            same += 1
    small = k - k + 7
    return same, small is int("7"), k


def wide_ints(n):
    k, seen = (1 << 30) - n, []
    for i in range(2 * n):
        k = k + 1
        if i % 7 == 0:
            seen.append(k)
    m = -(1 << 30) + n
    for i in range(2 * n):
        m = m - 1
        if i % 7 == 0:
            seen.append(m)
    return seen, k, m


def signs(n):
    k, x = BIG, 7000.5
    out = []
    for i in range(n):
        k = -k - 1
        x = -x
        z = x * 0.0
        out.append((k, x, str(z)))
    return out[:3], out[-3:]


def by_frames(n):
    def locals_of_caller():
        frame = sys._getframe(1)
        return frame.f_locals["x"], frame.f_locals["k"]

    kept = []
    x, k = 8000.5, BIG
    for i in range(n):
        kept.append(locals_of_caller())
        x = x + 1.0
        k = k + 1
    return kept[0], kept[-1]


def counts(n):
    x, k = 9000.5, BIG * 1000
    for i in range(n):
        x = x + 1.0
        k = k + 1000
    return sys.getrefcount(x) - sys.getrefcount(9000.75 + n), sys.getrefcount(k) < 4


for check in (
    in_containers, in_other_variables, in_arguments, in_constants, in_cells, in_generators,
    small_ints, wide_ints, signs, by_frames, counts,
):  # fmt: skip
    print(check.__name__, check(60), check(60))
