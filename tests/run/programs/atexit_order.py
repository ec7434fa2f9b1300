"""atexit callbacks registered from a hot loop, with loops and errors of their own."""
import atexit

results = []


def last(n):
    total = 0
    for i in range(n):
        total += i
    print("last", n, total)


def failing(n):
    for i in range(n):
        [1, 2, 3][i]


for i in range(300):
    if i % 60 == 0:
        atexit.register(last, i)
    if i == 123:
        atexit.register(failing, 500)
    if i == 124:
        atexit.register(atexit.register, print, "registered late")
    if i % 100 == 99:
        atexit.unregister(print)


class Global:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        total = 0
        for i in range(200):
            total += i
        print("del", self.name, total)


first = Global("first")
second = Global("second")
print("end of module")
