"""A tool that has switched an event off is not told of it again: hasten may want its own events back,
here for a loop around one that it has refused."""

import sys

told = []
mon = sys.monitoring


def seen():
    told.append("called")


def on_line(code, line):
    told.append(line - code.co_firstlineno)
    return mon.DISABLE


mon.use_tool_id(2, "lines")
mon.register_callback(2, mon.events.LINE, on_line)
mon.set_local_events(2, seen.__code__, mon.events.LINE)


class Odd:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        return self.n


def nested(n, rows, last):
    t = 0
    for i in range(n):
        for j in rows:
            if j is last:
                return t
            t += (i + 1) ^ 3
    return t, 1


seen()
seen()
print(nested(5, Odd(5), 2))
print(nested(50, ("a", "b", "c"), None))
seen()
print(told)
