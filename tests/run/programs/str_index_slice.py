"""Strings read by index and slice, of every storage width, with their errors."""
import traceback


def attempt(function, *args):
    """Print the result with its type, or the whole traceback."""
    try:
        result = function(*args)
    except Exception:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
    else:
        print(function.__name__, type(result).__name__, repr(result))

TEXTS = ["hello world", "", "x", "h\u00e9llo", "\u65e5\u672c\u8a9e text", "\U0001f600 smile \U0001f601", "a\0b\n"]


def by_index(text, repeat):
    out = 0
    for _ in range(repeat):
        for i in range(len(text)):
            out = (out * 31 + ord(text[i]) + ord(text[-i - 1])) % 1000003
    return out


def by_iteration(text, repeat):
    out = []
    for _ in range(repeat):
        out.clear()
        for c in text:
            out.append(c + "|" if c != " " else "_")
    return "".join(out)


def slices(text):
    out = set()
    for i in range(-14, 14):
        for j in range(-14, 14):
            for k in (1, 2, -1, -3):
                out.add(text[i:j:k])
    return len(out), sorted(out)[-3:]


def past_end(text):
    total = 0
    for i in range(len(text) + 5):
        total += ord(text[i])
    return total


def before_start(text):
    total = 0
    for i in range(len(text) + 5):
        total += ord(text[-i])
    return total


def bad_index(text):
    out = ""
    for i in range(300):
        out = text[i % len(text) if i < 299 else 1.0]
    return out


def zero_step(text):
    out = ""
    for i in range(300):
        out = text[:: 299 - i]
    return out


def assign(text):
    for i in range(300):
        if i == 299:
            text[0] = "x"
    return text


def compare(repeat):
    words = ["b", "a", "ab", "", "B", "\u00e9", "\u65e5"]
    out = 0
    for i in range(repeat):
        a, b = words[i % 7], words[i // 7 % 7]
        out = out * 7 % 99991 + (a < b) + 2 * (a == b) + 4 * (a >= b) + 8 * (a in b)
    return out


def membership(text, repeat):
    hits = 0
    for i in range(repeat):
        if chr(97 + i % 26) in text:
            hits += 1
        if "lo" not in text:
            hits += 100
    return hits


def single_char_identity(text):
    same = 0
    for i in range(len(text)):
        same += text[i] is text[i]
    return same


def ords(repeat):
    bad = []
    for i in range(repeat):
        try:
            ord("ab" if i == 7 else "" if i == 9 else "q")
            chr(-1 if i == 11 else 0x110000 if i == 13 else i)
        except (TypeError, ValueError) as error:
            bad.append(str(error))
    return bad


for t in TEXTS:
    attempt(by_index, t, 40)
    attempt(by_iteration, t, 40)
    attempt(slices, t)
    attempt(past_end, t)
    attempt(before_start, t)
    attempt(membership, t, 200)
    attempt(single_char_identity, t)
attempt(bad_index, "abc")
attempt(zero_step, "abc")
attempt(assign, "abc")
attempt(compare, 500)
attempt(ords, 300)
