"""Cyclic garbage made in hot loops is collected while the loop runs; callbacks and finalizers fire."""
import gc
import weakref

gc.collect()
started = []
died = 0
most_alive = alive = 0


class Node:
    def __init__(self):
        global alive, most_alive
        self.me = self
        alive += 1
        if alive > most_alive:
            most_alive = alive

    def __del__(self):
        global died, alive
        died += 1
        alive -= 1


gc.callbacks.append(lambda phase, info: started.append(phase))
for i in range(20000):
    Node()
print(len(started) > 0, started.count("start") == started.count("stop"), most_alive < 10000)
gc.collect()
gc.callbacks.clear()
print(died, alive)


def make(n):
    refs = []
    for i in range(n):
        a, b = [], []
        a.append(b)
        b.append(a)
        a.append(Node())
    return n


gc.disable()
died = 0
make(500)
print(died)
print(gc.collect() > 0, died)
gc.enable()


def collect_inside(n):
    total = 0
    for i in range(n):
        Node()
        if i % 100 == 99:
            gc.collect()
            total += alive
    return total


alive = 0
print(collect_inside(500))
ref = None


class Plain:
    pass


for i in range(300):
    p = Plain()
    p.self = p
    if i == 150:
        ref = weakref.ref(p)
print(ref() is not None or ref() is None)
gc.collect()
print(ref())
resurrected = []


class Phoenix:
    def __del__(self):
        resurrected.append(self)


for i in range(300):
    p = Phoenix()
    p.me = p
del p
gc.collect()
print(len(resurrected))
frozen = gc.freeze()
gc.unfreeze()
print(gc.isenabled(), gc.get_threshold() is not None)
