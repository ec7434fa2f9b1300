"""Builtins and module functions replaced while a hot loop uses them."""
import builtins
import math
import operator

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

real_len, real_abs, real_range = len, abs, range


def patched_len(n):
    total = 0
    for i in real_range(n):
        if i == n // 2:
            builtins.len = lambda x: 1000
        total += len("abc")
    builtins.len = real_len
    return total


def patched_abs_type(n):
    out = []
    for i in real_range(n):
        if i == n - 3:
            builtins.abs = str
        out.append(abs(-i))
    builtins.abs = real_abs
    return out[-4:]


def patched_range(n):
    total = 0
    for i in real_range(n):
        if i == n // 2:
            builtins.range = lambda k: [k, k]
        for j in range(3):
            total += j
    builtins.range = real_range
    return total


def global_shadows_builtin(n):
    total = 0
    for i in real_range(n):
        if i == n // 2:
            globals()["len"] = lambda x: -1
        if i == n - 5:
            del globals()["len"]
        total += len([1, 2])
    return total


def math_sqrt(n):
    real = math.sqrt
    total = 0.0
    for i in real_range(n):
        if i == n // 2:
            math.sqrt = lambda x: -x
        total += math.sqrt(i)
    math.sqrt = real
    return total


def patched_by_callee(n):
    def patch(i):
        if i == 200:
            builtins.max = min
        if i == 220:
            builtins.max = real_max

    real_max = max
    total = 0
    for i in real_range(n):
        patch(i)
        total += max(1, i)
    return total


def print_replaced(n):
    lines = []
    real = print
    for i in real_range(n):
        if i == n - 3:
            builtins.print = lambda *a, **k: lines.append(a)
        if i > n - 5:
            print("line", i)
    builtins.print = real
    return lines


def isinstance_replaced(n):
    real = isinstance
    hits = 0
    for i in real_range(n):
        if i == 250:
            builtins.isinstance = lambda *a: "yes"
        hits += 1 if isinstance(i, str) == "yes" else 0
    builtins.isinstance = real
    return hits


def int_replaced(n):
    total = 0
    real = int
    for i in real_range(n):
        if i == 250:
            builtins.int = float
        total += int("3")
    builtins.int = real
    return total


def builtin_deleted(n):
    real = builtins.sum
    total = 0
    try:
        for i in real_range(n):
            if i == n - 2:
                del builtins.sum
            total += sum((i, 1))
    finally:
        builtins.sum = real
    return total


def builtin_raises(n):
    def bad(x):
        raise LookupError(f"bad len {x}")

    total = 0
    try:
        for i in real_range(n):
            if i == n - 2:
                builtins.len = bad
            total += len("x")
    finally:
        builtins.len = real_len
    return total


def added_builtin(n):
    total = 0
    for i in real_range(n):
        try:
            total += brand_new
        except NameError:
            total -= 1
        if i == 100:
            builtins.brand_new = 5
    del builtins.brand_new
    return total


def custom_builtins(n):
    scope = {"__builtins__": {"range": real_range, "len": lambda x: 42}}
    exec("t = 0\nfor i in range(300):\n    t += len('a')\n", scope)
    return scope["t"]


def operator_module(n):
    total = 0
    add = operator.add
    for i in real_range(n):
        total = add(total, operator.mul(i, 2))
        if i == 200:
            add = operator.sub
    return total


for f in (patched_len, patched_abs_type, patched_range, global_shadows_builtin, math_sqrt, patched_by_callee,
          print_replaced, isinstance_replaced, int_replaced, builtin_deleted, builtin_raises, added_builtin,
          custom_builtins, operator_module):
    attempt(f, 300)

total = 0
for i in range(500):
    if i == 250:
        len = lambda x: 7
    total += len("ab")
del len
print(total, len("ab"))
