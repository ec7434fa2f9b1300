"""Every list method and operator inside loops."""
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


def build(n):
    a = []
    for i in range(n):
        a.append(i)
        if i % 3 == 0:
            a.insert(0, -i)
        if i % 5 == 0:
            a.pop()
        if i % 7 == 0 and len(a) > 4:
            a.pop(2)
        if i % 11 == 0:
            a.extend([i, i])
        if i % 13 == 0:
            a.reverse()
        if i % 17 == 0 and a:
            a.remove(a[len(a) // 2])
    return len(a), sum(a), a[:5], a[-5:]


def slices(n):
    a = list(range(50))
    for i in range(n):
        a[i % 7 : i % 13] = [i] * (i % 3)
        if len(a) > 60:
            del a[10:20]
        if len(a) < 20:
            a += range(30)
        a[::2] = a[::2]
        a[-1:] = [a[0], a[-1]]
        a = a[1:] if i % 2 else a[:-1]
    return a


def extended_slice_error(n):
    a = list(range(10))
    for i in range(n):
        a[::2] = [1] * (5 if i < n - 1 else 4)
    return a


def concat(n):
    a = []
    b = a
    for i in range(n):
        a = a + [i] if i % 10 == 0 else a
        a += [i]
        b += (i,)
    return len(a), len(b), a is b


def multiply(n):
    total = 0
    for i in range(-2, n):
        total += len([0, 1] * i) + len((i % 3) * [None])
    return total


def counting(n):
    a = [i % 10 for i in range(100)] + [1.0, True, "1", None]
    total = 0
    for i in range(n):
        total += a.count(i % 12) + (i % 12 in a) + (a.index(i % 10) if i % 10 in a else 50)
    return total


def sorting(n):
    a = [(i * 7919) % 1009 for i in range(n)]
    for i in range(20):
        a.sort()
        a.sort(key=lambda x: x % (i + 1))
        a.sort(reverse=True)
        a = sorted(a, key=lambda x: (-x % 7, x))
    return a[:10], a[-10:]


def bubble(n):
    a = [(i * 7919) % n for i in range(n)]
    for i in range(n):
        for j in range(n - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a == sorted(a), a[:3]


def quicksort(a):
    if len(a) <= 1:
        return a
    pivot = a[len(a) // 2]
    left, middle, right = [], [], []
    for x in a:
        if x < pivot:
            left.append(x)
        elif x > pivot:
            right.append(x)
        else:
            middle.append(x)
    return quicksort(left) + middle + quicksort(right)


def copies(n):
    a = [[1], [2]]
    for i in range(n):
        b = a.copy()
        c = a[:]
        d = list(a)
        b[0].append(i)
        c[1] = i
        d.clear()
    return a[1], len(a[0]), c, d, b is a


def compare(n):
    out = 0
    base = [1, 2, 3]
    for i in range(n):
        other = [1, i % 4, 3][: i % 5]
        out = out * 3 % 99991 + (base < other) + 2 * (base == other) + 4 * (base >= other)
    return out


def errors(n):
    out = set()
    for i in range(n):
        try:
            match i % 9:
                case 0: [].pop()
                case 1: [1].pop(5)
                case 2: [1].remove(2)
                case 3: [1].index(i)
                case 4: [1] + (2,)
                case 5: [1] * 1.5
                case 6: [3, "a"].sort()
                case 7: [1][str(i % 9)]
                case 8: [1].append()
        except Exception as error:
            out.add(repr(error) if i % 9 != 3 else type(error).__name__)
    return sorted(out)


def prefix_sums(n):
    a = list(range(n))
    for i in range(1, n):
        a[i] += a[i - 1]
    return a[-1]


def negative_indices(n):
    a = list(range(n))
    out = 0
    for i in range(-n, n):
        out += a[i] * (i % 3)
        a[i] = a[-i - 1 if i < 0 else i]
    return out, a[:4]


for f in (build, slices, extended_slice_error, concat, multiply, counting, sorting, copies, compare, errors,
          prefix_sums, negative_indices):
    attempt(f, 250)
attempt(bubble, 60)
attempt(lambda: quicksort([(i * 7919) % 1009 for i in range(500)])[::50])
