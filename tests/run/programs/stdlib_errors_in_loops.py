"""Errors raised deep inside standard library code, seen from hot loops, with full tracebacks."""
import decimal
import enum
import fractions
import ipaddress
import json
import pathlib
import pickle
import re
import statistics
import string
import struct
import datetime

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


def json_error(n):
    for i in range(n):
        json.loads(f"[{i}]" if i < n - 1 else "[1, 2")


def json_type(n):
    for i in range(n):
        json.dumps(i if i < n - 1 else {1, 2})


def fraction_zero(n):
    total = fractions.Fraction(1)
    for i in range(n):
        total = fractions.Fraction(1, n - 1 - i)


def no_data(n):
    for i in range(n):
        statistics.mean([i] if i < n - 1 else [])


def template(n):
    for i in range(n):
        string.Template("$a $b").substitute({"a": 1, "b": 2} if i < n - 1 else {"a": 1})


def pattern(n):
    for i in range(n):
        re.compile("a" * (i % 5) if i < n - 1 else "(unclosed")


def decimals(n):
    total = decimal.Decimal(0)
    for i in range(1, n):
        total += decimal.Decimal(1) / decimal.Decimal(i)
    return str(total), str(total / decimal.Decimal(n - n))


def dates(n):
    day = datetime.date(2024, 1, 1)
    for i in range(n):
        day += datetime.timedelta(days=i)
    return day, datetime.date(2024, 2, 28 + n)


def packing(n):
    out = b""
    for i in range(n):
        out += struct.pack("<hB", i, i)
    return out


def addresses(n):
    for i in range(n):
        ipaddress.ip_address(f"10.0.{i % 256}.1" if i < n - 1 else "10.0.300.1")


def pickling(n):
    for i in range(n):
        pickle.loads(pickle.dumps([i, str(i)]))
    pickle.dumps(lambda: 0)


def enums(n):
    class Color(enum.Enum):
        RED = 1

    for i in range(n):
        Color(1 if i < n - 1 else "blue")


def paths(n):
    total = 0
    for i in range(n):
        total += len((pathlib.PurePosixPath("/a") / str(i) / "b.txt").with_suffix(".py").parts)
    return total, pathlib.PurePosixPath("/a/b").relative_to("/c")


for f in (json_error, json_type, fraction_zero, no_data, template, pattern, decimals, dates, packing, addresses,
          pickling, enums, paths):
    attempt(f, 280)
