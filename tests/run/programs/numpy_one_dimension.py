"""numpy 1-D arrays read and written by index: scalar kinds, wraparound, views, errors."""
# needs: numpy
import warnings

import numpy as np

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


def fill_and_sum(kind, n):
    a = np.zeros(n, dtype=kind)
    for i in range(n):
        a[i] = i
    total = a[0]
    for i in range(n):
        total = total + a[i]
    return total, type(total).__name__, type(a[0]).__name__, a[-1], str(a.dtype)


def python_total(kind, n):
    a = np.arange(n).astype(kind)
    total = 0
    for i in range(n):
        total += a[i]
    return total, type(total).__name__


def iterate(kind, n):
    a = np.arange(n).astype(kind)
    total = 0
    kinds = set()
    for x in a:
        total += x
        kinds.add(type(x).__name__)
    return total, sorted(kinds)


def wraparound(kind, n):
    a = np.array([np.iinfo(kind).max - 50] * 3, dtype=kind)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        one = a.dtype.type(1)
        for i in range(n):
            a[i % 3] = a[i % 3] + one
    return a.tolist(), len(caught), sorted({str(w.message) for w in caught})


def python_int_too_big(n):
    a = np.zeros(5, dtype=np.int64)
    for i in range(n):
        a[i % 5] = 1 << i
    return a


def python_int_into_int8(n):
    a = np.zeros(5, dtype=np.int8)
    for i in range(n):
        a[0] = i
    return a


def out_of_range(n):
    a = np.zeros(n - 3)
    for i in range(n):
        a[i] += 1
    return a


def negative(n):
    a = np.arange(n)
    total = 0
    for i in range(-n, n):
        total += int(a[i]) * (i % 3)
    return total, a[-n]


def views(n):
    base = np.arange(n * 2)
    odd, back, middle = base[1::2], base[::-1], base[n // 2 : n]
    for i in range(n // 2):
        odd[i] += 1000
        back[i] -= 5
        middle[i] *= 2
    return base[:5].tolist(), base[-5:].tolist(), int(base.sum()), odd.base is base


def read_only(n):
    a = np.arange(n)
    a.flags.writeable = False
    total = 0
    for i in range(n):
        total += a[i]
        if i == n - 1:
            a[i] = 0
    return total


def float_into_int(n):
    a = np.zeros(n, dtype=np.int64)
    for i in range(n):
        a[i] = i * 1.7
    return a[:5].tolist(), int(a.sum())


def division(n):
    a = np.arange(n, dtype=np.float64)
    out = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for i in range(n):
            out.append(a[i] / a[n // 2 - i] if i <= n // 2 else a[0])
            out.append(a[0] / a[0] if i == 5 else a[1])
    return repr(out[n]), sorted({str(w.message) for w in caught}), type(out[3]).__name__


def integer_division(n):
    a = np.arange(n)
    total = 0
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for i in range(n):
            total += a[i] // a[n // 2 - i] if i <= n // 2 else a[i] % a[3]
    return total, type(total).__name__, sorted({str(w.message) for w in caught})


def mixed(n):
    a = np.arange(n)
    b = np.linspace(0, 1, n)
    out = 0.0
    for i in range(n):
        out += a[i] * b[i] + (a[i] if i % 2 else b[i])
        if a[i] > b[i] and bool(a[i] == i):
            out -= 1
    return repr(out), type(a[0] * b[0]).__name__, type(a[0] > b[0]).__name__


def index_kinds(n):
    a = np.arange(20)
    total = 0
    for i in range(n):
        total += a[np.int64(i % 20)] + a[i % 2 == 0].sum() + a[()].size
        total += a[[1, 2]].sum() + a[..., 1] + a[None, 3:5].shape[0]
    return int(total)


def bad_index(n):
    a = np.arange(20)
    total = 0
    for i in range(n):
        total += a[i % 20 if i < n - 1 else 1.0]
    return total


def resized(n):
    a = np.arange(n)
    total = 0
    for i in range(n):
        if i == n // 2:
            a = np.arange(n) * 0.5
        total += a[i]
    return repr(total)


def smooth(n):
    u = np.zeros(n)
    u[n // 2] = 1.0
    for _ in range(5):
        v = u.copy()
        for i in range(1, n - 1):
            v[i] = 0.25 * u[i - 1] + 0.5 * u[i] + 0.25 * u[i + 1]
        u = v
    return u[n // 2].hex(), repr(u.sum())


def strings_objects(n):
    a = np.array(["a", "bcd"] * n)
    o = np.array([1, "x", None, 2.5] * n, dtype=object)
    out = []
    for i in range(n):
        out.append((a[i % 2], o[i % 4]))
        o[i % 4] = o[i % 4]
    return out[:4], type(a[0]).__name__


for kind in ("int64", "float64", "int32", "uint8", "float32", "bool", "complex128", ">i8"):
    attempt(fill_and_sum, kind, 100)
    attempt(python_total, kind, 100)
    attempt(iterate, kind, 300)
for kind in ("int64", "int32", "uint64", "int8"):
    attempt(wraparound, kind, 300)
for f in (python_int_too_big, python_int_into_int8, out_of_range, negative, views, read_only, float_into_int,
          division, integer_division, mixed, index_kinds, bad_index, resized, smooth, strings_objects):
    attempt(f, 300)
