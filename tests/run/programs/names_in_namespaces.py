"""Names of modules, class bodies and exec that are bound to objects in loops: who binds, deletes, shadows and looks."""

import sys

SOURCE = """
made = []
for w in words:
    made.append(step)
    last = w
    made.append(last)
    if last == drop:
        del last
        try:
            made.append(last)
        except NameError as error:
            made.append(str(error))
        last = "again"
"""
CODE = compile(SOURCE, "source", "exec")
WORDS = [str(i) for i in range(300)]


class Missing(dict):
    def __missing__(self, key):
        if key == "step":
            return "missing"
        raise KeyError(key)


def show(space):
    print(
        space["made"][-6:], space["made"][20:24], len(space["made"]), space.get("last")
    )


shared = {"step": "one", "words": WORDS, "drop": "10"}
exec(CODE, shared)
show(shared)
own = {"step": "own", "last": "x", "w": "y"}
exec(CODE, shared, own)
show(own)
mapping = Missing(drop="299")
exec(CODE, shared, mapping)
show(mapping)
other = {"step": ("a", "tuple"), "words": WORDS[::-1], "drop": None}
exec(CODE, other)
show(other)
show(shared)


class Body:
    collected = []
    for word in WORDS:
        text = word + "!"
        collected.append(text)
        if word == "200":
            len = lambda something: "hidden"
        size = len(text)
    sizes = size


print(Body.collected[-1], Body.sizes, Body.word)

log = []


class Mortal:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append((self.name, holder.name if holder is not None else None, turn))


holder = None
for turn in range(60):
    holder = Mortal("m%d" % turn)
    note = "n%d" % turn
holder = None
print(log[:3], log[-3:], len(log), note)

text, table, pairs = "", {}, []
for number in range(200):
    text = text + str(number % 10)
    pair = (number, text[-1])
    pairs.append(pair)
    if number % 50 == 0:
        for extra in range(40):
            globals()["extra_%d_%d" % (number, extra)] = text
    if number == 120:
        max = min
    biggest = max("b", "a")
    if number == 150:
        del max
print(
    len(text),
    text[-5:],
    pairs[-1],
    biggest,
    extra_150_39,
    sum(1 for name in list(globals()) if name.startswith("extra_")),
)

total, seen = 0.5, "nobody"


def count(n):
    global total, seen
    for i in range(n):
        total += i
        seen = "number %d" % i
        if i == 30:
            total = 1e300
        if i == 31:
            total = 2**80
    return total, seen


def look(n):
    out = []
    for i in range(n):
        out.append(seen)
        rebind(i)
        out.append(seen)
        if i == n - 2:
            unbind()
            try:
                out.append(seen)
            except NameError as error:
                out.append(str(error))
            rebind("bound")
    return out[:2], out[-5:]


def rebind(value):
    global seen
    seen = ("rebound", value)


def unbind():
    global seen
    del seen


for n in (5, 50, 300):
    print(count(n))
    total = 0.5
    print(look(n))

items = []
for letter in "abc" * 100:
    items.append(letter)
    frame = sys._getframe()
    if len(items) == 150:
        frame.f_locals["letter"] = "changed"
    items.append(letter)
print(items[296:302], items[-1])

before = sys.getrefcount(text)
for letter in "abcdef" * 50:
    kept = text
    kept = letter
print(sys.getrefcount(text) - before)
