"""abs(z) against a constant: near it, exactly at it, not finite, too large, and where abs is not the built-in."""

INF = float("inf")
NAN = float("nan")


def classes(numbers):
    found = []
    for z in numbers:
        kind = 0
        if abs(z) > 2.0:
            kind += 1
        if abs(z) >= 2.0:
            kind += 2
        if abs(z) < 2:
            kind += 4
        if abs(z) <= 2:
            kind += 8
        if abs(z) == 2.0:
            kind += 16
        if abs(z) > -1.0:
            kind += 32
        if 1e-200 < abs(z):
            kind += 64
        if abs(z) < 1e-200:
            kind += 128
        found.append(kind)
    return found


def escapes(c, limit):
    z = 0j
    n = 0
    while n < limit:
        z = z * z + c
        n += 1
        if not abs(z) <= 2.0:
            break
    return n


def raising(numbers):
    count = 0
    for z in numbers:
        count += abs(z) > 2.0
    return count


def shadowed(numbers):
    def abs(z):
        return z.real

    count = 0
    for z in numbers:
        if abs(z) > 2.0:
            count += 1
    return count


near = [
    2 + 0j,
    -2 + 0j,
    2j,
    complex(1.2, 1.6),
    complex(-1.6, 1.2),
    complex(0.0, -2.0000000000000004),
]
near += [complex(1.9999999999999998, 1e-9), complex(2.0, 1e-7), complex(2.0, 1e-8), complex(1.4142135623730951, 1.4142135623730951)]  # fmt: skip
near += [
    complex(1.4142135623730950, 1.4142135623730950),
    complex(1.414213562373095, 1.414213562373095),
]
odd = [
    complex(INF, 1),
    complex(1, -INF),
    complex(NAN, 1),
    complex(1, NAN),
    complex(NAN, INF),
    1e-320 + 0j,
    0j,
]
odd += [
    complex(1e-170, 1e-170),
    complex(1e200, 1e-200),
    complex(1e160, 1e160),
    complex(5e-324, 5e-324),
]
plain = [complex(i % 7 - 3.3, i % 5 - 2.1) for i in range(300)]
for z in [*near, *odd]:
    print(z, classes([*plain[:40], z, *plain[:3]])[40:])
print(
    sum(classes(plain)),
    [
        escapes(complex(x / 10, y / 10), 60)
        for x in range(-20, 8)
        for y in range(0, 12, 3)
    ],
)
for bad in (complex(1.7e308, 1.7e308), complex(-1.5e308, 1.5e308)):
    for place in (0, 60):
        numbers = plain[:]
        numbers[place] = bad
        try:
            print(raising(numbers))
        except OverflowError as error:
            print(place, error)
print(shadowed(plain), raising([3, 2.5, True, -4 + 1j] * 30))
