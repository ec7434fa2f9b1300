"""Hypotenuses only where the first side is longer than two, element by element."""

import math
import sys

import numpy as np


def masked_hypotenuse(a, b):
    result = np.zeros(len(a))
    for i in range(len(a)):
        if a[i] > 2:
            result[i] = math.sqrt(a[i] ** 2 + b[i] ** 2)
    return result


size = 3_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
a = np.arange(size) % 7 * 1.0
b = np.arange(size) % 11 * 1.0
result = masked_hypotenuse(a, b)
print("elements:", len(result), "not zero:", int((result != 0).sum()))
print("first:", " ".join("%.6f" % value for value in result[:8]))
total = 0.0
for value in result:
    total += value
print("sum: %.6f" % total)
