"""Integer arithmetic that crosses 2**31, 2**62, 2**63 and 2**64 inside loops."""
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

EDGES = [2**k for k in (15, 29, 30, 31, 32, 53, 59, 60, 61, 62, 63, 64, 127)]


def add_up(start, step, count):
    total = start
    for _ in range(count):
        total += step
    return total


def subtract_down(start, step, count):
    total = start
    i = 0
    while i < count:
        total = total - step
        i += 1
    return total


def multiply(start, factor, count):
    product = start
    for _ in range(count):
        product *= factor
    return product


def double_until_big(count):
    value = 1
    seen = []
    for i in range(count):
        value = value + value
        if i % 16 == 14:
            seen.append(value)
    return seen


def there_and_back(limit, count):
    value = limit - count // 2
    crossings = 0
    for i in range(count):
        before = value >= limit
        value += 1
        if (value >= limit) != before:
            crossings += 1
    for i in range(count):
        value -= 1
    return value, crossings


def fibonacci(count):
    a, b = 0, 1
    for _ in range(count):
        a, b = b, a + b
    return a


def factorial(n):
    result = 1
    for k in range(2, n + 1):
        result = result * k
    return result


def negate(value, count):
    for _ in range(count):
        value = -value
        value = ~value
    return value


def hash_mix(count):
    h = 0xCBF29CE484222325
    for i in range(count):
        h ^= i & 0xFF
        h = (h * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def squares(start, count):
    total = 0
    for x in range(start, start + count):
        total += x * x
    return total


def mixed_products(count):
    out = []
    for i in range(count):
        a = (i - count // 2) * 3037000500
        b = a * 3037
        if i % 50 == 0:
            out.append((a, b, a - b, a + b))
    return out


for edge in EDGES:
    for sign in (1, -1):
        print(edge, sign)
        attempt(add_up, sign * (edge - 300), sign, 600)
        attempt(subtract_down, sign * (edge + 300), sign, 600)
        attempt(add_up, 0, sign * (edge // 100), 250)
        attempt(multiply, sign, 2, edge.bit_length() + 3)
        attempt(multiply, edge - 1, -3, 5)
        attempt(there_and_back, sign * edge, 400)
        attempt(negate, sign * edge, 301)
attempt(double_until_big, 200)
attempt(fibonacci, 400)
attempt(factorial, 60)
attempt(hash_mix, 3000)
attempt(squares, 2**31 - 100, 300)
attempt(squares, 3037000499 - 100, 300)
attempt(squares, -(2**33), 300)
attempt(mixed_products, 600)
attempt(add_up, 0, "1", 3)
attempt(add_up, "x", 1, 3)
attempt(multiply, 1, None, 3)
