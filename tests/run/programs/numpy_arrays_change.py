"""numpy arrays that change under a loop: resized, retyped, reshaped, overlapping, exchanged; odd indices."""
# needs: numpy
import traceback

import numpy as np


def attempt(function, *args):
    """Print the result with its type, or the whole traceback."""
    try:
        result = function(*args)
    except Exception:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
    else:
        print(function.__name__, type(result).__name__, repr(result))


def grow(a, i):
    if i == 40:
        a.resize(200, refcheck=False)
    if i == 60:
        a.resize(10, refcheck=False)


def resized_by_callee(n):
    a = np.arange(100)
    total = 0
    for i in range(n):
        grow(a, i)
        total += a[i % len(a)] + a[-1] + a.size
        a[i % a.shape[0]] += 1
    return total, a


def shrunk_under_index(n):
    a = np.arange(100)
    total = 0
    for i in range(n):
        total += a[i]
        grow(a, i)
    return total


def retyped_by_callee(n):
    a = np.arange(64, dtype=np.int64)
    out = []

    def change(i):
        if i == 20:
            a.dtype = np.float64
        if i == 40:
            a.dtype = np.int32
        if i == 50:
            a.shape = (2, 64)

    for i in range(n):
        change(i)
        out.append(repr(a[i % 2]))
    return out[15:25], out[38:44], out[-1][:20]


def made_read_only(n):
    a = np.zeros(n)
    b = a.view()

    def change(i):
        if i == n - 5:
            a.flags.writeable = False

    for i in range(n):
        b[i] = i
        change(i)
        a[i] = i + 0.5
    return a


def overlapping(n):
    base = np.arange(2 * n)
    left, right = base[:-1], base[1:]
    for i in range(2 * n - 1):
        right[i] = left[i] + right[i]
    bits = np.arange(4.0)
    raw = bits.view(np.int64)
    for i in range(n):
        bits[i % 4] += 1.5
        raw[i % 4] ^= i
    return base[:10].tolist(), bits.tolist(), raw.tolist()


def exchanged(n):
    u, v = np.zeros(n), np.ones(n)
    for step in range(6):
        for i in range(1, n - 1):
            v[i] = (u[i - 1] + u[i + 1]) * 0.5 + v[i]
        u, v = v, u
    return u.tolist(), v[3]


def different_arrays(n):
    out = []
    for a in (np.arange(n), np.arange(n) * 0.5, np.arange(n * n).reshape(n, n), [1] * n, np.arange(n, dtype=np.int16)):
        total = 0
        for i in range(n):
            total += a[i]
        out.append(repr(total)[:60])
    return out


def zero_dimensions(n):
    a = np.array(5)
    total = 0
    for i in range(n):
        total += a[()] if i < n - 1 else a[0]
    return total


def lengths(n):
    out = []
    for a in (np.zeros(3), np.zeros((4, 5)), np.zeros((2, 3, 4)), np.array(7)):
        for i in range(n):
            out.append((a.ndim, a.size, a.shape, len(a), a.shape[0], a.shape[-1], a.T.shape))
            rows = a.shape[0]
    return out


def unpacked_shape(m, n):
    total = 0
    for i in range(n):
        rows, columns = m.shape
        total += rows * 100 + columns
    return total


def mixed_in_place(n):
    m = np.arange(n * n, dtype=np.int64).reshape(n, n)
    f = m * 0.25
    for i in range(n):
        for j in range(n):
            m[i, j] += 3 if (i + j) % 3 else m[j, i]
            m[-i, -j] -= 1
            f[i, j] *= m[i, j] if i > j else 2
            f[i, j] = i
            m[i, 0] = m[0, i] * 2
            f[1, 1] += 0.5
    return m.tolist(), f.tolist()


def fails_in_between(n):
    m = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            m[i, j] += 1 / (n * n - 2 - i * n - j)
    return m


def outside(n):
    m = np.zeros((n, n), dtype=np.int64)
    for i in range(n):
        for j in range(n + 1):
            m[i, j] = i
    return m


def float_index(n):
    m = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            m[i, j] += m[i, j if i < n - 1 else 1.0]
    return m


def boolean_index(n):
    a = np.arange(n)
    total = 0
    for i in range(n):
        total += a[i == 3].sum() + a[i]
        a[i == 5] = 1
    return total, a


def stored_kinds(n):
    a, f = np.zeros(n, dtype=np.int64), np.zeros(n)
    values = [1, True, 2.75, np.int64(4), np.float64(5.5), np.int32(6), np.float32(7.5), -0.0]
    for i in range(n):
        value = values[i % 8]
        a[i] = value
        f[i] = value
        f[i] += 2**53 + 1
    return a.tolist(), f.tolist()


def bad_store(n):
    a = np.zeros(n, dtype=np.int64)
    for i in range(n):
        a[i] = i if i < n - 1 else "x"
    return a


def nan_store(n):
    a = np.zeros(n, dtype=np.int64)
    for i in range(n):
        a[i] = float(i) if i < n - 1 else float("nan")
    return a


def subclass(n):
    class Offset(np.ndarray):
        def __getitem__(self, index):
            return super().__getitem__(index) + 100

    a = np.arange(n)
    total = 0
    for i in range(n):
        if i == n // 2:
            a = a.view(Offset)
        total += a[i]
    return total


def key_seen(n):
    class Keys:
        def __init__(self):
            self.keys = []

        def __getitem__(self, key):
            self.keys.append(key)
            return 1

        def __setitem__(self, key, value):
            self.keys.append(key)

    m, keys = np.zeros((n, n)), Keys()
    for i in range(n):
        target = m if i < n - 2 else keys
        for j in range(3):
            target[i, j] += 1
    return keys.keys, all(a is b for a, b in zip(keys.keys[::2], keys.keys[1::2]))


def generator(a):
    for i in range(len(a)):
        x = a[i]
        yield x
        x += 1
        yield x


grid = np.arange(12.0).reshape(3, 4)
attempt(resized_by_callee, 100)
attempt(shrunk_under_index, 100)
attempt(retyped_by_callee, 60)
attempt(made_read_only, 50)
attempt(overlapping, 40)
attempt(exchanged, 20)
attempt(different_arrays, 30)
attempt(zero_dimensions, 30)
attempt(lengths, 8)
attempt(unpacked_shape, grid, 40)
attempt(unpacked_shape, grid[0], 40)
attempt(mixed_in_place, 9)
attempt(fails_in_between, 6)
attempt(outside, 8)
attempt(float_index, 8)
attempt(boolean_index, 30)
attempt(stored_kinds, 40)
attempt(bad_store, 30)
attempt(nan_store, 30)
attempt(subclass, 40)
attempt(key_seen, 12)
print([repr(x) for x in generator(np.arange(30))][-4:], [repr(x) for x in generator(grid[:, 1])])
for i in range(3):
    for j in range(4):
        grid[i, j] += grid[i, j] * i - j
        grid[2, 3] -= 1
print(grid)
