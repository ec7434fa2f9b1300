"""Filter the primes out of a range with a Python function."""

import math
import sys


def check_prime(number):
    for divisor in range(2, int(math.sqrt(number))):
        if number % divisor == 0:
            return False
    return True


limit = 10_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
numbers = [number for number in range(limit) if check_prime(number)]
print(len(numbers), "accepted below", limit)
print("first:", numbers[:20])
print("last:", numbers[-1])
