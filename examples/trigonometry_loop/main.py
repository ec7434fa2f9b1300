"""The square root of a sine and cosine mix, many times: inline, then in a function."""

import math
import sys

rounds = 20_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000

total = 0
for i in range(rounds):
    total += math.sqrt(i * abs(math.sin(i) - math.cos(i)))
print("inline: %.6f" % total)


def mix(i):
    return math.sqrt(i * abs(math.sin(i) - math.cos(i)))


total = 0
for i in range(rounds):
    total += mix(i)
print("function: %.6f" % total)
