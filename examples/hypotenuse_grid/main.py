"""Rounded hypotenuses of all pairs out of two NumPy arrays, the short ones left out."""

import math
import sys

import numpy as np


def sum_of_hypotenuses(a, b):
    total = 0
    for i in range(len(a)):
        for j in range(len(b)):
            value = round(math.sqrt(a[i] ** 2 + b[j] ** 2))
            if value > 10:
                total += value
    return total


size = 60 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
print("small grid:", sum_of_hypotenuses(np.arange(5.0), np.arange(30.0)))
print("large grid:", sum_of_hypotenuses(np.arange(float(size)), np.arange(2.0 * size)))
