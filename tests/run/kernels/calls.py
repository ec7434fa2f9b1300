"""Loops that call functions, read attributes and raise, and still must run natively."""

import math


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return self.x * self.x + self.y * self.y


def square(x):
    return x * x


def builtin_calls(n):
    total = 0.0
    for i in range(n):  # loop: builtin_calls
        total += math.sqrt(i) + abs(i - 50)
    return total


def user_calls(n):
    total = 0
    for i in range(n):  # loop: user_calls
        total += square(i) - 1
    return total


def attributes(n):
    p = Point(1, 2)
    for i in range(n):  # loop: attributes
        p.x += i
        p.y = p.x - p.y
    return p.x, p.y


def methods(n):
    p = Point(1, 2)
    total = 0
    for i in range(n):  # loop: methods
        total += p.norm() + i
    return total


def caught(n):
    misses = 0
    values = [1] * (n // 2)
    for i in range(n):  # loop: caught
        try:
            values[i] += 1
        except IndexError:
            misses += 1
    return misses


def generator(n):
    x = 0
    while x < n:
        for i in range(50):  # loop: generator
            x += i & 1
        yield x


def over_expression(items):
    total = 0
    for x in items.pop():  # loop: over_expression
        if type(x) is not int:
            return total
        total += x
    return total


def closure(n):
    total = 0

    def run():
        nonlocal total
        for i in range(n):  # loop: run
            total += i
        return total

    return run()


def grown_text(parts):
    line = ""
    for part in {"a": parts, "b": 1}:
        line += f"({part})"
    return line


def text_of_callees(n):
    total = 0
    for i in range(n):  # loop: text_of_callees
        total += len(grown_text(i))
    return total


class Box:
    def __init__(self, *, width, depth=1.0):
        self.width = width
        self.depth = depth

    def area(self, scale=1.0, *, offset=0.0):
        return self.width * self.depth * scale + offset


def by_keyword(n):
    total = 0.0
    for i in range(n):  # loop: by_keyword
        total += Box(depth=0.5, width=i).area(offset=1.0)
    return total


def expressions_joined(n):
    lines = []
    for i in range(n):  # loop: expressions_joined
        lines.append(f"{i:3} " + ",".join(str(x) for x in [i, i + 1]))
    return len("".join(lines))


print(text_of_callees(3000), expressions_joined(3000), by_keyword(3000))
print(builtin_calls(3000), user_calls(3000), attributes(3000), methods(3000), caught(3000))
print(sum(generator(3000)), closure(3000))
print(over_expression([(i * i % 7 for i in range(20_000))]))
