"""Spawned children import the main module again and run its loops."""
# timeout: 60
import multiprocessing

table = []
for i in range(1000):
    table.append(i * i)


def work(n):
    total = 0
    for i in range(n):
        total += table[i % len(table)]
    return total


def failing(n):
    for i in range(n):
        table[i]


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        print(pool.map(work, [500, 1500]))
        try:
            pool.apply(failing, (3000,))
        except IndexError as error:
            print(error, type(error.__cause__).__name__)
    print(work(3000), __name__)
