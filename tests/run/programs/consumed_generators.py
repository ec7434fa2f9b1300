"""Generators given to built-ins: what the built-ins make of the items, and what the program sees meanwhile."""

import functools
import math
import sys
import threading
import traceback


def numbers(n, odd=None, at=-1):
    for i in range(n):
        yield odd if i == at else i * 3 % 101


def sums(n):
    big = 2**62
    yield sum(i * i % 7 for i in range(n))
    yield sum(i > 3 for i in range(n))
    yield sum(i * 0.1 for i in range(n))
    yield sum(0.1 if i % 2 else 10**16 + 0.0 for i in range(n))
    yield sum(big for _ in range(n))
    yield sum(-big if i % 2 else i for i in range(n))
    yield sum(numbers(n, 0.5, n // 2))
    yield sum(numbers(n, 1 + 2j, n // 3))
    yield sum(numbers(n, 2**70, n // 3))
    yield sum(x for x in (1e308, 1e308, -1e308) * n)
    yield sum(math.inf if i == n - 2 else -0.0 for i in range(n))
    yield sum(math.nan if i == 5 else i / 3 for i in range(n))
    yield sum((i for i in range(n)), 100)
    yield sum(([i] for i in range(5)), [])
    yield sum(x for x in ())


def truths(n):
    yield (
        any(i > n for i in range(n)),
        any(i == n - 3 for i in range(n)),
        any(x for x in ()),
    )
    yield (
        all(i < n for i in range(n)),
        all(i != n - 3 for i in range(n)),
        all(x for x in ()),
    )
    yield any("" if i < 40 else "x" for i in range(n)), all([i] for i in range(n))


def extremes(n):
    yield min(abs(i - 40) for i in range(n)), max(i % 37 * 1.5 for i in range(n))
    yield max((i % 5, -i) for i in range(n)), min(str(i) for i in range(n))
    yield max(math.nan if i == 0 else i for i in range(n))
    yield (
        max(1 if i % 2 else 1.0 for i in range(n)),
        min(True if i % 2 else 1 for i in range(n)),
    )
    yield (
        max((i for i in range(n)), key=lambda x: -x),
        min((x for x in ()), default="none"),
    )


def collections(n):
    made = list(i * 2 for i in range(n))
    yield made[-3:], sys.getsizeof(made)
    yield (
        sys.getsizeof(list(i for i in range(3))),
        sys.getsizeof(list(i for i in range(0))),
    )
    made = tuple(i / 2 for i in range(n))
    yield made[-3:], sys.getsizeof(made)
    yield sorted(set(i % 17 for i in range(n))), sys.getsizeof(set(i for i in range(n)))
    yield sorted(-i for i in range(n))[:3], ",".join(str(i) for i in range(n))[-9:]
    yield (
        sorted((i for i in range(n)), reverse=True)[:2],
        "".join(c for c in "abc" * n)[-4:],
    )
    yield "".join("" for _ in range(n)), b",".join(b"x" for _ in range(4))


class Odd:
    def __init__(self, number):
        self.number = number

    def __add__(self, other):
        seen_in.append(sys._getframe(1).f_code.co_name)
        return Odd(self.number + (other.number if isinstance(other, Odd) else other))

    __radd__ = __add__

    def __lt__(self, other):
        seen_in.append(sys._getframe(1).f_code.co_name)
        return self.number < other.number

    def __eq__(self, other):
        seen_in.append(sys._getframe(1).f_code.co_name)
        return self.number == other.number

    def __hash__(self):
        seen_in.append(sys._getframe(1).f_code.co_name)
        return self.number % 3

    def __bool__(self):
        seen_in.append(sys._getframe(1).f_code.co_name)
        return self.number == 7


seen_in = []


def stack():
    frame, names = sys._getframe(1), []
    while frame is not None:
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return names


def seen(n):
    """What code that the items or the body run sees of the stack."""
    results = [
        sum(Odd(i) for i in range(n)).number,
        len(set(Odd(i % 9) for i in range(n))),
    ]
    results += [min(Odd(-i) for i in range(n)).number, any(Odd(i) for i in range(n))]
    print(results, len(seen_in), sorted(set(seen_in)))
    found = set()
    count = sum(1 for i in range(n) if found.add(tuple(stack())) is None)
    print(count, sorted(found))
    print("".join(f for f in [traceback.format_stack()[-1] for i in range(3)])[:60])


def shown(result):
    return str(sorted(result, key=str) if isinstance(result, set) else result)[:60]


def fails(n):
    def at(i):
        if i == n - 5:
            raise ValueError(i)
        return i

    def wrong(i):
        return "text" if i == n - 5 else i

    for consume in (sum, any, all, min, max, list, tuple, set, sorted, ",".join):
        name = getattr(consume, "__name__", "")
        for items in (
            (at(i) * 0 for i in range(n)),
            (1 / (n - 9 - i) for i in range(n)),
            (wrong(i) for i in range(n)),
            ([i] for i in range(n)),
        ):
            try:
                result = consume(items)
            except Exception as error:
                print(name, "".join(traceback.format_exception(error))[-700:])
            else:
                print(name, shown(result))
            print(items.gi_frame is None, items.gi_running)
        try:
            print(name, shown(consume(at(i) for i in range(n))))
        except Exception:
            traceback.print_exc(file=sys.stdout)
        try:
            print(name, shown(consume(str(wrong(i)) for i in range(n))))
        except Exception:
            traceback.print_exc(file=sys.stdout)
    try:
        max(x for x in ())
    except ValueError as error:
        print(error)
    for bad in (
        lambda: sum(),
        lambda: any(1),
        lambda: list(1, 2),
        lambda: sum((x for x in "a")),
    ):
        try:
            bad()
        except TypeError as error:
            print(error)


def stops(n):
    def stop(i):
        if i == n - 4:
            raise StopIteration(i)
        return i

    try:
        sum(stop(i) for i in range(n))
    except RuntimeError as error:
        print(error, repr(error.__cause__))


def held(n):
    """Somebody else holds the generator, and may go on with it."""
    items = (i for i in range(n))
    print(any(i == 50 for i in items), next(items), sum(items), next(items, "over"))
    holder = ((i + len(holder) for i in range(n)),)
    print(sum(*holder), next(holder[0], "over"))
    late = functools.partial(sum, (i for i in range(n)))
    print(late(), late())
    again = []

    def body(i):
        if i == 40:
            try:
                next(again[0])
            except ValueError as error:
                return len(str(error))
        return i

    again.append(body(i) for i in range(n))
    print(sum(again[0]))
    pieces = (i for i in range(n))
    total = 0
    for _ in range(3):
        total += sum(x for x, _ in zip(pieces, range(60)))
    print(total, next(pieces))


def depth(n):
    def nested(k):
        return sum(nested(k - 1) for _ in range(2)) + 1 if k else 1

    def deepest(k):
        try:
            return max(deepest(k + 1) for _ in range(1))
        except RecursionError:
            return k

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(220)
    reached = deepest(0)
    sys.setrecursionlimit(limit)
    print(nested(7), reached)


class Freed:
    alive = 0

    def __init__(self):
        Freed.alive += 1

    def __del__(self):
        Freed.alive -= 1


def freed(n):
    kept = [sum(Freed.alive for _ in (Freed(),) * n), Freed.alive]
    kept.append(max(Freed.alive for one in [Freed() for _ in range(n)]))
    kept.append(Freed.alive)
    print(kept, any(Freed().alive > 5 for _ in range(n)), Freed.alive)
    finals = []

    def closes():
        try:
            yield from range(n)
        finally:
            finals.append(Freed.alive)

    print(any(i == 60 for i in closes()), finals, list(closes())[-1], finals)


def traced(n):
    """Tracing and profiling that begin in the middle."""
    events = []

    def on(i, install, hook):
        if i == n // 2:
            install(hook)
        elif i == n // 2 + 20:
            install(None)
        return i

    def hook(frame, event, arg):
        events.append((event, frame.f_code.co_name))
        return hook

    def profile(frame, event, arg):
        name = arg.__name__ if event.startswith("c_") else frame.f_code.co_name
        if name not in ("settrace", "setprofile"):
            events.append((event, name))

    for install, function in ((sys.settrace, hook), (sys.setprofile, profile)):
        for consume in (sum, any, list, max):
            events.clear()
            result = consume(on(i, install, function) for i in range(n))
            install(None)
            print(str(result)[:30], len(events), sorted(set(events)))


def changed(n):
    """The body's world changes in the middle."""
    global scale

    def step(i):
        global scale
        if i == n // 2:
            scale = 0.5
        if i == n // 2 + 30:
            scale = "x"
        return scale

    scale = 2
    print(sum(i * scale for i in range(n) if step(i) != "x"))
    scale = 3
    source = list(range(n))
    print(sum(source.pop() for _ in source), len(source))
    scale = 2
    print(sum(len(str(i * scale)) for i in range(n)))


def concurrent(n):
    totals = []
    threads = [
        threading.Thread(
            target=lambda k=k: totals.append(sum(i % k for i in range(n * 40)))
        )
        for k in (3, 5, 7)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sorted(totals))


def again_and_again(n):
    rows = [[i * j % 10 for j in range(12)] for i in range(n)]
    print(
        sum(max(x for x in row) for row in rows),
        sum(sum(x for x in row) for row in rows),
    )
    print(
        sum(any(x == 9 for x in row) for row in rows),
        len([tuple(x for x in row) for row in rows]),
    )
    results = []
    for row in rows:
        results.append(sum(x * 2 for x in row))
    print(sum(results))


def fails_again_and_again(n):
    """The code of the consumption is made, left too often, given up and made anew meanwhile."""
    few = list(range(6))
    for consume in (sum, any, min, list, set, "".join):
        come_to = []
        for _ in range(n // 5):
            try:
                come_to.append(shown(consume(few[i] * 0 for i in range(7))))
            except (IndexError, TypeError) as error:
                come_to.append(type(error).__name__)
        print({name: come_to.count(name) for name in come_to})


N = 400
for group in (sums, truths, extremes, collections):
    for value in group(N):
        print(group.__name__, value)
for test in (
    seen,
    fails,
    stops,
    held,
    depth,
    freed,
    traced,
    changed,
    concurrent,
    again_and_again,
    fails_again_and_again,
):
    print(test.__name__)
    test(N)
print(sum(i * i for i in range(N)), max(len(str(i)) for i in range(N)))
