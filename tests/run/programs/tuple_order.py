"""Comparison of tuples and lists: only up to the first difference, nan by identity, unlike types, own classes."""

NAN = float("nan")


class Odd(int):
    calls = 0

    def __lt__(self, other):
        Odd.calls += 1
        return int(self) > int(other)

    def __eq__(self, other):
        Odd.calls += 1
        return int(self) == int(other)

    __hash__ = int.__hash__


def row(left, others):
    found = []
    for right in others:
        kind = 0
        if left < right:
            kind += 1
        if left <= right:
            kind += 2
        if left == right:
            kind += 4
        if left != right:
            kind += 8
        if left > right:
            kind += 16
        if left >= right:
            kind += 32
        found.append(kind)
    return found


def least(pairs):
    best = pairs[0]
    for pair in pairs:
        if pair < best:  # noqa: PLR1730
            best = pair
    return best


tuples = [
    (), (1,), (1, 2), (1, 2, 3), (2,), (1.0, 2), (1, 2.5), (True, 2), (2**40, 1), (2**40, 2), (-(2**70), 0),
    (2**70, 0), (1, (2, 3)), (1, (2, 3, 4)), (1, (2,)), (0, "a"), (0, "b"), (0, "ab"), (0, "é"), (NAN, 1), (NAN, 2),
    (float("nan"), 1), (0.0, 1), (-0.0, 1), ((((1,),),),), ((((((1,),),),),),), (-5, None), (-5, None, 1),
]  # fmt: skip
for left in tuples:
    compatible = []
    for right in tuples:
        try:
            _ = left < right
            compatible.append(right)
        except TypeError:
            pass
    print(left, len(compatible), row(left, compatible * 3)[-len(compatible) :])
    lists = [list(right) for right in compatible]
    print(row(list(left), lists * 3)[-len(compatible) :])
for bad in ((1, "x"), (1, None), (1, (1, "x")), (1, 1j)):
    try:
        print(row((1, 2), [(1, 3)] * 50 + [bad] + [(1, 4)]))
    except TypeError as error:
        print(bad, error)
# What comes after the first difference may be of any type.
print(row((1, 2, "x"), [(1, 3, 5), (0, None), (1, 1, [])] * 20)[-3:])
print(row((1, Odd(2)), [(1, 3), (1, 2), (1, Odd(1))] * 20)[-3:], Odd.calls)
print(row((1, 2), [(1, Odd(3)), (1, Odd(2)), (0, Odd(1))] * 20)[-3:], Odd.calls)
state = 1
pairs = []
for i in range(3000):
    state = (state * 1103515245 + 12345) % 2147483648
    pairs.append((state % 1000, -i))
print(
    least(pairs),
    least([(float(a), str(b)) for a, b in pairs]),
    least([[a << 40, b] for a, b in pairs]),
)
