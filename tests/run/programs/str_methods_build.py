"""String building and methods in loops; concatenation that resizes in place."""
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


def build(n):
    s = ""
    for i in range(n):
        s += chr(97 + i % 26)
    return len(s), s[:30], s[-30:]


def build_aliased(n):
    s = ""
    kept = []
    for i in range(n):
        s += str(i)
        if i % 100 == 0:
            kept.append(s)
    return [len(k) for k in kept], kept[1][:20]


def build_widening(n):
    s = ""
    for i in range(n):
        s += "a" if i < 100 else "\u00e9" if i < 200 else "\u65e5" if i < 300 else "\U0001f600"
    return len(s), s[99:102], s[199:202], s[299:302]


def prepend(n):
    s = ""
    for i in range(n):
        s = str(i % 10) + s
    return s[:40]


def repeat_text(n):
    total = 0
    for i in range(-3, n):
        total += len("ab" * i) + len(i * "c")
    return total


def methods(n):
    total = 0
    text = "  The quick brown Fox, jumps; over THE lazy dog  "
    for i in range(n):
        t = text.strip().lower().replace("the", str(i))
        total += len(t.split()) + t.count("o") + t.find("fox") + t.rfind("o")
        total += t.startswith(str(i)) + 2 * t.endswith("dog") + len(t.title().swapcase())
        total += t.upper().isupper() + t.islower() + str(i).isdigit() + "a1".isalnum()
        total += len(t.partition(",")[2]) + len(t.center(60, "*")) + len(str(i).zfill(6))
    return total


def joins(n):
    parts = []
    for i in range(n):
        parts.append(",".join([str(i), str(i * 2), str(i * 3)]))
    return "\n".join(parts)[-50:]


def join_error(n):
    out = ""
    for i in range(n):
        out = ",".join(["a", "b" if i < n - 1 else 3])
    return out


def add_error(n):
    s = ""
    for i in range(n):
        s += "x" if i < n - 1 else 1
    return s


def add_error_reversed(n):
    s = 0
    for i in range(n):
        s = s + (1 if i < n - 1 else "x")
    return s


def index_error(n):
    k = 0
    for i in range(n):
        k += "abc".index("c" if i < n - 1 else "z")
    return k


def attribute_error(n):
    s = "abc"
    for i in range(n):
        if i == n - 1:
            s = s.uper()
        else:
            s = s.upper().lower()
    return s


def translate(n):
    table = str.maketrans("abc", "xyz", "d")
    out = ""
    for i in range(n):
        out = ("abcd" * (i % 5)).translate(table)
    return out


def encode(n):
    total = 0
    for i in range(n):
        b = chr(i * 7).encode()
        total += sum(b) + len(b.decode())
    return total


def encode_error(n):
    total = 0
    for i in range(n):
        total += len(chr(i).encode("ascii"))
    return total


def word_count(n):
    words = ("the cat and the hat and the " * (n // 7)).split()
    counts = {}
    for w in words:
        if w in counts:
            counts[w] += 1
        else:
            counts[w] = 1
    return counts, list(counts)


def caesar(n):
    out = []
    for k in range(n):
        line = ""
        for c in "Hello, World":
            if "a" <= c <= "z":
                c = chr((ord(c) - 97 + k) % 26 + 97)
            elif "A" <= c <= "Z":
                c = chr((ord(c) - 65 + k) % 26 + 65)
            line += c
        out.append(line)
    return out[3], out[-1]


def palindromes(n):
    hits = []
    for i in range(n):
        s = str(i)
        if s == s[::-1]:
            hits.append(i)
    return hits


for f in (build, build_aliased, build_widening, prepend, repeat_text, methods, joins, join_error, add_error,
          add_error_reversed, index_error, attribute_error, translate, encode, encode_error, word_count,
          caesar, palindromes):
    attempt(f, 420)
