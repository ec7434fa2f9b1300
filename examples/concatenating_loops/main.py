"""For each x of one list and each y of another, append x + y."""

import sys


def concatenate(xs, ys):
    result = []
    for x in xs:
        for y in ys:
            result.append(x + y)
    return result


size = 60 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 2_200
numbers = concatenate(list(range(size)), list(range(0, size * 3, 3)))
print("numbers:", len(numbers), sum(numbers))
floats = concatenate([0.5 * i for i in range(size)], [0.25 * i for i in range(size)])
print("floats:", len(floats), sum(floats))
half = size // 2
texts = concatenate([str(i) for i in range(half)], [chr(97 + i % 26) for i in range(half)])
print("texts:", len(texts), texts[0], texts[-1])
