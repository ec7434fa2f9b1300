"""Slices of bytes and bytearrays, bytearray.append, characters, comparison of text of every width."""


def slices(data, bounds):
    found = []
    for start, stop in bounds:
        part = data[start:stop]
        found.append(
            (
                type(part).__name__,
                part.hex() if not isinstance(part, str) else part,
                part is data,
                part is data[start:stop],
            )
        )
    return found


def append_all(target, values):
    for value in values:
        target.append(value)
    return len(target)


def matrix(words):
    rows = []
    for a in words:
        row = 0
        for b in words:
            row = row * 3 % 1000000007
            row += a == b
            row += (
                2 * (a < b) + 4 * (a <= b) + 8 * (a != b) + 16 * (a > b) + 32 * (a >= b)
            )
        rows.append(row)
    return rows


def characters(text):
    same = 0
    out = []
    for c in text:
        d = chr(ord(c))
        same += d is c
        if "a" <= c <= "z":
            out.append(c)
        elif c == "é" or c != text[0]:
            out.append(d)
    return same, "".join(out)


class Bytes(bytes):
    def __getitem__(self, key):
        return "mine"


class Array(bytearray):
    def append(self, value):
        super().append(value // 2)


bounds = [
    (0, 4),
    (None, None),
    (0, None),
    (1, -1),
    (5, 2),
    (-3, None),
    (0, 100),
    (3, 3),
    (2**70, None),
    (-100, 2),
]
for data in (
    b"abcdefgh",
    b"",
    b"x",
    bytearray(b"abcdefgh"),
    bytearray(),
    memoryview(b"abcdefgh"),
):
    print(slices(data, bounds * 5)[-10:])
print(slices(Bytes(b"abcd"), [(1, 2)])[:0], Bytes(b"abcd")[1:2])
trimmed = bytearray(b"0123456789")
del trimmed[:4]
print(slices(trimmed, bounds * 3)[-10:])
numbers = [i * 7 % 256 for i in range(500)]
target = bytearray()
print(append_all(target, numbers), target[-8:])
for bad in (256, -1, "a", None, 1.0, 2**80):
    try:
        print(append_all(bytearray(), [*numbers, bad]))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(
    append_all(bytearray(b"ab"), [True, False] * 40),
    append_all(Array(), numbers),
    Array(b"\4")[0],
)
held = bytearray(b"held")
view = memoryview(held)
for values in ([1] * 80, []):
    try:
        print(append_all(held, values))
    except BufferError as error:
        print("BufferError", error, held)
view.release()
print(append_all(held, [1] * 80), held[:6])
words = [
    "",
    "a",
    "b",
    "ab",
    "abc",
    "abd",
    "é",
    "ê",
    "aé",
    "aê",
    "āb",
    "aā",
    "ab\U0001f600",
    "ab\U0001f601",
    "\xff",
    "\u0100",
]
words += [
    "x" * 40 + "1",
    "x" * 40 + "2",
    "x" * 41,
    "\0",
    "a\0",
    "a\0b",
    "\ud800",
    "".join(["a", *"b"]),
]
print(matrix(words))
for text in ("hello World é", "aā\U0001f600z" * 3, "\xff\xfe\x80abc"):
    print(characters(text * 20)[0], ascii(characters(text * 20)[1][:30]))
