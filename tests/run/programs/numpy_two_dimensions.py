"""numpy 2-D arrays: m[i, j] and m[i][j], transposed, strided, Fortran order, broadcast views."""
# needs: numpy
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


def walk(m):
    rows, columns = m.shape
    total = 0
    for i in range(rows):
        for j in range(columns):
            total += m[i, j] * (i - j)
    return total, type(total).__name__


def walk_nested(m):
    total = 0
    for i in range(m.shape[0]):
        for j in range(m.shape[1]):
            total += m[i][j] * (i + 1)
    return total


def write(m):
    for i in range(m.shape[0]):
        for j in range(m.shape[1]):
            m[i, j] = m[i, j] * 2 + i - j
    return m[0].tolist(), m[-1].tolist()


def past_columns(m):
    total = 0
    for i in range(m.shape[0]):
        for j in range(m.shape[1] + (i == m.shape[0] - 1)):
            total += m[i, j]
    return total


def past_rows(m):
    total = 0
    for i in range(m.shape[0] + 1):
        total += m[i, 0]
    return total


def too_many(m):
    total = 0
    for i in range(m.shape[0]):
        total += m[i, 0] if i < m.shape[0] - 1 else m[i, 0, 0]
    return total


def matmul(a, b):
    n, k, m = a.shape[0], a.shape[1], b.shape[1]
    c = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            s = 0.0
            for x in range(k):
                s += a[i, x] * b[x, j]
            c[i, j] = s
    return repr(float(c.sum())), bool(np.allclose(c, a @ b))


def rows(m):
    total = 0
    for row in m:
        for x in row:
            total += x
    return total


def laplace(n):
    u = np.zeros((n, n))
    u[0, :] = 1.0
    for _ in range(4):
        for i in range(1, n - 1):
            for j in range(1, n - 1):
                u[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])
    return float(u.sum()).hex()


def aliasing(n):
    m = np.arange(n * n).reshape(n, n)
    t = m.T
    for i in range(n):
        for j in range(n):
            t[i, j] += m[i, j]
    return m[1].tolist(), int(m.sum())


base = np.arange(400, dtype=np.int64).reshape(20, 20)
shapes = {
    "plain": base.copy(),
    "transposed": base.copy().T,
    "fortran": np.asfortranarray(base),
    "strided": base.copy()[::2, ::3],
    "reversed": base.copy()[::-1, ::-1],
    "floats": base * 0.5,
    "float32": (base * 0.5).astype(np.float32),
    "bytes": base.astype(np.uint8),
    "empty": np.zeros((0, 5)),
}
for name, m in shapes.items():
    print(name)
    attempt(walk, m)
    attempt(walk_nested, m)
    if name not in ("bytes",):
        attempt(write, m) if m.size else print("nothing to write")
    attempt(past_rows, m)
    attempt(past_columns, m) if m.size else None
    attempt(too_many, m) if m.size else None
    attempt(rows, m)
attempt(walk, np.broadcast_to(np.arange(10), (20, 10)))
attempt(write, np.broadcast_to(np.arange(10), (20, 10)))
attempt(matmul, np.arange(60.0).reshape(6, 10), np.arange(50.0).reshape(10, 5))
attempt(matmul, np.arange(60.0).reshape(10, 6).T, np.arange(50.0).reshape(5, 10).T)
attempt(laplace, 14)
attempt(aliasing, 12)
