"""bytes and bytearray: reading, writing, slicing, range errors, resizing."""
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


def checksum(data):
    a = b = 0
    for x in data:
        a = (a + x) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def crc(data):
    value = 0xFFFFFFFF
    for i in range(len(data)):
        value ^= data[i]
        for _ in range(8):
            value = value >> 1 ^ (0xEDB88320 & -(value & 1))
    return value ^ 0xFFFFFFFF


def fill(n):
    out = bytearray(n)
    for i in range(n):
        out[i] = i * i & 255
        out[-i - 1] ^= 0x55
    return bytes(out[:16]), checksum(out)


def fill_out_of_range(n):
    out = bytearray(300)
    for i in range(n):
        out[i] = i
    return out


def fill_negative(n):
    out = bytearray(300)
    for i in range(n):
        out[i] = n - 10 - i if n - 10 - i < 256 else 0
    return out


def fill_past_end(n):
    out = bytearray(n // 2)
    for i in range(n):
        out[i] = 1
    return out


def fill_bad_type(n):
    out = bytearray(n)
    for i in range(n):
        out[i] = 1 if i < n - 2 else "a"
    return out


def fill_bool(n):
    out = bytearray(n)
    for i in range(n):
        out[i] = i % 3 == 0
    return out[:5]


def append_loop(n):
    out = bytearray()
    for i in range(n):
        out.append(i % 256)
        if i % 5 == 0:
            out += b"zz"
        if i % 7 == 0:
            del out[0]
        if i % 11 == 0:
            out.extend([1, 2])
        if i % 13 == 0:
            out[1:3] = b"abcd"
    return len(out), checksum(out), bytes(out[-10:])


def append_error(n):
    out = bytearray()
    for i in range(n):
        out.append(i)
    return out


def concat(n):
    out = b""
    for i in range(n):
        out += bytes([i % 256])
    return len(out), out[-4:]


def concat_error(n):
    out = b""
    for i in range(n):
        out = out + (b"x" if i < n - 1 else "x")
    return out


def index_error(n):
    total = 0
    data = bytes(n - 5)
    for i in range(n):
        total += data[i]
    return total


def immutable(n):
    data = bytes(n)
    for i in range(n):
        if i == n - 1:
            data[0] = 1
    return data


def mutate_while_iterating(n):
    data = bytearray(b"abc")
    seen = 0
    for x in data:
        seen += x
        if len(data) < n:
            data.append(x + 1 & 127)
    return seen, len(data)


def exported(n):
    data = bytearray(10)
    view = memoryview(data)
    count = 0
    for i in range(n):
        try:
            data.append(1)
        except BufferError as error:
            count += 1
            text = str(error)
    del view
    data.append(1)
    return count, text, len(data)


def search(n):
    hay = bytes(range(256)) * 3
    out = 0
    for i in range(n):
        out += hay.find(i % 256) + (i % 300 in hay if i % 300 < 256 else 0) + hay.count(b"\x05")
    return out


def member_error(n):
    hits = 0
    for i in range(n):
        hits += i in b"abc"
    return hits


def histogram(n):
    counts = [0] * 256
    data = bytes((i * i + 3) % 251 for i in range(n))
    for b in data:
        counts[b] += 1
    return counts[:20], sum(counts)


for f in (fill, fill_out_of_range, fill_negative, fill_past_end, fill_bad_type, fill_bool, append_loop, append_error,
          concat, concat_error, index_error, immutable, mutate_while_iterating, exported, search,
          member_error, histogram):
    attempt(f, 299)
attempt(checksum, bytes(range(256)) * 8)
attempt(checksum, [1, 2, 2.5, True])
attempt(crc, b"The quick brown fox" * 20)
