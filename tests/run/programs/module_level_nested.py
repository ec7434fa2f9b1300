"""Nested loops of a module body that share names; long enough for loops to be compiled while they run."""

# Two nested loops, then the same names again in another nesting and with other types.
size = 200000
flags = [True] * size
i = 2
while i * i < size:
    if flags[i]:
        j = i * i
        while j < size:
            flags[j] = False
            j += i
    i += 1
count = 0
for i in range(2, size):
    if flags[i]:
        count += 1
print("sieve", count, i, j)

# The inner loop reads and the body after it changes a variable of the outer loop.
total = 0
base = 1
for i in range(600):
    for j in range(400):
        total += base * j + i
    base = (base * 3 + i) % 7
print("outer variable", total, base, i, j)

# The same names in turn as int, float, int: both loops bind them.
total = 0.0
for i in range(400):
    x = i / 8
    for j in range(300):
        total = total * 0.999 + x
    for j in range(50):
        x -= 0.5
total_then = total
total = 0
for i in range(900):
    for j in range(i % 160):
        total ^= i * j
print("types in turn", total_then, x, total, i, j)

# A function called in the inner loop changes a variable that the loops use; another only reads them.
step = 1
calls = 0


def turn():
    global step
    step = -step


def seen():
    return (i, j, where, step)


where = 0
log = []
for i in range(400):
    for j in range(200):
        where += step
        if (i * 200 + j) % 1777 == 0:
            turn()
        calls += 1
        if calls % 15003 == 0:
            log.append(seen())
print("changed by a callee", where, step, calls, log)

# A callee makes the variable another kind of object, and back.
value = 0


def become(new):
    global value
    value = new


kinds = []
for i in range(60):
    for j in range(900):
        value = value + 1
    if i % 20 == 5:
        become(float(value))
    elif i % 20 == 11:
        become(2**64 + int(value))
    elif i % 20 == 17:
        become(int(value) % 1000)
        kinds.append(type(value).__name__)
    else:
        kinds.append(type(value).__name__)
print("another kind", value, kinds)

# Names deleted and made again in the middle of both loops.
kept = 0
misses = 0
extra = 5
for i in range(300):
    for j in range(200):
        kept += extra
        if j == 50:
            del extra
            try:
                kept += extra
            except NameError as error:
                misses += 1
                message = str(error)
            extra = i % 4
    if i % 3 == 0:
        del j
        j = -1
print("deleted and made again", kept, misses, message, extra, j)

# Through globals(): written and removed behind the loop's back.
names = globals()
hidden = 0
for i in range(200):
    for j in range(200):
        hidden += 1
        if j == 60:
            names["hidden"] = hidden + 1000
        elif j == 90:
            names[f"fresh{i % 3}"] = hidden
print("through globals", hidden, sorted(name for name in names if name.startswith("fresh")))
print(fresh0, fresh1, fresh2)  # noqa: F821

# One loop variable for both loops: the inner one leaves its last value behind.
trace = 0
for i in range(1500):
    for i in range(i % 90):  # noqa: B020
        trace += i
    trace += i * 2
print("one variable", trace, i)

# A loop left by break and entered again, with else.
found = []
for i in range(2, 9000):
    for j in range(2, i):
        if i % j == 0:
            break
        if j * j > i:
            found.append(i)
            break
    else:
        found.append(-i)
print("break and else", len(found), found[:5], sum(found), i, j)

# Beyond 64 bits in the inner loop, and back again.
big = 1
reached = 0
for i in range(300):
    big = 1
    for j in range(200):
        big = big * 3 + i
        if big > 2**80:
            reached += 1
            big %= 1000
print("beyond 64 bits", big, reached)
