"""Mix a counter into a thousand bytes, again and again, with a lookup table of mixed keys."""

import sys
import zlib

TABLE = {}
for i in range(500):
    if i < 256:
        TABLE[chr(i)] = i
    else:
        TABLE[i] = i


def mix(x, y):
    data = bytearray(1000)
    for i in range(1000):
        if i in TABLE.keys():
            y += 1
        x += i
        y = (x % 256) ^ (y % 256)
        data[i] = y
    return bytes(data)


def run(calls):
    checksum = 0
    for i in range(1, calls + 1):
        checksum = zlib.crc32(mix(i, i + 1), checksum)
    return checksum


if __name__ == "__main__":
    if "--small" in sys.argv:
        calls = 300
    else:
        calls = int(sys.argv[1]) if len(sys.argv) > 1 else 9_999
    print("first bytes:", mix(1, 2)[:16].hex())
    print("calls:", calls)
    print("checksum: %08x" % run(calls))
