"""Objects in several variables, known at the entry, not known once the loop has assigned them."""


def sweep(rows, weight, steps):
    total = 0.0
    for _ in range(steps):  # loop: sweep
        for i in range(len(rows)):
            first = rows[i]
            for j in range(i + 1, len(rows)):
                second = rows[j]
                near = far = 1.0
                total += weight * (near * near + far * far)
        for row in rows:
            last = row
    return total, first, second, last


rows = [[1.0], [2.0], [3.0], [4.0], [5.0]]
print(sweep(rows, 0.5, 20_000))
