"""Loops over attributes, methods and small functions that must run natively."""

import random
from collections import namedtuple
from itertools import product


class Vector:
    scale = 2.0

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    def move(self, dx, dy=0.25):
        self.x += dx
        self.y += dy


class Counter:
    __slots__ = ("count", "total")

    def __init__(self):
        self.count = 0
        self.total = 0.0


def attributes(vector, n):
    for i in range(n):  # loop: attributes
        vector.x = vector.x * 0.5 + i
        vector.y += vector.x * vector.scale
    return vector.x, vector.y


def slots(counter, n):
    for i in range(n):  # loop: slots
        counter.count += i & 3
        counter.total += 0.5
    return counter.count, counter.total


def methods(a, b, n):
    total = 0.0
    for _ in range(n):  # loop: methods
        total += a.dot(b)
        a.move(0.125)
    return total, a.x, a.y


def keep(values, i):
    values[i % 4] = i
    return values[0] + values[1]


def functions(n):
    values = [0, 0, 0, 0]
    total = 0
    for i in range(n):  # loop: functions
        total += keep(values, i)
    return total


def chain(node):
    total = 0
    while node is not None:  # loop: chain
        total += node.x
        node = node.y
    return total


class Cached(dict):
    """A subclass of a type of C keeps its attributes in a dict."""

    def __init__(self):
        super().__init__()
        self.hits = 0.5

    def missed(self):
        return self.hits + 1


def attributes_in_dict(n):
    cached, total = Cached(), 0.0
    for i in range(n):  # loop: attributes_in_dict
        total += cached.hits + cached.missed() + i
    return total


Field = namedtuple("Field", "x y")


def named_fields(n):
    fields, total = [Field(1, 0.5), Field(2, 1.5), Field(3, 2.5)], 0.0
    for _ in range(n):
        for field in fields:  # loop: named_fields
            total += field.x * 2 + field.y
    return total


def bound_append(n):
    items = []
    append = items.append
    for i in range(n):  # loop: bound_append
        append(i)
    return len(items)


def random_numbers(n):
    source, total = random.Random(3), 0.0
    for i in range(n):  # loop: random_numbers
        total += source.random() + source.randrange(i + 1)
    return total


def all_pairs(n):
    count = 0
    for _ in product(range(n), repeat=2):  # loop: all_pairs
        count += 1
    return count


print(attributes(Vector(1.0, 2.0), 3000), slots(Counter(), 3000))
print(methods(Vector(1.0, 2.0), Vector(0.5, 0.25), 3000), functions(3000))
node = None
for number in range(3000):
    node = Vector(number, node)
print(chain(node))
print(attributes_in_dict(3000), named_fields(300), bound_append(3000))
print(random_numbers(3000), all_pairs(60))
