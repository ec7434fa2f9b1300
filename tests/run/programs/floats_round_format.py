"""Rounding half to even, float methods and every way to format a number."""
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


def halves(n):
    out = []
    for i in range(-n, n):
        out.append(round(i / 2))
    return sum(out), out[:6], type(out[0]).__name__


def digits(n):
    out = []
    for i in range(n):
        x = i * 0.125 + 0.0625
        out.append((round(x, 1), round(x, 2), round(-x, 3), round(x * 1e5, -2), round(x, 20)))
    return out[:8], out[-1]


def round_errors(n):
    out = 0
    for i in range(n):
        out += round(float("inf") if i == n - 2 else i + 0.5)
    return out


def formats(n):
    out = []
    for i in range(n):
        x = (i - n / 2) * 1.37e3 / 7
        out.append(f"{x:.3f}|{x:>12.2e}|{x:+g}|{x:08.1f}|{x:,.2f}|{x!r}|{x:%}|{i:05d}|{i:x}|{-i:#b}|{i:,}|{i:^7}|")
    return out[0], out[n // 2], out[-1], hash("".join(out)) == hash("".join(out)), len("".join(out))


def percent(n):
    out = []
    for i in range(n):
        out.append("%d %5.2f %s %r %x %e %%" % (i, i / 3, i * 0.1, -i / 7, i, i * 1e10))
    return out[1], out[-1], len("".join(out))


def nested_width(n):
    total = 0
    for i in range(n):
        total += len(f"{i:{i % 9}}{i / 3:{i % 12}.{i % 5}f}{i!s:>{i % 11}}")
    return total


def float_methods(n):
    out = 0
    for i in range(n):
        x = i / 4
        out += x.is_integer()
        a, b = x.as_integer_ratio()
        out += a - b
        out += len(x.hex()) + (float.fromhex(x.hex()) == x)
        out += x.conjugate() == x.real
    return out


def reprs(n):
    total = 0
    x = 1.0
    for i in range(n):
        x = x * 1.1 + 1e-9
        s = repr(x)
        if float(s) != x:
            return "not round trip", s
        total += len(s)
    return total, s, str(x)


def parse(n):
    total = 0.0
    texts = ["1.5", " 2e3 ", "-inf", "nan", "1_0.5", "x1", "", "0x10", "1e400", "-0"]
    out = []
    for i in range(n):
        try:
            v = float(texts[i % len(texts)])
        except ValueError as error:
            v = str(error)
        if i < len(texts):
            out.append(v)
    return out


def bad_format(n):
    text = ""
    for i in range(n):
        text = f"{i:d}" if i < n - 1 else f"{i / 2:d}"
    return text


def bad_percent(n):
    text = ""
    for i in range(n):
        text = "%d" % (i if i < n - 1 else "q")
    return text


for f in (halves, digits, round_errors, formats, percent, nested_width, float_methods, reprs, parse,
          bad_format, bad_percent):
    attempt(f, 300)
