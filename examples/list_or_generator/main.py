"""Add up growing sequences, built as lists and delivered by generators."""

import sys

longest = 2_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 300_000


def squares_list(n):
    return [i * i for i in range(n)]


def squares_generator(n):
    return (i * i for i in range(n))


def squares_yielded(n):
    for i in range(n):
        yield i * i


for length in range(0, longest + 1, longest // 20):
    a = sum(squares_list(length))
    b = sum(squares_generator(length))
    c = 0
    for square in squares_yielded(length):
        c += square
    print(length, a, a == b == c)
