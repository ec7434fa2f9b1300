"""yield from: delegation of values, sends, throws and results."""
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


def inner(n):
    total = 0
    for i in range(n):
        got = yield i
        total += got or 1
    return total


def outer(n):
    first = yield from inner(n)
    second = yield from inner(n // 2)
    yield ("results", first, second)
    return first + second


def drain(n):
    out = list(outer(n))
    return len(out), out[-1]


def sends(n):
    g = outer(n)
    next(g)
    last = None
    try:
        for i in range(10 * n):
            last = g.send(i)
    except StopIteration as stop:
        return last, stop.value, i


def flatten(x):
    if isinstance(x, list):
        for y in x:
            yield from flatten(y)
    else:
        yield x


def nested(n):
    data = []
    for i in range(n):
        data.append([i, [i, [i]]] if i % 3 == 0 else i)
    return sum(flatten(data))


def from_iterables(n):
    def g():
        for i in range(n):
            yield from (i, str(i))
            yield from range(i % 3)
            yield from {"k": 1}
    out = list(g())
    return len(out), out[-4:]


def throw_through(n):
    log = []

    def low():
        for i in range(n):
            try:
                yield i
            except KeyError as error:
                log.append(error.args[0])

    def high():
        yield from low()

    g = high()
    next(g)
    for i in range(n - 1):
        g.throw(KeyError(i)) if i % 7 == 0 else next(g)
    return len(log), log[-1]


def error_inside(n):
    def low():
        for i in range(n):
            yield 1 / (n - 1 - i)

    def high():
        yield from low()

    return sum(high())


def not_iterable(n):
    def g():
        for i in range(n):
            yield from ([i] if i < n - 1 else i)

    return sum(g())


def tree_walk(n):
    class Node:
        def __init__(self, low, high):
            self.value = (low + high) // 2
            self.left = Node(low, self.value) if self.value > low else None
            self.right = Node(self.value + 1, high) if self.value + 1 < high else None

        def __iter__(self):
            if self.left:
                yield from self.left
            yield self.value
            if self.right:
                yield from self.right

    return sum(i * v for i, v in enumerate(Node(0, n)))


def hanoi(n, a, b, c):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a, c
        yield from hanoi(n - 1, b, a, c)


for f in (drain, sends, nested, from_iterables, throw_through, error_inside, not_iterable, tree_walk):
    attempt(f, 300)
attempt(lambda: len(list(hanoi(8, "a", "b", "c"))))
