"""f-strings, format(), % and templates with user types and raising __format__."""
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


class Price:
    def __init__(self, value):
        self.value = value

    def __format__(self, spec):
        if spec == "boom":
            raise ValueError(f"no such spec: {spec}")
        return f"<{self.value}:{spec}>"

    def __repr__(self):
        return f"Price({self.value!r})"

    def __str__(self):
        return f"${self.value}"


def fstrings(n):
    out = []
    for i in range(n):
        p = Price(i)
        out.append(f"{p}|{p!r}|{p!s}|{p:spec}|{i=}|{i + 1 = }|{'q' * (i % 3)}|{{}}|{i!r:>5}|{None}|{[i]}|{True}")
    return out[0], out[-1], sum(map(len, out))


def raising(n):
    out = ""
    for i in range(n):
        p = Price(i)
        out = f"a{i}b{p:{'boom' if i == n - 1 else 'ok'}}c"
    return out


def str_format(n):
    total = 0
    for i in range(n):
        total += len("{} {1}".format(i) if i == -1 else "{0} {a} {b[x]} {c.value:>8}".format(
            i, a=i * 2, b={"x": i}, c=Price(i)))
    return total


def format_missing(n):
    out = ""
    for i in range(n):
        out = "{} {}".format(i, i) if i < n - 1 else "{} {}".format(i)
    return out


def format_keyerror(n):
    out = ""
    for i in range(n):
        out = "{k}".format(**({"k": i} if i < n - 1 else {}))
    return out


def percent_dict(n):
    out = ""
    for i in range(n):
        out += "%(a)s-%(b)03d;" % {"a": i, "b": i * 2}
    return out[-20:], len(out)


def percent_few(n):
    out = ""
    for i in range(n):
        out = "%s %s" % ((i, i) if i < n - 1 else (i,))
    return out


def percent_many(n):
    out = ""
    for i in range(n):
        out = "%s" % ((i,) if i < n - 1 else (i, i))
    return out


def repr_raises(n):
    class Bad:
        def __repr__(self):
            raise RuntimeError("repr failed")

    out = ""
    for i in range(n):
        out = repr(i) if i < n - 1 else f"{Bad()!r}"
    return out


def repr_wrong_type(n):
    class Odd:
        def __str__(self):
            return 5

    out = ""
    for i in range(n):
        out = str(i) if i < n - 1 else str(Odd())
    return out


def debug_numbers(n):
    out = []
    for i in range(n):
        x = i / 7
        out.append(f"{x=:.2f} {i=!s:>4} {x*2=:08.3f}")
    return out[3], out[-1]


for f in (fstrings, raising, str_format, format_missing, format_keyerror, percent_dict, percent_few,
          percent_many, repr_raises, repr_wrong_type, debug_numbers):
    attempt(f, 250)
