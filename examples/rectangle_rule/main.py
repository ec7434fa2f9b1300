"""The integral of x squared minus x by the rectangle rule."""

import sys


def f(x):
    return x**2 - x


def integrate(a, b, n):
    s = 0
    dx = (b - a) / n
    for i in range(n):
        s += f(a + i * dx)
    return s * dx


n = 20_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000
print("%.9f" % integrate(0.0, 2.0, n))
