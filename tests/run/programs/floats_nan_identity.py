# A nan is found in containers by identity: copies of a variable are one object.
import sys
nan = float("nan")
def f(n):
    out = []
    for i in range(n):
        x = nan * i
        y = x
        out.append([x, y, x])
        a = out[-1]
        if not (a[0] is a[1] is a[2]): print("differ", i)
        if x not in a: print("missing", i)
        t = (x, 1 if i % 2 else 2, y)
        if t[0] is not t[2] or x not in t: print("t", i)
        d = {x: 1}
        if x not in d: print("d")
        s = {x, y}
        if len(s) != 1: print("s", len(s))
        z = x if i % 3 else y
        if z is not x: print("z")
    return len(out)
print(f(200))
def g(n, x):
    c = 0
    for i in range(n):
        if x in [x]: c += 1
        if [x] == [x]: c += 1
        if (x, i) == (x, i): c += 1
        w = [x] * 2
        if w.count(x) == 2: c += 1
    return c
print(g(100, nan), g(100, 1.5))
c = 0
m = nan
for i in range(150):
    if m in [m]: c += 1
    q = m + i
    if q in (q, 1): c += 1
    r = q
    if [r] == [q]: c += 1
    if r is q: c += 1
print(c)
def h(n):
    k = 0
    cs = complex(nan, 1)
    for i in range(n):
        u = cs * 1j
        v = u
        if [u] == [v]: k += 1
        if u in (v, 3): k += 1
    return k
print(h(100))
def callee(): sys._getframe(1).f_locals; return 1
def stackold(n):
    t = []
    x = 0.5
    for i in range(n):
        x = x + i
        t.append((x, callee(), x))
    return all(a is b for a, _, b in t)
print(stackold(100))
