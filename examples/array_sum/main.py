"""Add up a two-dimensional NumPy array of whole numbers with two loops."""

import sys

import numpy as np


def sum_two_loops(array):
    rows, columns = array.shape
    result = 0
    for i in range(rows):
        for j in range(columns):
            result += array[i, j]
    return result


def lifted(x, y):
    array = np.arange(x * y).reshape(x, y)
    total = 0
    for row in range(x):
        for column in range(y):
            total += array[row, column] * 2 - array[row, column]
    return total


size = 120 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
print("three by three:", int(sum_two_loops(np.arange(9).reshape(3, 3))))
print("two by sixty-five:", int(lifted(2, 65)))
big = np.arange(size * size, dtype=np.int64).reshape(size, size)
print("large:", int(sum_two_loops(big)))
