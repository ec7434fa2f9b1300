"""f(*args), f(**kw) and displays with * and ** in loops: results, errors, order of effects."""

import sys
import traceback


def show(function, *arguments):
    try:
        print(function.__name__, function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
        for entry in traceback.extract_tb(error.__traceback__):
            print("   ", entry.name, entry.line, entry.colno, entry.end_colno)


def add(a, b=10, *rest, c=100, **more):
    return a + b + c + sum(rest) + sum(more.values())


def tuples(n):
    total = 0
    args = (1, 2)
    for i in range(n):
        total += add(*args)
        total += add(i, *args, c=i)
        total += add(*args, *args, i)
    return total


def keywords(n):
    total = 0
    kw = {"b": 3, "d": 4}
    for i in range(n):
        total += add(i, **kw)
        total += add(*[i], **kw, c=1)
        total += add(*(i, 1), **{"c": i}, **{"e": 2})
        total += dict(x=i, **kw)["x"]
    return total


class Noisy:
    def __init__(self, log, items):
        self.log, self.items = log, items

    def __iter__(self):
        self.log.append("iter")
        yield from self.items
        self.log.append("end")

    def keys(self):
        self.log.append("keys")
        return [f"k{i}" for i in self.items]

    def __getitem__(self, key):
        self.log.append(key)
        if key == "k99":
            raise ValueError("item " + key)
        return 7


def iterables(n):
    log = []
    total = 0
    for i in range(n):
        noisy = Noisy(log, [i, i + 1])
        total += add(*noisy)
        total += add(*noisy, **noisy)
        total += add(*iter([1, i]))
        total += add(*range(2))
        total += max(*{i, i + 1})
    return total, len(log), log[:14], log[-7:]


def failing_iterable(n):
    count = 0
    for i in range(n):
        count += add(*(1 // (n - 2 - k) for k in range(i, i + 1)))
    return count


def failing_getitem(n):
    log = []
    count = 0
    for i in range(n):
        count += add(1, **Noisy(log, [i if i < n - 2 else 99]))
    return count


def not_iterable(n):
    args = [(1, 2)] * n + [5]
    count = 0
    for i in range(n + 1):
        count += add(*args[i])
    return count


def not_iterable_with_others(n):
    args = [(1, 2)] * n + [5]
    count = 0
    for i in range(n + 1):
        count += add(1, *args[i])
    return count


def not_a_mapping(n):
    maps = [{"b": 2}] * n + [[1]]
    count = 0
    for i in range(n + 1):
        count += add(1, **maps[i])
    return count


def no_mapping_in_display(n):
    maps = [{"b": 2}] * n + [5]
    count = 0
    for i in range(n + 1):
        count += len({"a": 1, **maps[i]})
    return count


def no_iterable_in_set(n):
    items = [(1, 2)] * n + [None]
    count = 0
    for i in range(n + 1):
        count += len({0, *items[i]})
    return count


def unhashable_in_set(n):
    items = [(1, 2)] * n + [([],)]
    count = 0
    for i in range(n + 1):
        count += len({0, *items[i]})
    return count


def twice(n):
    maps = [{"d": 2}] * n + [{"c": 2}]
    count = 0
    for i in range(n + 1):
        count += add(1, c=1, **maps[i])
    return count


def twice_of_method(n):
    class Thing:
        def method(self, **kw):
            return len(kw)

    thing = Thing()
    maps = [{"d": 2}] * n + [{"c": 2}]
    count = 0
    for i in range(n + 1):
        count += thing.method(**{"c": 1}, **maps[i])
    return count


class Odd:
    def __init__(self, error):
        self.error = error

    def keys(self):
        raise self.error

    def __getitem__(self, key):
        raise AssertionError


def odd_mapping(n, error):
    maps = [{"d": 2}] * n + [Odd(error)]
    count = 0
    for i in range(n + 1):
        count += add(1, **maps[i])
    return count


def odd_display(n, error):
    maps = [{"d": 2}] * n + [Odd(error)]
    count = 0
    for i in range(n + 1):
        count += len({**maps[i]})
    return count


def not_text(n):
    maps = [{"d": 2}] * n + [{3: 2}]
    count = 0
    for i in range(n + 1):
        count += add(1, **maps[i])
    return count


def too_many(n):
    def two(a, b):
        return a + b

    args = [(1, 2)] * n + [(1, 2, 3)]
    count = 0
    for i in range(n + 1):
        count += two(*args[i])
    return count


def raises_inside(n):
    def inner(a, b):
        return a // b

    args = [(5, n - i) for i in range(n + 1)]
    count = 0
    for i in range(n + 1):
        try:
            count += inner(*args[i])
        except ZeroDivisionError as error:
            count += 1000
            last = error
    return count, str(last), last.__traceback__.tb_next.tb_frame.f_locals


def called_number(n):
    functions = [add] * n + [7]
    count = 0
    for i in range(n + 1):
        count += functions[i](*(1, 2), **{"c": 3})
    return count


def displays(n):
    out = []
    pairs = {"x": 1}
    for i in range(n):
        out.append((*range(i % 3), i, *"ab"))
        out.append([*pairs, *(i, i)])
        out.append(sorted({*range(i % 3), *(1, 2)}))
        out.append({**pairs, "y": i, **{"x": i}})
    return out[:8], out[-4:]


def positive(n):
    class P:
        def __pos__(self):
            return 41

    total = 0
    values = [1, 2.5, True, -3, P(), 2**70, 1j]
    kinds = []
    for i in range(n):
        v = +values[i % 7]
        kinds.append(type(v).__name__)
        total += v
        k = +i
        assert k == i
    x = 0.0
    for i in range(n):
        x = +x + +i
    return total, kinds[:8], x


class Signed:
    def __init__(self, k):
        self.k = k

    def __pos__(self):
        return self.k + 1

    def __neg__(self):
        return self.k + 10

    def __invert__(self):
        return self.k + 100


def signs(n):
    signed = Signed(5)
    total = 0
    for i in range(n):
        total += +signed * 3 + -signed * 5 + ~signed * 7
        signed.k = i
    return total


def not_positive(n):
    values = [1] * n + ["a"]
    total = 0
    for i in range(n + 1):
        total += +values[i]
    return total


def monkeypatched(n):
    global add
    original = add
    total = 0

    def other(*args, **kw):
        return 1

    for i in range(n):
        total += add(*(i, 2))
        if i == n // 2:
            add = other
    add = original
    return total


class Dies:
    def __init__(self, log, name):
        self.log, self.name = log, name

    def __del__(self):
        self.log.append("del " + self.name)


def drops(log, x, y=None):
    del x
    log.append("dropped")
    return 1


def order_of_ends(n):
    log = []
    for i in range(n):
        drops(log, *(Dies(log, "a"),))
        log.append("after")
        drops(log, **{"x": Dies(log, "b")})
        log.append("after")
        len(*[[Dies(log, "c")]])
        log.append("after")
    return log[:12], log[-8:]


def sees_frame(*args, **kw):
    frame = sys._getframe(1)
    return frame.f_locals["i"], frame.f_lineno - frame.f_code.co_firstlineno


def frames(n):
    found = []
    for i in range(n):
        found.append(sees_frame(*(i,), **{"k": i}))
    return found[-2:]


for count in (3, 40):
    show(tuples, count)
    show(keywords, count)
    show(iterables, count)
    show(failing_iterable, count)
    show(failing_getitem, count)
    show(not_iterable, count)
    show(not_iterable_with_others, count)
    show(not_a_mapping, count)
    show(no_mapping_in_display, count)
    show(no_iterable_in_set, count)
    show(unhashable_in_set, count)
    show(twice, count)
    show(twice_of_method, count)
    for wrong in (AttributeError("a"), KeyError("k"), KeyError(), KeyError(1, 2), OSError(2, "no")):
        show(odd_mapping, count, wrong)
        show(odd_display, count, wrong)
    show(not_text, count)
    show(too_many, count)
    show(raises_inside, count)
    show(called_number, count)
    show(displays, count)
    show(positive, count)
    show(signs, count)
    show(not_positive, count)
    show(monkeypatched, count)
    show(order_of_ends, count)
    show(frames, count)
