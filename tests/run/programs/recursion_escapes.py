"""A RecursionError escapes; the traceback on stderr folds the repeated lines."""
import sys

sys.setrecursionlimit(150)


def even(n, acc):
    for k in range(2):
        acc += k
    return odd(n + 1, acc)


def odd(n, acc):
    return even(n + 1, acc * 2 % 1009)


for i in range(300):
    try:
        even(0, i)
    except RecursionError:
        pass
print("caught", i)


def same(n):
    return same(n + 1) + 1


same(0)
