"""The first primes, each number divided by the primes found so far."""

import sys


def primes(count):
    found = []
    n = 2
    while len(found) < count:
        for prime in found:
            if n % prime == 0:
                break
        else:
            found.append(n)
        n += 1
    return found


count = 500 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
numbers = primes(count)
print("hundredth:", numbers[99])
print("last of", count, "is", numbers[-1], "and the sum is", sum(numbers))
