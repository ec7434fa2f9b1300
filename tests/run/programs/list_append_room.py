"""append() where the list has room and where it has none: counts, identity, growth, lists in use."""
import sys


class Loud:
    def __del__(self):
        print("gone")


class Counting(list):
    calls = 0

    def append(self, item):
        Counting.calls += 1
        super().append(item)


def sizes(n):
    """The list grows as CPython's does."""
    out, seen = [], []
    for i in range(n):
        out.append(i)
        seen.append(sys.getsizeof(out))
    return seen


def counts(n):
    thing, text = object(), "".join(["no", "t kept"])
    out = []
    for i in range(n):
        out.append(thing)
        out.append(text)
        out.append((thing, i))
    steady = sys.getrefcount(thing) - 3 * n, sys.getrefcount(text) - n
    counted = [sys.getrefcount(each) for each in out[2::3]][:3]
    out.clear()
    return steady, counted, sys.getrefcount(thing), sys.getrefcount(text)


def numbers(n):
    out = []
    for i in range(-10, n):
        out.append(i)
        out.append(i * 0.5)
        out.append(i * 2**40)
        out.append(i % 3 == 0)
    return out


def kept_single(n):
    """Ints that CPython keeps once, at both ends."""
    out = []
    for i in range(-8, n):
        out.append(i + 0)
    return [x is y for x, y in zip(out, [int(str(x)) for x in out])].count(True)


def boxes_alone(n):
    out = []
    for i in range(1000, 1000 + n):
        out.append(i * 3)
    counts = [*map(sys.getrefcount, out)]  # not through a variable of a loop (decision 0005)
    return max(counts), min(counts)


def itself(n):
    out = []
    for i in range(n):
        out.append(out)
    same = all(x is out for x in out), sys.getrefcount(out) - n
    out.clear()
    return same


def walked(n):
    out = [0]
    for x in out:
        if len(out) < n:
            out.append(x + 1)
    return out[-1], len(out)


def shrunk(n):
    out = []
    for i in range(n):
        out.append(i)
        if i % 7 == 6:
            del out[-6:]
        if i % 50 == 49:
            out.clear()
        if i % 61 == 60:
            out = out[:]
    return out


def in_sort(n):
    """The list is empty and fixed while it is sorted."""
    out = list(range(n, 0, -1))

    def key(x):
        for _ in range(3):
            out.append(x)
        return x

    try:
        out.sort(key=key)
    except ValueError as error:
        return str(error), len(out)


def subclass(n):
    plain, other = [], Counting()
    for i in range(n):
        (other if i > n - 5 else plain).append(i)
    return len(plain), other, Counting.calls


def comprehended(n):
    return [[x for x in range(k) if x & 1] for k in range(n)][-1]


def kept_objects(n):
    out = []
    for i in range(n):
        x = Loud() if i == n - 1 else str(i)
        out.append(x)
        x = None
    print("alive")
    out.pop()
    print("dead")
    return len(out)


def chained(n):
    out = []
    for i in range(n):
        out.append([i].pop())
        out.append(out[-1] if i else None)
        out.append(f"{i}")
    return out


print(sizes(200))
print(counts(100))
print(numbers(60))
print(kept_single(300))
print(boxes_alone(100))
print(itself(60))
print(walked(90))
print(shrunk(330))
print(in_sort(60))
print(subclass(80))
print(comprehended(60))
print(kept_objects(60))
print(chained(50))
