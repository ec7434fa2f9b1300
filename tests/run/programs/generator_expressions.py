"""Generator expressions consumed at once by sum, any, all, list, tuple, set: exact results, and left alone where they do more."""

import math
import sys


def dot(a, b, n):
    total = []
    for _ in range(n):
        total.append(sum(a[i] * b[i] for i in range(len(a))))
    return total[-1]


def kinds(n):
    out = []
    for k in range(n):
        out.append(sum(i for i in range(k)))
        out.append(sum(i * 0.1 for i in range(k)))
        out.append(sum(i % 2 == 0 for i in range(k)))
        out.append(sum((i if i % 3 else i * 0.5) for i in range(k)))
        out.append(sum(0.5 if i < 2 else i for i in range(k)))
    return out


def precise(values, n):
    out = []
    for _ in range(n):
        out.append(repr(sum(v for v in values)))
    return out[0], len(set(out))


def search(words, n):
    found = []
    for k in range(n):
        found.append(any(len(w) == k for w in words))
        found.append(all(len(w) != k for w in words))
        found.append(any(c == "z" for c in words[k % len(words)]))
    return found


def collect(items, n):
    out = []
    for k in range(n):
        out = [
            tuple(items[i] for i in range(len(items) - 1, -1, -1)),
            list(x for x in items if x is not items[0]),
            len(set(i % 7 for i in range(k))),
            sorted(set(str(i % 5) for i in range(k))),
        ]
    return out, [a is b for a, b in zip(out[0], reversed(items))]


def queens(columns, n):
    hits = 0
    for shift in range(n):
        vec = [(c * shift) % len(columns) for c in columns]
        if len(columns) == len(set(vec[i] + i for i in columns)) == len(set(vec[i] - i for i in columns)):
            hits += 1
    return hits


def nested(matrix, n):
    t = 0
    for k in range(n):
        t += sum(x * k for row in matrix for x in row if x > k)
        t += sum(1 for a in range(k % 5) for b in range(a))
    return t


def square(x):
    return x * x


def calling(n):
    t = 0
    for k in range(n):
        t += sum(square(i) + k for i in range(6))
        t += sum(math.floor(math.sqrt(i)) for i in range(9))
    return t


def noisy(x, log):
    log.append(x)
    return x


def effects(n):
    log = []
    for k in range(n):
        if sum(noisy(i, log) for i in range(4)) != 6:
            return "wrong"
    return len(log)


def failing(values, n):
    out = []
    for k in range(n):
        try:
            out.append(sum(10 // v for v in values[k % 3 :]))
        except ZeroDivisionError as error:
            tb = error.__traceback__
            lines = []
            while tb is not None:
                lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - failing.__code__.co_firstlineno))
                tb = tb.tb_next
            out.append((str(error), lines))
    return out[-3:]


def huge(n):
    out = []
    for k in range(n):
        out.append(sum(2**61 for _ in range(k)))
        out.append(sum(i * 2**40 for i in range(k * 1000, k * 1000 + 9)))
    return out[-2:]


def unbound(n):
    out = []
    for k in range(n):
        try:
            if k % 3 == 0:
                del late  # noqa: F821
        except UnboundLocalError as error:
            out.append(str(error)[:20])
        try:
            out.append(sum(i + late for i in range(3)))  # noqa: F821
        except NameError as error:
            out.append(str(error))
        late = k
    return out[-4:]


def handed_on(n):
    out = []
    for k in range(n):
        g = (i * k for i in range(4))
        out.append(next(g) + sum(g))
        out.append(max(i * k for i in range(1, 5)))
        out.append(",".join(str(i + k) for i in [1, 2, 3]))
        out.append(sorted(range(4), key=lambda i: -i * k))
        out.append(sum((lambda y: y + k)(i) for i in range(3)))
        out.append(type(i for i in (1, 2)).__name__)
        out.append(sum((i for i in range(4)), k))
    return out[-7:]


