"""Recursion: direct, mutual, through built-ins, and deep."""

import functools
import sys


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def nested(tree):
    return sum(map(nested, tree)) + 1 if isinstance(tree, list) else tree


@functools.lru_cache(maxsize=None)
def cached(n):
    return 1 if n < 2 else cached(n - 1) + cached(n - 2)


class Node:
    def __init__(self, depth):
        self.children = [Node(depth - 1) for _ in range(2)] if depth else []

    def __len__(self):
        return 1 + sum(len(child) for child in self.children)


sys.setrecursionlimit(20000)


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


print(fib(12), even(101), nested([1, [2, 3, [4]], [[5]]]), cached(60), len(Node(5)), deep(3000))
