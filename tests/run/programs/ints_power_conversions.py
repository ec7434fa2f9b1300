"""Powers, int() and str() conversions, round, abs and int methods in loops."""
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


def powers(base, count):
    out = []
    for e in range(count):
        out.append(base**e)
    return out[-1], out[count // 2], [type(x).__name__ for x in out[:3]]


def negative_powers(base, count):
    out = []
    for e in range(count):
        out.append(base ** (count // 2 - e))
    return out[0], out[-1], sorted({type(x).__name__ for x in out})


def zero_to_negative(n):
    total = 0
    for e in range(n):
        total += 0 ** (n - 5 - e)
    return total


def accumulate_power(n):
    value = 2
    for _ in range(n):
        value **= 2
        if value > 10**40:
            value %= 10**9 + 7
    return value


def parse(n):
    total = 0
    errors = []
    for i in range(n):
        text = str(i * 37 - 1000)
        if i % 97 == 5:
            text += "z"
        try:
            total += int(text)
        except ValueError as error:
            errors.append(str(error))
    return total, errors


def bases(n):
    out = []
    for i in range(n):
        out.append(int(format(i, "x"), 16) + int(bin(i), 2) + int(oct(-i), 8))
    return sum(out), hex(out[-1]), bin(-n), oct(n)


def from_floats(n):
    total = 0
    bad = []
    values = [0.5, -0.5, 1e15, -1e15, 1e22, float("nan"), float("inf"), -2.999999, 2.0**63]
    for i in range(n):
        x = values[i % len(values)]
        try:
            total += int(x) + round(x) + abs(int(x))
        except (ValueError, OverflowError) as error:
            if i < len(values):
                bad.append(repr(error))
    return total, bad


def round_ints(n):
    out = 0
    for i in range(n):
        out += round(i * 7 + 5, -1) + round(i) + round(-i, 2)
    return out


def int_methods(n):
    out = 0
    for i in range(n):
        b = (i * 12345).to_bytes(8, "little")
        out ^= int.from_bytes(b, "big")
        out += (i).conjugate() + i.numerator - i.denominator + i.real + i.imag
    return out


def to_bytes_overflow(n):
    out = []
    for i in range(n):
        out.append((i * 2).to_bytes(1, "big"))
    return out


def abs_min(n):
    out = []
    for i in range(n):
        out.append(abs(-(2**63) + i - n // 2))
    return out[0], out[n // 2], out[-1]


for base in (0, 1, -1, 2, -2, 3, -7, 10):
    attempt(powers, base, 130)
for base in (1, -1, 2, -3):
    attempt(negative_powers, base, 60)
attempt(zero_to_negative, 100)
attempt(accumulate_power, 500)
attempt(parse, 500)
attempt(bases, 500)
attempt(from_floats, 300)
attempt(round_ints, 500)
attempt(int_methods, 500)
attempt(to_bytes_overflow, 300)
attempt(abs_min, 300)
attempt(lambda: [int("9" * k) for k in (1, 18, 19, 20, 30)])
attempt(lambda: [int(None) for _ in range(2)])
