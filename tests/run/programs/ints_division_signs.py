"""Floor division, modulo and divmod with every combination of signs, and by zero."""
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

VALUES = [0, 1, -1, 2, -2, 3, -3, 7, -7, 10, -10, 2**31, -(2**31), 2**62, -(2**62), 2**63 - 1,
          -(2**63), 2**63, 2**64 + 1, -(2**64) - 1, 10**20]


def table(values):
    out = []
    for a in values:
        for b in values:
            if b:
                q = a // b
                r = a % b
                assert q * b + r == a, (a, b)
                out.append((q, r))
    return out


def checked(values):
    good = bad = 0
    texts = set()
    for a in values:
        for b in values:
            try:
                q, r = divmod(a, b)
                good += (q * b + r == a)
            except ZeroDivisionError as error:
                bad += 1
                texts.add(str(error))
            try:
                a % b
            except ZeroDivisionError as error:
                texts.add(str(error))
            try:
                a // b
            except ZeroDivisionError as error:
                texts.add(str(error))
            try:
                a / b
            except ZeroDivisionError as error:
                texts.add(str(error))
            except OverflowError as error:
                texts.add(str(error))
    return good, bad, sorted(texts)


def min_by_minus_one(count):
    value = -(2**63) + count
    out = 0
    for _ in range(count + 3):
        out = value // -1
        value -= 1
    return out, value


def digits(n):
    out = []
    while n:
        n, d = divmod(n, 10)
        out.append(d)
    return out


def collatz(limit):
    best = (0, 0)
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > best[1]:
            best = (start, steps)
    return best


def gcd_sum(limit):
    total = 0
    for i in range(-limit, limit):
        a, b = i, limit
        while b:
            a, b = b, a % b
        total += a
    return total


def zero_at(n, at):
    total = 0
    for i in range(n):
        total += 1000 // (at - i)
    return total


def zero_mod_at(n, at):
    total = 0
    for i in range(n):
        total += (1000 + i) % (at - i) if i else 0
    return total


def zero_true_at(n, at):
    total = 0.0
    for i in range(n):
        total = total + (1 / (at - i))
    return total


def power_mod(count):
    total = 0
    for i in range(1, count):
        total += pow(i, i + 3, 1009) + pow(i, -1, 10007)
    return total


attempt(table, VALUES)
attempt(checked, VALUES)
attempt(min_by_minus_one, 500)
attempt(digits, 3**300)
attempt(digits, 2**64)
attempt(collatz, 300)
attempt(gcd_sum, 200)
attempt(zero_at, 500, 333)
attempt(zero_mod_at, 500, 333)
attempt(zero_true_at, 500, 333)
attempt(power_mod, 800)
attempt(lambda: [i // 0.0 for i in range(3)])
attempt(lambda: [i % 0.0 for i in range(3)])
attempt(lambda: [divmod(i, 0) for i in range(3)])
attempt(lambda: [pow(i, -1, 4) for i in range(1, 3)])
