"""Short circuits, conditional expressions, chained comparisons with side effects, truthiness."""
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


class Truth:
    def __init__(self, value, log):
        self.value = value
        self.log = log

    def __bool__(self):
        self.log.append(self.value)
        return self.value

    def __lt__(self, other):
        self.log.append("lt")
        return self if self.value else 0


def order(n):
    log = []

    def t(name, value):
        log.append(name)
        return value

    for i in range(n):
        a = t("a", i % 2) and t("b", i % 3) or t("c", 5)
        b = t("d", i % 5 == 0) if t("e", i % 2) else t("f", None)
        c = not t("g", b) and t("h", a)
        d = t("i", 1) < t("j", i % 4) < t("k", 3)
    return len(log), "".join(log[:25]), a, b, c, d


def values_returned(n):
    out = set()
    for i in range(n):
        out.add(repr(i % 3 and "x"))
        out.add(repr(i % 2 or []))
        out.add(repr((i % 4 or 0.0) and None))
        out.add(repr("" or i % 2 == 0 or {}))
    return sorted(out)


def user_truth(n):
    log = []
    hits = 0
    for i in range(n):
        t = Truth(i % 2 == 0, log)
        if t:
            hits += 1
        if not t:
            hits += 10
        while t:
            break
        hits += 1 if t else 2
        if 1 < i and t and Truth(True, log):
            hits += 100
        if t < 5 < 6:
            hits += 1000
    return hits, len(log)


def bool_returns_int(n):
    class Bad:
        def __bool__(self):
            return 1

    for i in range(n):
        if (i if i < n - 1 else Bad()):
            pass


def len_truth(n):
    class Sized:
        def __init__(self, k):
            self.k = k

        def __len__(self):
            return self.k

    hits = 0
    for i in range(n):
        if Sized(n - 5 - i):
            hits += 1
    return hits


def ternary_chain(n):
    out = 0
    for i in range(n):
        out += 1 if i < 10 else 2 if i < 100 else 3 if i % 2 else -1
    return out


def fizz(n):
    out = []
    for i in range(1, n):
        out.append("Fizz" * (i % 3 == 0) + "Buzz" * (i % 5 == 0) or str(i))
    return out[-16:]


def chained_identity(n):
    a = b = object()
    hits = 0
    for i in range(n):
        hits += a is b is not None
        hits += i in (1, 2) in [(1, 2)]
        hits += 1 == 1.0 == True is not False
    return hits


def complex_while(n):
    i = 0
    found = None
    while i < n and found is None:
        found = i if i * i > n and i % 7 == 3 else None
        i += 1
    return i, found


def walrus(n):
    total = 0
    i = 0
    while (x := i * 3) < n and (y := x % 7) != 8:
        total += x + y
        i += 1
    return total, x, y


def none_arith(n):
    total = 0
    for i in range(n):
        value = i if i % 100 != 99 or i < n - 1 else None
        total += value or value + 1
    return total


for f in (order, values_returned, user_truth, bool_returns_int, len_truth, ternary_chain, fizz,
          chained_identity, complex_while, walrus, none_arith):
    attempt(f, 300)
