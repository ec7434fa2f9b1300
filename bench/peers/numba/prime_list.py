"""The first primes, each number divided by the primes before it."""

from numba import njit


@njit(cache=True)
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


numbers = primes(13_000)
print(numbers[99], numbers[-1], sum(numbers))
