"""__getattr__, __getattribute__, __setattr__, descriptors, module attributes in loops."""
import types

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


class Lazy:
    def __init__(self):
        self.asked = []

    def __getattr__(self, name):
        if name.startswith("bad"):
            raise AttributeError(f"refused {name}")
        self.asked.append(name)
        return len(name)


class Every:
    count = 0

    def __getattribute__(self, name):
        Every.count += 1
        return object.__getattribute__(self, name)


class Watched:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, (value, name))

    def __delattr__(self, name):
        object.__setattr__(self, name, "deleted")


class Descriptor:
    def __init__(self):
        self.reads = 0

    def __get__(self, obj, kind):
        self.reads += 1
        return self.reads if obj is not None else self

    def __set__(self, obj, value):
        if value == "bad":
            raise TypeError("bad value")
        obj.__dict__["stored"] = value


class NonData:
    def __get__(self, obj, kind):
        return "descriptor"


class Host:
    d = Descriptor()
    n = NonData()


def lazy(n):
    x = Lazy()
    total = 0
    for i in range(n):
        total += x.abc + x.de
    return total, len(x.asked)


def lazy_error(n):
    x = Lazy()
    for i in range(n):
        x.fine if i < n - 1 else x.bad_one


def every(n):
    x = Every()
    x.v = 1
    Every.count = 0
    total = 0
    for i in range(n):
        total += x.v
    return total, Every.count


def watched(n):
    w = Watched()
    for i in range(n):
        w.a = i
        del w.b
    return w.a, w.b


def descriptor(n):
    h = Host()
    Host.d.reads = 0
    total = 0
    for i in range(n):
        total += h.d
        h.d = i
    return total, h.stored


def descriptor_error(n):
    h = Host()
    for i in range(n):
        h.d = i if i < n - 1 else "bad"


def non_data(n):
    h = Host()
    seen = set()
    for i in range(n):
        seen.add(h.n)
        if i == n // 2:
            h.n = "instance"
        if i == n - 3:
            Host.n = property(lambda self: "property")
    Host.n = NonData()
    return sorted(seen)


def module_attributes(n):
    m = types.ModuleType("m")
    m.x = 1
    total = 0
    for i in range(n):
        total += m.x
        m.x = i
        if i == n // 2:
            m.__getattr__ = lambda name: 1000
            del m.x
            total += m.x
            m.x = 0
    return total


def dynamic(n):
    class Box:
        pass

    b = Box()
    for i in range(n):
        setattr(b, f"f{i % 40}", i)
    return sum(getattr(b, f"f{i}", 0) for i in range(50)), len(vars(b))


def class_attribute_changes(n):
    class C:
        k = 1

    class D(C):
        pass

    d = D()
    total = 0
    for i in range(n):
        total += d.k
        if i == 100:
            D.k = 10
        if i == 150:
            C.k = 10**6
        if i == 200:
            del D.k
        if i == 250:
            C.k = 0.5
    return total


def getattr_turned_on(n):
    class C:
        pass

    c = C()
    total = 0
    for i in range(n):
        if i == 100:
            C.__getattr__ = lambda self, name: 7
        try:
            total += c.q
        except AttributeError as error:
            total -= len(str(error))
    return total


for f in (lazy, lazy_error, every, watched, descriptor, descriptor_error, non_data, module_attributes,
          dynamic, class_attribute_changes, getattr_turned_on):
    attempt(f, 300)
