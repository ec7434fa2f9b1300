"""The iterative Fibonacci sequence, remembered by a callable class."""

import sys


class cached:
    def __init__(self, fn):
        self.fn = fn
        self.cache = {}

    def __call__(self, *args):
        try:
            return self.cache[args]
        except KeyError:
            self.cache[args] = self.fn(*args)
            return self.cache[args]


@cached
def fib(n):
    a, b = 0, 1
    for _ in range(0, n):
        a, b = b, a + b
    return a


@cached
def fib_recursive(n):
    if n <= 1:
        return n
    return fib_recursive(n - 1) + fib_recursive(n - 2)


def fib_seq(n):
    seq = []
    for i in range(0, n + 1):
        seq.append(fib(i))
    return seq


if "--small" in sys.argv:
    n, rounds = 200, 20
else:
    n, rounds = 1_000, int(sys.argv[1]) if len(sys.argv) > 1 else 3_000

for _ in range(rounds):
    numbers = fib_seq(n)
print("last:", numbers[-1])
print("remembered:", len(fib.cache))
print("recursive for 20:", fib_recursive(20), "after", len(fib_recursive.cache), "computations")
