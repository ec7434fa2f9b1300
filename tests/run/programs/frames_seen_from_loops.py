# What frames, warnings, logging, tracebacks, exec and class bodies show of a loop that runs.
import sys, inspect, warnings, logging, traceback, weakref, gc, contextvars, io, linecache
def where(k=1): f = sys._getframe(k); return f.f_lineno, f.f_code.co_name
def lines(n):
    out = []
    for i in range(n):
        a = where()
        b = (where(),
             where())
        if i == n - 1: out.append((a, b))
    return out
print(lines(100))
def peek(): return dict(sys._getframe(1).f_locals)
def locs(n):
    t = 0; x = 1.5; s = "a"
    for i in range(n):
        t += i; x *= 1.01
        if i == 57: s = peek()
    return s, t
print(locs(100))
def l2(n):
    y = 2
    for i in range(n):
        y = y * 3 % 1001
        if i % 50 == 0: print(sorted(locals().items()))
    return eval("y + i"), (exec("y = 5"), y)[1]
print(l2(120))
st = io.StringIO(); logging.basicConfig(stream=st, format="%(lineno)d %(funcName)s %(message)s", level=20)
def logs(n):
    for i in range(n):
        if i % 40 == 0: logging.info("i %d", i)
logs(100); print(st.getvalue())
def warner(): warnings.warn("old", DeprecationWarning, stacklevel=2)
def warns(n):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        for i in range(n):
            if i > n - 3:
                warner()
    return [(x.lineno, str(x.message)) for x in w]
print(warns(100))
class Dying:
    log = []
    def __init__(self, k): self.k = k
    def __del__(self): Dying.log.append((self.k, sys._getframe(1).f_lineno, sys._getframe(1).f_locals.get("i")))
def dies(n):
    d = None
    for i in range(n):
        d = Dying(i)
        t = [Dying(i + 0.5), i]
        t = i
    return d.k
print(dies(40), Dying.log[-6:], len(Dying.log))
def exc(n):
    out = []
    for i in range(n):
        try:
            try:
                if i % 3 == 0: raise KeyError(i)
                elif i % 3 == 1: 1 / (i % 1)
                else: [][i]
            except KeyError as e: raise ValueError("v") from e
            except ZeroDivisionError: raise TypeError("t")
        except (ValueError, TypeError, IndexError) as e:
            out.append((type(e).__name__, type(e.__context__).__name__, type(e.__cause__).__name__, e.__traceback__.tb_lineno, sys.exc_info()[0].__name__))
    return out[-3:], sys.exc_info()
print(exc(90))
def nested_handlers(n):
    c = 0
    for i in range(n):
        try: int("x")
        except ValueError:
            for j in range(5):
                try: {}[j]
                except KeyError as k:
                    assert isinstance(k.__context__, ValueError)
                    c += j
                else: c += 100
                finally: c += 1
    return c
print(nested_handlers(60))
cv = contextvars.ContextVar("cv", default=0)
def ctx(n):
    for i in range(n): cv.set(cv.get() + i)
    return cv.get()
print(contextvars.copy_context().run(ctx, 100), cv.get())
wr = []
class W: pass
def weak(n):
    dead = 0
    def cb(_):
        nonlocal dead; dead += 1
    for i in range(n):
        w = W(); w.me = w if i % 2 else None
        wr.append(weakref.ref(w, cb))
    return dead
gc.collect()  # when the next one is due depends on what was allocated before the program
print(weak(50)); gc.collect(); print(sum(r() is None for r in wr) >= 49)
def stop(n):
    g = (i for i in range(n))
    def gen():
        try:
            for x in g: yield x
        finally: print("closing gen")
    for v in gen():
        if v == 60: break
    return next(g)
print(stop(100))
ns = {}
exec("""
total = 0
for i in range(200):
    total += i
    if i == 100: saved = dict(globals())['total']
    if i == 150: globals()['total'] = 5
del i
""", ns); print(ns["total"], ns["saved"], "i" in ns)
class Map(dict):
    def __missing__(self, k): return len(k)
m = Map(); exec("r = 0\nfor i in [1, 2, 3] * 30:\n    r = r + i + abc\n", {}, m); print(m)
class Meta(type):
    def __prepare__(name, bases): return Map()
class X(metaclass=Meta):
    t = 0
    for k in (1, 2, 3) * 30: t = t + k + hello
print(X.t)
x = 0
def setx(v): global x; x = v
for i in range(200):
    x += 1
    if i % 50 == 49: setx(x * 10)
print(x)
y = 1.5
for i in range(100):
    y = y + 1
    if i == 30: del globals()["y"]; y = 2
    if i == 60: exec("y = 'str'"); y = len(y)
print(y)
def tb():
    def bad(i): return 10 // (i - 77)
    t = 0
    for i in range(100): t += bad(i) if i < 200 else 0
try: tb()
except ZeroDivisionError:
    print(traceback.format_exc())
    f = sys.exc_info()[2]
    while f: print(f.tb_lineno, f.tb_lasti > 0, sorted(k for k in f.tb_frame.f_locals if k in "ti")); f = f.tb_next
def coro():
    t = 0
    while True:
        v = yield t
        for i in range(v): t += i
c = coro(); next(c)
print([c.send(k) for k in range(40)][-1])
print(inspect.getgeneratorlocals(c))
def unb(n):
    for i in range(n):
        if i == 50: del q
        if i < 50 or i > 60: q = i
        elif i == 55: return q
    return q
try: unb(100)
except UnboundLocalError as e: print(e)
def star(n):
    tot = 0
    for i in range(n):
        def f(a, *b, c=i, **d): return a + sum(b) + c + len(d)
        tot += f(i, *range(i % 4), **{"x": 1} if i % 2 else {})
    return tot
print(star(80))
