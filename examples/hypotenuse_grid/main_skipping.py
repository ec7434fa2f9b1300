"""The same grid over random arrays; pairs whose first side is larger are skipped."""

import math
import random
import sys

import numpy as np


def sum_of_hypotenuses(a, b):
    total = 0
    for x in a:
        for y in b:
            if x > y:
                continue
            value = round(math.sqrt(x * x + y * y))
            if value > 10:
                total += value
    return total


size = 60 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 1_200
random.seed(98)
a = np.array([random.random() * 100 for _ in range(size)])
b = np.array([random.random() * 100 for _ in range(size * 2)])
print("small grid:", sum_of_hypotenuses(np.arange(5.0), np.arange(30.0)))
print("random grid:", sum_of_hypotenuses(a, b))
