"""Values that change type inside one loop: int, float, str, None, list, bool, big int."""
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


def ladder(n):
    values = [1, 2.5, True, 2**70, 1j, "s", None, [1], (1,), b"b", {1: 2}, {3}, range(3), len, int, 0.0, -1]
    out = []
    for i in range(n):
        v = values[i // 20 % len(values)]
        try:
            out.append(v + v)
        except TypeError as error:
            out.append(str(error))
    return out[::20], len(out)


def accumulate(kinds, n):
    total = kinds[0]
    texts = set()
    for i in range(n):
        try:
            total = total + kinds[i % len(kinds)]
        except TypeError as error:
            texts.add(str(error))
    return total if not hasattr(total, "__len__") else (type(total).__name__, len(total)), sorted(texts)


def late_none(n):
    total = 0
    values = [1] * (n - 1) + [None]
    for v in values:
        total += v
    return total


def late_str(n):
    total = 0
    for v in [1.5] * (n - 1) + ["x"]:
        total *= v
    return total


def loop_variable_kinds(n):
    seen = {}
    for x in [1, 2.0, "3", None, (4,), [5], True] * (n // 7):
        seen[type(x).__name__] = seen.get(type(x).__name__, 0) + 1
    return seen


def two_iterables(n):
    out = []
    for source in (range(n), [0.5] * n, "ab" * n, {i: i for i in range(n)}, {1, 2}, iter([1, 2]), b"xyz", map(str, [1])):
        count = 0
        for x in source:
            count += 1
        out.append((count, type(x).__name__))
    return out


def variable_swaps(n):
    a, b = 1, "x"
    for i in range(n):
        a, b = b, a
    return a, b


def compare_kinds(n):
    values = [1, 1.0, True, "1", None, (1,), [1], 1j, b"1", 2**70]
    out = 0
    errors = set()
    for i in range(n):
        a, b = values[i % 10], values[i // 10 % 10]
        out = out * 2 % 99991 + (a == b) + (a != b) * 2 + (a is b) * 4
        try:
            out += a < b
        except TypeError as error:
            errors.add(str(error))
    return out, sorted(errors)


def argument_kinds(n):
    def f(x, y):
        return x * y

    out = []
    for i in range(n):
        x = i if i < 100 else i / 2 if i < 200 else "ab" if i < 250 else [i]
        out.append(f(x, 2))
    return out[99:101], out[199:201], out[249:251]


def element_kinds(n):
    a = [0] * n
    for i in range(n):
        a[i] = i if i % 3 else i / 2
    total = 0
    for i in range(n):
        total += a[i] * (1 if i % 5 else 0.5)
    return total


def promoted_counter(n):
    i = 0
    out = []
    while i < n:
        i += 1 if i < 100 else 0.5
        if i == 150:
            i = int(i) + 2**65 - 2**65
        out.append(type(i).__name__)
    return out.count("int"), out.count("float"), i


def overflow_then_small(n):
    x = 2**62
    out = []
    for i in range(n):
        x = x * 2 if i % 20 < 3 else x // 2 if i % 20 < 6 else x + 1
        if i % 50 == 0:
            out.append(x)
    return out, x


def none_default(n):
    best = None
    for i in range(n):
        x = (i * 7919) % 1009
        if best is None or x > best:
            best = x
        if i == n // 2:
            best = None
    return best


for f in (ladder, late_none, late_str, loop_variable_kinds, two_iterables, variable_swaps, compare_kinds,
          argument_kinds, element_kinds, promoted_counter, overflow_then_small, none_default):
    attempt(f, 340)
attempt(accumulate, [1, 2.5, True], 300)
attempt(accumulate, ["a", "b", 1], 300)
attempt(accumulate, [[1], [2], (3,)], 300)
attempt(accumulate, [1, "a", 2.5, None], 300)
