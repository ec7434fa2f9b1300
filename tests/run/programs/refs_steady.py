# Blocks of memory and reference counts do not grow when the same work is done again: no reference is
# lost on any way in or out of native code.
import gc
import sys


class Thing:
    def __init__(self, v):
        self.v = v

    def add(self, k):
        self.v = self.v + k
        return self


MARK = Thing(0)
SHARED = [MARK, MARK]
TABLE = {"a": MARK, 1000003: SHARED, 2.5: "x" * 50}


def numbers(n):
    t, x, z = 0, 0.5, 1j
    for i in range(n):
        t += i * 1000003
        x = x * 1.01 + i
        z = z * 0.5 + i
        if i % 97 == 0:
            t = t * 2**40
        if i % 101 == 0:
            t = 5
    return t, x, z


def lists(n):
    out = []
    for i in range(n):
        out.append(i * 1000003)
        out.append(i * 0.5)
        out.append(MARK)
        out[i % len(out)] = MARK
        out[i % len(out)] = 2.5 + i
        a = out[i % 7 % len(out)]
        b, c = (a, MARK)
        if len(out) > 50:
            del out[10:]
        out[1:2] = [c, b]
        out = out[::-1]
    return len(out)


def dicts(n):
    d = {}
    for i in range(n):
        d[i % 50 * 1000003] = MARK
        d[str(i % 50)] = i * 1.5
        d.setdefault(("k", i % 7), []).append(MARK)
        if i % 30 == 0:
            d = {k: v for k, v in d.items() if k != ("k", 3)}
        x = d.get(i, MARK)
        try:
            x = d[i * 77]
        except KeyError as e:
            x = e.args[0]
        d.pop(("k", i % 7), None)
    return len(d)


def strings(n):
    s, parts = "", []
    for i in range(n):
        s += chr(97 + i % 26)
        parts.append(f"{i:>5}|{s[-3:]}|{i * 0.25:.2f}")
        if len(s) > 40:
            s = s[5:20].upper().replace("A", "bb")
        if len(parts) > 20:
            s += ",".join(parts)[:30]
            parts.clear()
    return s


def objects(n):
    t = Thing(0)
    for i in range(n):
        t = t.add(i * 1000003)
        u = Thing(t)
        u.v.v = u.v.v % 1009 + 0.5
        MARK.v = i * 1000003
        w = [Thing(k) for k in range(3)]
        w[1] = w
        del w[1]
        setattr(u, "z", MARK)
    return t.v


def iterators(n):
    t = 0
    for i in range(n):
        for k, (a, b) in enumerate(zip(SHARED, [MARK, i * 1000003])):
            t += k
        for a in {MARK: 1, i * 1000003: 2}:
            t += 1
        for a in (x for x in SHARED):
            t += 1
            break
        for a in [MARK, i * 0.5, "q" * 3]:
            if t % 3 == 0:
                break
        for a, b in {1: MARK}.items():
            t += a
        it = iter([MARK] * 3)
        next(it)
        for a in it:
            t += 1
    return t


def changing(n):
    x = 0
    for i in range(n):
        if i % 40 == 10:
            x = 1.5
        elif i % 40 == 20:
            x = 2**70 + i
        elif i % 40 == 30:
            x = "text" * 3
        elif i % 40 == 0:
            x = MARK
        y = x
        z = [x, y, i * 1000003]
        if isinstance(y, (int, float)):
            x = y + 1
    return len(z)


def failing(n):
    t = 0
    for i in range(n):
        try:
            if i % 5 == 0:
                t += [1.5, 2.5][i * 1000003]
            elif i % 5 == 1:
                t += TABLE[i * 0.37]
            elif i % 5 == 2:
                t += int(f"x{i}")
            elif i % 5 == 3:
                MARK.missing(i * 1000003, i * 0.5, SHARED)
            else:
                t += (i * 1000003) // (i % 1)
        except (IndexError, KeyError, ValueError, AttributeError, ZeroDivisionError) as error:
            t += len(error.args)
    return t


def generators(n):
    def source(k):
        try:
            for i in range(k):
                yield i * 1000003, MARK
        finally:
            SHARED.append(MARK)

    t = 0
    for i in range(n):
        for number, thing in source(4):
            t += number
            if i % 3 == 0:
                break
        SHARED.pop()
    return t


def closures(n):
    total = 0.5

    def bump(k, *rest, by=1.5, **more):
        nonlocal total
        total += k * by + len(rest) + len(more)
        return MARK

    for i in range(n):
        bump(i * 1000003)
        bump(i, i, by=i * 0.5)
        bump(*[i, MARK], **{"q": i})
        f = lambda q, w=i * 1000003: (q, w, total)
        f(MARK)
    return total


def early(n):
    for i in range(n):
        for j in range(10):
            x = [MARK, i * 1000003, j * 0.5]
            if i * j > 300:
                return x[1]
    return None


WORK = [numbers, lists, dicts, strings, objects, iterators, changing, failing, generators, closures, early]


def state():
    gc.collect()
    counts = [sys.getrefcount(o) for o in (MARK, SHARED, TABLE, Thing, None, "")]
    return sys.getallocatedblocks(), counts[:4]


for work in WORK:
    for _ in range(4):
        result = work(240)
    blocks, counts = state()
    for _ in range(4):
        result = work(240)
    more_blocks, more_counts = state()
    grown = more_blocks - blocks
    print(work.__name__, "steady" if abs(grown) < 120 else f"{grown} blocks more", more_counts == counts)
    print(result)
