# break, continue and return through finally, with, else and handlers.
import contextlib
def a(n):
    r = []
    for i in range(n):
        try:
            if i % 7 == 0: continue
            if i == n - 1: return r[-3:], i
            r.append(i)
        finally:
            r.append(-i)
            if i % 11 == 0: continue
    return r
print(a(90))
def b(n):
    for i in range(n):
        while True:
            try:
                if i % 5 == 0: break
                try: 1 / (i % 3)
                finally:
                    if i == 80: return "r", i
            except ZeroDivisionError: break
            else: break
            finally: i += 1
    else: return "else"
print(b(60), b(100))
@contextlib.contextmanager
def cm(log):
    try: yield log
    except IndexError as e: log.append(("swallowed", str(e)))
    finally: log.append("exit")
def c(n):
    log = []; xs = list(range(10))
    for i in range(n):
        with cm(log) as l, contextlib.suppress(KeyError):
            x = xs[i % 12]
            if i % 13 == 0: raise KeyError(i)
            if i % 17 == 0: break
            log.append(x)
            if i % 19 == 0: continue
        log.append(i)
        if len(log) > 30: del log[:20]
    return log, i
print(c(16), c(100))
def d(n):
    tot = 0
    for i in range(n):
        for j in range(5):
            try:
                for k in range(3):
                    if (i + j + k) % 29 == 0: raise StopIteration
                    tot += k
            except StopIteration: tot += 100; break
        else: tot += 1
    return tot
print(d(60))
def e(n):
    out = []
    for i in range(n):
        try:
            try: raise ExceptionGroup("g", [ValueError(i), TypeError(i)])
            except* ValueError as g: out.append(len(g.exceptions))
        except ExceptionGroup as rest: out.append(str(rest.exceptions[0]))
    return out[-2:]
print(e(60))
def f(n):
    s = 0
    i = 0
    while (i := i + 1) < n:
        if i & 1: continue
        elif i == 77: break
        try: s += [1, 2, 3][i % 4]
        except IndexError: s -= 1; continue
        else:
            if s > 50: s = 0
        finally: s += 1
    else: s += 1000
    return s, i
print(f(100))
def g(n):
    def inner():
        for i in range(n):
            try: got = yield i
            except ValueError as e: got = yield str(e)
            finally: pass
            if got: yield got
    it = inner(); out = []
    for i, v in enumerate(it):
        if i % 10 == 5: out.append(it.throw(ValueError("x%d" % i)))
        if i % 10 == 7: out.append(it.send(i))
    return out
print(g(60))
def h(n):
    for i in range(n):
        try:
            try: return i
            finally:
                if i < n - 1: continue
        finally: print("h", i) if i > n - 3 else None
print(h(60))
def nest(n):
    a = 0
    for i in range(n):
        for j in range(i % 3 + 1):
            for k in (j, i):
                if k == 5: break
                if k > 50: return a, i, j, k
                a += k
            else:
                a += 1; continue
            a -= 3
            break
    return a
print(nest(40), nest(100))
async def co(n):
    t = 0
    for i in range(n):
        async with A() as v: t += v
        async for x in A2(): t += x
    return t
class A:
    async def __aenter__(self): return 1
    async def __aexit__(self, *a): return False
class A2:
    def __init__(self): self.k = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.k += 1
        if self.k > 3: raise StopAsyncIteration
        return self.k
import asyncio; print(asyncio.run(co(50)))
