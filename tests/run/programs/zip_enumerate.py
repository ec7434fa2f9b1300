"""zip and enumerate objects that are advanced natively: items, ends, lifetimes, shared iterators."""


def dot(xs, ys):
    total = 0.0
    for a, b in zip(xs, ys):
        total += a * b
    return total


def weighted(xs, start=0):
    total = 0
    for i, x in enumerate(xs, start):
        total += i * x
    return total


def three(xs, ys):
    total = 0
    for i, x, y in zip(range(7, 10**9, 3), xs, ys):
        total += i * x - y
    return total


floats = [i * 0.5 for i in range(400)]
more = [1.0 / (i + 1) for i in range(405)]
ints = list(range(400))
for _ in range(3):
    print(dot(floats, more), dot(more, floats), dot(tuple(floats), more), dot([], more))
    print(weighted(ints), weighted(tuple(ints), 5), weighted(ints, -3), weighted(ints, 2**70))
    print(three(ints, ints[::-1]), three(tuple(ints), ints))
print(weighted([1] * 400, 2**63 - 200), weighted([2**70 + i for i in range(300)]))
print(dot([1.5] * 200 + [2] * 100, [3.0] * 300), weighted([1, 2.5, True, 2 + 1j] * 80))


def left_in_the_middle(xs, ys, stop):
    pairs = zip(xs, ys)
    total = 0
    for a, b in pairs:
        total += a * b
        if a == stop:
            break
    rest = list(pairs)
    return total, len(rest), rest[:2], next(pairs, "end")


def counts_left(xs, stop):
    counter = enumerate(xs, 10)
    for i, x in counter:
        if x == stop:
            break
    return i, next(counter, "end"), len(list(counter))


for stop in (0, 5, 250, 399, 1000):
    print(left_in_the_middle(ints, ints, stop), counts_left(ints, stop))


def ends(xs, ys):
    """Which of the iterators has been advanced past what was given."""
    first, second = iter(xs), iter(ys)
    count = 0
    for a, b in zip(first, second):
        count += a + b
    return count, list(first)[:3], list(second)[:3]


def in_pairs(xs):
    it = iter(xs)
    return [a * b for a, b in zip(it, it)][-2:]


def strict(xs, ys):
    total = 0
    try:
        for a, b in zip(xs, ys, strict=True):
            total += a * b
    except ValueError as error:
        return total, str(error)
    return total, None


for size in (300, 299, 301):
    print(ends(ints[:300], ints[:size]), in_pairs(ints[:size]))
    print(strict(ints[:300], ints[:size]))


def keeps_tuples(xs, ys):
    kept = []
    for pair in zip(xs, ys):
        a, b = pair
        if a % 50 == 0:
            kept.append(pair)
    return kept


def growing(xs):
    out = 0
    for i, x in enumerate(xs):
        if i < 300:
            xs.append(x + 1)
        if i % 7 == 0 and i > 350:
            xs.pop()
        out += x
    return out, len(xs)


print(keeps_tuples(ints, floats), growing(ints[:200]))


class Noisy:
    live = 0

    def __init__(self, number):
        self.number = number
        Noisy.live += 1

    def __del__(self):
        Noisy.live -= 1
        log.append(self.number)


def replaced_on_the_way(objects):
    """The object given last lives until the next is asked for, and no longer."""
    seen = []
    for i, noisy in enumerate(objects):
        objects[i] = None
        number = noisy.number
        noisy = None
        seen.append((number, Noisy.live, len(log)))
    return seen[::60], Noisy.live


def replaced_in_pairs(first, second):
    seen = []
    for a, b in zip(first, second):
        first[a.number], second[b.number] = b, a
        number = a.number + b.number
        del a, b
        seen.append((number, Noisy.live, len(log)))
    return seen[::60], Noisy.live


log = []
print(replaced_on_the_way([Noisy(i) for i in range(300)]), len(log), log[:5])
log.clear()
print(replaced_in_pairs([Noisy(i) for i in range(300)], [Noisy(i) for i in range(300)]))
print(len(log), sum(log), log[:5], Noisy.live)


class Cleared:
    """Its end is the end of the sequence that the loop goes over."""

    def __del__(self):
        print("sequence gone", end=" ")


def sequence_ends_with_the_loop(n):
    for i, x in enumerate([Cleared()] + [None] * n):
        last = i
    print("then", last)
    x = None
    for a, b in zip([0] * n, [Cleared()] * n):
        b = None
    print("then", a)


sequence_ends_with_the_loop(300)


def of_objects(points, names):
    total, text = 0, 0
    for name, (x, y) in zip(names, points):
        total += x * y
        text += len(name)
    for i, point in enumerate(points):
        total += i * point[0]
    return total, text


for _ in range(3):
    print(of_objects([(i, i + 1) for i in range(300)], [str(i) for i in range(300)]))


def nested(rows, weights):
    total = 0.0
    for row in rows:
        for w, x in zip(weights, row):
            total += w * x
        for j, x in enumerate(row):
            total -= j * x
    return total


rows = [[(i * j) % 11 / 4 for j in range(20)] for i in range(100)]
print(nested(rows, [k / 3 for k in range(20)]), nested([tuple(r) for r in rows], tuple(range(19))))


def fails(xs, ys):
    total = 0
    for a, b in zip(xs, ys):
        total += a // b
    return total


def wrong_count(xs):
    total = 0
    for i, (a, b) in enumerate(xs):
        total += i + a + b
    return total


for call in (lambda: fails([1] * 200, [1] * 150 + [0]), lambda: wrong_count([(1, 2)] * 90 + [(1,)])):
    try:
        print(call())
    except (ZeroDivisionError, ValueError) as error:
        print(type(error).__name__, error)


def over_iterators(xs):
    total = 0
    for a, b, c in zip((x + 1 for x in xs), map(abs, xs), reversed(xs)):
        total += a * b - c
    for i, key in enumerate(dict.fromkeys(xs)):
        total += i * key
    for i, letter in enumerate("some letters" * 20):
        total += i * ord(letter)
    for a, b in zip("abc" * 40, b"xyz" * 40):
        total += ord(a) * b
    return total


print(over_iterators(ints), over_iterators(ints))


def fours(a, b, c, d):
    total = 0
    for w, x, y, z in zip(a, b, c, d):
        total += w * x - y * z
    for v, w, x, y, z in zip(a, b, c, d, a):
        total += v * w - x * y + z
    return total


print(fours(ints, tuple(ints), range(500), range(1000, 0, -2)))
