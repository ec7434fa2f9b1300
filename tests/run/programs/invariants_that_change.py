"""Inner loops whose lists seem not to change, and do: other rows, lengths, types, through other names."""


def product(a, b, rows, columns):
    total = 0.0
    for i in range(rows):
        for j in range(columns):
            for k in range(len(b)):
                total += a[i][k] * b[k][j]
    return total


def grown(numbers, n):
    same = numbers
    seen = []
    for i in range(n):
        for j in range(4):
            same.append(i)
            seen.append(len(numbers) + numbers[-1] + numbers[j])
    return len(seen), sum(seen), seen[-3:]


def shrunk(numbers):
    same = numbers
    total = 0
    try:
        for _ in range(50):
            for j in range(len(numbers)):
                total += numbers[j]
                if j == 20:
                    same.pop()
    except IndexError as error:
        return total, len(numbers), str(error)
    return total


def replaced(table, at):
    total = 0
    for i in range(30):
        row = table[0]
        for j in range(5):
            total += row[j]
            if i == at:
                table[0] = [1.5, 2, 3, 4, True]
                row = table[0] if j == 2 else row
    return total


def retyped(numbers, values):
    seen = []
    for i in range(60):
        k = 0
        while k < 3:
            seen.append(numbers[k])
            k += 1
            if i == 40:
                numbers[1] = values[k]
    return seen[-62:-50], seen[-3:]


def cleared(rows):
    total = 0
    try:
        for i in range(100):
            for j in range(3):
                total += rows[i % 2][j]
                if i == 70 and j == 1:
                    rows[0].clear()
    except IndexError as error:
        return total, str(error)
    return total


class Row(list):
    def __getitem__(self, index):
        return 1000.0


n = 24
matrix = [[float(i * n + j) for j in range(n)] for i in range(n)]
print(product(matrix, matrix, n, n))
mixed = [row[:] for row in matrix]
mixed[3] = [int(x) for x in mixed[3]]
mixed[7][5] = 3
print(product(mixed, matrix, n, n), product(matrix, mixed, n, n))
mixed[0] = Row(mixed[0])
print(product(mixed, matrix, n, n), product(matrix, mixed, n, n))
try:
    product(matrix, [*matrix[:9], matrix[9][:4]], n, 6)
except IndexError as error:
    print(error)
print(grown([1, 2, 3, 4], 60))
print(shrunk(list(range(100))))
for at in (0, 1, 2, 15, 29):
    print(replaced([[1, 2, 3, 4, 5]], at))
print(retyped([1, 2, 3], [None, "a", 2.5, 4]))
print(cleared([[1, 2, 3], [4, 5, 6]]))
