"""Add up a two-dimensional NumPy array of whole numbers with two loops."""

import numpy as np


def sum2d(array):
    rows, columns = array.shape
    result = 0
    for i in range(rows):
        for j in range(columns):
            result += array[i, j]
    return result


array = np.arange(1_000 * 1_000, dtype=np.int64).reshape(1_000, 1_000)
print(sum(int(sum2d(array)) for _ in range(30)))
