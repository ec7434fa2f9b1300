"""Deep recursion up to RecursionError: its message, its depth, and life after it."""
import sys

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


def depth_of(f):
    sys.setrecursionlimit(300)
    try:
        f(0)
    except RecursionError as error:
        return str(error)
    finally:
        sys.setrecursionlimit(1000)


deepest = 0


def down(n):
    global deepest
    deepest = n
    return down(n + 1)


def down_leaf(n):
    return 1 + down_leaf(n + 1)


def ping(n):
    global deepest
    deepest = n
    return pong(n + 1)


def pong(n):
    return ping(n + 1)


def with_loop(n):
    global deepest
    deepest = n
    total = 0
    for i in range(3):
        total += with_loop(n + 1)
    return total


def via_sorted(n):
    global deepest
    deepest = n
    return sorted([2, 1], key=lambda x: via_sorted(n + 1))


class Chain:
    def __getattr__(self, name):
        global deepest
        deepest += 1
        return getattr(self, name + "x")


def via_attribute(n):
    global deepest
    deepest = 0
    return Chain().a


class Equal:
    def __eq__(self, other):
        return other == self


def via_eq(n):
    return Equal() == Equal()


for f in (down, down_leaf, ping, with_loop, via_sorted, via_attribute, via_eq):
    deepest = 0
    print(f.__name__, depth_of(f), deepest)


def exact_fit(limit):
    def go(n):
        return 0 if n == 0 else 1 + go(n - 1)

    sys.setrecursionlimit(limit)
    low = 0
    for n in range(1, limit + 5):
        try:
            low = go(n)
        except RecursionError:
            break
    sys.setrecursionlimit(1000)
    return low


def repeated(n):
    def go(k):
        return go(k + 1)

    sys.setrecursionlimit(120)
    hits = 0
    for _ in range(n):
        try:
            go(0)
        except RecursionError:
            hits += 1
    sys.setrecursionlimit(1000)
    return hits


def tail(n):
    sys.setrecursionlimit(60)
    try:
        down_leaf(0)
    finally:
        sys.setrecursionlimit(1000)


def set_too_low(n):
    def go(k):
        if k == 0:
            sys.setrecursionlimit(5)
        else:
            go(k - 1)

    for i in range(n):
        go(20 if i == n - 1 else -0 or 1) if i == n - 1 else None


print(exact_fit(200), exact_fit(333))
attempt(repeated, 30)
attempt(set_too_low, 100)
attempt(tail, 0)
