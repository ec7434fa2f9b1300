"""Print every interpreter event of a tiny recursive program, then count the events by kind."""

import sys

counts = {}


def hook(frame, event, arg):
    counts[event] = counts.get(event, 0) + 1
    if event.startswith("c_"):
        detail = arg.__name__
    else:
        detail = repr(arg)
    if frame.f_code.co_name != "<module>":
        log.append("%s %s:%d %s" % (event, frame.f_code.co_name, frame.f_lineno, detail))


def fib(n):
    if n == 0:
        return 0
    elif n == 1:
        return 1
    else:
        return fib(n - 1) + fib(n - 2)


def fib_seq(n):
    seq = []
    if n > 0:
        seq.extend(fib_seq(n - 1))
    seq.append(fib(n))
    return seq


log = []
length = 2
rounds = 1
if "--small" not in sys.argv:
    length = 18
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10

for _ in range(rounds):
    sys.setprofile(hook)
    result = fib_seq(length)
    sys.setprofile(None)

print(result)
for line in log[:40]:
    print(line)
print("events written:", len(log))
for event in sorted(counts):
    print("%-12s %d" % (event, counts[event]))
