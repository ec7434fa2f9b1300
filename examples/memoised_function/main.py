"""Does remembering results pay? Fixed and random arguments, with and without a memory."""

import math
import random
import sys


class Memory:
    def __init__(self, function):
        self.function = function
        self.known = {}
        self.hits = 0

    def __call__(self, values, period):
        key = "".join([str(value) for value in values])
        if key in self.known:
            self.hits += 1
        else:
            self.known[key] = self.function(values, period)
        return self.known[key]


def signal(values, period):
    total = 0
    for _ in range(100):
        for value in values:
            total = total + math.pow(math.sqrt(value) * period, 4)
    return total


def rounds_over(function, make_lists, rounds):
    total = 0
    for _ in range(rounds):
        for values in make_lists():
            total += function(values, random.random())
    return total


random.seed(38)
rounds = 2 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 250
fixed = [random.sample(range(1, 101), 10) for _ in range(10)]


def fixed_lists():
    return fixed


def random_lists():
    return [random.sample(range(1, 2000), 10) for _ in range(10)]


for name, make_lists in (("fixed", fixed_lists), ("random", random_lists)):
    memory = Memory(signal)
    print(name, "remembered: %.6e" % rounds_over(memory, make_lists, rounds), memory.hits, "hits")
    print(name, "plain: %.6e" % rounds_over(signal, make_lists, rounds))
