"""Set and dict displays: plain keys, keys with code of their own, keys that cannot be hashed."""


class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, o):
        return isinstance(o, K) and self.n == o.n

    def __repr__(self):
        return f"K{self.n}"


def f(n):
    last = None
    out = 0
    for i in range(n):
        d = {"a": i, "b": -i, "c": [i]}
        e = {i: "x", i + 1: "y", i: "z"}
        s = {i, i % 3, "q", (i, 2)}
        t = {(i, i): 1, "k": d["a"], None: 2.5}
        g = {K(i): 1, K(i): 2}
        out += d["b"] + len(e) + len(s) + len(t) + len(g) + t[(i, i)]
        last = (d, e, s == {i, i % 3, "q", (i, 2)}, t, g)
    return out, last


def h(n):
    r = []
    for i in range(n):
        try:
            x = {i: 1, [i] if i == n - 2 else 5: 2}
            y = {1, {} if i == n - 1 else i}
        except TypeError as e:
            r.append((i, str(e), e.__traceback__.tb_lineno))
    return r


print(f(300))
print(h(200))
data = [
    {"id": i, "name": "item %d" % i, "price": i * 0.25, "ok": i % 2 == 0}
    for i in range(300)
]
print(data[-1], len(data))
