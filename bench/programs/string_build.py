"""Build texts piece by piece: adding, formatting, joining, walking characters."""

import zlib


def by_adding(count):
    text = ""
    for i in range(count):
        text += str(i) + ","
    return text


def by_formatting(count):
    lines = []
    for i in range(count):
        lines.append(f"{i}: {i * i % 97} {'even' if i % 2 == 0 else 'odd'}\n")
    return "".join(lines)


def rot13(text):
    result = []
    for character in text:
        if "a" <= character <= "z":
            result.append(chr((ord(character) - 97 + 13) % 26 + 97))
        else:
            result.append(character)
    return "".join(result)


for text in (by_adding(2_500_000), by_formatting(1_200_000), rot13(by_formatting(180_000))):
    print(len(text), "%08x" % zlib.crc32(text.encode()))
