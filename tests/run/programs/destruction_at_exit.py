"""Objects left in globals, cycles and thread locals when the interpreter ends."""
import gc
import weakref

gc.collect()  # none is due before the end: objects end in the order of the collector's lists

class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = D("a")
for i in range(300):
    b = D("b") if i == 299 else None
    _c = [D("c")] if i == 299 else ()
cycle = D("cycle")
cycle.me = cycle
weakref.finalize(a, print, "finalize a")


def hold():
    local = D("in generator")
    try:
        for i in range(1000):
            yield i
    finally:
        print("generator closed")


g = hold()
for x in g:
    if x == 500:
        break
print("end")
