"""asyncio programs with timers, timeouts and hot loops that yield now and then."""
import asyncio


async def busy(n):
    total = 0
    for i in range(n):
        total += i * i % 7
        if i % 200 == 199:
            await asyncio.sleep(0)
    return total


async def times_out():
    try:
        async with asyncio.timeout(0.02):
            while True:
                x = 0
                for i in range(500):
                    x += i
                await asyncio.sleep(0)
    except TimeoutError:
        return "timed out", x


async def executor(n):
    loop = asyncio.get_running_loop()

    def work():
        total = 0
        for i in range(n):
            total += i
        return total

    return await asyncio.gather(*(loop.run_in_executor(None, work) for _ in range(3)))


async def stream(n):
    async def numbers():
        for i in range(n):
            yield i
            await asyncio.sleep(0)

    total = 0
    async for i in numbers():
        total += i
        if i == n // 2:
            break
    return total


async def main():
    print(await asyncio.gather(busy(1000), busy(2000), busy(500)))
    print(await times_out())
    print(await executor(3000))
    print(await stream(200))
    raise LookupError("escapes from main")


asyncio.run(main())
