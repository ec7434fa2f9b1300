"""Loops over generators whose bodies run as part of them: their ends, breaks, exceptions, cells."""

import gc
import sys
import weakref


def count(n, step=1):
    x = 0
    while x < n:
        yield x
        x += step


def floats(n):
    x = 0.5
    for _ in range(n):
        yield x
        x = x * 1.0625 + 0.25


def neighbours(cell):
    x, y = cell
    yield x - 1, y
    yield x + 1, y
    yield x, y - 1
    yield x, y + 1
    yield x + 1, y + 1


def pairs(items):
    for i, item in enumerate(items):
        yield i, item


def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x


def nested(n):
    for x in evens(count(n)):
        for y in count(3):
            yield x * 10 + y


def with_cells(n):
    factor = 3

    def scale(x):
        return x * factor

    for x in range(n):
        factor += 1
        yield scale(x)


def with_finally(n, log):
    try:
        for x in range(n):
            yield x
    finally:
        log.append(("closed", n))


def fails(n):
    for x in range(n):
        yield 100 // (n - 2 - x)


def stops(n):
    for x in range(n):
        if x == n - 1:
            raise StopIteration
        yield x


def grows(n):
    x = 1
    for _ in range(n):
        yield x
        x *= 3


def mixed(n):
    for x in range(n):
        yield x if x % 5 else str(x)


def returns(n):
    for x in range(n):
        yield x
    return "value"


def sees_frame(n, seen):
    for x in range(n):
        if x == n // 2:
            frame = sys._getframe()
            seen.append((frame.f_code.co_name, frame.f_lineno, frame.f_locals["x"]))
            seen.append(frame.f_back.f_code.co_name)
        yield x


def calls(n, function):
    for x in range(n):
        yield function(x)


def total(source):
    result = 0
    for x in source:
        result += x
    return result


def loop_count(n):
    result = 0
    for x in count(n):
        result = result * 3 + x & 0xFFFF
    return result, x


def loop_floats(n):
    result = 0.0
    for x in floats(n):
        result += x
    return result


def loop_neighbours(n):
    counts = {}
    for i in range(n):
        for cell in neighbours((i % 7, i % 3)):
            counts[cell] = counts.get(cell, 0) + 1
    return sorted(counts.items())[:5]


def loop_break(n, stop):
    taken = []
    for i in range(5):
        for x in count(n):
            if x == stop + i:
                break
            taken.append(x)
        else:
            taken.append("else")
    return taken[-3:], len(taken)


def loop_return(n, stop):
    for x in count(n):
        if x == stop:
            return x, n
    return None


def loop_finally(n):
    log = []
    for i in range(4):
        for x in with_finally(n, log):
            if x == n - 2 and i % 2:
                break
    return log


def loop_fails(n):
    result = 0
    try:
        for x in fails(n):
            result += x
    except ZeroDivisionError as error:
        lines = []
        traceback = error.__traceback__
        while traceback:
            lines.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno))
            traceback = traceback.tb_next
        return result, str(error), lines


def loop_stops(n):
    try:
        for x in stops(n):
            pass
    except RuntimeError as error:
        return str(error), x, type(error.__cause__).__name__


def raise_in_body(n):
    try:
        for x in count(n):
            10 // (n - 3 - x)
    except ZeroDivisionError as error:
        return x, error.__traceback__.tb_lineno


def loop_pairs(n):
    result = 0
    for i, x in pairs([3, 1, 4, 1, 5] * n):
        result += i * x
    return result


def loop_sees(n):
    seen = []
    result = 0
    for x in sees_frame(n, seen):
        result += x
    return result, seen


def loop_calls(n):
    names = []

    def function(x):
        if x % 50 == 0:
            frame = sys._getframe(1)
            names.append(
                (frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_locals["x"])
            )
        return x * 2

    result = 0
    for x in calls(n, function):
        result += x
    return result, names


def held_by_name(n):
    generator = count(n)
    result = []
    for x in generator:
        result.append(x)
        if x % 10 == 0:
            result.append(next(generator, None))
    return len(result), result[-3:]


