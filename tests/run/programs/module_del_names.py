"""del of module names and loop variables; NameError that escapes at module level."""
import traceback

for i in range(300):
    temp = i
    del temp
print("temp" in globals())

try:
    for i in range(300):
        if i == 250:
            del i
        value = i
except NameError:
    traceback.print_exc()
print(value)

items = list(range(300))
for x in items:
    del x
print("x" in globals(), len(items))

try:
    del never_there
except NameError as error:
    print(error)

a = b = 1
try:
    for k in range(500):
        a += b
        if k == 400:
            del b
except NameError:
    traceback.print_exc()
print(a, k)

for name in ["p", "q", "r"] * 100:
    globals()[name] = len(name)
    del globals()[name]
print("p" in globals())

total = 0
for i in range(1000):
    total += i
    if i == 990:
        del traceback
        total += traceback
