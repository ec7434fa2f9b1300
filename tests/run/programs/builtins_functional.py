"""sorted, min, max, sum, any, all, isinstance, getattr, hash, ord and others called in loops."""
import traceback


def attempt(function, *args):
    """Print the result with its type, or the whole traceback."""
    try:
        result = function(*args)
    except Exception:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
    else:
        print(function.__name__, type(result).__name__, repr(result))


def numbers(n):
    total = 0
    for i in range(n):
        total += max(i, 5) - min(i, 7, 3) + abs(i - 100) + sum([i, 1], 2) + sum((0.5, i))
        total += max([i, 3, i * 2]) + min({i, 4}) + max((), default=i) + round(i / 3)
        total += pow(i, 2) + divmod(i, 7)[1] + int(i / 2) + len(str(i)) + hash(i) + ord("a")
        total += bool(i) + float(i) + max("ab", "abc", key=len).count("b") + min(i, 2.5)
    return total


def max_ties(n):
    out = set()
    for i in range(n):
        out.add(type(max(1, 1.0)).__name__)
        out.add(type(min(True, 1)).__name__)
        out.add(type(max([0.0, -0.0, 0])).__name__)
        out.add(repr(max(-0.0, 0.0)))
    return sorted(out)


def errors(n):
    out = set()
    for i in range(n):
        try:
            match i % 14:
                case 0: max([])
                case 1: min(1)
                case 2: sum(["a"])
                case 3: sum(["a"], "")
                case 4: sorted([1, "a"])
                case 5: abs("x")
                case 6: len(5)
                case 7: ord("ab")
                case 8: chr(-1)
                case 9: int([])
                case 10: isinstance(1, 5)
                case 11: next(iter([]))
                case 12: hash([])
                case 13: max(1, "a")
        except (TypeError, ValueError, StopIteration, OverflowError) as error:
            out.add(repr(error))
    return sorted(out)


def kinds(n):
    hits = 0
    values = [1, True, 2.5, "s", None, [], (), {}, b"", 1j, int]
    for i in range(n):
        v = values[i % 11]
        hits += isinstance(v, int) + isinstance(v, (str, float)) * 2 + (type(v) is int) * 4
        hits += callable(v) * 8 + (type(v) == bool) * 16 + issubclass(type(v), object)
        hits += isinstance(v, int | str) + hasattr(v, "append") + (v.__class__ is type(v))
    return hits


def any_all(n):
    hits = 0
    for i in range(n):
        hits += any([0, i % 2]) + all([1, i % 3]) * 2 + any(x > 3 for x in range(i % 6)) + all([])
    return hits


def sorts(n):
    out = 0
    for i in range(n):
        a = sorted([i % 7, 3, i % 5, 1], reverse=i % 2 == 0)
        b = sorted("hello", key=lambda c: -ord(c))
        out = (out * 7 + a[0] * 100 + ord(b[i % 5])) % 1000003
    return out


def key_raises(n):
    for i in range(n):
        sorted([3, 1, 2], key=lambda x: 1 // (n - 1 - i))


def compare_raises(n):
    class Odd:
        def __lt__(self, other):
            raise KeyError("no order")

    for i in range(n):
        sorted([i, 1] if i < n - 1 else [Odd(), Odd()])


def constructors(n):
    total = 0
    for i in range(n):
        total += len(list(range(i % 9))) + len(tuple("ab")) + len(set("aab")) + len(dict(a=1, b=i))
        total += len(str(i)) + len(bytes(3)) + len(frozenset([i])) + int("12") + bool("") + complex(1).imag
        total += len(repr(i / 7)) + len(ascii("\u00e9")) + len(bin(i)) + slice(1, 2).stop
    return total


def strings(n):
    out = ""
    for i in range(n):
        out = chr(97 + i % 26) + out[:5] + str(ord(out[0]) if out else 0) + format(i, "03d") + repr(out[-1:])
    return out


def ids(n):
    a = [object() for _ in range(20)]
    before = [id(x) for x in a]
    for i in range(n):
        a[i % 20], a[i % 7] = a[i % 7], a[i % 20]
        a.reverse()
    return sorted(before) == sorted(id(x) for x in a), len(set(map(id, a)))


def sum_floats(n):
    total = 0
    for i in range(n):
        total += sum([0.1] * (i % 12))
    return total, sum([0.1] * 10), sum([1, 2.5, 2**60]), sum([True, True])


for f in (numbers, max_ties, errors, kinds, any_all, sorts, key_raises, compare_raises, constructors, strings,
          ids, sum_floats):
    attempt(f, 280)
