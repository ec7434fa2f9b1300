"""The best filling of a knapsack, by a table of all capacities."""


def knapsack(weights, values, capacity):
    best = [[0] * (capacity + 1) for _ in range(len(weights) + 1)]
    for i in range(1, len(weights) + 1):
        weight = weights[i - 1]
        value = values[i - 1]
        for c in range(capacity + 1):
            best[i][c] = best[i - 1][c]
            if c >= weight and best[i - 1][c - weight] + value > best[i][c]:
                best[i][c] = best[i - 1][c - weight] + value
    chosen = []
    c = capacity
    for i in range(len(weights), 0, -1):
        if best[i][c] != best[i - 1][c]:
            chosen.append(i - 1)
            c -= weights[i - 1]
    return best[-1][capacity], chosen


weights = [23 + i * 37 % 101 for i in range(600)]
values = [10 + i * 53 % 97 for i in range(600)]
total, chosen = knapsack(weights, values, 8_000)
print(total, len(chosen), sum(weights[i] for i in chosen))
