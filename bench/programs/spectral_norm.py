"""The spectral norm of an infinite matrix, cut off."""

from math import sqrt


def eval_a(i, j):
    ij = i + j
    return 1.0 / (ij * (ij + 1) // 2 + i + 1)


def multiply_av(v):
    return [sum(eval_a(i, j) * v[j] for j in range(len(v))) for i in range(len(v))]


def multiply_atv(v):
    return [sum(eval_a(j, i) * v[j] for j in range(len(v))) for i in range(len(v))]


def multiply_atav(v):
    return multiply_atv(multiply_av(v))


def main(n):
    u = [1.0] * n
    for _ in range(5):
        v = multiply_atav(u)
        u = multiply_atav(v)
    vbv = vv = 0.0
    for ue, ve in zip(u, v):
        vbv += ue * ve
        vv += ve * ve
    print("%0.9f" % sqrt(vbv / vv))


main(800)
