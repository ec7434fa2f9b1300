"""Sort pairs by their second element, with a comparison function and with a key."""

import random
import sys
from functools import cmp_to_key

count = 3_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
random.seed(49)
pairs = [[random.randint(0, 99), chr(random.randint(32, 121))] for _ in range(count)]


def compare(first, second):
    if first[1] < second[1]:
        return -1
    if first[1] > second[1]:
        return 1
    return 0


by_comparison = sorted(pairs, key=cmp_to_key(compare))
by_key = sorted(pairs, key=lambda pair: pair[1])
print("first:", by_comparison[0], "last:", by_comparison[-1])
print("same order:", by_comparison == by_key)
