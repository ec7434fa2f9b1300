"""Generators, coroutines and asynchronous generators: every resumption is a call."""

import asyncio
import contextlib


def count(n):
    for i in range(n):
        received = yield i
        if received:
            yield -received


def chain(*parts):
    for part in parts:
        yield from part


def closing():
    try:
        while True:
            yield 1
    finally:
        print("closed")


def catching():
    while True:
        try:
            yield 1
        except ValueError as error:
            yield str(error)


@contextlib.contextmanager
def managed(log):
    log.append("in")
    try:
        yield log
    except KeyError:
        log.append("key")
    finally:
        log.append("out")


async def sleeper(n):
    await asyncio.sleep(0)
    return n


async def agenerate(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def main():
    total = sum([i async for i in agenerate(4)])
    return total + sum(await asyncio.gather(*(sleeper(i) for i in range(5))))


g = count(3)
print(next(g), g.send(5), list(g))
print(list(chain(count(2), (x * x for x in count(3)), [7])))
c = closing()
next(c)
c.close()
t = catching()
next(t)
print(t.throw(ValueError("thrown")))
abandoned = count(5)
next(abandoned)
del abandoned
log = []
with managed(log):
    pass
with managed(log):
    raise KeyError
print(log, asyncio.run(main()))
print(max(count(9)), sorted(count(5), key=lambda x: -x), dict(zip("abc", count(3))))
