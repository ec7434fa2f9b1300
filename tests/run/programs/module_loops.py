"""Loops at module level: globals as loop variables, results visible while running."""
import sys

total = 0
for i in range(2000):
    total += i * i
    if total > 10**9:
        total -= 10**9
print(i, total)

x = 1.0
while x < 1e6:
    x *= 1.01
print(repr(x))

squares = []
for n in range(500):
    squares.append(n * n)
    if n % 3 == 0:
        continue
    if n > 450:
        break
else:
    print("never")
print(n, len(squares), squares[-1])

matrix = [[r * c for c in range(20)] for r in range(20)]
trace = 0
for r in range(20):
    for c in range(20):
        if r == c:
            trace += matrix[r][c]
print(r, c, trace)

words = {}
for word in ("spam egg spam ham " * 100).split():
    words[word] = words.get(word, 0) + 1
print(words, word)


def peek():
    return counter * 2


counter = 0
seen = 0
for counter in range(1000):
    seen += peek()
print(counter, seen)

for counter in range(300):
    globals()["counter"] = counter + 5000
    if counter != globals()["counter"] or counter < 5000:
        print("wrong", counter)
print(counter)

names_before = len(globals())
for fresh_name in range(300):
    other_fresh = fresh_name
print(len(globals()) - names_before, fresh_name, other_fresh)

for k in range(300):
    sys.modules["__main__"].k = k * 2
    if k % 100 == 0:
        print(k, sys.modules["__main__"].k)

a, b = 0, 1
for _ in range(200):
    a, b = b, a + b
print(a)

for big in range(2**62, 2**62 + 300):
    pass
print(big)

value = 0
for step in range(500):
    value = value + (1 if step < 200 else 0.5 if step < 400 else 1j)
print(value, type(value).__name__)

text = ""
for ch in "module level string iteration " * 20:
    text += ch.upper() if ch < "m" else ch
print(len(text), text[:30])

try:
    for i in range(500):
        total += 10 // (400 - i)
except ZeroDivisionError as error:
    print(i, total, error)
print("error" in globals())

class Holder:
    items = []
    for i in range(300):
        items.append(i)
        if i == 200:
            break
    last = items[-1]
    size = len(items)

print(Holder.last, Holder.size, Holder.i, i)
