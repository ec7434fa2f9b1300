"""Lowest common multiple by adding the larger number until the smaller divides the sum."""


def lowest_common_multiple(a, b):
    i = max(a, b)
    while i < a * b:
        if i % min(a, b) == 0:
            return i
        i += max(a, b)
    return a * b


for a, b in [(41391237, 2830338), (9391238, 2830337), (52391239, 3830339)]:
    print(a, b, lowest_common_multiple(a, b))
