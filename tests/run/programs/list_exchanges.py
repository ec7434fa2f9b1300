"""Two elements of lists change places: in every form, with what must stay the interpreter's."""
import sys
import traceback


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)

    def __repr__(self):
        return f"Loud({self.name})"


class Noisy(list):
    def __setitem__(self, index, value):
        print("set", index, value)
        super().__setitem__(index, value)


class Index(int):
    def __index__(self):
        return 0

    def __add__(self, other):
        return Index(int(self) + 2 * other)


def reverse(a):
    i, j = 0, len(a) - 1
    while i < j:
        a[i], a[j] = a[j], a[i]
        i += 1
        j -= 1
    return a


def bubble(a):
    for n in range(len(a) - 1, 0, -1):
        for j in range(n):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a


def negative(a):
    for i in range(len(a) // 2):
        a[i], a[-1] = a[-1], a[i]
    return a


def between(a, b):
    for i in range(len(a)):
        a[i], b[i] = b[i], a[i]
    return a, b


def itself(a):
    for i in range(len(a)):
        a[i], a[i] = a[i], a[i]
    return a


def not_an_exchange(a):
    for i in range(len(a) - 2):
        a[i], a[i + 1] = a[i + 2], a[i]
        a[i + 1], a[i] = a[i + 1], a[i + 2]
    return a


def changed_between(a):
    """The index of the store is not that of the load."""
    for i in range(len(a) - 1):
        k = i
        a[k], a[k + 1] = a[k + 1], a[k]
        k, a[k] = k + 1, a[k]
        a[i], k = a[k], i
    return a


def too_far(a, n):
    i = 0
    try:
        while True:
            a[i], a[i + n] = a[i + n], a[i]
            i += 1
    except IndexError:
        print(traceback.format_exc(), end="")
    return i, a


def unbound(a, n):
    for i in range(n):
        if i == 40:
            del j
        a[0], a[j] = a[j], a[0]
        if i == 0:
            print("never")


def huge(a, n):
    k = 2**63 - 10
    for i in range(n):
        try:
            a[0], a[k + i] = a[k + i], a[0]
        except IndexError as error:
            if i == n - 1:
                print(error)
    return a


def shuffled(n):
    a = [Loud(k) for k in range(6)]
    for i in range(n):
        a[i % 6 - 0], a[i % 6 - 1] = a[i % 6 - 1], a[i % 6 - 0]
        k = i % 5
        a[k], a[k + 1] = a[k + 1], a[k]
    before = [sys.getrefcount(each) for each in a]
    print(a, before)
    first = a[0]
    for k in range(5):
        a[k], a[k + 1] = a[k + 1], a[k]
    print(first is a[5])


def in_the_middle(n):
    """What the interpreter sees when an exchange is left: the other kind of list and of index."""
    plain, noisy = list(range(5)), Noisy(range(5))
    for i in range(n):
        a = noisy if i == n - 2 else plain
        k = Index(1) if i == n - 1 else 1
        a[k], a[k + 1] = a[k + 1], a[k]
    return plain, noisy


def grid(n):
    m = [[r * n + c for c in range(n)] for r in range(n)]
    for r in range(n):
        for c in range(r):
            m[r][c], m[c][r] = m[c][r], m[r][c]
    return m


class Heap:
    def __init__(self, items):
        self.items = items

    def turn(self):
        items = self.items
        for i in range(len(items) // 2):
            items[i], items[len(items) - 1 - i] = items[len(items) - 1 - i], items[i]
            self.items[0], self.items[1] = self.items[1], self.items[0]


print(reverse(list(range(101)))[:5], reverse(["x", 1.5, None, True, 10**30, (1,)] * 20)[:7])
print(bubble([k * 37 % 101 for k in range(101)]) == list(range(101)))
print(negative([k for k in range(60)]))
print(between(list(range(50)), [str(k) for k in range(50)]))
row = [[k] for k in range(40)]
print(between(row, row)[0] is row, row == [[k] for k in range(40)])
print(itself([[k] for k in range(50)])[::7])
print(not_an_exchange([k for k in range(60)])[::7], changed_between([k for k in range(60)])[::7])
print(too_far(list(range(60)), 3))
try:
    unbound([1, 2], 60)
except UnboundLocalError:
    print(traceback.format_exc(), end="")
print(huge([1, 2], 60))
shuffled(301)
print(in_the_middle(60))
print(grid(9) == [[c * 9 + r for c in range(9)] for r in range(9)])
heap = Heap(list(range(80)))
heap.turn()
print(heap.items)

data = [k * 7 % 50 for k in range(50)]
for i in range(49):
    for j in range(49 - i):
        if data[j] > data[j + 1]:
            data[j], data[j + 1] = data[j + 1], data[j]
print(data == sorted(data))
