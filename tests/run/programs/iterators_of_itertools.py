"""Loops over what itertools makes: items, ends, sharing of result tuples, iterators held elsewhere."""

import sys
from itertools import (
    accumulate,
    chain,
    combinations,
    combinations_with_replacement,
    count,
    cycle,
    groupby,
    islice,
    pairwise,
    permutations,
    product,
    repeat,
    takewhile,
    zip_longest,
)


def repeated(n):
    total = 0
    for _ in repeat(None, n):
        total += 1
    for value in repeat(2.5, n):
        total += value
    for value in repeat("x"):
        total += len(value)
        if total > 4 * n:
            break
    return total, [x for x in repeat(7, -1)], [k for k in repeat(True, True)]


def wrong():
    kept = []
    for bad in (2.5, "x", 2**70, None):
        try:
            for _ in range(40):
                kept.append(len(list(repeat(1, 2))))
            repeat(1, bad)
        except (TypeError, OverflowError) as error:
            kept.append(str(error))
    return kept[40::41]


def products(n):
    total, kept = 0, []
    for a, b in product(range(n), repeat=2):
        total += a * b
    for item in product("ab", [1, 2.5]):
        kept.append(item)
    return total, kept


def arranged(n):
    best = None
    for order in permutations(range(n)):
        cost = sum(abs(a - b) * k for k, (a, b) in enumerate(zip(order, order[1:])))
        if best is None or cost < best[0]:
            best = cost, order
    kept = []
    for order in permutations("abc", 2):
        kept.append("".join(order))
    return best, kept


def chosen(n):
    total = 0
    for a, b, c in combinations(range(n), 3):
        if a + b > c:
            total += a * b * c
    for a, b in combinations_with_replacement(range(n), 2):
        total -= a * b
    return total


def shared(n):
    """A result that somebody keeps is not used again."""
    kept, others = [], []
    for item in combinations(range(n), 2):
        kept.append(item)
        others.append(sys.getrefcount(item) > 1)
    return kept[:3], kept[-1], len(set(map(id, kept))) == len(kept), all(others)


def held_elsewhere(n):
    source = product(range(n), "xy")
    seen = []
    for item in source:
        seen.append((item, next(source, None)))
    return seen[-2:], list(source)


def others(n):
    total = 0
    for i, x in zip(count(), chain(range(n), repeat(3, n))):
        total += i * x
    for a, b in pairwise(range(n)):
        total += a - b
    for x in islice(cycle([1, 2, 3]), n):
        total += x
    for x in accumulate(range(n)):
        total += x
    for key, group in groupby(range(n), lambda x: x // 7):
        total += key * sum(group)
    for x in takewhile(lambda x: x < n, count(3, 2)):
        total += x
    for a, b in zip_longest(range(n), range(n // 2), fillvalue=1):
        total += a * b
    return total


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


def ends(n):
    total = 0
    for item in repeat(Loud("repeated"), n):
        total += len(item.name)
    print("after repeat")
    for a, b in product([Loud("left")], range(n)):
        total += b
    print("after product")
    del a, item
    return total


print(repeated(60))
print(wrong())
print(products(12))
print(arranged(5))
print(chosen(9))
print(shared(12))
print(held_elsewhere(30))
print(others(60))
print(ends(60))
