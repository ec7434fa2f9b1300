"""Containers that hold themselves; repr and comparison of nested structures."""
import sys

import traceback


def attempt(function, *args):
    """Print the result with its type, or the whole traceback."""
    try:
        result = function(*args)
    except Exception:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
    else:
        print(function.__name__, type(result).__name__, repr(result))


def self_list(n):
    a = []
    text = ""
    for i in range(n):
        if i % 50 == 0:
            a.append(a)
        a.append(i % 3)
        text = repr(a)
    return text[:80], len(text)


def self_dict(n):
    d = {}
    for i in range(n):
        d[i % 5] = d if i % 2 else [d]
    return repr(d)


def deep(n):
    a = []
    for _ in range(n):
        a = [a]
    return repr(a)[:10], len(repr(a)), repr(a).count("[")


def compare_recursive(n):
    a, b = [], []
    a.append(b)
    b.append(a)
    for i in range(n):
        if i == n - 1:
            return a == b
    return None


def nested_equal(n):
    hits = 0
    for i in range(n):
        hits += [1, [2, (3, {"k": [i % 3]})]] == [1, [2, (3, {"k": [i % 2]})]]
    return hits


def linked(n):
    head = None
    for i in range(n):
        head = (i, head)
    total = 0
    while head is not None:
        value, head = head
        total += value
    return total


def tree(depth):
    if depth == 0:
        return None
    return [tree(depth - 1), depth, tree(depth - 1)]


def walk(node):
    stack = [node]
    total = 0
    while stack:
        top = stack.pop()
        if top is None:
            continue
        left, value, right = top
        total += value
        stack.append(left)
        stack.append(right)
    return total


attempt(self_list, 300)
attempt(self_dict, 300)
attempt(deep, 100)
sys.setrecursionlimit(400)
attempt(compare_recursive, 300)
attempt(nested_equal, 300)
attempt(linked, 2000)
attempt(lambda: walk(tree(9)))
