"""Base64 by hand, bytes in and bytes out."""

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
VALUES = {code: value for value, code in enumerate(ALPHABET)}


def encode(data):
    out = bytearray()
    for i in range(0, len(data) - 2, 3):
        n = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        out.append(ALPHABET[n >> 18])
        out.append(ALPHABET[n >> 12 & 63])
        out.append(ALPHABET[n >> 6 & 63])
        out.append(ALPHABET[n & 63])
    return bytes(out)


def decode(text):
    out = bytearray(len(text) // 4 * 3)
    place = 0
    for i in range(0, len(text), 4):
        n = 0
        for code in text[i : i + 4]:
            n = n << 6 | VALUES[code]
        out[place] = n >> 16
        out[place + 1] = n >> 8 & 255
        out[place + 2] = n & 255
        place += 3
    return bytes(out)


data = bytearray(2_100_000)
state = 1
for i in range(len(data)):
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    data[i] = state >> 23
encoded = encode(data)
print(len(encoded), encoded[:32].decode(), decode(encoded) == data)
