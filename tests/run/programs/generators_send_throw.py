"""Generators driven by next, send, throw and close from hot loops."""
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


def counter(n):
    for i in range(n):
        yield i


def accumulator():
    total = 0
    while True:
        x = yield total
        if x is None:
            return total
        total += x


def catcher(log):
    i = 0
    while True:
        try:
            i += 1
            yield i
        except ValueError as error:
            log.append(error.args)
        finally:
            log.append("f")


def consume(n):
    total = 0
    for x in counter(n):
        total += x
    return total


def send_loop(n):
    g = accumulator()
    next(g)
    for i in range(n):
        last = g.send(i)
    try:
        g.send(None)
    except StopIteration as stop:
        return last, stop.value


def send_types(n):
    g = accumulator()
    next(g)
    kinds = []
    for i in range(n):
        kinds.append(type(g.send(i if i < 100 else i * 0.5)).__name__)
    return kinds[98:102]


def throw_loop(n):
    log = []
    g = catcher(log)
    next(g)
    for i in range(n):
        g.throw(ValueError(i)) if i % 3 == 0 else next(g)
    g.close()
    return len(log), log[:4], log[-2:]


def throw_escapes(n):
    g = counter(n)
    for i in range(n // 2):
        next(g)
    g.throw(KeyError("thrown"))


def raise_inside(n):
    def g():
        for i in range(n):
            yield 10 // (n - 5 - i)

    return sum(g())


def stop_iteration_inside(n):
    def g():
        for i in range(n):
            if i == n - 1:
                raise StopIteration
            yield i

    return sum(g())


def next_past_end(n):
    g = counter(n)
    for i in range(n + 1):
        next(g)


def already_running(n):
    def g():
        for i in range(n):
            yield i if i < n - 1 else next(me)

    me = g()
    return sum(me)


def send_to_fresh(n):
    for i in range(n):
        g = accumulator()
        if i == n - 1:
            g.send(5)
        next(g)


def close_returns(n):
    log = []

    def g(i):
        try:
            yield i
        except GeneratorExit:
            log.append(i)

    for i in range(n):
        x = g(i)
        next(x)
        del x
    return len(log), log[-1]


def ignores_close(n):
    def g():
        for i in range(n):
            try:
                yield i
            except GeneratorExit:
                if ignored:
                    raise
                ignored.append(i)

    ignored = []
    x = g()
    for _ in range(5):
        next(x)
    x.close()


def interleaved(n):
    gens = [counter(n + k) for k in range(5)]
    out = 0
    while gens:
        for g in list(gens):
            try:
                out = out * 3 % 1000003 + next(g)
            except StopIteration:
                gens.remove(g)
    return out


def generator_state(n):
    g = counter(n)
    states = []
    for x in g:
        if x % 100 == 0:
            states.append((g.gi_frame.f_lineno - counter.__code__.co_firstlineno, g.gi_running,
                           g.gi_frame.f_locals["i"], g.gi_suspended))
    return states, g.gi_frame


def recursive(depth):
    if depth:
        yield depth
        for x in recursive(depth - 1):
            yield x
        for x in recursive(depth - 1):
            yield -x


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


def pipeline(n):
    evens = (x for x in counter(n) if x % 2 == 0)
    squares = (x * x for x in evens)
    return sum(x for x in squares if x % 3)


for f in (consume, send_loop, send_types, throw_loop, throw_escapes, raise_inside, stop_iteration_inside,
          next_past_end, already_running, send_to_fresh, close_returns, ignores_close, interleaved,
          generator_state, pipeline):
    attempt(f, 300)
attempt(lambda: (sum(recursive(8)), sum(1 for _ in recursive(8))))
attempt(lambda: [p for p, _ in zip(primes(), range(80))][-1])
