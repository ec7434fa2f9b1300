"""memoryview and array.array of several item formats: values, wraparound errors, views."""
from array import array

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


def sums(code, n):
    a = array(code, [0]) * n
    for i in range(n):
        a[i] = i % 100
    total = 0
    for x in a:
        total += x
    return total, type(a[0]).__name__, a[-1], a[: 3].tolist()


def overflow(code, start):
    a = array(code, [0])
    x = start
    for _ in range(400):
        a[0] = x
        x = x * 2
    return a


def negative(code):
    a = array(code, [0])
    for i in range(300):
        a[0] = 200 - i
    return a


def float_into_int(code):
    a = array(code, [0])
    for i in range(300):
        a[0] = i % 7 if i < 299 else 1.5
    return a


def view_indexing(n):
    m = memoryview(bytearray(n))
    for i in range(n):
        m[i] = i % 256
    total = 0
    for i in range(n):
        total += m[i] * m[-i - 1]
    return total, m[3:9].tobytes(), m[::-7].tolist()[:4], m.nbytes


def view_error(n):
    m = memoryview(bytearray(n - 3))
    for i in range(n):
        m[i] = 1
    return m


def view_readonly(n):
    m = memoryview(bytes(n))
    for i in range(n):
        if i == n - 1:
            m[i] = 1
    return m


def view_cast(n):
    m = memoryview(bytearray(n * 8)).cast("d")
    for i in range(n):
        m[i] = i / 3
    total = 0.0
    for x in m:
        total += x
    return total, m.format, m.itemsize, m.shape


def view_2d(n):
    m = memoryview(bytearray(n * n)).cast("B", (n, n))
    for i in range(n):
        for j in range(n):
            m[i, j] = (i * j) % 256
    return sum(m[i, i] for i in range(n))


def view_released(n):
    m = memoryview(bytearray(n))
    total = 0
    for i in range(n):
        if i == n - 2:
            m.release()
        total += m[i]
    return total


def float32(n):
    a = array("f", [0.0] * n)
    for i in range(n):
        a[i] = i / 3
    return a[1], a[-1], sum(a)


def resize(n):
    a = array("q")
    for i in range(n):
        a.append(i * 2**55)
        if i % 10 == 0:
            a.pop(0)
    return len(a)


for c in "bBhHiIlLqQ":
    attempt(sums, c, 300)
    attempt(overflow, c, 1)
    attempt(overflow, c, -1)
    attempt(negative, c)
    attempt(float_into_int, c)
attempt(sums, "d", 300)
attempt(sums, "f", 300)
for f in (view_indexing, view_error, view_readonly, view_cast, view_released, float32, resize):
    attempt(f, 300)
attempt(view_2d, 20)
