"""Characters of text: compared, looked for, turned into numbers and back, kept; of every width."""
import operator
import sys
import traceback

TEXTS = [
    "The quick, brown fox: 0123456789 {}[]~\x00\x7f az AZ " * 3,
    "caf\u00e9 \u00ff\u0080 na\u00efve, z" * 6,
    "\u4e00a\u4e01 b, \u20ac z" * 8,
    "\U0001f600a\U0001f601 b, z" * 8,
]


class Sub(str):
    def __eq__(self, other):
        print("eq", str.__str__(other))
        return True

    def __lt__(self, other):
        print("lt")
        return False

    def __contains__(self, other):
        print("contains")
        return True

    __hash__ = str.__hash__


def ranges(text):
    lower = upper = digits = mirrored = other = 0
    for c in text:
        if "a" <= c <= "z":
            lower += 1
        elif "A" <= c and "Z" >= c:
            upper += 1
        elif not (c < "0" or c > "9"):
            digits += 1
        elif "~" > c > " ":
            mirrored += 1
        else:
            other += 1
    return lower, upper, digits, mirrored, other


def equal(text):
    counts = [0] * 6
    for c in text:
        counts[0] += c == ","
        counts[1] += "a" != c
        counts[2] += c == "\x00"
        counts[3] += c == "\u00e9"
        counts[4] += c == ""
        counts[5] += c == "az"
    return counts


def pairs(words):
    same = 0
    for x in words:
        for y in words:
            same += x == y
            same -= 2 * (x != y)
    return same


def members(text, more):
    hits = [0] * 5
    for c in [*text, *more]:
        hits[0] += c in "aeiou"
        hits[1] += c not in "0123456789?@[~\x7f"
        hits[2] += c in ""
        hits[3] += c in "caf\u00e9"
        hits[4] += c in "@ABCDEF"
    return hits


def numbers(text):
    total = 0
    for i in range(len(text)):
        total = total * 31 % 1000003 + ord(text[i]) - ord(text[-1 - i])
    return total


def rot13(text):
    result = []
    for c in text:
        if "a" <= c <= "z":
            result.append(chr((ord(c) - 97 + 13) % 26 + 97))
        else:
            result.append(c)
    return "".join(result)


def around(limits):
    return [[chr(k) for k in range(a, b)] for a, b in limits]


def same_objects(text):
    """The very objects that CPython gives."""
    hits = 0
    for c in text:
        hits += c is chr(ord(c))
        hits += 2 * (c is sys.intern(c))
    return hits


def counted(text):
    kept = []
    for c in text:
        kept.append(c)
    return [sys.getrefcount(c) for c in kept[:5]], len(kept)


def as_keys(text):
    counts = {}
    for c in text:
        if c in counts:
            counts[c] += 1
        else:
            counts[c] = 1
    return counts


def mixed(items):
    """Not only characters: longer and shorter text, a subclass, what is no text."""
    seen = []
    for c in items:
        seen.append((c == "a", c != "a", c in ("a", "b")))
        try:
            seen.append((c < "b", "b" <= c, c in "abc"))
        except TypeError as error:
            seen.append(str(error))
    return seen


def wrong(items):
    total = 0
    for c in items:
        total += ord(c)
    return total


def methods(text, more):
    out = []
    for c in [*text, *more]:
        out.append(c.isalpha() + 2 * c.isdigit() + 4 * c.isspace() + 8 * c.isalnum())
        out.append(c.isupper() - c.islower() + 4 * c.isidentifier() + 16 * c.isprintable())
        out.append(c.lower() + c.upper() + c.swapcase() + c.title() + c.casefold() + c.strip())
        if c.isascii() and not c.isnumeric() and not c.isdecimal() and not c.istitle():
            out.append(c.lower() is c)
    return out


class Loud(str):
    def isalpha(self):
        print("isalpha")
        return "maybe"

    def lower(self):
        raise ValueError("no lower")


def methods_of_others(items):
    out = []
    for c in items:
        try:
            out.append((c.isalpha(), c.lower(), c.upper()))
        except (AttributeError, ValueError):
            print(traceback.format_exc(), end="")
    return out[-20:]


def too_many_arguments(text):
    out = 0
    for c in text:
        try:
            out += c.isalpha(*(() if out < 60 else (1,)))
        except TypeError as error:
            return out, str(error)


def beyond(text, n):
    out = []
    try:
        for i in range(n):
            out.append(text[i])
    except IndexError:
        print(traceback.format_exc(), end="")
    return len(out)


for text in TEXTS:
    print(ranges(text), equal(text), numbers(text), ascii(rot13(text)))
    print(members(text, ["", "ab", "io", "56", "z" * 9]), same_objects(text) > 2 * len(text) - 1)
    print(len(counted(text)[0]), counted(text)[1], sorted(as_keys(text).items()))
    print(beyond(text, 400))
    print(ascii(methods(text, ["", "ab", "A1", " \t", "\u01c5", "\u00df", "\u0130"])[-240:]))
print(ascii(methods([chr(k) for k in range(140)], ["", "aB"])))
print(methods_of_others(["a", "B", "3"] * 30 + [Loud("a"), "x", b"q", 3, "long text", "\u00c9"] + ["a"] * 5))
print(too_many_arguments(TEXTS[0] * 3))
print(counted(TEXTS[0]))
print(pairs(["a", "b", "ab", "ac", "", "\u00e9", "\u00e8", "\u4e00", "abc" * 20, "abc" * 19 + "abd"] * 3))
print([len(each) for each in around([(0, 140), (120, 300), (0x10FFF0, 0x110000)])])
print(ascii(around([(0, 140), (250, 300)])))
print(mixed(["a", "b", "c"] * 40 + ["", "ab", "\u00e9", Sub("a"), Sub("q"), "a"] + ["b"] * 30))
print(mixed(["a", "b", "c"] * 40 + [1, None, b"a", "c"] + ["b"] * 30)[-40:])
for bad in ("ab", "", 5, b"c", Sub("x")):
    try:
        print(wrong(["a", "b"] * 40 + [bad] + ["c"]))
    except TypeError:
        print(traceback.format_exc(), end="")
for compare in (operator.lt, operator.ge):
    print([compare(c, "m") for c in "am\u00e9\u4e00zA"])
vowels = 0
for letter in TEXTS[0] + TEXTS[1]:
    if letter in "aeiou" or letter == "\u00e9":
        vowels += 1
print(vowels)
