"""Loops over attributes, methods and small functions that must run natively."""


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


print(attributes(Vector(1.0, 2.0), 3000), slots(Counter(), 3000))
print(methods(Vector(1.0, 2.0), Vector(0.5, 0.25), 3000), functions(3000))
node = None
for number in range(3000):
    node = Vector(number, node)
print(chain(node))
