"""Edit distances between words, by the two-row table."""


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a):
        current = [i + 1]
        for j, y in enumerate(b):
            insertion = previous[j + 1] + 1
            deletion = current[j] + 1
            substitution = previous[j] + (x != y)
            current.append(min(insertion, deletion, substitution))
        previous = current
    return previous[-1]


def word(number):
    letters = []
    for _ in range(40):
        number = (number * 1103515245 + 12345) % 2147483648
        letters.append("abcdefgh"[number >> 28])
    return "".join(letters)


words = [word(i) for i in range(76)]
total = 0
closest = None
for i, first in enumerate(words):
    for second in words[i + 1 :]:
        d = distance(first, second)
        total += d
        if closest is None or d < closest[0]:
            closest = (d, first, second)
print(total, closest)
