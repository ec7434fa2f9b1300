"""Dict methods, views, merging, default handling and order."""
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


def counting(n):
    d = {}
    for i in range(n):
        k = i * i % 17
        d[k] = d.get(k, 0) + 1
    return d


def setdefaults(n):
    d = {}
    for i in range(n):
        d.setdefault(i % 7, []).append(i)
    return {k: (len(v), v[-1]) for k, v in d.items()}


def pops(n):
    d = dict.fromkeys(range(n))
    out = 0
    for i in range(n):
        if i % 3 == 0:
            d.pop(i)
        elif i % 3 == 1:
            k, v = d.popitem()
            out += k
            if i > n // 2:
                d[i] = v
        else:
            out += d.pop(-i, 5)
    return out, len(d), list(d)[:5]


def order(n):
    d = {}
    for i in range(n):
        d[i % 10] = i
        if i % 4 == 0:
            del d[i % 10]
    return list(d.items())


def iterate(n):
    d = {i: str(i) for i in range(n)}
    total = 0
    for k in d:
        total += k
    for v in d.values():
        total += len(v)
    for k, v in d.items():
        total += k * len(v)
    for k in reversed(d):
        total = total * 2 % 1000003 + k
    return total


def update_existing(n):
    d = {i: 0 for i in range(10)}
    for _ in range(n):
        for k in d:
            d[k] += k
    return d


def merge(n):
    d = {}
    for i in range(n):
        d = d | {i % 5: i}
        d |= {"k": i}
        d.update(a=i, b=2)
        e = {**d, "z": 1}
    return d, e


def membership(n):
    d = {"a": 1, 5: 2, 2.0: 3, None: 4, (1, 2): 5}
    hits = 0
    for i in range(n):
        hits += (i % 8 in d) + (None in d) + ("a" in d) * 2 + ((1, i % 3) in d) + (2 in d)
    return hits


def key_error(n):
    d = {i: i for i in range(n - 3)}
    total = 0
    for i in range(n):
        total += d[i]
    return total


def key_error_tuple(n):
    d = {}
    for i in range(n):
        d[i, "k"] = i
    total = 0
    for i in range(n + 1):
        total += d[i, "k"]
    return total


def caught_keys(n):
    d = {i * 2: i for i in range(n)}
    out = 0
    for i in range(n):
        try:
            out += d[i]
        except KeyError as error:
            out -= error.args[0]
    return out


def delete_missing(n):
    d = dict.fromkeys(range(n - 1))
    for i in range(n):
        del d[i]
    return d


def unhashable(n):
    d = {}
    for i in range(n):
        d[i if i < n - 1 else [i]] = i
    return d


def unhashable_lookup(n):
    d = {1: 2}
    out = 0
    for i in range(n):
        out += d.get(i if i < n - 1 else {}, 0)
    return out


def equal_keys(n):
    d = {}
    for i in range(n):
        d[1] = i
        d[1.0] = i + 1
        d[True] = i + 2
    return d, [type(k).__name__ for k in d]


def nested(n):
    d = {}
    for i in range(n):
        d.setdefault(i % 3, {}).setdefault(i % 5, []).append(i)
    return {k: {j: len(x) for j, x in v.items()} for k, v in d.items()}


def memo(n):
    cache = {0: 0, 1: 1}
    for i in range(2, n):
        cache[i] = cache[i - 1] + cache[i - 2]
    return cache[n - 1]


def views(n):
    a, b = {i: 0 for i in range(10)}, {i: 1 for i in range(5, 15)}
    out = 0
    for _ in range(n):
        out += len(a.keys() & b.keys()) + len(a.keys() | b.keys()) + len(a.keys() - b.keys())
        out += len(a.items() & b.items()) + (a.keys() == b.keys())
    return out


for f in (counting, setdefaults, pops, order, iterate, update_existing, merge, membership, key_error,
          key_error_tuple, caught_keys, delete_missing, unhashable, unhashable_lookup, equal_keys, nested,
          memo, views):
    attempt(f, 300)
