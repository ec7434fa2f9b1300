"""Allocate long strings in a loop: first alone, then inside lists that point at each other."""

import gc
import sys

rounds = 3_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 500_000

for i in range(rounds):
    text = "a" * 10_000
print("alone:", len(text))

slots = [None] * 1_000
for i in range(rounds):
    a = ["a" * 10_000, None]
    b = ["b" * 10_000, a]
    a[1] = b
    slots[i % 1_000] = a
print("in cycles:", sum(len(slot[0]) + len(slot[1][0]) for slot in slots))
print("cycle closed:", slots[0][1][1] is slots[0])
del slots, a, b
print("collector found garbage:", gc.collect() > 0)
