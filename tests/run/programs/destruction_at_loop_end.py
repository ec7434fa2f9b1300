# Destructors that run when a loop lets go of what it iterated over: they see the frame as it is, and change a global.
import sys
count = 0
log = []  # of destructors: where the frame below was
class D:
    def __init__(self, k=0): self.k = k
    def __del__(self):
        global count; count += 1
        f = sys._getframe(1); log.append((f.f_lineno, f.f_locals.get("i"), f.f_locals.get("t")))
for i in range(60):
    for d in {D(): 1, 3: 4}: pass
    d = 0
    t = count
    for d in [D(), D()]: pass
    d = 0
    t = t * 1000 + count
    for a, b in {1: D(), 2: 3}.items(): t += 1
    b = 0
    for x in {D()}: x = 0
    x = 0
    for x in reversed([D(), 1]): t += 1
    for x in (D(), 1): t += 1
    if i > 57: print(i, t, count)
def f(n):
    global count
    t = 0
    for i in range(n):
        t = t + i
        for k in {D(): 1}.values(): t += count % 7
        for k in frozenset([D()]): k = None
        for k in [D(), 2]: t += 1
        for k in enumerate([D()]): k = 0
        for k, v in enumerate([D(), 7]): t += k
        k = v = 0
        l = [D() for _ in range(2)]
        l[0] = i; l[1] = 1.5
        del l[0]; l = 0
        dd = {1: D()}; dd[1] = 2; dd.clear()
        s = {D()}; s.clear()
        q = D(), i
        q = i
        (D(), D())[i % 2]
        [D()] * 2
        t += len([D(), D()])
        u = [D()]; u = u + [1]; u = 0
        _ = D() if i % 2 else None
    return t
print(f(60)); print(count, len(log)); print(log[:40]); print(log[-60:])
def shared(n):
    t = 0
    for i in range(n):
        it = iter([D(), D(), D()])
        for x in it:
            t += 1; x = None
            if i % 3: next(it, None)
        it = None
        for x in iter({D(): 1, D(): 2}): t += 1
        x = None
    return t
log.clear(); print(shared(60), log[-9:])
def outer(src):
    t = 0
    for i in src:
        i = None
        t += 1
    t += 5
    return t
log.clear(); print(outer([D(k) for k in range(50)]), log[-2:], outer({D(k): k for k in range(50)}), log[-2:])
