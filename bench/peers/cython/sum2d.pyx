# cython: boundscheck=False, wraparound=False
"""Add up a two-dimensional array of whole numbers through a typed view."""

import numpy as np


def sum2d(const long long[:, :] array):
    cdef Py_ssize_t i, j
    cdef long long result = 0
    for i in range(array.shape[0]):
        for j in range(array.shape[1]):
            result += array[i, j]
    return result


array = np.arange(1_000 * 1_000, dtype=np.int64).reshape(1_000, 1_000)
print(sum(int(sum2d(array)) for _ in range(30)))
