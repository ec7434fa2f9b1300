"""The squared distance of every pair out of two lists of numbers."""

import random
import sys


def all_pairs(xs, ys):
    result = []
    for x in xs:
        row = []
        for y in ys:
            row.append((x - y) ** 2)
        result.append(row)
    return result


size = 100 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
random.seed(79)
xs = [random.random() for _ in range(size)]
ys = [random.random() for _ in range(size)]
distances = all_pairs(xs, ys)
print(len(distances), "rows of", len(distances[0]))
print("sum: %.6f" % sum(sum(row) for row in distances))
print("largest: %.6f" % max(max(row) for row in distances))
