"""Print a message, compute the Fibonacci sequence the slow way, print it."""

import sys


def fib(n):
    if n <= 1:
        return n
    else:
        return fib(n - 1) + fib(n - 2)


def fib_seq(n):
    seq = []
    if n > 0:
        seq.extend(fib_seq(n - 1))
    seq.append(fib(n))
    return seq


def main():
    if "--small" in sys.argv:
        n = 20
    else:
        n = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    print("About to calculate the Fibonacci sequence for the number", n)
    numbers = fib_seq(n)
    for number in numbers:
        print(number)


main()
