"""Carets of failing expressions of many shapes inside hot loops, and raw positions."""
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
import sys


def binary(a, b, n):
    total = 0
    for i in range(n):
        total = (a * i) + (b / (n - 1 - i)) - (i ** 2)
    return total


def nested_call(n):
    def f(x, y):
        return x // y

    for i in range(n):
        value = f(i, 1) + f(f(i, 1), f(n - 1 - i, 1))
    return value


def subscript(n):
    table = {"a": {"b": [1] * (n - 1)}}
    for i in range(n):
        value = table["a"]["b"][i] + table["a"]["b"][0]
    return value


def attribute(n):
    items = [1j] * (n - 1) + [None]
    total = 0
    for x in items:
        total += x.real + x.imag
    return total


def method(n):
    items = ["a"] * (n - 1) + [1]
    out = ""
    for x in items:
        out = out[:1] + x.upper().lower()
    return out


def multi_line(n):
    total = 0
    for i in range(n):
        total += (
            i
            + i * 2
            + (1 if i < n - 1 else "one")
            + 3
        )
    return total


def multi_line_call(n):
    def add(a, b, c):
        return a + b + c

    total = 0
    for i in range(n):
        total += add(
            i,
            2,
            c=3 if i < n - 1 else None,
        )
    return total


def comparison(n):
    for i in range(n):
        if 0 <= i < (n if i < n - 1 else "n") and i >= 0:
            pass


def comprehension(n):
    return [[1 / (n - 1 - i) for j in range(1)] for i in range(n)]


def unary(n):
    for i in range(n):
        x = -(i if i < n - 1 else "s") + ~i


def star_call(n):
    for i in range(n):
        max(*([i, 1] if i < n - 1 else i))


def keyword_call(n):
    def f(a, *, b):
        return a

    for i in range(n):
        f(i, **({"b": 1} if i < n - 1 else {"c": 2}))


def iteration(n):
    for i in range(n):
        for j in ([] if i < n - 1 else 3.5):
            pass


def unpack(n):
    for i in range(n):
        a, (b, c) = i, ((1, 2) if i < n - 1 else (1,))


def inplace(n):
    data = {"k": 0}
    for i in range(n):
        data["k"] += 1 if i < n - 1 else []
    return data


def fstring(n):
    for i in range(n):
        text = f"a {i} {i / (n - 1 - i):.2f} b"
    return text


def unicode_line(n):
    for i in range(n):
        größe = "日本" * 2 + ("x" if i < n - 1 else 5) + "語"
    return größe


def two_on_a_line(n):
    for i in range(n):
        a = 1; b = a / (n - 1 - i); c = 2
    return a, b, c


def delete_item(n):
    d = {i: i for i in range(n - 1)}
    for i in range(n): del d[i]


def lambda_line(n):
    return sum(map(lambda i: 10 // (n - 1 - i), range(n)))


def raw_positions(n):
    try:
        for i in range(n):
            value = (i + 1) * (10 % (n - 1 - i)) - 5
    except ZeroDivisionError as error:
        tb = error.__traceback__
        code = tb.tb_frame.f_code
        positions = list(code.co_positions())[tb.tb_lasti // 2]
        first = code.co_firstlineno
        return (positions[0] - first, positions[1] - first, positions[2:], tb.tb_lineno - first,
                tb.tb_frame.f_locals["i"], tb.tb_lasti)


for f in (nested_call, subscript, attribute, method, multi_line, multi_line_call, comparison, comprehension,
          unary, star_call, keyword_call, iteration, unpack, inplace, fstring, unicode_line, two_on_a_line,
          delete_item, lambda_line, raw_positions):
    attempt(f, 300)
attempt(binary, 2, 3.5, 300)
