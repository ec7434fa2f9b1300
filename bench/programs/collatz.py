"""The longest Collatz chain below a limit, at module level."""

best = 0
best_length = 0
for start in range(1, 120_000):
    n = start
    length = 1
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        length += 1
    if length > best_length:
        best = start
        best_length = length
print(best, best_length)
