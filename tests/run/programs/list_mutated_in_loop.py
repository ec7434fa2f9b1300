"""Lists changed while a for statement walks them, in every way."""
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


def append_while(n):
    a = [0]
    steps = 0
    for x in a:
        steps += 1
        if len(a) < n:
            a.append(x + 1)
    return steps, a[-1]


def pop_while(n):
    a = list(range(n))
    seen = []
    for x in a:
        seen.append(x)
        a.pop()
    return seen[-1], len(a), len(seen)


def pop_front_while(n):
    a = list(range(n))
    seen = []
    for x in a:
        seen.append(x)
        a.pop(0)
    return seen[:5], len(a)


def clear_midway(n):
    a = list(range(n))
    for x in a:
        if x == n // 2:
            a.clear()
    return x, a


def refill(n):
    a = list(range(n))
    count = 0
    for x in a:
        count += 1
        if count == n // 2:
            a.clear()
            a.extend(range(n // 2 + 3))
    return x, count


def slice_assign(n):
    a = list(range(n))
    total = 0
    for x in a:
        total += x
        if x % 10 == 3:
            a[x : x + 5] = [1, 2]
    return total, len(a)


def rebind(n):
    a = list(range(n))
    total = 0
    for x in a:
        if x == 10:
            a = []
        total += x
    return total, a


def remove_evens(n):
    a = list(range(n))
    for x in a:
        if x % 2 == 0:
            a.remove(x)
    return len(a), a[:5]


def reverse_midway(n):
    a = list(range(n))
    seen = []
    for x in a:
        seen.append(x)
        if len(seen) == 100:
            a.reverse()
    return sum(seen), seen[99:103]


def change_types(n):
    a = list(range(n))
    out = 0
    for i, x in enumerate(a):
        if i + 1 < n and i % 50 == 0:
            a[i + 1] = 2.5
        out += x
    return out


def change_to_str(n):
    a = list(range(n))
    out = 0
    for i, x in enumerate(a):
        if i == n - 10:
            a[i + 1] = "text"
        out += x
    return out


def index_loop_shrinks(n):
    a = list(range(n))
    total = 0
    for i in range(len(a)):
        total += a[i]
        if i % 3 == 0:
            del a[-1]
    return total


def while_len(n):
    a = [1]
    i = 0
    while i < len(a) < n:
        a += [a[i] + 1, a[i] * 2]
        i += 1
    return len(a), a[-1], i


def shared_iterator(n):
    it = iter(list(range(n)))
    pairs = 0
    for x in it:
        y = next(it, None)
        if y is not None:
            pairs += x * y
    return pairs, next(it, "drained")


def nested_same(n):
    a = list(range(n))
    total = 0
    for x in a:
        for y in a:
            total += x * y
            if y == 5 and len(a) > 10:
                a.pop()
    return total, len(a)


def callee_mutates(n):
    a = list(range(n))

    def shorten():
        if len(a) > 20:
            a.pop()

    total = 0
    for x in a:
        shorten()
        total += x
    return total, len(a)


def sort_raises(n):
    a = list(range(n))
    texts = []

    def key(x):
        if x == 5:
            try:
                a.append(1)
            except ValueError as error:
                texts.append(str(error))
        return -x

    for _ in range(5):
        try:
            a.sort(key=key)
        except ValueError as error:
            texts.append(str(error))
    return texts, len(a)


for f in (append_while, pop_while, pop_front_while, clear_midway, refill, slice_assign, rebind, remove_evens,
          reverse_midway, change_types, change_to_str, index_loop_shrinks, while_len, shared_iterator,
          callee_mutates, sort_raises):
    attempt(f, 300)
attempt(nested_same, 40)
