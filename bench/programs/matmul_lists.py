"""The product of two matrices held in lists of lists."""


def matmul(a, b):
    n, m, p = len(a), len(b), len(b[0])
    result = [[0.0] * p for _ in range(n)]
    for i in range(n):
        for j in range(p):
            total = 0.0
            for k in range(m):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result


def matrix(n, seed):
    return [[((i * seed + j) % 17) / 8.0 for j in range(n)] for i in range(n)]


product = matmul(matmul(matrix(300, 3), matrix(300, 5)), matrix(300, 7))
print(sum(sum(row) for row in product), product[7][11])
