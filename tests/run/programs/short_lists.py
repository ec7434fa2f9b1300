"""Short lists that end in a loop: their memory may be used again, and nobody can tell."""

import gc
import sys


def copies(rounds):
    source = [3, 1, 2, 40_000, 5]
    held, total = None, 0
    for i in range(rounds):
        before = held
        was = id(held)
        held = source[1:4]
        again = source[:]
        again[i % 5] += i
        pair = [i, i + 0.5]
        total += sum(held) + again[i % 5] + int(pair[1])
        if held is before or id(held) == was:
            total += 1_000_000
        if not gc.is_tracked(held) or not gc.is_tracked(pair):
            total += 10_000_000
        if sys.getsizeof(held) != sys.getsizeof([0, 0, 0]):
            total += 100_000_000
        if i % 7 == 0:
            again.append(i)
            total += sys.getsizeof(again) % 64
    return total, held


def empty_and_long(rounds):
    long = list(range(40))
    sizes = 0
    for i in range(rounds):
        part = long[i % 41 :]
        sizes += len(part)
        part = long[5:3]
        sizes += len(part) + len([])
    return sizes


class Noisy:
    """Its end can be seen, and where the program stood then."""

    lines = []

    def __init__(self, number):
        self.number = number

    def __del__(self):
        Noisy.lines.append((self.number, sys._getframe(1).f_lineno - first_line))


def last_reference_twice(rounds):
    """A list holds the only references to one object twice."""
    for i in range(rounds):
        twice = [Noisy(i)] * 2
        twice = i
        nested = [(Noisy(-i),), 0]
        nested.append(nested[0])
        nested = None
        pair = (Noisy(i + 0.5),) * 2
        pair = pair[:1]
        pair = None
        twice = nested, pair
    return twice


def replaced_by_a_slice(rounds):
    kept = [0] * 6
    for i in range(rounds):
        one = Noisy(i)
        kept[2:4] = [one, one]
        one = None
        kept[2:4] = [i, i]
    return kept


def takes(*args, **names):
    return len(args) + len(names)


def spread(rounds):
    total = 0
    for i in range(rounds):
        one = Noisy(i)
        args = (one, one)
        one = None
        total += takes(*args)
        args = None
        total += takes(*[Noisy(-i)] * 2, **{"key": i})
    return total


first_line = last_reference_twice.__code__.co_firstlineno
print(copies(3000))
print(empty_and_long(2000))
for function in (last_reference_twice, replaced_by_a_slice, spread):
    Noisy.lines.clear()
    result = function(1200)
    print(function.__name__, result, len(Noisy.lines), Noisy.lines[-8:])
    print(sorted({line for _, line in Noisy.lines}))
module_list = None
for i in range(2000):
    module_list = [i, i * 2, i * 3]
    module_list = module_list[1:]
    module_list = [module_list] * 2
    module_list = [Noisy(i)] * 2
print(module_list[0].number, len(Noisy.lines))
Noisy.lines.clear()
module_list = None
print(Noisy.lines[0][0])
