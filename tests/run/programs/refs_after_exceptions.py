# growth of references over repeated failing calls
import sys, gc, math
def boxes_on_raise(n):
    out = 0
    for i in range(n):
        try:
            if i % 2: [].index(i * 1.5)
            else: "abc"[i + 100000]
        except (ValueError, IndexError):
            out += 1
    return out
def dict_miss(n, d):
    t = 0
    for i in range(n):
        try: t += d[i * 1000003]
        except KeyError: t += 1
    return t
def divmods(n):
    t = 0
    for i in range(n):
        try: t += divmod(i * 1000003, i % 3)[0]
        except ZeroDivisionError: t += 1
    return t
def ints(n):
    t = 0
    for i in range(n):
        try: t += int("x" + str(i)) if i % 3 == 0 else int(str(i))
        except ValueError: t += 1
    return t
def powfail(n):
    t = 0
    for i in range(n):
        try: t += pow(i * 100003, -1, 4)
        except ValueError: t += 1
    return t
class Bad:
    def __getitem__(self, k): raise KeyError(k)
    def __setitem__(self, k, v): raise KeyError(k)
    def __add__(self, o): raise TypeError("no")
    def __lt__(self, o): raise TypeError("no")
    def __contains__(self, o): raise TypeError("no")
    def __call__(self, *a, **k): raise TypeError("no")
    def meth(self, *a): raise TypeError("no")
def generic(n, b):
    t = 0
    for i in range(n):
        x = i * 1000003; y = i * 0.37
        for k in range(7):
            try:
                if k == 0: b[x * 3] = y * 2
                elif k == 1: b[y * 3]
                elif k == 2: b + (y * 3)
                elif k == 3: b < (x * 3)
                elif k == 4: (x * 5) in b
                elif k == 5: b(x * 5, y * 7, k=x * 9)
                else: b.meth(x * 5, y * 7)
            except (KeyError, TypeError): t += 1
    return t
def raising_fmt(n):
    t = 0
    for i in range(n):
        try: t += len(f"{i * 1.7:{'zz' if i % 2 else '.3f'}}")
        except ValueError: t += 1
    return t
def methods(n, l, s):
    t = 0
    for i in range(n):
        try:
            if i % 3 == 0: l.pop(i * 1000003)
            elif i % 3 == 1: l.remove(i * 1000003)
            else: s.remove(i * 1000003)
        except (IndexError, ValueError, KeyError): t += 1
    return t
def store(n, l):
    t = 0
    for i in range(n):
        try: l[i * 1000003] = i * 0.5
        except IndexError: t += 1
    return t
def growth(f, *a):
    f(*a); f(*a)
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(3): f(*a)
    gc.collect()
    return sys.getallocatedblocks() - before
for f, a in ((boxes_on_raise, ()), (dict_miss, ({1: 2},)), (divmods, ()), (ints, ()), (powfail, ()), (generic, (Bad(),)), (raising_fmt, ()), (methods, ([1, 2], {3})), (store, ([1, 2],))):
    g = growth(f, 300, *a)
    print(f.__name__, f(100, *a), "grows" if abs(g) > 100 else "steady", g if abs(g) > 100 else "")
