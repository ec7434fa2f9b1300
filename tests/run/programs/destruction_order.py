"""__del__ and weakref callbacks run at the very moment a reference goes in a hot loop."""
import weakref

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

LOG = []


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        LOG.append(f"del {self.name}")

    def __add__(self, other):
        return D(f"{self.name}+")

    def method(self):
        LOG.append(f"method {self.name}")
        return self


def rebind(n):
    for i in range(n):
        x = D(i)
        LOG.append(f"made {i}")
    LOG.append("after loop")


def temporaries(n):
    for i in range(n):
        D(i).method().method()
        LOG.append("next")


def overwrite_element(n):
    a = [None] * 3
    for i in range(n):
        a[i % 3] = D(i)
        LOG.append(f"stored {i}")
    a.clear()
    LOG.append("cleared")


def overwrite_dict(n):
    d = {}
    for i in range(n):
        d[i % 2] = D(i)
        LOG.append(f"stored {i}")
    del d[0]
    LOG.append("deleted 0")


def arguments(n):
    def f(x, y):
        LOG.append("in f")
        del x
        LOG.append("x gone")

    for i in range(n):
        f(D(i), D(-i))
        LOG.append("returned")


def operators(n):
    total = D("t")
    for i in range(n):
        total = total + D(i)
        LOG.append("added")


def comprehension(n):
    kept = [D(i) for i in range(n) if D("c")]
    LOG.append(f"kept {len(kept)}")
    while kept:
        kept.pop()
        LOG.append("popped")


def exception(n):
    for i in range(n):
        x = D(i)
        try:
            y = D("y")
            raise ValueError(D("arg"))
        except ValueError:
            LOG.append("handled")
        LOG.append("end")


def for_over_temporaries(n):
    for x in [D(i) for i in range(n)]:
        LOG.append(f"see {x.name}")
    LOG.append("loop over")


def generator_items(n):
    for x in (D(i) for i in range(n)):
        LOG.append(f"see {x.name}")
    LOG.append("loop over")


def attribute(n):
    class Box:
        pass

    b = Box()
    for i in range(n):
        b.item = D(i)
        LOG.append("set")
    del b
    LOG.append("box gone")


def tuple_swap(n):
    a, b = D("a"), D("b")
    for i in range(n):
        a, b = b, D(i)
        LOG.append("swapped")


def weak_callbacks(n):
    refs = []
    for i in range(n):
        x = D(i)
        refs.append(weakref.ref(x, lambda r, i=i: LOG.append(f"callback {i}")))
        LOG.append("made")
    LOG.append(f"alive {sum(r() is not None for r in refs)}")
    x = None
    LOG.append(f"alive {sum(r() is not None for r in refs)}")


def finalizers(n):
    for i in range(n):
        x = D(i)
        weakref.finalize(x, LOG.append, f"final {i}")
        LOG.append("made")


def weak_dict(n):
    d = weakref.WeakValueDictionary()
    keep = []
    for i in range(n):
        x = D(i)
        d[i] = x
        if i % 3 == 0:
            keep.append(x)
        LOG.append(f"size {len(d)}")
    x = None
    LOG.append(f"size {len(d)}")


def early_return(n):
    x = D("outer")
    for i in range(n):
        y = D(i)
        if i == n - 2:
            return y.name


def del_reads_loop(n):
    class Reader:
        def __del__(self):
            LOG.append(("seen", state["i"]))

    state = {}
    for i in range(n):
        state["i"] = i
        Reader()
        r = Reader()


def del_mutates(n):
    values = [1, 2, 3]

    class Mutator:
        def __del__(self):
            values.append(len(values))

    total = 0
    for i in range(n):
        m = Mutator()
        total += values[-1]
    LOG.append(total)


def list_slice(n):
    a = []
    for i in range(n):
        a[:] = [D(i), D(-i)]
        LOG.append("assigned")


def string_of_objects(n):
    for i in range(n):
        text = f"{D(i).name}{D('z').name}"
        LOG.append(text)


for f in (rebind, temporaries, overwrite_element, overwrite_dict, arguments, operators, comprehension,
          exception, for_over_temporaries, generator_items, attribute, tuple_swap, weak_callbacks, finalizers,
          weak_dict, early_return, del_reads_loop, del_mutates, list_slice, string_of_objects):
    for n in (5, 300):
        LOG.clear()
        attempt(f, n)
        print(len(LOG), LOG if n == 5 else LOG[-6:], sum(map(len, map(str, LOG))))

module_thing = None
for k in range(300):
    module_thing = D(f"module {k}")
LOG.clear()
del module_thing
print(LOG)
