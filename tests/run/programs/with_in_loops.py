"""with in loops: order of effects, what is raised where, who is released when."""

import sys
import threading
import traceback


def show(function, *arguments):
    try:
        print(function.__name__, function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
        for entry in traceback.extract_tb(error.__traceback__):
            print("   ", entry.name, entry.line, entry.colno, entry.end_colno)


class Manager:
    def __init__(self, log, name="m", swallow=False, enter=None, leave=None):
        self.log, self.name, self.swallow = log, name, swallow
        self.enter, self.leave = enter, leave

    def __enter__(self):
        self.log.append("enter " + self.name)
        if self.enter:
            raise self.enter
        return self.name

    def __exit__(self, kind, value, tb):
        self.log.append(("exit " + self.name, kind and kind.__name__, str(value),
                         tb and tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno))
        if self.leave:
            raise self.leave
        return self.swallow

    def __del__(self):
        self.log.append("del " + self.name)


def kept(n):
    log = []
    manager = Manager(log)
    total = 0
    for i in range(n):
        with manager:
            total += i
        with manager as name, Manager(log, "inner") as inner:
            total += len(name) + len(inner)
    return total, log[:9], log[-5:], len(log)


def locks(n):
    lock = threading.Lock()
    total = 0
    for i in range(n):
        with lock:
            total += i
            assert lock.locked()
    return total, lock.locked()


def raised_in_body(n):
    log = []
    total = 0
    for i in range(n):
        try:
            with Manager(log):
                total += 10 // (i % 3)
        except ZeroDivisionError as error:
            total += 1000
            del error
    return total, log[:8]


def swallowed(n):
    log = []
    total = 0
    for i in range(n):
        with Manager(log, swallow=True):
            total += 10 // (i % 3)
            total += [1, 2][i % 4]
    return total, log[:8]


def escapes(n):
    log = []
    total = 0
    for i in range(n):
        with Manager(log, leave=None if i < n - 2 else OSError("leave")):
            total += i
    return total


def escapes_from_body(n):
    log = []
    total = 0
    for i in range(n):
        with Manager(log):
            total += 10 // (n - 2 - i)
    return total


def enter_raises(n, error):
    log = []
    managers = [Manager(log)] * n + [Manager(log, "bad", enter=error)]
    total = 0
    try:
        for i in range(n + 1):
            with managers.pop(0):
                total += i
    finally:
        print(log[-4:], len(managers))
    return total


class NoEnter:
    def __exit__(self, *args):
        pass

    def __del__(self):
        print("NoEnter gone")


class NoExit:
    def __enter__(self):
        print("never")

    def __del__(self):
        print("NoExit gone")


class Lookups:
    def __init__(self, log, error):
        self.log, self.error = log, error

    @property
    def __enter__(self):
        self.log.append("look enter")
        return lambda: self.log.append("entered")

    @property
    def __exit__(self):
        self.log.append("look exit")
        if self.error:
            raise self.error
        return lambda *args: self.log.append("left")


def unsuitable(n, make):
    log = []
    total = 0
    for i in range(n):
        with (make() if i == n - 2 else Manager(log)):
            total += i
    return total


def looked_up(n, error):
    log = []
    try:
        for i in range(n):
            with Lookups(log, error if i == n - 2 else None):
                log.append("body")
    except Exception as caught:
        log.append(repr(caught))
    return log[:6], log[-6:]


class Static:
    log = []

    @staticmethod
    def __enter__():
        Static.log.append("enter")
        return 5

    @staticmethod
    def __exit__(*args):
        Static.log.append(("exit", len(args)))

    def __del__(self):
        Static.log.append("gone")


def static(n):
    total = 0
    for i in range(n):
        with Static() as five:
            total += five
            Static.log.append("body")
    return total, Static.log[:6], Static.log[-6:]


def numbers_are_no_managers(n):
    managers = [threading.Lock()] * n + [5]
    total = 0
    for i in range(n + 1):
        with managers[i]:
            total += i
    return total


def leaves_loop(n, how):
    log = []
    total = 0
    for i in range(n):
        with Manager(log) as name:
            total += len(name)
            if how == "continue" and i % 2:
                continue
            if how == "break" and i == n - 2:
                break
            if how == "return" and i == n - 2:
                return total, log[-3:]
            total += 100
    return total, log[-3:], len(log)


class Patched:
    def __enter__(self):
        return 1

    def __exit__(self, *args):
        return None


def patched(n):
    total = []
    manager = Patched()
    for i in range(n):
        with manager as one:
            total.append(one)
            if i == n // 2:
                Patched.__enter__ = lambda self: 7
                Patched.__exit__ = lambda self, *args: total.append("patched")
    Patched.__enter__ = lambda self: 1
    Patched.__exit__ = lambda self, *args: None
    return total[:3], total[-3:], len(total)


class Looks:
    def __enter__(self):
        frame = sys._getframe(1)
        return frame.f_locals["i"], frame.f_lineno - frame.f_code.co_firstlineno

    def __exit__(self, *args):
        frame = sys._getframe(1)
        self.seen = frame.f_locals["i"], frame.f_lineno - frame.f_code.co_firstlineno


def frames(n):
    looks = Looks()
    found = []
    for i in range(n):
        with looks as place:
            found.append(place)
        found.append(looks.seen)
    return found[:2], found[-2:]


def helper_with(lock, x):
    with lock:
        return 100 // x


def in_callee(n):
    lock = threading.Lock()
    total = 0
    for i in range(n):
        try:
            total += helper_with(lock, i % 5)
        except ZeroDivisionError as error:
            total += error.__traceback__.tb_next.tb_lineno - helper_with.__code__.co_firstlineno
    return total, lock.locked()


for count in (4, 50):
    show(kept, count)
    show(locks, count)
    show(raised_in_body, count)
    show(swallowed, count)
    show(escapes, count)
    show(escapes_from_body, count)
    for wrong in (ValueError("enter"), AttributeError("a"), KeyError("k")):
        show(enter_raises, count, wrong)
    for wrong in (NoEnter, NoExit, object):
        show(unsuitable, count, wrong)
    for wrong in (None, ValueError("look"), AttributeError("look")):
        show(looked_up, count, wrong)
    show(static, count)
    show(numbers_are_no_managers, count)
    for how in ("continue", "break", "return"):
        show(leaves_loop, count, how)
    show(patched, count)
    show(frames, count)
    show(in_callee, count)