def shared(n):
    generator = count(n)
    result = 0
    for x in generator:
        for y in generator:
            result += y
            if y % 7 == 0:
                break
        result -= x
    return result


def already_begun(n):
    generator = count(n)
    next(generator), next(generator)
    iterator = [generator]
    del generator
    result = 0
    for x in iterator.pop():
        result += x
    return result


class Note:
    def __init__(self, log, name):
        self.log = log
        self.name = name

    def __del__(self):
        self.log.append(self.name)


def holds(n, log):
    note = Note(log, "local")
    for x in range(n):
        yield x
    note = Note(log, "end")
    for x in range(3):
        yield x


def objects_freed(n):
    log = []
    for i in range(3):
        for x in holds(n, log):
            if x == n - 1 and i == 1:
                break
        log.append(i)
    return log


def collected(n):
    result = 0
    for x in count(n):
        if x % 100 == 0:
            gc.collect()
            generators = [
                o for o in gc.get_objects() if type(o).__name__ == "generator"
            ]
            del generators
        result += x
    return result


def weakly(n):
    log = []
    generator = count(n)
    reference = weakref.ref(generator, lambda _: log.append("gone"))
    sources = [generator]
    del generator
    for x in sources.pop():
        if x == n - 1:
            log.append(reference() is not None)
    log.append(reference() is None)
    return log


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def flat(self):
        stack = [self]
        while stack:
            node = stack.pop()
            yield node.value
            if node.left:
                stack.append(node.left)
            if node.right:
                stack.append(node.right)


def tree(depth):
    return Tree(depth, tree(depth - 1), tree(depth - 1)) if depth else None


def loop_tree(depth):
    root = tree(depth)
    return sum(x for x in root), [x for x in root.flat()][:5], flat_total(root)


def flat_total(root):
    result = 0
    for x in root.flat():
        result += x
    return result


def outer_generator(n):
    for x in count(n):
        if x % 3 == 0:
            yield x * 2


def loop_nested(n):
    result = 0
    for x in nested(n):
        result += x
        if x > 10 * n - 40:
            break
    return result, x


def expression(n):
    """The outermost iterator lies on the expression's stack and in a variable of its."""
    result = 0
    for x in (i * i % 7 for i in range(n)):
        result += x
    for x in (a + b for a in [1, 2, 3] * n for b in (10, 20) if a != b):
        result += x
    return result


def given_expressions(n):
    return [
        sum_numbers([items])
        for items in (
            (i / 2 for i in range(n)),
            (i for i in range(n) if i % 3),
            (str(i) for i in range(5)),
            (x for x in [1, 2.5, "end", 4]),
            (1 / (i - 200) for i in range(n)),
        )
    ]


def sum_numbers(held):
    """The loop alone holds the generator that it was given."""
    result = 0
    try:
        for x in held.pop():
            if type(x) is not int and type(x) is not float:
                return result, x, type(x) is str
            result += x
    except ZeroDivisionError as error:
        names = error.__traceback__.tb_next.tb_frame.f_locals
        return result, str(error), names["i"], ".0" in names
    return result, None


N = 300
for function in (
    expression,
    given_expressions,

    loop_count,
    loop_floats,
    loop_neighbours,
    loop_fails,
    loop_stops,
    raise_in_body,
):
    print(function.__name__, function(N))
for function in (
    loop_pairs,
    loop_sees,
    loop_calls,
    held_by_name,
    shared,
    already_begun,
):
    print(function.__name__, function(N))
for function in (loop_finally, objects_freed, collected, weakly, loop_nested):
    print(function.__name__, function(N))
print(loop_break(N, 20), loop_break(10, 20), loop_return(N, 77), loop_return(5, 77))
print(
    total(with_cells(N)), total(grows(60)), total(returns(N)), total(outer_generator(N))
)
print([x for x in mixed(N)][-7:], loop_tree(6))
result = 0
for value in count(N):
    result += value
print(result, value)
