"""Standard library code written in Python, whose own hot loops become native too."""
import ast
import base64
import bisect
import calendar
import collections
import configparser
import copy
import csv
import difflib
import fractions
import functools
import heapq
import io
import json
import pprint
import random
import re
import statistics
import string
import textwrap
import tokenize
import types
import zlib

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


def json_pure(n):
    from json import decoder, encoder

    data = [{"id": i, "name": f"n{i}", "values": [i, i / 2, None, True], "nested": {"k": [i]}} for i in range(n)]
    text = encoder.JSONEncoder(indent=1).encode(data)
    pure = "".join(encoder._make_iterencode({}, str, encoder.py_encode_basestring, None, float.__repr__, ":", ",",
                                            False, False, False)(data[:20], 0))
    return len(text), json.loads(text) == data, len(pure), decoder.py_scanstring("hello \\u00e9 world\" rest", 0)


def random_numbers(n):
    r = random.Random(42)
    values = [r.randint(0, 1000) for _ in range(n)]
    r.shuffle(values)
    return (sum(values), values[:5], r.sample(range(1000), 5), r.choices("abc", k=5), r.gauss(0, 1).hex(),
            r.random().hex(), r.choice(values))


def difference(n):
    a = [f"line {i}" for i in range(60)]
    b = [f"line {i}" if i % 7 else f"changed {i}" for i in range(60)]
    return list(difflib.unified_diff(a, b, lineterm="", n=0))[:8], difflib.SequenceMatcher(None, "abcd" * 9, "bcda" * 9).ratio()


def fraction_sums(n):
    total = fractions.Fraction(0)
    for i in range(1, 80):
        total += fractions.Fraction(1, i)
    return str(total)[:40], statistics.mean(range(n)), statistics.stdev([1.5, 2.5, 4, 8]), statistics.median([3, 1, 2])


def expressions(n):
    words = re.findall(r"(\w+)@(\w+)\.com", "a@b.com, cc@dd.com; " * n)
    swapped = re.sub(r"(\d+)", lambda m: str(int(m[1]) * 2), "a1b22c333" * n)
    pattern = re.compile("|".join(f"(?P<g{i}>x{i}y*)" for i in range(30)))
    return len(words), swapped[:12], pattern.match("x7yyy").lastgroup


def text(n):
    lines = textwrap.wrap("the quick brown fox jumps over the lazy dog " * 30, 40)
    return len(lines), lines[-1], string.capwords("hello big world"), string.Template("$a-${b}").substitute(a=1, b=2)


def tables(n):
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for i in range(n):
        writer.writerow([i, f'q"{i}', "a,b", i / 3])
    rows = list(csv.reader(io.StringIO(buffer.getvalue())))
    parser = configparser.ConfigParser()
    parser.read_string("\n".join(f"[s{i}]\nk = {i}\nv = %(k)s0" for i in range(50)))
    return len(rows), rows[-1], parser["s30"]["v"]


def trees(n):
    source = "def f(x):\n    return [y * 2 for y in x if y > 1] + {1: 'a'}.get(x, 3)\n" * 20
    tree = ast.parse(source)
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    return len(list(ast.walk(tree))), len(ast.unparse(tree)), len(tokens), len(ast.dump(tree))


def copies(n):
    data = {"a": [1, [2, {"b": (3, [4])}]], "c": collections.OrderedDict(x=[1])}
    data["self"] = data
    for _ in range(60):
        twin = copy.deepcopy(data)
    return twin["self"] is twin, twin["a"] is not data["a"], twin["a"]


def heaps(n):
    r = random.Random(1)
    heap = []
    for _ in range(n):
        heapq.heappush(heap, r.random())
    ordered = [heapq.heappop(heap) for _ in range(n)]
    merged = list(heapq.merge(range(0, n, 2), range(1, n, 2)))
    return ordered == sorted(ordered), merged == list(range(n)), heapq.nsmallest(3, [5, 1, 4, 2])


def caches(n):
    @functools.lru_cache(maxsize=50)
    def fib(k):
        return k if k < 2 else fib(k - 1) + fib(k - 2)

    for i in range(n):
        fib(i % 90)

    @functools.singledispatch
    def kind(x):
        return "other"

    kind.register(int, lambda x: "int")
    kind.register(list, lambda x: "list")
    return fib(80), fib.cache_info().currsize, [kind(v) for v in (1, "a", [2])], sorted([1, 3, 2], key=functools.cmp_to_key(lambda a, b: b - a))


def bytes_work(n):
    data = bytes((i * 7 + i // 3) % 256 for i in range(n * 10))
    return zlib.crc32(data), base64.b64encode(data)[:20], base64.b32encode(data)[:16], base64.a85encode(data)[:12]


def printing(n):
    data = {f"key{i}": list(range(i % 12)) for i in range(30)}
    return len(pprint.pformat(data, width=50)), calendar.month(2024, 2).splitlines()[-1]


def chains(n):
    c = collections.ChainMap({}, {"a": 1}, {"b": 2})
    total = 0
    for i in range(n):
        c["a"] = i
        total += c["a"] + c["b"]
    d = collections.UserDict()
    u = collections.UserList()
    for i in range(n):
        d[i % 9] = i
        u.append(i)
    return total, dict(d), len(u), types.SimpleNamespace(a=1, b=[2])


for f in (json_pure, random_numbers, difference, fraction_sums, expressions, text, tables, trees, copies, heaps,
          caches, bytes_work, printing, chains):
    attempt(f, 300)
