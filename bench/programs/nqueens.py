"""The queens of a chess board, with permutations from a generator and sets of diagonals."""


def permutations(iterable, r=None):
    pool = tuple(iterable)
    n = len(pool)
    if r is None:
        r = n
    indices = list(range(n))
    cycles = list(range(n - r + 1, n + 1))[::-1]
    yield tuple(pool[i] for i in indices[:r])
    while n:
        for i in reversed(range(r)):
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1 :] + indices[i : i + 1]
                cycles[i] = n - i
            else:
                j = cycles[i]
                indices[i], indices[-j] = indices[-j], indices[i]
                yield tuple(pool[i] for i in indices[:r])
                break
        else:
            return


def n_queens(queen_count):
    columns = range(queen_count)
    for vec in permutations(columns):
        if (
            queen_count
            == len(set(vec[i] + i for i in columns))
            == len(set(vec[i] - i for i in columns))
        ):
            yield vec


solutions = list(n_queens(9))
print(len(solutions), solutions[0], solutions[-1])
