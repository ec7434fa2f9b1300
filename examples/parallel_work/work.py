"""The work that the three programs share out."""


def collatz_longest(start, stop):
    longest = 0
    for number in range(start, stop):
        steps = 0
        n = number
        while n != 1:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            steps += 1
        if steps > longest:
            longest = steps
    return longest


def parts(limit, count):
    size = limit // count
    return [(1 + i * size, 1 + (i + 1) * size) for i in range(count)]


def limit_from(arguments):
    if "--small" in arguments:
        return 2_000
    return int(arguments[1]) if len(arguments) > 1 else 100_000
