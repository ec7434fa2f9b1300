# Comprehensions under try, in modules, classes, functions and generators.
try:
    d = {k: k * 2 for k in range(300)}
    e = {k for k in range(300) if k % 3}
    l = [k * j for k in range(20) for j in range(k)]
    g = list(x + 1 for x in range(200))
    print(len(d), len(e), sum(l), sum(g))
    bad = {k: 1 // (k - 250) for k in range(300)}
except ZeroDivisionError as err:
    print("caught", err, type(k) if "k" in globals() else "no k")
try:
    z = [int(s) for s in ["1", "2", "x"] * 50]
except ValueError as err:
    print(err)
finally:
    print("fin")
k = 5
try:
    d = {k: k for k in range(100)}
    print(k)
    r = [k for k in range(100) if 1 // (k - 50) >= -5]
except ZeroDivisionError:
    print(k)
def f():
    x = 7
    try:
        y = [x for x in range(300) if 10 // (x - 200) < 100]
    except ZeroDivisionError:
        return x
print(f())
class C:
    n = 5
    try:
        items = [i * i for i in range(200)]
        total = 0
        for i in range(200): total += i * n
        sq = {i: i for i in range(100)}
    except Exception as e:
        print(e)
print(C.total, sum(C.items), C.i, len(C.sq))
def gen():
    with open("/dev/null") as fh:
        for i in range(200):
            try:
                yield {j: i for j in range(i % 5)}
            finally:
                pass
print(sum(len(x) for x in gen()))
lam = [lambda i=i: i for i in range(100)]
print(sum(f() for f in lam))
cells = [lambda: i for i in range(100)]
print(sum(f() for f in cells))
def nested(n):
    return [[(i, j) for j in range(i) if j % 2] for i in range(n) if i % 3]
print(sum(map(len, nested(60))))
def matrix(n):
    try:
        return sum(sum(a * b for a, b in zip(r, c)) for r in [[i + j for j in range(n)] for i in range(n)] for c in [[i - j for j in range(n)] for i in range(n)])
    finally:
        print("done")
print(matrix(12))
