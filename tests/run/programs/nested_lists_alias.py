"""Matrices as lists of lists, aliasing rows, shared objects and identity."""
import sys

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


def matmul(n):
    a = [[i * n + j for j in range(n)] for i in range(n)]
    b = [[(i - j) * 0.5 for j in range(n)] for i in range(n)]
    c = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            s = 0.0
            for k in range(n):
                s += a[i][k] * b[k][j]
            c[i][j] = s
    return c[0][:3], c[-1][-3:], sum(map(sum, c))


def aliased_rows(n):
    row = [0] * n
    m = [row] * n
    for i in range(n):
        for j in range(n):
            m[i][j] += i
    return m[0][0], m[0] is m[-1], row is m[3]


def self_alias(n):
    a = list(range(n))
    b = a
    for i in range(n):
        a[i] = b[i] + b[i - 1]
    return a[-1], a is b


def transpose(n):
    m = [[i * n + j for j in range(n)] for i in range(n)]
    for i in range(n):
        for j in range(i):
            m[i][j], m[j][i] = m[j][i], m[i][j]
    return m[0], [m[i][0] for i in range(3)]


def life(n):
    grid = [[(i * 3 + j * j) % 3 == 0 for j in range(n)] for i in range(n)]
    for _ in range(5):
        new = [[False] * n for _ in range(n)]
        for i in range(n):
            for j in range(n):
                around = 0
                for di in (-1, 0, 1):
                    for dj in (-1, 0, 1):
                        if (di or dj) and grid[(i + di) % n][(j + dj) % n]:
                            around += 1
                new[i][j] = around == 3 or (around == 2 and grid[i][j])
        grid = new
    return ["".join(".#"[c] for c in row) for row in grid]


def ragged(n):
    m = [[0] * (i % 5) for i in range(n)]
    cells = 0
    for row in m:
        for k in range(len(row)):
            row[k] = cells
            cells += 1
    return cells, m[4], m[-1]


def mixed_cells(n):
    m = [[1, 2.0, "s", None, [5]] for _ in range(n)]
    out = 0
    for row in m:
        for cell in row:
            if cell is None:
                out += 1
            elif isinstance(cell, str):
                out += len(cell)
            elif isinstance(cell, list):
                cell[0] += 1
                out += cell[0]
            else:
                out += cell
    return out


def shared_element(n):
    thing = object()
    before = sys.getrefcount(thing)
    a = [thing] * 10
    for i in range(n):
        a[i % 10] = a[(i + 3) % 10]
    held = sys.getrefcount(thing) - before
    a = None
    return held, sys.getrefcount(thing) - before


def identity_kept(n):
    items = [object() for _ in range(50)]
    copy = items[:]
    for i in range(n):
        j, k = i % 50, i * 7 % 50
        items[j], items[k] = items[k], items[j]
    return sorted(copy.index(x) for x in items) == list(range(50)), items[0] is copy[0]


def determinant(n):
    m = [[float((i * j) % 7 + (i == j) * 10) for j in range(n)] for i in range(n)]
    det = 1.0
    for c in range(n):
        pivot = c
        for r in range(c + 1, n):
            if abs(m[r][c]) > abs(m[pivot][c]):
                pivot = r
        if pivot != c:
            m[c], m[pivot] = m[pivot], m[c]
            det = -det
        det *= m[c][c]
        for r in range(c + 1, n):
            f = m[r][c] / m[c][c]
            for k in range(c, n):
                m[r][k] -= f * m[c][k]
    return det


def none_row(m):
    total = 0
    for i in range(len(m)):
        for j in range(3):
            total += m[i][j]
    return total


attempt(matmul, 15)
attempt(aliased_rows, 20)
attempt(self_alias, 300)
attempt(transpose, 20)
for line in life(16):
    print(line)
attempt(ragged, 300)
attempt(mixed_cells, 200)
attempt(shared_element, 500)
attempt(identity_kept, 500)
attempt(determinant, 14)
attempt(none_row, [[1, 2, 3]] * 200 + [None])
attempt(none_row, [[1, 2, 3]] * 200 + [[1, None, 2]])
attempt(none_row, [[1, 2, 3]] * 200 + [{0: 1, 1: 2, 2: 3}, (1, 2, 3), "abc"])
