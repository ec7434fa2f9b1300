"""The Fibonacci sequence for a thousand numbers, without recursion in the sum."""

import sys


def fib(n):
    a, b = 0, 1
    for _ in range(0, n):
        a, b = b, a + b
    return a


def fib_seq(n):
    seq = []
    for i in range(0, n + 1):
        seq.append(fib(i))
    return seq


if "--small" in sys.argv:
    n, rounds = 200, 5
else:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rounds = 20

for _ in range(rounds):
    numbers = fib_seq(n)
print(len(numbers), "numbers")
print("last:", numbers[-1])
