"""Loops over lists, dicts, strings and tuples that must run natively."""


def list_read(values):
    total = 0
    for i in range(len(values)):  # loop: list_read
        total += values[i]
    return total


def list_write(n):
    out = [0] * n
    for i in range(n):  # loop: list_write
        out[i] = i * 2
    return out


def list_iterate(values):
    total = 0.0
    for x in values:  # loop: list_iterate
        total += x * 0.5
    return total


def list_append(n):
    out = []
    for i in range(n):  # loop: list_append
        out.append(i & 15)
    return out


def sieve(n):
    flags = [True] * n
    count = 0
    for i in range(2, n):
        if flags[i]:
            count += 1
            for j in range(i * i, n, i):  # loop: sieve
                flags[j] = False
    return count


def matrix(n):
    a = [[i + j for j in range(n)] for i in range(n)]
    total = 0
    for i in range(n):
        row = a[i]
        for j in range(n):  # loop: matrix
            total += row[j] * a[j][i]
    return total


def swaps(values):
    for i in range(len(values) - 1):  # loop: swaps
        if values[i] > values[i + 1]:
            values[i], values[i + 1] = values[i + 1], values[i]
    return values[-1]


def dict_count(n):
    counts = {}
    for i in range(n):  # loop: dict_count
        k = i % 10
        counts[k] = counts.get(k, 0) + 1
    return counts


def string_scan(text):
    vowels = 0
    for c in text:  # loop: string_scan
        if c in "aeiou":
            vowels += 1
    return vowels


def zip_lists(xs, ys):
    total = 0.0
    for a, b in zip(xs, ys):  # loop: zip_lists
        total += a * b
    return total


def zip_with_range(xs):
    total = 0
    for i, x in zip(range(5, 10**9), xs):  # loop: zip_with_range
        total += i * x
    return total


def enumerate_tuple(xs):
    total = 0
    for i, x in enumerate(xs):  # loop: enumerate_tuple
        total += i * x
    return total


def views_in_variables(numbers):
    items, one = numbers.items(), iter(numbers)
    total = 0
    for i in range(len(numbers)):  # loop: views_in_variables
        total += i
    return total, len(items), next(one)


def enumerate_objects(pairs):
    total = 0
    for i, pair in enumerate(pairs):  # loop: enumerate_objects
        total += i * pair[0]
    return total


print(
    list_read(list(range(3000))),
    list_write(3000)[-1],
    list_iterate([1.5] * 3000),
    len(list_append(3000)),
)
print(sieve(4000), matrix(40), swaps([(i * 7919) % 1009 for i in range(3000)]), dict_count(3000))
print(string_scan("the quick brown fox " * 100))
print(zip_lists([0.5] * 3000, [1.5] * 3100), zip_with_range(list(range(3000))))
print(enumerate_tuple(tuple(range(3000))), enumerate_objects([(i, i) for i in range(3000)]))
print(views_in_variables({i: i for i in range(3000)}))
