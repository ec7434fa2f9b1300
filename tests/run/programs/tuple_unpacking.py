"""Tuples, multiple assignment, star unpacking and swaps in loops."""
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


def swaps(n):
    a, b, c, d = 1, 2, 3, 4
    for i in range(n):
        a, b = b, a + i
        b, c, d = d, b, c
        a, b, c, d = (d, c, b, a) if i % 7 == 0 else (a, b, c, d)
    return a, b, c, d


def stars(rows, repeat):
    out = []
    for _ in range(repeat):
        out.clear()
        for first, *rest, last in rows:
            out.append((first, rest, last))
    return out


def star_short(rows):
    total = 0
    for a, b, *c in rows:
        total += a + b + len(c)
    return total


def nested(n):
    total = 0
    for i, (a, (b, *c)) in enumerate([(k, (k + 1, k + 2, k + 3)) for k in range(n)]):
        total += i * a + b - sum(c)
    return total


def concat(n):
    t = ()
    for i in range(n):
        t = t + (i,)
        t += (i,) if i % 9 == 0 else ()
        if len(t) > 50:
            t = t[25:]
    return t


def index(n):
    t = (1, 2.5, "x", None, True)
    out = []
    for i in range(n):
        v = t[i % 5]
        w = t[-1 - i % 5]
        if v is w:
            out.append(i)
    return len(out), t.index("x"), t.count(1)


def index_error(n):
    t = tuple(range(n - 2))
    total = 0
    for i in range(n):
        total += t[i]
    return total


def item_assignment(n):
    t = (1, 2)
    for i in range(n):
        if i == n - 1:
            t[0] = 5
    return t


def compare(n):
    out = 0
    for i in range(n):
        a, b = (i % 3, i % 2, "a"), (i % 2, i % 3, "b")
        out = out * 3 % 99991 + (a < b) + 2 * (a == b) + 4 * ((1,) < a)
    return out


def hashing(n):
    seen = {}
    for i in range(n):
        key = (i % 5, i % 3)
        seen[key] = seen.get(key, 0) + 1
    return sorted(seen.items())


def unhashable(n):
    seen = {}
    for i in range(n):
        seen[(i, [] if i == n - 1 else 0)] = i
    return seen


def wrong_sizes(n):
    out = []
    for i in range(n):
        try:
            match i % 5:
                case 0: a, b = 1, 2
                case 1: a, b = (1, 2, 3)
                case 2: a, b = (1,)
                case 3: a, b = 5
                case 4: a, b, *c = [1]
        except (ValueError, TypeError) as error:
            if i < 5:
                out.append(str(error))
    return out


def chained_targets(n):
    a = [0] * 5
    i = 0
    for k in range(n):
        i = a[i] = k % 5
        x = y = z = [k]
        x.append(1)
    return a, i, z, x is y


def unpack_dict(n):
    total = 0
    for k, v in {i: i * i for i in range(n)}.items():
        total += k - v
    return total


def multiple_returns(n):
    def pair(i):
        return i, -i

    total = 0
    for i in range(n):
        a, b = pair(i)
        total += a * b
        a, *b = *pair(i), 7
        total += b[1]
    return total


attempt(swaps, 500)
attempt(stars, [(1, 2), (1, 2, 3), "abc", [1, 2, 3, 4], range(5), {1: 2, 3: 4}], 60)
attempt(star_short, [(1, 2)] * 300 + [(1, 2, 3)] + [(1,)])
for f in (nested, concat, index, index_error, item_assignment, compare, hashing, unhashable, wrong_sizes,
          chained_targets, unpack_dict, multiple_returns):
    attempt(f, 300)
