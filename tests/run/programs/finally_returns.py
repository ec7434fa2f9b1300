"""return, break and continue through finally; finally that overrides an exception."""
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


def return_in_finally(n):
    def one(i):
        try:
            if i % 2:
                raise ValueError
            return "try"
        finally:
            if i % 3 == 0:
                return "finally"

    out = []
    for i in range(n):
        try:
            out.append(one(i))
        except ValueError:
            out.append("raised")
    return out[:6], out.count("finally"), out.count("raised")


def loop_return(n):
    log = []

    def run(limit):
        for i in range(n):
            try:
                if i == limit:
                    return i
            finally:
                log.append(i)
        return -1

    return run(200), len(log), run(10**6), len(log)


def finally_changes(n):
    def value(i):
        x = i
        try:
            return x
        finally:
            x = -1

    def box(i):
        x = [i]
        try:
            return x
        finally:
            x.append("f")

    return sum(value(i) for i in range(n)), box(3)


def nested_finally(n):
    log = []
    for i in range(n):
        try:
            try:
                if i % 3 == 0:
                    continue
                if i > n - 3:
                    break
            finally:
                log.append("a")
                try:
                    raise KeyError(i)
                except KeyError:
                    log.append("b")
                finally:
                    log.append("c")
        finally:
            log.append("d")
    return "".join(log)[:20], len(log), i


def lost_exception(n):
    for i in range(n):
        try:
            1 // 0
        finally:
            continue
    return i


def raise_in_finally(n):
    for i in range(n):
        try:
            try:
                if i == n - 1:
                    raise ValueError("first")
            finally:
                if i == n - 1:
                    raise KeyError("second")
        except ValueError:
            pass


def finally_order_on_escape(n):
    log = []

    def run():
        for i in range(n):
            try:
                try:
                    [0][i]
                finally:
                    log.append(("inner", i))
            finally:
                log.append(("outer", i))

    try:
        run()
    except IndexError as error:
        log.append(str(error))
    return log


def generator_finally(n):
    log = []

    def gen():
        for i in range(n):
            try:
                yield i
            finally:
                log.append(i)

    total = 0
    for x in gen():
        total += x
        if x == n // 2:
            break
    return total, len(log), log[-1]


for f in (return_in_finally, loop_return, finally_changes, nested_finally, lost_exception, raise_in_finally,
          finally_order_on_escape, generator_finally):
    attempt(f, 300)
