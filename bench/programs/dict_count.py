"""Count keys in a dictionary: whole numbers, then pairs."""


def numbers(count):
    x = 12345
    for _ in range(count):
        x = (x * 1103515245 + 12345) % 2147483648
        yield x >> 16


counts = {}
for n in numbers(3_000_000):
    key = n % 5003
    if key in counts:
        counts[key] += 1
    else:
        counts[key] = 1

pairs = {}
for n in numbers(1_200_000):
    key = (n % 31, n % 17)
    pairs[key] = pairs.get(key, 0) + 1

print(len(counts), max(counts.values()), min(counts, key=lambda key: (counts[key], key)))
print(len(pairs), max(pairs.values()), sum(pairs.values()))
