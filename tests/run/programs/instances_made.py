"""Instances made in hot loops, operators and properties: their bodies run without frames and are begun again."""

import gc
import sys
import traceback
import weakref


class Vector:
    def __init__(self, x, y=1.5):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        if isinstance(other, Vector):
            return Vector(self.x - other.x, self.y - other.y)
        return NotImplemented

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    @property
    def size(self):
        return self.dot(self) ** 0.5

    @property
    def ratio(self):
        return self.x / self.y

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"


def sums(vectors):
    total = Vector(0.0, 0.0)
    for v in vectors:
        total = total + v * 2 - 0.5 * v
        total += v
    return total


def sizes(vectors):
    total = 0.0
    for v in vectors:
        total += v.size + v.ratio
    return total


def show(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        trace = traceback.TracebackException.from_exception(error)
        print(function.__name__, type(error).__name__, error, [(f.name, f.lineno) for f in trace.stack])


vectors = [Vector(i * 0.25, 2.0) for i in range(300)]
ints = [Vector(i, i + 1) for i in range(300)]
for _ in range(3):
    show(sums, vectors)
    show(sums, ints)
    show(sizes, vectors)
show(sums, ints[:200] + [Vector(2**62, -(2**62))] * 3 + ints[200:])
show(sums, vectors[:250] + ["not a vector"])
show(sums, vectors[:250] + [Vector("text", 1.0)])
show(sizes, vectors[:250] + [Vector(1.0, 0.0)])
show(sizes, vectors[:250] + [Vector(None, 0.0)])


def differences(vectors, others):
    out = 0
    for v, o in zip(vectors, others):
        out += (v - o).x
    return out


class Reversed:
    def __rsub__(self, other):
        return Vector(other.x * 10, 0)

    def __radd__(self, other):
        return other


class Closer(Vector):
    def __rsub__(self, other):
        return Vector(1000, 0)


show(differences, ints, ints[::-1])
show(differences, ints, [Reversed()] * 300)
show(differences, ints, [Closer(i, 0) for i in range(300)])
show(differences, [Closer(i, 0) for i in range(300)], ints)
show(differences, ints, ints[:250] + [7])


def numbers(values, reverse):
    total = 0
    for value in values:
        total = total + value if reverse else total
        total += 1
    return total


show(numbers, [Reversed()] * 300, True)


class Checked:
    made = 0

    def __init__(self, number, name=None):
        if number < 0:
            raise ValueError(f"negative: {number}")
        self.number = number
        self.half = number // 2
        if name is None:
            self.name = "unnamed"
        else:
            self.name = name
        self.items = []
        self.table = {}


def checked(numbers):
    kept, total = [], 0
    for n in numbers:
        c = Checked(n)
        total += c.half + len(c.name) + len(c.items)
        c.items.append(n)
        if n % 50 == 0:
            kept.append(Checked(number=n, name="kept"))
    return total, [(k.number, k.name, vars(k)) for k in kept]


show(checked, range(300))
show(checked, list(range(250)) + [-5])
show(checked, [2**70 + n for n in range(200)])


class Counted:
    made = 0
    log = []

    def __init__(self, number):
        Counted.made += 1
        self.number = number
        self.log.append(number)


class Returning:
    def __init__(self, number):
        self.number = number
        return number if number == 260 else None


class Unfit:
    def __init__(self, first, *rest, **named):
        self.first, self.rest, self.named = first, rest, named


class Stored:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, (name, value))

    def __init__(self, number):
        self.number = number


class Twice:
    def __init__(self, number):
        self.number = 0
        self.number = number
        self.number += 1


class Default:
    number = 5

    def __init__(self, number):
        self.other = number


class Empty:
    pass


class Slots:
    __slots__ = ("number", "unset")

    def __init__(self, number):
        self.number = number


class Finalised:
    ended = []

    def __init__(self, number):
        self.number = number if number < 250 else number // (260 - number)

    def __del__(self):
        Finalised.ended.append(getattr(self, "number", "unset"))


class Made:
    def __new__(cls, number):
        made = super().__new__(cls)
        made.number = -number
        return made


class Base:
    def __init__(self, number):
        self.number = number


class Derived(Base):
    def __init__(self, number):
        super().__init__(number + 1)
        self.more = number


class Plain(Base):
    pass


class Rebound:
    def __init__(self, number):
        self.number = number
        if number > 3:
            self = shared
            self.number = number
            self.other = number


class Nested:
    def __init__(self, number):
        self.inner = Base(number)
        self.pair = Vector(number, 2)
        self.number = self.inner.number + self.pair.x


def of_class(cls, n):
    total = 0
    for i in range(n):
        total += cls(i).number if cls is not Stored else cls(i).number[1]
    return total


def empties(n):
    out = []
    for i in range(n):
        e = Empty()
        e.number = i
        out.append(e)
    return sum(e.number for e in out), len({id(e) for e in out})


