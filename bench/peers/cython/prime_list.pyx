# cython: boundscheck=False, cdivision=True
"""The first primes in a C array."""

from libc.stdlib cimport free, malloc


def primes(int count):
    cdef int n = 2, found = 0, i
    cdef int *p = <int *> malloc(count * sizeof(int))
    while found < count:
        for i in range(found):
            if n % p[i] == 0:
                break
        else:
            p[found] = n
            found += 1
        n += 1
    result = [p[i] for i in range(count)]
    free(p)
    return result


numbers = primes(13_000)
print(numbers[99], numbers[-1], sum(numbers))
