"""Mix a counter into a thousand bytes with a lookup table of mixed keys."""

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


checksum = 0
for i in range(1, 10_000):
    checksum = zlib.crc32(mix(i, i + 1), checksum)
print("%08x" % checksum)