shared = Empty()
for cls in (Counted, Returning, Unfit, Stored, Twice, Default, Slots, Made, Derived, Plain, Nested):
    body = {"total": 0, "cls": cls}
    source = (
        "def loop(n):\n    total = 0\n    for i in range(n):\n        made = cls(i)\n"
        "        number = made.number if hasattr(made, 'number') else made.first\n"
        "        total += number[1] if type(number) is tuple else number\n    return total\n"
    )
    exec(source, body)
    show(body["loop"], 300)
    show(of_class, cls, 200)
show(lambda: [Rebound(i) for i in range(300)][-1].__dict__ or vars(shared))
print(vars(shared))
print(Counted.made, Counted.log[:3], empties(300))
show(of_class, Finalised, 270)
print(len(Finalised.ended), Finalised.ended[-3:])


def changes(n):
    out = []
    total = 0
    for i in range(n):
        b = Base(i)
        total += b.number
        if i == 100:
            Base.__init__ = lambda self, number: setattr(self, "number", number * 1000)
        if i == 150:
            Base.__init__ = original
        if i == 200:
            Base.__new__ = staticmethod(lambda cls, number: out.append(number) or object.__new__(cls))
        if i == 210:
            del Base.__new__
        if i == 250:
            Base.__init__.__code__ = (lambda self, number: setattr(self, "number", -1)).__code__
    return total, out


original = Base.__init__
show(changes, 300)
Base.__init__ = lambda self, number: setattr(self, "number", number)


def operator_changes(vectors):
    total = Vector(0, 0)
    for k, v in enumerate(vectors):
        total = total + v
        if k == 150:
            Vector.__add__ = lambda self, other: self
        if k == 200:
            Vector.__iadd__ = lambda self, other: Vector(7, 7)
        if k > 220:
            total += v
    return total


add = Vector.__add__
show(operator_changes, ints)
Vector.__add__ = add
del Vector.__iadd__


class Money:
    def __init__(self, amount, unit="EUR"):
        self.amount = amount
        self.unit = unit

    def __lt__(self, other):
        return self.amount < other.amount

    def __eq__(self, other):
        if type(other) is not Money:
            return NotImplemented
        return self.amount == other.amount and self.unit == other.unit

    def __ge__(self, other):
        return (self.amount >= other.amount) + 1

    def __neg__(self):
        return Money(-self.amount, self.unit)

    def __getitem__(self, k):
        if k > 2:
            raise IndexError(k)
        return self.amount if k == 0 else self.unit

    def __gt__(self, other):
        return self.amount > other


class Pence(Money):
    def __gt__(self, other):
        return "greater"


def ordered(values):
    least, equal, truth, negative, units, above = values[0], 0, 0, 0, 0, 0
    for i, money in enumerate(values):
        if money < least:
            least = money
        if money == values[i - 1]:
            equal += 1
        if money >= least:
            truth += money >= least
        negative += (-money).amount
        units += len(money[1]) + money[0]
        above += money > 150
    return least.amount, equal, truth, negative, units, above


def unlike(values, other):
    return sum(1 for money in values if money == other), len([m for m in values[:3] if m < other])


def lower(values, other):
    count = 0
    for money in values:
        if other > money:
            count += 1
        if money == other:
            count += 1000
    return count


money = [Money((i * 7919) % 301) for i in range(300)]
show(ordered, money)
show(ordered, money[:200] + [Money(3, "USD"), Money(3, "USD"), Money(3)] + money[200:])
show(ordered, money[:280] + [Pence(5)])
show(ordered, money[:280] + [Money("much")])
show(unlike, money, 5)
show(unlike, money, Money(20))
show(lower, money, Money(20))
show(lower, money, Pence(7))
show(lower, [Pence(i) for i in range(200)], Money(7))


def until_index_error(values):
    total = 0
    for i in range(300):
        total += values[i % 3 if i < 290 else i]
    return total


class Row:
    def __getitem__(self, k):
        if k > 2:
            raise IndexError(f"no column {k}")
        return k * 2


show(until_index_error, Row())


def alive(n):
    refs, counts = [], set()
    argument = object()
    before = sys.getrefcount(argument)
    for i in range(n):
        b = Default(argument)
        counts.add(sys.getrefcount(argument) - before)
        if i % 100 == 0:
            refs.append(weakref.ref(b))
    del b
    return counts, [r() is None for r in refs], sys.getrefcount(argument) - before


show(alive, 300)


def cycles(n):
    for i in range(n):
        a = Empty()
        a.itself = a
        a.pair = Vector(a, i)
    return True


gc.collect()
show(cycles, 5000)
print(gc.collect() >= 0, len([o for o in gc.get_objects() if type(o) is Empty]))


def recursive(depth):
    total = 0
    for i in range(3):
        total += Slots(depth).number
    return total + (recursive(depth - 1) if depth else 0)


show(recursive, 200)


attempts = []


def deep(depth):
    try:
        return deep(depth + 1)
    except RecursionError:
        attempts.append(0)
        for i in range(50):
            attempts[-1] += Vector(i, 2).x
        return attempts


print(deep(0))
