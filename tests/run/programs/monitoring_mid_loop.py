"""The program's own sys.monitoring tool, switched on mid-loop, sees each event and can disable."""
import sys

mon = sys.monitoring
TOOL = mon.PROFILER_ID
E = mon.events
mon.use_tool_id(TOOL, "mine")
log = []


def leaf(x):
    return x + 1


def work(n, on=-1):
    total = 0
    for i in range(n):
        if i == on:
            mon.set_local_events(TOOL, work.__code__, E.LINE | E.JUMP | E.BRANCH)
        total += leaf(i)
        if total < 0:
            total = 0
    return total


def raising(n):
    hits = 0
    for i in range(n):
        try:
            [0, 1][i % 3]
        except IndexError:
            hits += 1
    return hits


def counter(name):
    def callback(code, *args):
        if code in (leaf.__code__, work.__code__, raising.__code__):
            log.append(name)

    return callback


# Not C_RETURN: CPython takes a function behind another vectorcall for a C function (docs/decisions/0006).
for name in ("PY_START", "PY_RETURN", "LINE", "JUMP", "BRANCH", "CALL", "RAISE", "EXCEPTION_HANDLED",
             "PY_UNWIND"):
    mon.register_callback(TOOL, getattr(E, name), counter(name))


def tally():
    out = {}
    for name in log:
        out[name] = out.get(name, 0) + 1
    log.clear()
    return sorted(out.items())


print(work(1000), tally())
mon.set_events(TOOL, E.PY_START | E.PY_RETURN)
print(work(500), tally())
mon.set_events(TOOL, 0)
print(work(1000, 900), tally())
mon.set_local_events(TOOL, work.__code__, 0)
print(work(1000), tally())
mon.set_events(TOOL, E.CALL | E.RAISE | E.EXCEPTION_HANDLED)
print(work(300), raising(300), tally())
mon.set_events(TOOL, 0)
lines = []


def on_line(code, line):
    if code is work.__code__:
        lines.append(line - code.co_firstlineno)
        return mon.DISABLE


mon.register_callback(TOOL, E.LINE, on_line)
mon.set_local_events(TOOL, work.__code__, E.LINE)
work(500)
print(lines)
mon.restart_events()
work(10)
print(len(lines))
mon.set_local_events(TOOL, work.__code__, 0)
mon.free_tool_id(TOOL)
print(work(1000), mon.get_tool(TOOL))
