"""Globals written by callees, exec and other functions while a module-level loop runs."""
scale = 1
log = []


def rescale(i):
    global scale
    if i == 500:
        scale = 2.5
    elif i == 700:
        scale = 10**18
    elif i == 900:
        scale = "s"


total = 0
texts = 0
for i in range(1000):
    rescale(i)
    if isinstance(scale, str):
        texts += len(scale * 2)
    else:
        total += scale
print(total, texts, scale)


def delete_it(i):
    global scale
    if i == 321:
        del scale


scale = 1
try:
    for i in range(1000):
        delete_it(i)
        total += scale
except NameError as error:
    print(i, error)

flag = True
count = 0


def stop():
    global flag
    if count >= 777:
        flag = False


while flag:
    count += 1
    stop()
print(count)

for i in range(600):
    exec("injected = i * 2")
    count += injected
print(count, injected)


def use_global(n):
    t = 0
    for k in range(n):
        t += step
        if k == n // 2:
            globals()["step"] = 100
    return t


step = 1
print(use_global(1000), step)


def write_global(n):
    global written
    for written in range(n):
        if written % 250 == 0:
            log.append(read_written())
    return written


def read_written():
    return written


print(write_global(1000), log)

namespace = {"x": 0}
exec(compile("for x in range(1000):\n    y = x + x\nz = x", "<made>", "exec"), namespace)
print(namespace["x"], namespace["y"], namespace["z"])


class Tracking(dict):
    def __setitem__(self, key, value):
        if key != "i":
            log.append((key, value))
        super().__setitem__(key, value)

    def __missing__(self, key):
        if key == "ghost":
            return 5
        raise KeyError(key)


tracked = Tracking()
log.clear()
exec("t = 0\nfor i in range(300):\n    t = t + ghost\n", {}, tracked)
print(len(log), log[-1], tracked["t"])

base = 5
for i in range(900):
    if i == 300:
        base = 7.5
    if i == 600:
        base = None
    try:
        total = base + i
    except TypeError as error:
        total = str(error)
print(total)
