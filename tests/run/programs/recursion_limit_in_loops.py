"""The recursion limit is changed, and met, in functions called in loops."""

import sys


class Deep:
    def __init__(self):
        self.calls = 0

    def down(self, n):
        self.calls += 1
        return 0 if n == 0 else 1 + self.down(n - 1)


def set_limit(limit):
    sys.setrecursionlimit(limit)
    return sys.getrecursionlimit()


def changes(values, i):
    values.append(set_limit(300 + i))
    return reach(values)


def reach(values):
    try:
        return deep(0)
    except RecursionError:
        values.append("limit")
        return -1


def deep(n):
    return n if n == 150 else deep(n + 1)


def changed(n):
    values = []
    total = 0
    for i in range(n):
        total += changes(values, i)
    return total, len(values)


def how_deep(start):
    depth = 0

    def probe():
        nonlocal depth
        depth += 1
        probe()

    try:
        probe()
    except RecursionError:
        pass
    return depth - start


def measure(values, i):
    values.append(how_deep(0))
    return values[-1] == values[0]


def measured(n):
    values = []
    same = 0
    for i in range(n):
        same += measure(values, i)
    return same


def objects(n):
    deep_one = Deep()
    total = 0
    for i in range(n):
        total += deep_one.down(i % 40)
    return total, deep_one.calls


limit = sys.getrecursionlimit()
for repeat in range(2):
    print(changed(60))
    sys.setrecursionlimit(250)
    print(measured(30), objects(60))
    sys.setrecursionlimit(limit)
    print(how_deep(0) > 500)
