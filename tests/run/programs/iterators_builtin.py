"""zip, enumerate, reversed, map, filter, iter with sentinel, itertools in for loops."""
import itertools

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


def zips(n):
    total = 0
    for a, b, c in zip(range(n), [1.5] * n, "abc" * n):
        total += a * b + ord(c)
    for a, b in zip(range(n), range(n // 2)):
        total -= a * b
    return total, a, b


def zip_strict(n):
    total = 0
    for a, b in zip(range(n), range(n - 1), strict=True):
        total += a * b
    return total


def zip_consumes(n):
    a, b = iter(range(n)), iter(range(n // 2))
    for _ in zip(a, b):
        pass
    return next(a), next(b, "end")


def enumerates(n):
    total = 0
    for i, x in enumerate(range(n), 2**62):
        total += i * x
    for i, (j, c) in enumerate(enumerate("xyz" * n, 5), -3):
        total += i * j + (c == "y")
    return total


def tuple_kept(n):
    kept = []
    for pair in enumerate(range(n)):
        kept.append(pair)
    for pair in zip(range(n), range(n)):
        kept.append(pair)
    return kept[5], kept[-1], len(set(kept))


def reverses(n):
    out = []
    a = list(range(n))
    for x in reversed(a):
        out.append(x)
        if x == n // 2:
            a.clear()
    for k in reversed({i: 1 for i in range(n)}):
        out.append(k)
    for c in reversed("abc" * n):
        out.append(ord(c))
    return len(out), sum(out)


def maps(n):
    total = 0
    for x in map(lambda v: v * v, range(n)):
        total += x
    for x in map(pow, range(n), [2] * n):
        total -= x
    for x in filter(None, [0, 1, "", 2] * n):
        total += x
    for x in filter(lambda v: v % 3 == 0, range(n)):
        total += x
    for s in map(str, range(n)):
        total += len(s)
    return total


def map_raises(n):
    total = 0
    for x in map(lambda v: 10 // (n - 1 - v), range(n)):
        total += x
    return total


def sentinel(n):
    a = list(range(n))
    out = 0
    for x in iter(a.pop, n // 2):
        out += x
    return out, len(a)


class Counter:
    def __init__(self, n):
        self.n = n
        self.i = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.i += 1
        if self.i > self.n:
            raise StopIteration
        return self.i


def own_iterator(n):
    total = 0
    for x in Counter(n):
        total += x
    for x, y in zip(Counter(n), Counter(n)):
        total += x * y
    return total


def iterator_recovers(n):
    class Stutter:
        def __init__(self):
            self.k = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.k += 1
            if self.k % 5 == 0:
                raise StopIteration
            return self.k

    s = Stutter()
    seen = []
    for _ in range(n):
        for x in s:
            seen.append(x)
    return len(seen), seen[-1]


def next_raises(n):
    class Failing(Counter):
        def __next__(self):
            if self.i == n - 1:
                raise ValueError("iterator broke")
            return super().__next__()

    total = 0
    for x in Failing(n):
        total += x
    return total


def stop_with_value(n):
    def g():
        for i in range(n):
            yield i
        return "value"

    it = g()
    for x in it:
        pass
    try:
        next(it)
    except StopIteration as stop:
        return x, stop.value


def tools(n):
    total = 0
    for a, b in itertools.product(range(n // 10), repeat=2):
        total += a * b
    for a, b in itertools.combinations(range(n // 10), 2):
        total -= a * b
    for x in itertools.chain(range(n), [0.5], "".split()):
        total += x
    for x in itertools.islice(itertools.count(5, 3), n):
        total += x
    for x in itertools.accumulate(range(n)):
        total += x
    for k, g in itertools.groupby(range(n), lambda v: v // 10):
        total += k * len(list(g))
    for x in itertools.takewhile(lambda v: v < n // 2, range(n)):
        total += x
    for a, b in itertools.pairwise(range(n)):
        total += b - a
    for x in itertools.repeat(2, n):
        total += x
    for a, b in itertools.zip_longest(range(n), range(n // 2), fillvalue=1):
        total += a * b
    return total


def files(n):
    import io

    total = 0
    for line in io.StringIO("line of text\n" * n):
        total += len(line)
    return total


for f in (zips, zip_strict, zip_consumes, enumerates, tuple_kept, reverses, maps, map_raises, sentinel,
          own_iterator, iterator_recovers, next_raises, stop_with_value, tools, files):
    attempt(f, 300)
