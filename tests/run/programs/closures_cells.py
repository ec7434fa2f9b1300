"""Closures, nonlocal, cells shared between functions, loops over cell variables."""
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


def counter():
    count = 0

    def increment(by=1):
        nonlocal count
        count += by
        return count

    return increment


def nonlocal_loop(n):
    inc = counter()
    for i in range(n):
        inc(i)
    return inc()


def cell_loop_variable(n):
    def see():
        return i

    total = 0
    for i in range(n):
        total += see()
    return total


def cell_changed_by_callee(n):
    x = 0

    def bump():
        nonlocal x
        x += 2

    seen = []
    for i in range(n):
        bump()
        x += 1
        if i % 100 == 0:
            seen.append(x)
    return x, seen


def cell_type_changes(n):
    x = 0

    def change(i):
        nonlocal x
        if i == 100:
            x = 0.5
        elif i == 200:
            x = "s"
        elif i == 250:
            x = None

    total = 0
    kinds = []
    for i in range(n):
        change(i)
        if isinstance(x, str):
            total += len(x)
        elif x is not None:
            total += x
            x += 1
        if not kinds or kinds[-1] != type(x).__name__:
            kinds.append(type(x).__name__)
    return total, kinds


def shared(n):
    value = []

    def push(x):
        value.append(x)

    def pop():
        return value.pop()

    total = 0
    for i in range(n):
        push(i)
        push(i * 2)
        total += pop()
    return total, len(value)


def factories(n):
    adders = [(lambda k: lambda x: x + k)(k) for k in range(10)]
    total = 0
    for i in range(n):
        total += adders[i % 10](i)
    return total


def deep_nesting(n):
    a = 1

    def f():
        b = 2

        def g():
            c = 3

            def h(i):
                nonlocal a, b
                a += 1
                b += a
                return a + b + c + i

            return sum(h(i) for i in range(n))

        return g(), b

    return f(), a


def cell_contents(n):
    x = 0

    def get():
        return x

    seen = set()
    for i in range(n):
        x = i % 3
        seen.add(get.__closure__[0].cell_contents)
    get.__closure__[0].cell_contents = "set"
    return sorted(seen), x, get()


def cell_written_outside(n):
    x = 1

    def get():
        return x

    cell = get.__closure__[0]
    total = 0
    for i in range(n):
        if i == n // 2:
            cell.cell_contents = 10
        total += x
    return total


def defaults(n):
    def f(a, b=[], *, c={}):
        b.append(a)
        c[a % 5] = a
        return len(b) + len(c)

    total = 0
    for i in range(n):
        total += f(i)
    return total, len(f.__defaults__[0]), f.__kwdefaults__


def defaults_changed(n):
    def f(a, b=1):
        return a + b

    total = 0
    for i in range(n):
        if i == n // 2:
            f.__defaults__ = (100,)
        total += f(i)
    return total


def code_changed(n):
    def f(a):
        return a + 1

    def g(a):
        return a * 1000

    total = 0
    for i in range(n):
        if i == n - 3:
            f.__code__ = g.__code__
        total += f(i)
    return total


def self_reference(n):
    def f(k):
        return k if k < 2 else f(k - 1) + f(k - 2)

    total = 0
    for i in range(n):
        total += f(i % 9)
    return total


def loop_in_inner(n):
    total = 0

    def run():
        nonlocal total
        for i in range(n):
            total += i
            if total > 10**6:
                total = -total
        return i

    return run(), total


for f in (nonlocal_loop, cell_loop_variable, cell_changed_by_callee, cell_type_changes, shared, factories,
          deep_nesting, cell_contents, cell_written_outside, defaults, defaults_changed, code_changed,
          self_reference, loop_in_inner):
    attempt(f, 300)
