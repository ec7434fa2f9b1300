"""sys._getframe, f_locals, inspect and traceback.extract_stack called from a hot loop's callee."""
import inspect
import sys
import traceback

import traceback


def attempt(function, *args):
    """Print the result with its type, or the whole traceback."""
    try:
        result = function(*args)
    except Exception:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
    else:
        print(function.__name__, type(result).__name__, repr(result))


def caller_state(names):
    frame = sys._getframe(1)
    return frame.f_lineno - frame.f_code.co_firstlineno, {k: frame.f_locals[k] for k in names}


def look(n):
    total = 0
    states = []
    for i in range(n):
        total += i * 2
        if i % 100 == 99:
            states.append(caller_state(["i", "total", "n"]))
        total -= 1
    return states


def look_mid_expression(n):
    states = []

    def peek(v):
        f = sys._getframe(1)
        if v % 100 == 0:
            states.append((f.f_lineno - f.f_code.co_firstlineno, f.f_locals["i"], f.f_locals["t"], f.f_lasti > 0))
        return v

    t = 0
    for i in range(n):
        t = (t + i) * 1 + peek(i) - (
            peek(i + 1)
        )
    return states, t


def own_locals(n):
    x = 0
    out = []
    for i in range(n):
        x += i
        if i % 150 == 0:
            out.append(dict(locals(), out=None))
    return out, sorted(locals())


def locals_snapshot_rule(n):
    x = 0
    for i in range(n):
        d = locals()
        d["x"] = 5000
        x += 1
    return x


def write_f_locals(n):
    def poke():
        sys._getframe(1).f_locals["x"] = 1000

    x = 0
    for i in range(n):
        if i == n // 2:
            poke()
        x += 1
    return x


def stack_names(n):
    def where():
        return [(s.name, s.lineno - look.__code__.co_firstlineno, s.line) for s in traceback.extract_stack()[-3:-1]]

    out = None
    for i in range(n):
        out = where() if i % 50 == 0 else out
    return [(name, line) for name, _, line in out]


def inspect_stack(n):
    out = []
    for i in range(n):
        if i == n - 1:
            f = inspect.currentframe()
            out.append((f.f_code.co_name, f.f_back.f_code.co_name, inspect.getframeinfo(f).function))
            out.append(inspect.getargvalues(f).locals["i"])
    return out


def depth(n):
    out = set()
    for i in range(n):
        f = sys._getframe()
        d = 0
        while f:
            d += 1
            f = f.f_back
        out.add(d)
    return out


def from_generator(n):
    def g():
        y = 0
        for i in range(n):
            y += i
            yield caller_state(["y", "i"]) if i % 100 == 0 else None

    return [s for s in g() if s]


def frame_kept(n):
    kept = []
    for i in range(n):
        if i == n // 2:
            kept.append(sys._getframe())
    f = kept.pop()
    return f.f_locals["i"], f is sys._getframe(), f.f_lineno - f.f_code.co_firstlineno


def frame_after_return(n):
    def run():
        x = 0
        for i in range(n):
            x += i
        return sys._getframe()

    f = run()
    return f.f_locals, f.f_back is None


def traceback_locals(n):
    def run():
        a = []
        for i in range(n):
            a.append(i)
            b = i / 2
            if i == n - 1:
                a[i + 1]

    try:
        run()
    except IndexError as error:
        frame = error.__traceback__.tb_next.tb_frame
        return frame.f_locals["i"], frame.f_locals["b"], len(frame.f_locals["a"])


def clear_frames(n):
    out = []
    for i in range(n):
        try:
            [1][i + 1]
        except IndexError as error:
            traceback.clear_frames(error.__traceback__.tb_next)
            out.append(str(error))
    return len(out)


for f in (look, look_mid_expression, own_locals, locals_snapshot_rule, write_f_locals, stack_names,
          inspect_stack, depth, from_generator, frame_kept, frame_after_return, traceback_locals, clear_frames):
    attempt(f, 300)

module_total = 0
for module_i in range(400):
    module_total += module_i
    if module_i == 222:
        print(caller_state(["module_i", "module_total"]), sys._getframe().f_back is None)
        print([(s.name, s.lineno) for s in traceback.extract_stack()])
