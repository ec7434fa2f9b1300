"""collections.deque in loops: both ends, maxlen, objects whose end is seen, subclasses."""

from collections import deque
class D(deque):
    def append(self, x): super().append((x, 1))
class Loud:
    def __init__(self, n): self.n = n
    def __del__(self):
        import sys
        print("end", self.n, sys._getframe(1).f_code.co_name, sys._getframe(1).f_locals.get("i"))
def f(q, n):
    s = 0
    for i in range(n):
        q.append(i)
        q.appendleft(-i)
        if i % 3 == 0:
            s += q.popleft()
        if i % 5 == 0:
            s += q.pop()
    return s, len(q)
def g(q, n):
    for i in range(n):
        q.append(Loud(i) if i > n - 5 else i)
    return len(q)
def drain(q):
    n = 0
    try:
        while True:
            q.popleft(); n += 1
    except IndexError as e:
        return n, str(e)
print(f(deque(), 20000), f(deque(maxlen=50), 5000))
print(g(deque(), 3000)); print(g(deque(range(3), 3), 3000))
q = deque(range(5000)); print(drain(q), drain(q))
d = D(); 
for i in range(3000): d.append(i)
print(len(d), d[-1])


def unbound(xs, n):
    out = 0
    for i in range(n):
        for x in xs:
            try:
                deque.append(x, i)
            except TypeError as e:
                out += len(str(e))
    return out
print(unbound([deque(), [], (), 5, object()], 500))
def bound(xs, n):
    put = deque.append
    m = None
    for i in range(n):
        for x in xs:
            m = x.append
            m(i)
            if i % 7 == 0: put(xs[0], i)
    return [len(x) for x in xs]
print(bound([deque(), deque(maxlen=3), []], 500))
class Bounded(deque):
    __slots__ = ()
def both(n):
    q = Bounded(maxlen=2); r = Bounded()
    for i in range(n):
        q.append(i); r.append(i); r.appendleft(q[0])
    return q, len(r), r.pop(), r.popleft()
print(both(600))
