"""a, *b, c = x in loops: sequences, iterators, errors, what is released when."""

import sys
import traceback


def show(function, *arguments):
    try:
        print(function.__name__, function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
        for entry in traceback.extract_tb(error.__traceback__):
            print("   ", entry.name, entry.line, entry.colno, entry.end_colno)


def sequences(values, n):
    out = []
    for i in range(n):
        a, *b = values[i % len(values)]
        *c, d = values[i % len(values)]
        e, f, *g, h = (*values[i % len(values)], i, i + 1)
        out.append((a, b, c, d, e, f, g, h))
        [*j] = values[i % len(values)]
        out.append(j)
    return out[: 2 * len(values)], out[-1]


def lists_alone(n):
    total = 0
    values = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    sizes = set()
    for i in range(n):
        a, *b, c = values
        b.append(i)
        total += a + c + b[-1] + len(b)
        *b, c = values
        sizes.add(sys.getsizeof(b))
        a, *b, c, d, e, f, g, h = values
        sizes.add(sys.getsizeof(b))
    return total, values, len(sizes)


class Items:
    def __init__(self, log, count, fail=-1):
        self.log, self.count, self.fail, self.at = log, count, fail, 0

    def __iter__(self):
        self.log.append("iter")
        return self

    def __next__(self):
        self.at += 1
        if self.at == self.fail:
            raise KeyError(self.at)
        if self.at > self.count:
            raise StopIteration
        return Item(self.log, self.at)


class Item:
    def __init__(self, log, k):
        self.log, self.k = log, k

    def __del__(self):
        self.log.append(self.k)


def iterators(n):
    log = []
    for i in range(n):
        a, *b, c = Items(log, 4)
        log.append((a.k, [x.k for x in b], c.k))
        a = c = None
        log.append("b")
        b = None
    return log[:9], log[-8:]


def too_few(n, have, target):
    log = []
    values = [(1, 2, 3, 4)] * n + [Items(log, have)]
    try:
        for i in range(n + 1):
            if target == 0:
                a, b, *c, d = values[i]
            elif target == 1:
                a, *c = values[i]
            elif target == 2:
                *c, a, b, d = values[i]
    except ValueError as error:
        return str(error), error.__traceback__.tb_lineno > 0, log
    return log


def few_plain(n):
    values = [(1, 2, 3)] * n + [(1, 2)]
    for i in range(n + 1):
        a, *b, c, d = values[i]


def few_lists(n):
    values = [[1, 2, 3]] * n + [[]]
    for i in range(n + 1):
        a, *b = values[i]


def fails(n, where):
    log = []
    values = [(1, 2, 3)] * n + [Items(log, 9, where)]
    try:
        for i in range(n + 1):
            a, b, *c = values[i]
    except KeyError as error:
        return str(error), log


def no_iterable(n):
    values = [(1, 2, 3)] * n + [5]
    for i in range(n + 1):
        a, *b = values[i]


def old_protocol(n):
    class Old:
        def __getitem__(self, k):
            if k > 4:
                raise IndexError
            return k

    total = 0
    for i in range(n):
        a, *b = Old()
        total += a + sum(b)
    return total


def in_for(n):
    total = 0
    for i in range(n):
        for a, *b in [(1, 2, 3), "xyz", {5: 6}]:
            total += len(b)
    return total


for count in (3, 40):
    show(sequences, [(1, 2), [3, 4, 5], "abc", range(4), {"k": 1}, {9}], count * 2)
    show(lists_alone, count)
    show(iterators, count)
    for target in range(3):
        for have in range(4):
            show(too_few, count, have, target)
    show(few_plain, count)
    show(few_lists, count)
    for where in range(1, 5):
        show(fails, count, where)
    show(no_iterable, count)
    show(old_protocol, count)
    show(in_for, count)
