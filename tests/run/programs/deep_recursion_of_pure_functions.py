"""Functions compiled whole may recurse as deep as the recursion limit lets them: the interpreter's
own calls must not use up the C stack, before, during and after their trial."""

import sys
import time


def count(n):
    return 0 if n == 0 else 1 + count(n - 1)


def even(n):
    return 1 if n == 0 else odd(n - 1)


def odd(n):
    return 0 if n == 0 else even(n - 1)


def work(seconds):
    until = time.perf_counter() + seconds
    wrong = 0
    while True:
        wrong += count(900) != 900
        wrong += even(901) != 0
        if time.perf_counter() > until:
            return wrong


print(count(10), count(20), count(900), even(900))
print(work(0.15))
sys.setrecursionlimit(12000)
print([count(9000) for _ in range(4)], even(9000), odd(9000))
print(work(0.05))
try:
    print(count(20000))
except RecursionError as error:
    print("RecursionError:", error)
try:
    print(even(20000))
except RecursionError as error:
    print("RecursionError:", error)
print(count(9000), even(9001))
