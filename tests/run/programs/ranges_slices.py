"""range and slice objects as values, odd steps, huge bounds, empty loops, loop variable after."""
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


def totals(*args):
    total = count = 0
    last = None
    for i in range(*args):
        total += i
        count += 1
        last = i
    return total, count, last


def huge(start):
    out = []
    for i in range(start, start + 300):
        if i % 97 == 0:
            out.append(i)
    return out, i


def huge_step(step):
    out = []
    for i in range(-(2**64), 2**64, step):
        out.append(i)
    return len(out), out[0], out[-1]


def variable_after(n):
    i = "before"
    for i in range(n):
        pass
    return i


def variable_changed(n):
    out = []
    for i in range(n):
        out.append(i)
        i += 1000
    return out[-1], i


def bounds_changed(n):
    stop = n
    count = 0
    for i in range(stop):
        stop = 3
        count += 1
    return count


def range_object(n):
    r = range(3, n, 4)
    out = 0
    for i in range(len(r)):
        out += r[i] - r[-1]
    for x in r[::-2]:
        out += x
    return out, r.index(7), 7 in r, 8 in r, r[2:5], r == range(3, n, 4), 7.0 in r, r.count(3)


def range_index_error(n):
    r = range(n)
    t = 0
    for i in range(n + 2):
        t += r[i]
    return t


def range_reversed(n):
    out = []
    for i in reversed(range(0, n, 3)):
        out.append(i)
    for i in range(n, -n, -7):
        out.append(i)
    return sum(out), out[-1]


def range_iterator(n):
    it = iter(range(n))
    for i in it:
        if i == n // 2:
            break
    rest = 0
    for j in it:
        rest += 1
    return i, rest, it.__length_hint__()


def float_step(n):
    for k in range(n):
        for i in range(0, 10, 1 if k < n - 1 else 0.5):
            pass


def zero_step(n):
    for k in range(n):
        for i in range(0, 10, n - 1 - k):
            pass


def slice_objects(n):
    a = list(range(20))
    s = slice(None, None, 2)
    out = 0
    for i in range(n):
        out += sum(a[s]) + sum(a[slice(i % 5, -1 - i % 3)])
        out += sum(slice(i % 30, None, -1).indices(20))
    return out


class Bound:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


def index_bounds(n):
    total = 0
    for i in range(Bound(2), Bound(n), Bound(3)):
        total += i
    return total, [1, 2, 3, 4][Bound(1) : Bound(3)]


def bool_range(n):
    out = []
    for k in range(n):
        for i in range(k % 2 == 0):
            out.append(i)
    return len(out), type(out[0]).__name__


def nested_triangular(n):
    total = 0
    for i in range(n):
        for j in range(i, n):
            for k in range(j, i, -1):
                total += i + j * k
    return total


for args in ((0,), (1,), (300,), (5, 300), (300, 5), (300, 5, -1), (0, 300, 7), (-5, -300, -11), (0, -1),
             (10, 10), (2**63 - 3, 2**63 + 3), (-(2**63) - 2, -(2**63) + 2), (True,)):
    print(args)
    attempt(totals, *args)
for start in (2**31 - 150, 2**62 - 150, 2**63 - 150, 2**64, -(2**63) - 150, -150):
    attempt(huge, start)
attempt(huge_step, 2**58)
attempt(huge_step, 2**60 + 1)
attempt(variable_after, 0)
attempt(variable_after, 500)
for f in (variable_changed, bounds_changed, range_object, range_index_error, range_reversed, range_iterator,
          float_step, zero_step, slice_objects, index_bounds, bool_range):
    attempt(f, 300)
attempt(nested_triangular, 25)
