"""del of variables, cells, names, globals and attributes in loops, and binding them again."""

import sys
import traceback


def show(function, *arguments):
    try:
        print(function.__name__, function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
        for entry in traceback.extract_tb(error.__traceback__):
            print("   ", entry.name, entry.line, entry.colno, entry.end_colno)


class Dies:
    def __init__(self, log, name):
        self.log, self.name = log, name

    def __del__(self):
        self.log.append(("del", self.name, sorted(sys._getframe(1).f_locals)))


def numbers(n):
    total = 0
    for i in range(n):
        x = i * 2
        y = x + 0.5
        total += x + y
        del x
        if i % 3:
            x = total
            total += x
            del x, y
        else:
            del y
    return total, sorted(locals())


def objects(n):
    log = []
    for i in range(n):
        thing = Dies(log, i % 3)
        other = thing
        del thing
        log.append("between")
        del other
    return log[:4], log[-2:], len(log)


def number_on_stack(n):
    total = []
    for i in range(n):
        x = i + 1000
        total.append((x, [x for x in (x,)], x))
        y = x
        del x
        total.append(y)
    return total[-2:]


def unbound(n):
    total = 0
    for i in range(n):
        x = i
        total += x
        if i == n - 2:
            del x
            total += x
    return total


def twice(n):
    x = 1
    for i in range(n):
        if i == n - 2:
            del x
        if i == n - 1:
            del x
        y = [i]
        del y
    return 0


def maybe(n, given):
    if given:
        x = given
    count = 0
    for i in range(n):
        try:
            del x
            count += 1
        except UnboundLocalError as error:
            text = str(error)
        if i % 4 == 0:
            x = [i]
        elif i % 4 == 2:
            x = i
    return count, text


def cells(n):
    log = []
    for i in range(n):
        value = Dies(log, "cell") if i % 2 else i

        def inner():
            return value

        if i % 2 == 0:
            log.append(inner())
        del value
        try:
            inner()
        except NameError as error:
            log.append(str(error))
    return log[:4], log[-2:]


def empty_cell(n):
    value = 1

    def inner():
        return value

    for i in range(n):
        if i >= n - 2:
            del value
    return inner()


class Thing:
    kept = 5

    def __init__(self):
        self.a = 1


class Slotted:
    __slots__ = ("a", "b")


class Hooked:
    def __init__(self, log):
        self.log = log

    def __delattr__(self, name):
        self.log.append(name)
        if name == "bad":
            raise ValueError(name)


def attributes(n):
    thing, slotted = Thing(), Slotted()
    log = []
    hooked = Hooked(log)
    total = 0
    for i in range(n):
        thing.a = i
        slotted.a = i
        total += thing.a + slotted.a
        del thing.a
        del slotted.a
        thing.kept = i
        total += thing.kept
        del thing.kept
        total += thing.kept
        del hooked.x
    return total, thing.__dict__, hasattr(slotted, "a"), len(log)


def missing_attribute(n):
    thing = Thing()
    for i in range(n):
        thing.a = i
        del thing.a
        if i == n - 2:
            del thing.a


def missing_slot(n):
    thing = Slotted()
    for i in range(n):
        thing.a = i
        del thing.a
        if i == n - 2:
            del thing.b


def hook_raises(n):
    hooked = Hooked([])
    for i in range(n):
        del hooked.good
        if i == n - 2:
            del hooked.bad


def of_number(n):
    owner = [Thing() for _ in range(n)] + [5]
    for i in range(n + 1):
        del owner[i].a


shared = 0


def globals_deleted(n):
    global shared, fresh
    log = []
    total = 0
    for i in range(n):
        fresh = Dies(log, "global") if i % 2 else i
        shared = i
        if i % 2 == 0:
            total += fresh
        del fresh
        try:
            fresh
        except NameError as error:
            log.append(str(error))
    return total, log[:3], len(log), shared


def missing_global(n):
    global fresh
    for i in range(n):
        fresh = i
        del fresh
        if i == n - 2:
            del fresh


def uses_len(n):
    global len
    total = 0
    for i in range(n):
        if i == n // 2:
            len = lambda x: 100
        total += len([i])
        if i == n // 2 + 3:
            del len
    return total


for count in (4, 50):
    show(numbers, count)
    show(objects, count)
    show(number_on_stack, count)
    show(unbound, count)
    show(twice, count)
    show(maybe, count, 0)
    show(maybe, count, 7)
    show(maybe, count, "x")
    show(cells, count)
    show(empty_cell, count)
    show(attributes, count)
    show(missing_attribute, count)
    show(missing_slot, count)
    show(hook_raises, count)
    show(of_number, count)
    show(globals_deleted, count)
    show(missing_global, count)
    show(uses_len, count)

log = []
total = 0
for k in range(60):
    a = k
    b = Dies(log, "module")
    total += a
    del a
    if k % 3 == 0:
        a = [k]
        del a, b
    else:
        del b
    c = k
    if k == 58:
        del c
print(total, len(log), log[0][:2], "a" in globals(), "b" in globals(), c)
try:
    for k in range(60):
        d = k
        total += d
        del d
        if k == 57:
            del d
except NameError as error:
    print(error, error.__traceback__.tb_lineno, k)


def outside():
    global e
    del e


try:
    for k in range(60):
        e = k
        total += e
        if k > 50:
            outside()
            total += e
except NameError as error:
    print(error, k, total)
