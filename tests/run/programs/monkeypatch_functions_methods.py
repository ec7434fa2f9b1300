"""User functions, methods and classes replaced in the middle of hot loops."""
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


def helper(x):
    return x + 1


def leaf(x):
    return x * 2


def middle(x):
    return leaf(x) + 1


class Shape:
    sides = 4

    def area(self, k):
        return self.sides * k

    def __add__(self, other):
        return other + self.sides

    def __eq__(self, other):
        return True

    def __len__(self):
        return 4


def function_replaced(n):
    total = 0
    for i in range(n):
        if i == 200:
            globals()["helper"] = lambda x: x * 1000
        total += helper(i)
    return total


def replaced_by_self(n):
    def first(x):
        if x == 150:
            globals()["current"] = second
        return 1

    def second(x):
        return 100

    globals()["current"] = first
    total = 0
    for i in range(n):
        total += current(i)
    return total


def indirect(n):
    original = leaf
    total = 0
    for i in range(n):
        if i == 100:
            globals()["leaf"] = lambda x: 0.5
        if i == 200:
            globals()["leaf"] = lambda x: 1 // 0 if x == n - 1 else 3
        total += middle(i)
    globals()["leaf"] = original
    return total


def method_replaced(n):
    original = Shape.area
    s = Shape()
    total = 0
    for i in range(n):
        if i == 100:
            Shape.area = lambda self, k: -k
        if i == 200:
            s.area = lambda k: 10**6
        total += s.area(i)
    Shape.area = original
    return total


def dunder_replaced(n):
    s = Shape()
    total = 0
    originals = Shape.__add__, Shape.__eq__, Shape.__len__
    for i in range(n):
        if i == 150:
            Shape.__add__ = lambda self, other: other * 2 % 1009
            Shape.__eq__ = lambda self, other: False
            Shape.__len__ = lambda self: 0
        total = s + total
        total += s == i
        total += len(s)
        total += 1 if s else 3
    Shape.__add__, Shape.__eq__, Shape.__len__ = originals
    return total


def new_dunder(n):
    class Plain:
        pass

    p = Plain()
    hits = 0
    for i in range(n):
        if i == 100:
            Plain.__bool__ = lambda self: False
        if i == 200:
            Plain.__getitem__ = lambda self, k: k
        hits += 1 if p else 10
        try:
            hits += p[i]
        except TypeError as error:
            hits += len(str(error))
    return hits


def base_changed(n):
    class A:
        def f(self):
            return 1

    class B:
        def f(self):
            return 100

    class C(A):
        pass

    c = C()
    total = 0
    for i in range(n):
        if i == 200:
            C.__bases__ = (B,)
        total += c.f()
    return total


def class_replaced(n):
    class P:
        def __init__(self, x):
            self.x = x

    total = 0
    for i in range(n):
        if i == 100:
            P.__init__ = lambda self, x: setattr(self, "x", -x)
        if i == 200:
            class P:
                def __init__(self, x):
                    self.x = 0.25
        total += P(i).x
    return total


def constant_replaced(n):
    total = 0
    for i in range(n):
        if i == 150:
            Shape.sides = 0.5
        total += Shape.sides
    Shape.sides = 4
    return total


def function_attributes(n):
    def f(x):
        return x + f.bonus

    f.bonus = 1
    total = 0
    for i in range(n):
        if i == 200:
            f.bonus = 1000
        total += f(i)
    return total


for f in (function_replaced, replaced_by_self, indirect, method_replaced, dunder_replaced, new_dunder,
          base_changed, class_replaced, constant_replaced, function_attributes):
    attempt(f, 300)
