"""Lowest common multiple by adding the larger number until the smaller divides the sum."""

import sys


def lowest_common_multiple(a, b):
    i = max(a, b)
    while i < a * b:
        if i % min(a, b) == 0:
            return i
        i += max(a, b)
    return a * b


if "--small" in sys.argv:
    pairs = [(4139, 2830), (41391, 28303)]
elif len(sys.argv) > 2:
    pairs = [(int(sys.argv[1]), int(sys.argv[2]))]
else:
    pairs = [(41391237, 2830338), (41391238, 2830338), (3700001, 2500000)]

for a, b in pairs:
    print(a, b, lowest_common_multiple(a, b))
