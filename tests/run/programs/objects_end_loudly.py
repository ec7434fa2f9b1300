"""Objects that end in a loop, some with destructors that change what the loop knows: classes, attributes, variables."""

import sys
import weakref


class A:
    def __init__(self, x):
        self.x = x

    def step(self, k):
        self.x += k
        return self.x

    def name(self):
        return "A"


class B(A):
    def step(self, k):
        self.x -= k
        return self.x

    def name(self):
        return "B"


class C(A):
    def step(self, k):
        other = self
        self = A(k)
        del other
        return self.step(1)


class Quiet:
    def __init__(self, held):
        self.held = held


class Switch:
    """Its end gives another object another class."""

    def __init__(self, other, to):
        self.other = other
        self.to = to

    def __del__(self):
        self.other.__class__ = self.to


class Rebinds:
    """Its end binds a variable of the loop's frame anew, where the interpreter allows it."""

    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __del__(self):
        sys._getframe(1).f_locals[self.name] = self.value


class Says:
    def __init__(self, what):
        self.what = what

    def __del__(self):
        frame = sys._getframe(1)
        log.append((self.what, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))


log = []


def mixed(n):
    """Three classes, methods that lend their objects, and results that end."""
    objects = [A(1), B(2), C(3), A(4)]
    total = 0
    for i in range(n):
        for o in objects:
            total += o.step(i)
            if o.name() == "B":
                total -= o.step(1)
    return total, [o.x for o in objects]


def quiet(n):
    """Nothing that ends here can be told from outside."""
    o = A(0)
    q = Quiet([o])
    for i in range(n):
        q = Quiet({i: [o, q.held[0] if type(q.held) is list else None]})
        o.step(1)
        pair = (Quiet(i), [Quiet(o)])
        o.step(len(pair))
        if i % 100 == 0:
            q = Quiet([o])
    return o.x, sys.getrefcount(o)


def switched(n):
    """The class changes where an object ends, seldom and always."""
    seen = []
    for every in (1, 3, n // 2):
        o = A(0)
        for i in range(n):
            s = Switch(o, B if i // every % 2 else A) if i % every == 0 else Quiet(o)
            s = None
            o.step(i)
            if i % (n // 7) == 0:
                seen.append((o.name(), o.x, s))
        seen.append((o.name(), o.x))
    return seen


def switched_in_attribute(n):
    o, holder = A(0), Quiet(None)
    for i in range(n):
        holder.held = Switch(o, B) if i % 50 == 20 else Switch(o, A) if i % 50 == 40 else i
        o.step(i)
    return o.x, o.name()


def taken(o, s):
    """The last reference to `s` goes with the frame."""
    return o.step(len(s.to.__name__))


def switched_by_argument(n):
    o, names = A(0), []
    for i in range(n):
        taken(o, Switch(o, B if i % 40 == 10 else A) if i % 10 == 0 else Quiet2(A))
        o.step(1)
        if i % 37 == 0:
            names.append(o.name())
    return o.x, names


class Quiet2:
    def __init__(self, to):
        self.to = to


def rebound(n):
    """CPython 3.13 lets `f_locals` write variables; before, nothing happens."""
    o, k, total = A(0), 1, 0
    for i in range(n):
        r = Rebinds("o", B(i)) if i % 60 == 30 else Rebinds("k", 2.5) if i % 60 == 31 else None
        r = None
        o.step(1)
        total += k
    return o.name(), o.x, total, r


def told(n):
    """Where destructors and the callbacks of weak references run."""
    refs = []
    o = A(0)
    for i in range(n):
        q = Quiet(Says(i) if i % 90 == 7 else i)
        if i % 90 == 50:
            refs.append(weakref.ref(q, lambda r: log.append(("weak", o.x, len(refs)))))
        o.step(1)
        q = [q]
        o.step(2)
    return o.x, q[0].held


def cells(n):
    """A variable that an inner function writes is not lent."""
    o = A(0)

    def change(p, i):
        nonlocal o
        if i % 30 == 10:
            o = B(p.x)
        return p.step(i)

    total = 0
    for i in range(n):
        total += change(o, i)
        total += o.x
    return total, o.name()


N = 700
for f in (
    mixed,
    quiet,
    switched,
    switched_in_attribute,
    switched_by_argument,
    rebound,
    told,
    cells,
):
    print(f.__name__, f(N))
print(len(log), log[:40])
