"""List, set, dict comprehensions and generator expressions, nested, conditional, raising."""
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


def lists(n):
    a = [i * i for i in range(n)]
    b = [x for x in a if x % 3 == 1]
    c = [x if x % 2 else -x for x in b if x > 10 if x % 5]
    d = [(i, j) for i in range(n // 10) for j in range(i) if (i + j) % 4 == 0]
    e = [[j * i for j in range(i % 5)] for i in range(n)]
    return sum(a), len(b), sum(c), d[-3:], len(d), e[-1], sum(map(len, e))


def sets_dicts(n):
    s = {i % 17 for i in range(n)}
    d = {i: str(i) for i in range(n) if i % 2}
    inverse = {v: k for k, v in d.items()}
    nested = {i: {j: i * j for j in range(3)} for i in range(n)}
    return sorted(s), len(inverse), list(d.items())[-1], nested[n - 1]


def generators(n):
    g = (i * 2 for i in range(n))
    first = next(g)
    rest = sum(g)
    pairs = sum(a * b for a in range(n // 10) for b in range(a))
    return first, rest, pairs, any(i > 50 for i in range(n)), all(i < 50 for i in range(n))


def walrus_leaks(n):
    out = [last := i for i in range(n) if (half := i // 2) % 2 == 0]
    return len(out), last, half


def variable_restored(n):
    i = "kept"
    x = [i for i in range(n)]
    return i, x[-1]


def closures(n):
    fs = [lambda: i for i in range(n)]
    gs = [lambda i=i: i for i in range(n)]
    k = 5
    hs = [lambda: k + j for j in range(3)]
    return fs[0](), fs[-1](), gs[3](), [h() for h in hs]


def raises_inside(n):
    return [10 // (n - 5 - i) for i in range(n)]


def raises_in_condition(n):
    return {i for i in range(n) if 10 % (n - 5 - i) != 1}


def raises_in_source(n):
    return [j for i in range(n) for j in (range(1) if i < n - 1 else None)]


def caught_keeps_name(n):
    i = "before"
    try:
        [1 // (5 - i) for i in range(n)]
    except ZeroDivisionError:
        return i


def unbound_inside(n):
    try:
        return [q for _ in range(n) if (q := 1) > 2] or q
    finally:
        pass


def locals_inside(n):
    a = 1
    return [sorted(locals()) for i in range(n)][-1]


def generator_lazily(n):
    log = []

    def note(x):
        log.append(x)
        return x

    g = (note(x) for x in range(n))
    before = len(log)
    next(g)
    middle = len(log)
    for _ in zip(g, range(10)):
        pass
    return before, middle, len(log), log[-1]


def in_loops(n):
    total = 0
    for i in range(n):
        total += sum([j for j in range(i % 7)]) + len({j % 2 for j in range(i % 5)})
        total += max((j for j in range(i % 3)), default=-1)
        total += {j: i for j in range(3)}[2]
    return total


class Body:
    data = [i * 2 for i in range(300)]
    total = sum(x for x in data)
    size = len({k: k for k in data})


def star_targets(n):
    return [(a, c) for a, *b, c in [(i, 1, 2, i + 1) for i in range(n)] if sum(b) == 3][-1]


for f in (lists, sets_dicts, generators, walrus_leaks, variable_restored, closures, raises_inside,
          raises_in_condition, raises_in_source, caught_keeps_name, unbound_inside, locals_inside,
          generator_lazily, in_loops, star_targets):
    attempt(f, 300)
print(Body.total, Body.size, [i for i in range(400)][-1], "i" in globals())
