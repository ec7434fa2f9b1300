"""Rounded hypotenuses of all pairs out of two NumPy arrays, the short ones left out."""

import math

import numpy as np


def sum_of_hypotenuses(a, b):
    total = 0
    for i in range(len(a)):
        for j in range(len(b)):
            value = round(math.sqrt(a[i] ** 2 + b[j] ** 2))
            if value > 10:
                total += value
    return total


print(sum_of_hypotenuses(np.arange(2_500.0), np.arange(2_500.0)))
