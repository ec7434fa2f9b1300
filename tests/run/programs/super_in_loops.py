"""super() in loops: with and without arguments, attributes, errors, classes that change."""

import traceback


def show(function, *arguments):
    try:
        print(function.__name__, function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
        for entry in traceback.extract_tb(error.__traceback__):
            print("   ", entry.name, entry.line, entry.colno, entry.end_colno)


class Base:
    value = 3

    def __init__(self, k=0):
        self.k = k

    def step(self, x=1):
        return self.k + x

    @property
    def prop(self):
        if self.k == 77:
            raise ValueError("prop")
        return self.k * 2

    @classmethod
    def made(cls, k):
        return cls.__name__, k

    @staticmethod
    def plain(x):
        return x + 1


class Middle(Base):
    def step(self, x=1):
        return super().step(x) + 10


class Child(Middle):
    value = 4

    def __init__(self, k=0):
        super().__init__(k)

    def step(self, x=1):
        return super().step(x) + super(Middle, self).step(x)

    def loop(self, n):
        total = 0
        for i in range(n):
            total += super().step(i) + super().value + super().plain(i)
            self.k = i % 5
            total += super().prop
        return total

    def loop_of_two(self, n):
        total = 0
        for i in range(n):
            total += super(Child, self).step(i) + super(Middle, self).value
        return total

    @classmethod
    def made_often(cls, n):
        made = []
        for i in range(n):
            made.append(super().made(i))
        return made[0], made[-1]

    def rebinds(self, n):
        total = 0
        others = [Child(i) for i in range(n)]
        for i in range(n):
            self = others[i]
            total += super().step(1)
        return total

    def captured(self, n):
        total = 0
        for i in range(n):
            total += super().step(i) + (lambda: self.k)()
        return total

    def missing(self, n):
        total = 0
        for i in range(n):
            total += super().step(i)
            if i == n - 2:
                total += super().nothing
        return total

    def raises(self, n):
        total = 0
        for i in range(n):
            self.k = 77 if i == n - 2 else i
            total += super().prop
        return total

    def wrong_self(self, n):
        total = 0
        for i in range(n):
            if i == n - 2:
                self = 5
            total += super().step(i)
        return total

    def wrong_class(self, n):
        classes = [Middle] * n + [int]
        total = 0
        for i in range(n + 1):
            total += super(classes[i], self).step(i)
        return total

    def not_a_class(self, n):
        classes = [Middle] * n + [5]
        total = 0
        for i in range(n + 1):
            total += super(classes[i], self).step(i)
        return total


def created(n):
    total = 0
    for i in range(n):
        total += Child(i).step(i)
    return total


def class_changes(n):
    class A:
        def f(self):
            return 1

    class B:
        def f(self):
            return 2

    class C(A):
        def f(self):
            return super().f()

        def loop(self, n):
            total = []
            for i in range(n):
                total.append(super().f())
                if i == n // 2:
                    C.__bases__ = (B,)
                if i == n - 3:
                    B.f = lambda self: 9
            return total

    return C().loop(n)


def super_changes(n):
    class C(Base):
        def loop(self, n):
            global super
            seen = []
            for i in range(n):
                seen.append(super().step(i))
                if i == n // 2:
                    super = lambda *args: Base(len(args) + 100)
            del super
            return seen

    return C(1).loop(n)


def cell_changes(n):
    class C(Base):
        def loop(self, n):
            nonlocal_set = 0
            for i in range(n):
                nonlocal_set += super().step(i)
                if i == n - 2:
                    __class__
                    set_class(5)
            return nonlocal_set

        def setter(self):
            def set_to(value):
                nonlocal __class__
                __class__ = value

            return set_to

    set_class = C().setter()
    return C(1).loop(n)


class Temporary(Base):
    log = []

    def __del__(self):
        self.log.append("gone")


def temporaries(n):
    for i in range(n):
        Temporary.log.append(super(Temporary, Temporary(i)).step(1))
        Temporary.log.append("next")
    return Temporary.log[-6:], len(Temporary.log)


for count in (4, 50):
    child = Child(2)
    for name in ("loop", "loop_of_two", "made_often", "rebinds", "captured", "missing", "raises",
                 "wrong_self", "wrong_class", "not_a_class"):
        show(getattr(child, name), count)
    show(created, count)
    show(class_changes, count)
    show(super_changes, count)
    show(cell_changes, count)
    show(temporaries, count)
