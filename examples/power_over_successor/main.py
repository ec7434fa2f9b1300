"""n to the power n over n + 1: by a function, and written out in the loop."""

import sys


def power_over_successor(n):
    return n**n // (n + 1)


limit = 300 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 5_000

total = 0
for i in range(limit):
    n = power_over_successor(i)
    total += n % 1_000_003
print("function: %d, last has %d bits" % (total, n.bit_length()))

n = 0
total = 0
for i in range(limit * 100):
    n = n**n // (n + 1)
    total += n
print("inline, fed back:", total)
