"""sys.settrace switched on and off in the middle of hot loops: every event must be seen."""
import sys

events = []


def tracer(frame, event, arg):
    name = frame.f_code.co_name
    if name in ("work", "leaf", "loop", "stopper"):
        shown = arg if isinstance(arg, (int, type(None))) else type(arg).__name__
        events.append((name, event, frame.f_lineno - frame.f_code.co_firstlineno, shown))
    return tracer


def leaf(x):
    y = x + 1
    return y


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


def loop(n, on, off):
    total = 0
    for i in range(n):
        if i == on:
            sys.settrace(tracer)
            sys._getframe().f_trace = tracer
        total += leaf(i)
        if i == off:
            sys.settrace(None)
    return total


def failing(n):
    return [1, 2, 3][n]


print(loop(1000, 500, 503), len(events))
for e in events:
    print(e)
events.clear()
sys.settrace(tracer)
print(work(20))
sys.settrace(None)
print(len(events), events[:5], events[-2:])
events.clear()
print(work(3000), len(events))


def stopper(n):
    sys.settrace(lambda f, e, a: 1 // 0 if f.f_code is leaf.__code__ else None)
    total = 0
    for i in range(n):
        total += leaf(i)
    return total


try:
    stopper(100)
except ZeroDivisionError as error:
    print("tracer raised", error, sys.gettrace())


def opcodes(n):
    count = 0

    def local(frame, event, arg):
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return local

    sys.settrace(local)
    work(n)
    sys.settrace(None)
    return count > n


print(opcodes(50))


def jumper(n):
    seen = []

    def local(frame, event, arg):
        if event == "line" and frame.f_locals.get("i") == 5:
            frame.f_locals["i"]
            seen.append(frame.f_lineno - frame.f_code.co_firstlineno)
        return local

    sys.settrace(local)
    work(n)
    sys.settrace(None)
    return seen


print(jumper(30))
total = 0
for i in range(2000):
    total += i
    if i == 1000:
        sys.settrace(tracer)
    if i == 1002:
        total += work(2)
        sys.settrace(None)
print(total, len(events))
