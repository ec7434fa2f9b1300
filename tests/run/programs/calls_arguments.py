"""Every calling form from hot loops, and every TypeError a call can give."""
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


def plain(a, b=2, *args, c=3, **kwargs):
    return a + b * 10 + sum(args) + c + sum(kwargs.values())


def positional_only(a, b, /, c):
    return a - b + c


def keyword_only(*, a, b=1):
    return a * b


def forms(n):
    total = 0
    extra = [1, 2]
    named = {"c": 4, "d": 5}
    for i in range(n):
        total += plain(i) + plain(i, 1) + plain(i, b=i) + plain(i, 1, 2, 3) + plain(i, *extra)
        total += plain(a=i, **named) + plain(*extra, *extra, **named, e=1) + plain(i, c=i, z=1)
        total += positional_only(i, 1, 2) + positional_only(i, 1, c=3)
        total += keyword_only(a=i) + keyword_only(b=i, a=2)
    return total


def errors(n):
    texts = set()
    for i in range(n):
        try:
            match i % 12:
                case 0: plain()
                case 1: positional_only(1)
                case 2: positional_only(a=1, b=2, c=3)
                case 3: keyword_only(1)
                case 4: keyword_only()
                case 5: positional_only(1, 2, 3, 4)
                case 6: plain(1, a=2)
                case 7: plain(**{"a": 1}, **{"a": 2})
                case 8: plain(1, **5)
                case 9: plain(*5)
                case 10: plain(**{1: 2})
                case 11: i(5)
        except TypeError as error:
            texts.add(str(error))
    return sorted(texts)


def escaping(n):
    for i in range(n):
        if i < n - 1:
            positional_only(i, 1, 2)
        else:
            positional_only(i, 1)


def evaluation_order(n):
    log = []

    def t(x):
        log.append(x)
        return x

    for i in range(n):
        plain(t(1), t(2), *[t(3)], c=t(4), **{"k": t(5)}, z=t(6))
        [t(7), t(8)][t(0)] = t(9)
        {t(1): t(2), t(3): t(4)}
    return len(log), log[:14]


def arguments_are_fresh(n):
    def take(*args, **kwargs):
        kwargs["new"] = 1
        return args, kwargs

    base = {"a": 1}
    same = 0
    for i in range(n):
        args, kwargs = take(*[1, 2], **base)
        same += kwargs is base
    return same, base, args


def recursion(n):
    def fact(k):
        return 1 if k <= 1 else k * fact(k - 1)

    def ack(m, k):
        return k + 1 if m == 0 else ack(m - 1, 1) if k == 0 else ack(m - 1, ack(m, k - 1))

    def fib(k, memo={}):
        if k in memo:
            return memo[k]
        memo[k] = k if k < 2 else fib(k - 1) + fib(k - 2)
        return memo[k]

    def is_even(k):
        return True if k == 0 else is_odd(k - 1)

    def is_odd(k):
        return False if k == 0 else is_even(k - 1)

    return fact(60), ack(2, 6), fib(200), is_even(301), is_odd(301)


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def fib_float(n):
    return n if n < 2 else fib_float(n - 1) + fib_float(n - 2)


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def lambdas(n):
    table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b % 1000}
    total = 0
    for i in range(n):
        total = table["+-*"[i % 3]](total, i)
    return total


def callable_objects(n):
    class Adder:
        def __init__(self, k):
            self.k = k

        def __call__(self, x, *, y=0):
            return x + self.k + y

    from functools import partial, reduce

    a = Adder(5)
    p = partial(a, 1, y=2)
    total = 0
    for i in range(n):
        total += a(i) + a(i, y=i) + p()
    return total + reduce(lambda x, y: x * 3 % 1009 + y, range(n))


def changing_callee(n):
    functions = [abs, lambda x: -x, float, str, len]
    out = []
    for i in range(n):
        f = functions[0] if i < 100 else functions[1] if i < 200 else functions[2] if i < 250 else functions[3]
        out.append(f(i))
    return out[99:101], out[199:201], out[249:251], out[-1]


def none_callee(n):
    f = abs
    for i in range(n):
        if i == n - 1:
            f = None
        f(i)


def decorated(n):
    import functools

    calls = []

    def count(f):
        @functools.wraps(f)
        def wrapper(*a, **k):
            calls.append(f.__name__)
            return f(*a, **k)

        return wrapper

    @count
    def square(x):
        return x * x

    return sum(square(i) for i in range(n)), len(calls), square.__name__


for f in (forms, errors, escaping, evaluation_order, arguments_are_fresh, recursion, lambdas,
          callable_objects, changing_callee, none_callee, decorated):
    attempt(f, 300)
attempt(fib, 15)
attempt(fib_float, 15.0)
attempt(tak, 9, 5, 2)
attempt(fib, "x")
