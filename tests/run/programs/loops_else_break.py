"""for/while with else, break, continue, nested, and early return."""
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


def for_else(n, needle):
    for i in range(n):
        if i * i == needle:
            break
    else:
        return "none", i
    return "found", i


def while_else(n, stop):
    i = 0
    while i < n:
        i += 1
        if i == stop:
            break
        if i % 3:
            continue
        i += 1
    else:
        return "exhausted", i
    return "stopped", i


def primes(n):
    out = []
    for i in range(2, n):
        for p in out:
            if p * p > i:
                out.append(i)
                break
            if i % p == 0:
                break
        else:
            out.append(i)
    return out[-5:], len(out)


def return_inside(n):
    for i in range(n):
        for j in range(n):
            if i * j == 12 * 13:
                return i, j
    return None


def nested_continue(n):
    log = []
    for i in range(n):
        if i % 2:
            continue
        for j in range(i):
            if j % 3 == 0:
                continue
            if j > 10:
                break
            log.append((i, j))
        else:
            log.append(i)
    return len(log), log[-3:]


def while_true(n):
    i = 0
    while True:
        i += 1
        if i > n:
            break
        while True:
            i += 2
            if i % 5 == 0:
                break
    return i


def empty_loops(n):
    hits = 0
    for i in range(n):
        for _ in range(0):
            hits += 1
        for _ in []:
            hits += 1
        for _ in "":
            hits += 1
        while False:
            hits += 1
        else:
            hits += 2
    return hits


def conditions(n):
    i = j = 0
    while i < n and not (j > n // 2 or i == 77) or j < 3:
        i += 1
        j += i % 3 == 0
    return i, j


def while_value(n):
    items = list(range(n))
    total = 0
    while items:
        total += items.pop()
    x = n
    while x:
        x -= 1
    y = float(n)
    while y > 0.5:
        y /= 1.01
    return total, x, y


def deep(n):
    count = 0
    for a in range(n):
        for b in range(n):
            for c in range(n):
                for d in range(n):
                    if a == b == c:
                        continue
                    if d > c:
                        break
                    count += a ^ b ^ c ^ d
    return count


def reused_variable(n):
    log = []
    for i in range(n):
        for i in range(i, i + 2):
            pass
        log.append(i)
    return log[-1], i, len(log)


def changing_iterable(n):
    a = [1, 2, 3]
    total = 0
    for x in a * n:
        a = a[:1]
        total += x
    return total, a


def two_loops_one_line(n):
    t = 0
    for i in range(n): t += i
    for i in range(n): t -= 2 * i; t += 1
    return t


def not_iterable(n):
    for i in range(n):
        for _ in (i if i == n - 1 else [i]):
            pass


def late_binding(n):
    fs = []
    for i in range(n):
        fs.append(lambda: i)
    return fs[0](), fs[-1](), sum(f() for f in fs)


attempt(for_else, 400, 39601)
attempt(for_else, 400, -1)
attempt(while_else, 500, 301)
attempt(while_else, 500, 100000)
attempt(deep, 9)
for f in (primes, return_inside, nested_continue, while_true, empty_loops, conditions, while_value,
          reused_variable, changing_iterable, two_loops_one_line, not_iterable, late_binding):
    attempt(f, 300)
