"""Print how many primes there are between ten and a limit, trying every smaller divisor."""

import sys


def is_prime(number):
    for divisor in range(2, number):
        if number % divisor == 0:
            return False
    return True


def primes_between(start, stop):
    primes = []
    for number in range(start, stop):
        if is_prime(number):
            primes.append(number)
    return primes


stop = 1_500 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
primes = primes_between(10, stop)
print(len(primes), "primes from", primes[0], "to", primes[-1])
