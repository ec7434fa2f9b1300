"""Fibonacci by double recursion, with C types: not exact beyond 64 bits."""


cdef long long fib(long long n):
    if n <= 1:
        return n
    return fib(n - 1) + fib(n - 2)


print(fib(37))
