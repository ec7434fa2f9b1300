"""The integral of a polynomial and of a sine by the rectangle rule."""

import math


def f(x):
    return x**2 - x


def g(x):
    return math.sin(x) * math.exp(-x)


def integrate(function, a, b, n):
    s = 0
    dx = (b - a) / n
    for i in range(n):
        s += function(a + i * dx)
    return s * dx


print("%.9f" % integrate(f, 0.0, 2.0, 4_000_000))
print("%.9f" % integrate(g, 0.0, 3.0, 4_000_000))
