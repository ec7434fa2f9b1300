"""Numeric loops that must run natively; each loop named by a comment is one kernel."""


def int_sum(n):
    total = 0
    for i in range(n):  # loop: int_sum
        total += i * i - 3
    return total


def int_overflow(n):
    value = 1
    for _ in range(n):  # loop: int_overflow
        value = value * 3 + 1
        if value > 10**30:
            value = 1
    return value


def float_sum(n):
    x = 0.0
    for i in range(n):  # loop: float_sum
        x = x * 0.5 + i / 3.0
    return x


def while_collatz(start):
    n = start
    steps = 0
    while n != 1:  # loop: while_collatz
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def bits(n):
    h = 0
    for i in range(n):  # loop: bits
        h = ((h << 5) ^ (h >> 3) ^ i) & 0xFFFFFFFF
    return h


def nested(n):
    total = 0
    for i in range(n):
        for j in range(n):  # loop: nested
            total += i ^ j
    return total


def branches(n):
    a = b = c = 0
    for i in range(n):  # loop: branches
        if i % 3 == 0 and i % 5:
            a += 1
        elif i % 7 == 0 or i > n - 5:
            b += i
        else:
            c -= 1
    return a, b, c


def break_else(n):
    for i in range(n):  # loop: break_else
        if i * i > 10**6:
            break
    else:
        return -1
    return i


def zero_division(n):
    total = 0
    try:
        for i in range(n):  # loop: zero_division
            total += 1000 // (n - 1 - i)
    except ZeroDivisionError as error:
        return total, str(error)


print(int_sum(3000), int_overflow(3000), float_sum(3000), while_collatz(97), bits(3000), nested(60))
print(branches(3000), break_else(3000), zero_division(3000))

module_total = 0
for k in range(3000):  # loop: <module>
    module_total += k % 7
print(module_total, k)
