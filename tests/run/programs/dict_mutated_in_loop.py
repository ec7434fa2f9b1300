"""Dicts and sets changed during iteration: the exact errors, and what was seen before."""
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

SEEN = []


def grow(n):
    d = {i: i for i in range(n)}
    for k in d:
        SEEN.append(k)
        if k == n // 2:
            d[n + 1] = 1
    return d


def shrink(n):
    d = {i: i for i in range(n)}
    for k in d:
        SEEN.append(k)
        if k == n // 2:
            del d[0]
    return d


def same_size(n):
    d = {i: i for i in range(n)}
    for k in d:
        SEEN.append(k)
        del d[k]
        d[k + 10000] = 1
        if len(SEEN) > 5 * n:
            break
    return len(d)


def items_grow(n):
    d = {i: i for i in range(n)}
    for k, v in d.items():
        SEEN.append(v)
        if k == n - 2:
            d["x"] = 1
    return d


def values_clear(n):
    d = {i: i for i in range(n)}
    for v in d.values():
        SEEN.append(v)
        if v == 7:
            d.clear()
    return d


def last_element_grow(n):
    d = {i: i for i in range(n)}
    for k in d:
        if k == n - 1:
            d["more"] = 1
    return len(d)


def set_grow(n):
    s = set(range(n))
    for k in s:
        SEEN.append(k)
        if k == n // 2:
            s.add(-5)
    return s


def callee_grows(n):
    d = {i: i for i in range(n)}

    def poke(k):
        if k == n // 3:
            d[-1] = 0

    for k in d:
        SEEN.append(k)
        poke(k)
    return d


def caught(n):
    d = {i: i for i in range(10)}
    failures = 0
    for i in range(n):
        try:
            for k in d:
                if k == i % 12:
                    d[100 + i] = 1
        except RuntimeError:
            failures += 1
            del d[100 + i]
    return failures, len(d)


def copy_is_safe(n):
    d = {i: i for i in range(n)}
    for k in list(d):
        if k % 2:
            del d[k]
    for k, v in dict(d).items():
        d[-k - 1] = v
    return len(d)


def globals_change(n):
    total = 0
    for i in range(n):
        globals()[f"made_{i % 5}"] = i
        total += made_0
    return total, made_4


def dict_comprehension_change(n):
    d = dict(a=1)
    return [d.setdefault(k, k) for k in d for _ in range(n)]


def update_in_value(n):
    d = {i: i for i in range(n)}
    for k in d:
        d[k] = d.get(k + 1, 0) * 2
    return sum(d.values())


for f in (grow, shrink, same_size, items_grow, values_clear, last_element_grow, set_grow, callee_grows,
          caught, copy_is_safe, globals_change, dict_comprehension_change, update_in_value):
    SEEN.clear()
    attempt(f, 300)
    print(len(SEEN), SEEN[-1:])