def refcounts(items, n):
    before = [sys.getrefcount(x) for x in items]
    for k in range(n):
        tuple(x for x in items)
        any(x is None for x in items)
        try:
            list(x if i < 2 else 1 // 0 for i, x in enumerate(items))
        except ZeroDivisionError:
            pass
        try:
            tuple((items[i] if i < 3 else items[99]) for i in range(5))
        except IndexError:
            pass
    return [sys.getrefcount(x) for x in items] == before


class Odd:
    def __bool__(self):
        return len(seen) % 2 == 1


seen = []


def truths(n):
    odd = Odd()
    out = []
    for k in range(n):
        seen.append(k)
        out.append(any(x for x in (0, odd, k)))
        out.append(all(x for x in (1, odd, 2)))
    return out[-6:]


for n in (3, 40, 200):
    print(dot([1, 2, 3], [4, 5, 6], n), dot([0.1] * 10, [3.0] * 10, n), dot([], [], n))
    print(hash(tuple(kinds(min(n, 40)))), kinds(5))
    for values in ([0.1] * 10, [1e100, 1.0, -1e100], [1, 2.5, 3], [-0.0, -0.0], [float("inf"), -1.0], [True, 1e16, 1.0, 1.0],
                   [float("inf"), -float("inf")], [1e308, 1e308, -1e308], [], [2**62, 2**62, 2**62], [2**62, 2**62, 0.5]):
        print(precise(values, n))
    print(search(["a", "bcd", "zz", ""], min(n, 8)), collect(["p", "q", object, 3.5, 2**70], n)[1])
    print(collect([1, 2.5, "x", None], n)[0])
    print(queens(range(7), n), nested([[1, 5, 9], [3], []], n), calling(n), effects(n))
    print(failing([5, 2, 0, 1], n), huge(min(n, 12)), unbound(n), handed_on(n))
    print(refcounts([object(), object(), object(), "text", 7.5], n), truths(n))


def over_ranges(n):
    wide = range(2**63 - 5, 2**63 + 5)
    usual = range(3, 40, 7)
    empty = range(5, 5)
    out = 0
    for k in range(n):
        out += sum(i * k for i in usual) + len(set(i // 3 for i in usual)) + sum(1 for i in empty)
        out += sum(i - 2**63 for i in wide) + len(list(str(i) for i in usual if i != 17))
        for i in usual:
            out ^= i
        for i in wide:
            out += i & 1
    return out


for n in (3, 40, 200):
    print(over_ranges(n))


class Loud:
    """Compares by what is on the log, and says so."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        seen.append(self.value)
        return self.value < other.value

    def __gt__(self, other):
        seen.append(-self.value)
        return self.value > other.value


def given_as_lists(items, n):
    out = []
    for k in range(n):
        out = [
            ",".join(str(x + k) for x in items),
            "".join("%d;" % x for x in items if x != 2),
            sorted(-x * k for x in items),
            sorted(str(x) for x in items),
            min(x - k for x in items),
            max(x * 0.5 for x in items if x > -5),
            min(str(x) for x in items),
            str(k % 10) is str(k % 10),
            f"{k}" + repr(k) + f"{k!s}{k!r}{-k}",
            str(True),
        ]
    return out


def given_as_lists_in_vain(items, words, n):
    out = []
    for k in range(n):
        for attempt in range(6):
            try:
                if attempt == 0:
                    "-".join(x for x in items)
                elif attempt == 1:
                    min(x for x in items if x > 1000)
                elif attempt == 2:
                    max(w if k % 2 else i for i, w in enumerate(words))
                elif attempt == 3:
                    sorted(w if len(w) > 1 else 5 for w in words)
                elif attempt == 4:
                    ",".join(words[i] for i in range(len(words) + 1))
                else:
                    out.append(min(x * 1j for x in items))
            except (TypeError, ValueError, IndexError) as error:
                out.append(str(error))
    return out[-5:], len(out)


def compared_out_loud(n):
    louds = [Loud(v) for v in (3, 1, 2)]
    for k in range(n):
        first = min(x for x in louds if len(seen) >= 0)
        last = max(x for x in louds)
        order = [x.value for x in sorted(x for x in louds)]
    return first.value, last.value, order, len(seen)


def text_of_numbers(n):
    edges = [0, 9, 10, -1, -10, 2**31, -(2**63), 2**63 - 1]
    texts = []
    for k in range(n):
        for edge in edges:
            texts.append(str(edge))
            texts.append(f"{edge}")
        for big in (2**63, -(2**63) - 1, 10**30):
            texts.append(str(big))
    return hash(tuple(map(len, texts))), texts[-19:]


for n in (3, 40, 200):
    print(given_as_lists([1, 2, 3, -4], n), given_as_lists([7], n))
    print(given_as_lists_in_vain([1, 2, 3], ["a", "bb", "c"], n))
    print(compared_out_loud(n), text_of_numbers(n))
