"""Operator overloading with reflected and in-place forms, NotImplemented, rich comparison."""
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

LOG = []


class N:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f"N({self.v})"

    def __add__(self, o):
        LOG.append("add")
        return N(self.v + o.v) if isinstance(o, N) else NotImplemented

    def __radd__(self, o):
        LOG.append("radd")
        return N(o + self.v) if isinstance(o, (int, float)) else NotImplemented

    def __iadd__(self, o):
        LOG.append("iadd")
        self.v += o.v if isinstance(o, N) else o
        return self

    def __mul__(self, o):
        return N(self.v * (o.v if isinstance(o, N) else o))

    def __rmul__(self, o):
        return N(o * self.v)

    def __sub__(self, o):
        return NotImplemented

    def __neg__(self):
        return N(-self.v)

    def __lt__(self, o):
        LOG.append("lt")
        return self.v < (o.v if isinstance(o, N) else o)

    def __eq__(self, o):
        LOG.append("eq")
        return isinstance(o, N) and self.v == o.v

    def __hash__(self):
        return hash(self.v)

    def __getitem__(self, i):
        if i > 5:
            raise IndexError(f"N has no {i}")
        return self.v * i

    def __setitem__(self, i, x):
        self.v = i * x

    def __delitem__(self, i):
        LOG.append(("del", i))

    def __contains__(self, x):
        LOG.append("contains")
        return x == self.v

    def __len__(self):
        return 3

    def __call__(self, *a):
        return sum(a, self.v)

    def __index__(self):
        return int(self.v) % 5

    def __matmul__(self, o):
        return ("matmul", self.v)

    def __divmod__(self, o):
        return ("divmod", o)

    def __pow__(self, o, mod=None):
        return ("pow", o, mod)

    def __invert__(self):
        return ~self.v

    def __abs__(self):
        return abs(self.v)

    def __round__(self, n=None):
        return ("round", n)

    def __float__(self):
        return float(self.v)


class M(N):
    def __radd__(self, o):
        LOG.append("M.radd")
        return M(1)


def add(n):
    x = N(0)
    for i in range(n):
        x = x + N(i)
        x = 1 + x
        x = 0.5 + x if i % 50 == 0 else x
    return x


def in_place(n):
    x = y = N(0)
    for i in range(n):
        x += i
        x += N(1)
    return x is y, x


def subclass_priority(n):
    for i in range(n):
        r = N(1) + M(2)
    return type(r).__name__, LOG[-1]


def int_becomes_n(n):
    x = 0
    for i in range(n):
        if i == n // 2:
            x = N(x)
        x = x + N(1) if isinstance(x, N) else x + 1
        x = x * 1
    return x


def sub_error(n):
    x = N(5)
    for i in range(n):
        x = (i - 1) if i < n - 1 else x - 1


def add_error(n):
    for i in range(n):
        i + (1 if i < n - 1 else "s")
    return N(1) + "s"


def everything(n):
    out = []
    for i in range(n):
        x = N(i)
        x[2] = i
        del x[i]
        out = [x, x[3], 5 in x, len(x), x(1, 2), [1, 2, 3, 4, 5][x], x @ 1, divmod(x, 3), pow(x, 2, 3), x**2,
               ~x, abs(-x), round(x), round(x, 2), float(x), -x, 2 * x, x * 2]
    return out


def iterate_by_getitem(n):
    total = 0
    for i in range(n):
        for v in N(i):
            total += v
    return total


def sorting(n):
    return sorted([N(i * 7 % 31) for i in range(n)])[::40], max(N(3), N(9), N(4)), min([N(2), N(1)])


def equality(n):
    hits = 0
    table = {}
    for i in range(n):
        hits += N(i) == N(i)
        hits += N(i) != N(i + 1)
        hits += N(i) == i
        table[N(i % 10)] = i
        hits += N(i % 20) in table
    return hits, len(table)


def index_error(n):
    x = N(1)
    for i in range(n):
        x[i % 6 if i < n - 1 else 6]


class ReflectedOnly:
    def __rsub__(self, o):
        return ("rsub", o)

    def __rfloordiv__(self, o):
        raise ArithmeticError("rfloordiv")

    def __gt__(self, o):
        return "gt"


def reflected(n):
    r = ReflectedOnly()
    for i in range(n):
        a = i - r
        b = i < r
    return a, b


def reflected_error(n):
    r = ReflectedOnly()
    for i in range(n):
        x = i // (1 if i < n - 1 else r)


for f in (add, in_place, subclass_priority, int_becomes_n, sub_error, add_error, everything,
          iterate_by_getitem, sorting, equality, index_error, reflected, reflected_error):
    LOG.clear()
    attempt(f, 200)
    print(len(LOG), LOG[:8])
