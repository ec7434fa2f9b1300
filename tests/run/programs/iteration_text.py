"""Iteration over text, bytes, enumerate with a start, views, zip; min and max; tuple comparisons."""


def letters(text, stop):
    out = []
    for c in text:
        if c == stop:
            break
        out.append(c)
    return "".join(out)


def numbered(items, start):
    total = []
    for i, x in enumerate(items, start):
        total.append((i, x))
        if len(total) > 40:
            break
    return total


def bytes_sum(data):
    t = 0
    for b in data:
        t = (t * 31 + b) % 65521
    return t


def growing(data):
    n = 0
    for b in data:
        if n < 50:
            data.append(b)
        n += 1
    return n


def shrinking(data):
    seen = []
    for b in data:
        seen.append(b)
        if len(data) > 3:
            del data[-1]
    return seen


def extremes(values):
    lows, highs = [], []
    for k in range(len(values) - 3):
        a, b, c = values[k], values[k + 1], values[k + 2]
        lows.append(min(a, b, c))
        highs.append(max(c, b, a))
    return lows, highs


def order(pairs):
    wins = 0
    for k in range(len(pairs) - 1):
        if pairs[k] < pairs[k + 1]:
            wins += 1
        if pairs[k] == pairs[k + 1]:
            wins += 100
    return wins


def views(d):
    total = 0
    for key, value in d.items():
        total += len(key) * value
    for key in d:
        total += len(key)
    for value in d.values():
        total ^= value
    for key in d.keys():
        total += ord(key[0])
    return total


def zipped(a, b):
    out = 0
    for x, y in zip(a, b):
        out += x * y
    for k, (x, y) in enumerate(zip(b, a)):
        out += k * x - y
    for x in reversed(a):
        out = out * 3 % 1000003 + x
    return out


class Loud:
    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        print("lt", self.name, other.name)
        return self.name < other.name

    def __eq__(self, other):
        print("eq", self.name, other.name)
        return self.name == other.name

    def __del__(self):
        print("del", self.name)


class Text(str):
    def __iter__(self):
        return iter(["sub", "class"])


def methods(lines):
    count = 0
    words = []
    for line in lines:
        line = line.strip()
        if line.startswith("#") or not line:
            continue
        head, middle, tail = line.partition("=")
        for word in tail.split():
            words.append(word.upper().replace("A", "4"))
            count += word.count("a") + word.find("b")
        if head.isalpha() is True and middle.isdigit() is False:
            count += 1000
    return count, words[-3:]


def same(texts, other):
    n = 0
    for t in texts:
        if t == other:
            n += 1
        if t != "x" * 3:
            n += 10
    return n


for _ in range(6):
    for text in ("plain ascii text" * 20, "ein stra\xdfe" * 30, "wide \u20ac \U0001f600 end" * 20, ""):
        print(len(letters(text, "q")), letters(text, "t")[:12], letters(text, "\u20ac")[:12])
    print(letters(Text("abc"), "c"))
    print(numbered("h\xe9llo" * 3, 7)[-1], numbered((1, 2.5, None) * 9, -3)[-1], numbered(b"abc", 0))
    print(numbered([1, 2], 2**62)[-1], numbered([1, 2], 2**70)[-1], numbered(bytearray(b"xyz"), True))
    print(bytes_sum(b"abc" * 50), bytes_sum(bytearray(range(200))), growing(bytearray(b"ab")))
    print(shrinking(bytearray(range(20))))
    nan = float("nan")
    print(extremes([3, 1, 2, 9, 4, 4, 0, 7]), extremes([1.5, 2.5, nan, 0.5, -0.0, 0.0, 3.0]))
    print(extremes([1, True, 2, 1.0, 3, False, 0]), extremes([2**70, 1, 2**71, 5, 6]))
    print(order([(k * 7 % 5, str(k % 3)) for k in range(60)]), order([[k % 4, 1.5] for k in range(60)]))
    print(order([(1, (k % 3, None)) if k % 2 else (1, (k % 3, None)) for k in range(3, 40, 3)]))
    print(views({f"key{k}": k for k in range(50)}), zipped([1, 2, 3] * 20, range(70)))
    print(methods(["a=1 ab bab", "# no", "b1=cat bar", "", "word=alpha beta"] * 10))
    print(same(["abc", "xxx", "ab", "a" + "bc"] * 10, "abc"))

for pair in ([(1, Loud("a")), (1, Loud("b")), (1, Loud("b"))], [(1, "a"), ("a", 1), (2, 2)]):
    try:
        print(order([(k, k) for k in range(30)]), order(pair))
    except TypeError as error:
        print(type(error).__name__, error)
del pair


def dying():
    n = 0
    for left, right in zip([Loud("z1"), Loud("z2")], [Loud("y1"), Loud("y2")]):
        n += len(left.name + right.name)
    print("after", n)
    for k, item in enumerate([Loud("e1"), Loud("e2")], 1):
        n += k
    return n


def changing(d):
    try:
        for key, value in d.items():
            if value == 30:
                d[key * 2] = 1
    except RuntimeError as error:
        return str(error)
    return "no error"


for _ in range(3):
    print(dying())
    print(changing({k: k for k in range(60)}))
