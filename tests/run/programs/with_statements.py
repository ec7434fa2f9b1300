"""with blocks inside hot loops: order, suppression, errors in enter and exit."""
import contextlib
import io

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


class Guard:
    def __init__(self, log, suppress=False, fail=None):
        self.log = log
        self.suppress = suppress
        self.fail = fail

    def __enter__(self):
        if self.fail == "enter":
            raise RuntimeError("enter failed")
        self.log.append("+")
        return self

    def __exit__(self, kind, value, tb):
        self.log.append("-" if kind is None else kind.__name__)
        if self.fail == "exit":
            raise RuntimeError("exit failed")
        return self.suppress


def plain(n):
    log = []
    for i in range(n):
        with Guard(log) as g:
            g.log.append(i)
    return len(log), log[:6]


def suppressing(n):
    log = []
    reached = 0
    for i in range(n):
        with Guard(log, suppress=True):
            1 // (i % 3)
            reached += 1
    return reached, log.count("ZeroDivisionError"), log.count("-")


def leaving(n):
    log = []
    for i in range(n):
        with Guard(log), Guard(log):
            if i % 2:
                continue
            if i > n // 2:
                break
        log.append("end")
    return i, len(log), "".join(log)[:20]


def returning(n):
    log = []

    def run():
        for i in range(n):
            with Guard(log):
                if i == 250:
                    return i

    return run(), len(log), log[-1]


def escaping(n):
    log = []
    for i in range(n):
        with Guard(log):
            [0] * 5 if i < n - 1 else [0][i]


def failing_enter(n):
    log = []
    for i in range(n):
        with Guard(log), Guard(log, fail="enter" if i == n - 1 else None):
            pass


def failing_exit(n):
    log = []
    for i in range(n):
        with Guard(log, fail="exit" if i == n - 1 else None):
            if i == n - 1:
                {}["missing"]


def not_a_manager(n):
    for i in range(n):
        with (Guard([]) if i < n - 1 else 5):
            pass


def hot_inside(n):
    log = []
    total = 0
    with Guard(log) as g:
        for i in range(n):
            total += i * i
        with Guard(log, suppress=True):
            for i in range(n):
                total += [1, 2, 3][i]
        for j in range(n):
            total -= j
    return total, log, i


@contextlib.contextmanager
def managed(log, i):
    log.append(("in", i))
    try:
        yield i * 2
    except ValueError:
        log.append(("swallowed", i))
    finally:
        log.append(("out", i))


def generator_based(n):
    log = []
    total = 0
    for i in range(n):
        with managed(log, i) as x:
            total += x
            if i % 10 == 9:
                raise ValueError
    return total, len(log), log[-3:]


def stacks(n):
    out = []
    for i in range(n):
        with contextlib.ExitStack() as stack:
            for k in range(3):
                stack.callback(out.append, (i, k))
            if i % 2:
                stack.enter_context(contextlib.suppress(KeyError))
                {}[i]
    return len(out), out[:4]


def captured(n):
    buffer = io.StringIO()
    with contextlib.redirect_stdout(buffer):
        for i in range(n):
            print(i, end=",")
    return len(buffer.getvalue()), buffer.getvalue()[-10:]


for f in (plain, suppressing, leaving, returning, escaping, failing_enter, failing_exit, not_a_manager,
          hot_inside, generator_based, stacks, captured):
    attempt(f, 300)
