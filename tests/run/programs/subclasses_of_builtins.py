"""Subclasses of int, float, str, list, dict, tuple with and without overridden methods."""
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


class Int(int):
    def __add__(self, o):
        return Int(int(self) + int(o) + 1)

    def __repr__(self):
        return f"Int({int(self)})"


class PlainInt(int):
    pass


class Float(float):
    def __mul__(self, o):
        return "mul"


class PlainFloat(float):
    pass


class List(list):
    def __getitem__(self, i):
        return ("got", i)

    def append(self, x):
        super().append(x)
        super().append(x)


class PlainList(list):
    pass


class Dict(dict):
    def __missing__(self, key):
        return f"missing {key}"

    def __setitem__(self, k, v):
        super().__setitem__(k, (v, v))


class Str(str):
    def __add__(self, o):
        return Str(str(self) + "+" + o)

    def __len__(self):
        return 99


class Tuple(tuple):
    def __iter__(self):
        return iter("iter")


def total(kind, n):
    x = kind(0)
    for i in range(n):
        x = x + 1
    return x


def in_list(values, repeat):
    t = 0
    for _ in range(repeat):
        for v in values:
            t = t + v
    return t


def float_mul(kind, n):
    x = kind(1.5)
    out = None
    for i in range(n):
        out = x * 2
    return out, type(out).__name__


def list_sub(kind, n):
    a = kind()
    for i in range(n):
        a.append(i)
    return len(a), a[0], a[-1], sum(a), [x for x in a][:3]


def dict_sub(n):
    d = Dict()
    out = []
    for i in range(n):
        d[i % 5] = i
        out.append(d[i % 7])
    return out[-7:], d.get(6), len(d), dict.__getitem__(d, 1)


def str_sub(n):
    s = Str("a")
    for i in range(10):
        s = s + "b"
    t = 0
    for i in range(n):
        t += len(s)
    return s, t, type(s).__name__, s[0], type(s[0]).__name__


def tuple_sub(n):
    out = ""
    for i in range(n):
        t = Tuple((1, 2))
        a, b = t[0], t[1]
        out = "".join(str(x) for x in t)
        try:
            x, y = t
        except ValueError as error:
            out += str(error)
    return out, a, b


def range_over_subclass(n):
    t = 0
    for i in range(PlainInt(n)):
        t += i
    return t, type(i).__name__


def index_with_subclass(n):
    a = [1, 2, 3]
    t = 0
    for i in range(n):
        t += a[PlainInt(i % 3)] + a[Int(-1)]
    return t


def bool_of_subclass(n):
    class Zero(int):
        def __bool__(self):
            return True

    hits = 0
    for i in range(n):
        if Zero(0):
            hits += 1
    return hits


def eq_of_subclass(n):
    class Never(int):
        def __eq__(self, o):
            return False

        __hash__ = int.__hash__

    hits = 0
    for i in range(n):
        hits += Never(i) == i
        hits += i == Never(i)
        hits += i in [Never(i)]
    return hits


def raising_sub(n):
    class Bomb(int):
        def __radd__(self, o):
            raise RuntimeError(f"boom at {o}")

    values = [1] * (n - 1) + [Bomb(5)]
    t = 0
    for v in values:
        t = t + v
    return t


def default_dicts(n):
    from collections import Counter, OrderedDict, defaultdict, deque

    d = defaultdict(list)
    c = Counter()
    q = deque(maxlen=10)
    o = OrderedDict()
    for i in range(n):
        d[i % 4].append(i)
        c[i % 3] += 1
        q.append(i)
        o[i % 6] = i
        o.move_to_end(i % 6)
    return {k: len(v) for k, v in d.items()}, c, q, o


attempt(total, Int, 300)
attempt(total, PlainInt, 300)
attempt(total, Float, 300)
attempt(in_list, [1, True, PlainInt(3), Int(4), 2.5, Float(1.0), PlainFloat(2.0)], 80)
attempt(in_list, [PlainInt(2**62), PlainInt(5)], 200)
attempt(float_mul, Float, 300)
attempt(float_mul, PlainFloat, 300)
attempt(list_sub, List, 300)
attempt(list_sub, PlainList, 300)
for f in (dict_sub, str_sub, tuple_sub, range_over_subclass, index_with_subclass, bool_of_subclass,
          eq_of_subclass, raising_sub, default_dicts):
    attempt(f, 300)
