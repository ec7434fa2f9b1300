"""The same function with its factor and helpers as globals and as default arguments."""

import math
import sys


def global_version(degree):
    return math.sin(degree * math.pi / 180) * math.cos(degree * math.pi / 180)


def default_version(degree, factor=math.pi / 180, sin=math.sin, cos=math.cos):
    return sin(degree * factor) * cos(degree * factor)


def average(function, rounds):
    total = 0
    for _ in range(rounds):
        for degree in range(1000):
            total += function(degree)
    return total / (rounds * 1000)


rounds = 10 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
print("globals: %.9f" % average(global_version, rounds))
print("defaults: %.9f" % average(default_version, rounds))
