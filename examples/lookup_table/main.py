"""A trigonometric function against two tables of its values: a coarse one and a fine one."""

import math
import sys


def trig(x):
    return math.sin(x) * math.cos(x) ** 2


COARSE = {}
for k in range(-1000, 1000):
    COARSE[k] = trig(k)

FINE = {}
for k in range(2000):
    FINE[k] = trig(math.pi * k / 1000)


def coarse_trig(x):
    return COARSE[int(x)]


def fine_trig(x):
    return FINE.get(int(x * 1000 / math.pi), 0)


def steps(start, stop, step):
    count = int((stop - start) / step)
    return [start + i * step for i in range(count)]


rounds = 2 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 400

for _ in range(rounds):
    exact = [trig(x) for x in steps(-100, 100, 0.1)]
    looked_up = [coarse_trig(x) for x in steps(-100, 100, 0.1)]
    worst = max(abs(a - b) for a, b in zip(exact, looked_up))
print("coarse table: %d values, worst difference %.6f" % (len(exact), worst))

for _ in range(rounds):
    points = steps(-10, 10, 0.1)
    exact = [trig(x) for x in points]
    looked_up = [fine_trig(x) for x in points]
    inside = [abs(a - b) for x, a, b in zip(points, exact, looked_up) if 0 <= x < 2 * math.pi]
print("fine table: %d of %d inside, worst %.6f" % (len(inside), len(points), max(inside)))
