"""Join many number texts into one: by adding to a string, or with join."""

import sys
import zlib


def by_adding(numbers):
    result = ""
    for number in numbers:
        result += str(number)
    return result


def by_joining(numbers):
    return "".join([str(number) for number in numbers])


count = 20_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
numbers = range(count)
for function in (by_adding, by_joining):
    text = function(numbers)
    print("%s: %d characters, %08x" % (function.__name__, len(text), zlib.crc32(text.encode())))
