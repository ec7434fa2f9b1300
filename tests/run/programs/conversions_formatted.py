"""!r, !s, !a and %s in loops: objects of unknown type, subclasses of str, errors."""

import traceback


class Text(str):
    def __format__(self, spec):
        return f"<{str.__str__(self)}|{spec}>"

    def __eq__(self, other):
        return "compared"

    __hash__ = str.__hash__


class Shown:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return Text("r" + self.name)

    def __str__(self):
        return Text("s" + self.name)


class Formatted:
    def __format__(self, spec):
        return Text("f" + spec)


class Broken:
    def __repr__(self):
        raise ValueError("repr")

    def __str__(self):
        return 5

    def __format__(self, spec):
        return 6


def convert(values, n):
    out = []
    for i in range(n):
        value = values[i % len(values)]
        out.append(f"{value!r} {value!s:>6} {value!a}" + "%s %r" % (value, value))
    return out[: 2 * len(values)]


def alone(n):
    kinds = []
    shown = Shown("x")
    formatted = Formatted()
    for i in range(n):
        a = f"{shown!r}"
        b = f"{shown!s}"
        c = f"{formatted}"
        d = f"{formatted:12}"
        kinds.append((type(a).__name__, type(b).__name__, type(c).__name__, type(d).__name__))
        kinds.append((str(a), str(b), str(c), str(d), c == "f", c != "f", a == "rx"))
    return kinds[:2], kinds[-2:]


def fails(n, how):
    good, bad = Shown("g"), Broken()
    values = [good] * n + [bad]
    count = 0
    try:
        for i in range(n + 1):
            value = values[i]
            if how == "r":
                count += len(f"{i}{value!r}{i}")
            elif how == "s":
                count += len(f"{i}{value!s}{i}")
            elif how == "a":
                count += len(f"{i}{value!a:4}{i}")
            else:
                count += len(f"{i}{value}{i}")
    except Exception as error:
        entries = traceback.extract_tb(error.__traceback__)
        places = [(e.name, e.line, e.colno, e.end_colno) for e in entries]
        return count, type(error).__name__, str(error), places
    return count


def changes(n):
    class Other:
        def __repr__(self):
            return "first"

    other = Other()
    seen = []
    for i in range(n):
        seen.append(f"{other!r}")
        if i == n // 2:
            Other.__repr__ = lambda self: "second"
    return seen[0], seen[-1], len(set(seen))


many = [1, 2.5, None, "é", b"b", [1, "é"], Shown("é"), Text("t"), (1,), 10**30, True]
for line in convert(many, 60):
    print(line)
print(alone(50))
for how in "rsaf":
    print(fails(30, how))
print(changes(40))
