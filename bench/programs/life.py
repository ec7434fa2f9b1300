"""Conway's game of life over a set of living cells."""


def neighbours(cell):
    x, y = cell
    yield x - 1, y - 1
    yield x, y - 1
    yield x + 1, y - 1
    yield x - 1, y
    yield x + 1, y
    yield x - 1, y + 1
    yield x, y + 1
    yield x + 1, y + 1


def step(cells):
    counts = {}
    for cell in cells:
        for neighbour in neighbours(cell):
            counts[neighbour] = counts.get(neighbour, 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or (count == 2 and cell in cells)}


r_pentomino = {(1, 0), (2, 0), (0, 1), (1, 1), (1, 2)}
cells = r_pentomino
for generation in range(4_000):
    cells = step(cells)
print(len(cells), sum(x for x, y in cells), sum(y for x, y in cells))
