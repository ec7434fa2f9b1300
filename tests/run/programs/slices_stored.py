"""Slices of lists that are replaced, values freed by that, and ranges run backwards."""


class D:
    def __init__(s, l, n):
        s.l = l
        s.n = n

    def __del__(s):
        s.l.append(s.n)


def f(n):
    a = list(range(20))
    out = 0
    for i in range(n):
        k = i % 17
        a[k:] = a[k + 1 :] + a[k : k + 1]
        a[2:4] = (i, i + 1, i + 2)[:2]
        a[-3:-1] = [a[0], a[1]]
        a[5:3] = [1]
        del a[5]
        out = out * 3 + a[k] & 0xFFFFFF
    return out, a


def g(n):
    log = []
    a = [D(log, i) for i in range(6)]
    for i in range(n):
        a[1:3] = [D(log, 100 + i), D(log, 200 + i)]
        log.append("-")
        a[0 : len(a)] = a[::-1]
    return log[-8:], len(log)


def h(n):
    a = [1, 2, 3]
    for i in range(n):
        a[1:2] = a
        a[:] = a[:3]
        try:
            a[0:1] = 5 if i == n - 1 else [i]
        except TypeError as e:
            return a, str(e)


print(f(500), g(200), h(300))


def r():
    t = 0
    for i in range(40):
        for j in reversed(range(i, 2 * i, 3)):
            t = t * 5 + j & 0xFFFFF
        for j in reversed(range(i, 0, -2)):
            t = t * 7 + j & 0xFFFFF
        for j in reversed(range(0)):
            t += 1
        for j in reversed(range(5)):
            if j == 2:
                break
        t += j
    return t


print(r())
