"""// and % of floats with signs, divmod, powers that give complex, mixed types."""
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

VALUES = [0.0, -0.0, 1.0, -1.0, 0.1, -0.1, 2.5, -2.5, 7.0, -7.0, 1e16, -1e16, 1e-300, float("inf"),
          float("-inf"), float("nan"), 3, -3, 2**60, True]


def table(values):
    out = []
    for a in values:
        for b in values:
            try:
                out.append((a // b, a % b, a / b))
            except (ZeroDivisionError, OverflowError) as error:
                out.append(str(error))
    return out


def divmods(values):
    out = []
    for a in values:
        for b in values:
            try:
                out.append(divmod(a, b))
            except ZeroDivisionError as error:
                out.append(str(error))
    return out


def powers(values):
    out = []
    for a in values:
        for b in values:
            try:
                c = a**b if not (isinstance(a, int) and isinstance(b, int)) else 0
                out.append((type(c).__name__, c))
            except (ZeroDivisionError, OverflowError) as error:
                out.append(repr(error))
    return out


def roots(n):
    total = 0.0
    for i in range(n):
        total += i**0.5 + (i + 1) ** -0.5 + (i + 0.5) ** 2
    return total


def complex_root(n):
    out = 0
    for i in range(n):
        out = (n - 5 - i) ** 0.5
    return out


def negative_float_power(n):
    kinds = []
    for i in range(n):
        x = (-8.0) ** (i / 3)
        kind = type(x).__name__
        if not kinds or kinds[-1] != kind:
            kinds.append(kind)
    return kinds[:6], x


def modulo_walk(n):
    x = 0.0
    out = 0.0
    for i in range(n):
        x = (x - 0.7) % 3.3
        out += x
        out -= (x * 5) // 1.1
    return x, out


def mixed(n):
    out = 0
    for i in range(n):
        out = out + (i if i % 2 else i * 0.5)
    return out


def type_ladder(n):
    x = 1
    kinds = []
    for i in range(n):
        if i == 100:
            x = x + 0.5
        if i == 200:
            x = x + 1j
        x = x + 1
        if i % 50 == 49:
            kinds.append((type(x).__name__, x))
    return kinds


def pow_zero(n):
    out = 0.0
    for i in range(n):
        out += 0.0 ** (n - 4 - i)
    return out


attempt(table, VALUES)
attempt(divmods, VALUES)
attempt(powers, VALUES)
attempt(roots, 1000)
attempt(complex_root, 300)
attempt(negative_float_power, 300)
attempt(modulo_walk, 2000)
attempt(mixed, 1000)
attempt(type_ladder, 400)
attempt(pow_zero, 200)
