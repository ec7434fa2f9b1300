"""async def, await, async for, async with, run by hand and by asyncio, from hot loops."""
import asyncio

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


class Step:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


class Manager:
    def __init__(self, log):
        self.log = log

    async def __aenter__(self):
        self.log.append("+")
        return len(self.log)

    async def __aexit__(self, kind, value, tb):
        self.log.append(kind.__name__ if kind else "-")
        return kind is KeyError


def drive(coroutine):
    try:
        value = coroutine.send(None)
        while True:
            value = coroutine.send(value * 2)
    except StopIteration as stop:
        return stop.value


async def sum_steps(n):
    total = 0
    for i in range(n):
        total += await Step(i)
    return total


async def async_for(n):
    total = 0
    async for x in Countdown(n):
        if x % 10 == 0:
            continue
        total += x
    else:
        total += 1000000
    return total


async def async_with(n):
    log = []
    total = 0
    for i in range(n):
        async with Manager(log) as m:
            total += m
            if i % 3 == 0:
                raise KeyError(i)
    return total, len(log), log[:4]


async def agen(n):
    for i in range(n):
        yield i
        if i % 5 == 0:
            await asyncio.sleep(0)


async def async_comprehensions(n):
    a = [x async for x in agen(n) if x % 2]
    b = {x % 7 async for x in agen(n)}
    c = {x: await plus(x) async for x in agen(n // 10)}
    return sum(a), sorted(b), len(c), c[3]


async def plus(x):
    return x + 1


async def awaiting_calls(n):
    total = 0
    for i in range(n):
        total += await plus(i)
    return total


async def failing(n):
    for i in range(n):
        await plus(i if i < n - 1 else None)


async def not_awaitable(n):
    for i in range(n):
        await (plus(i) if i < n - 1 else i)


async def tasks(n):
    order = []

    async def worker(name, count):
        for i in range(count):
            order.append(name)
            await asyncio.sleep(0)
        return count

    results = await asyncio.gather(*(worker(k, n // 20 + k) for k in range(4)))
    return results, "".join(map(str, order[:16])), len(order)


async def queue(n):
    q = asyncio.Queue(maxsize=5)
    got = []

    async def producer():
        for i in range(n):
            await q.put(i)
        await q.put(None)

    async def consumer():
        while (x := await q.get()) is not None:
            got.append(x * x)

    await asyncio.gather(producer(), consumer())
    return sum(got)


async def cancelled(n):
    progress = []

    async def endless():
        try:
            while True:
                for i in range(100):
                    progress.append(i)
                await asyncio.sleep(0)
        finally:
            progress.append("stopped")

    task = asyncio.create_task(endless())
    for _ in range(5):
        await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return len(progress), progress[-1]


async def group(n):
    async def one(i):
        await asyncio.sleep(0)
        if i % 2:
            raise ValueError(i)
        return i

    try:
        async with asyncio.TaskGroup() as tg:
            for i in range(4):
                tg.create_task(one(i))
    except* ValueError as errors:
        found = sorted(e.args[0] for e in errors.exceptions)
    return found


attempt(lambda: drive(sum_steps(500)))
for f in (async_for, async_with, async_comprehensions, awaiting_calls, failing, not_awaitable, tasks, queue,
          cancelled, group):
    def run(f=f):
        return asyncio.run(f(300))

    run.__name__ = f.__name__
    attempt(run)
