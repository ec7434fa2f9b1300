"""The even numbers below a hundred, by a loop that appends and by a comprehension."""

import sys

repeats = 500 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 100_000

for _ in range(repeats):
    even = []
    for i in range(100):
        if i % 2 == 0:
            even.append(i)
print("loop:", len(even), sum(even))

for _ in range(repeats):
    even = [i for i in range(100) if i % 2 == 0]
print("comprehension:", len(even), sum(even))
