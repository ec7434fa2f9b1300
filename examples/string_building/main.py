"""Three ways to build a long text: adding, a text buffer, a list that is joined."""

import io
import sys
import zlib

count = 10_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 60_000

text = ""
for i in range(count):
    text += str(i)
print("adding: %d %08x" % (len(text), zlib.crc32(text.encode())))

buffer = io.StringIO()
for i in range(count):
    buffer.write(str(i))
text = buffer.getvalue()
print("buffer: %d %08x" % (len(text), zlib.crc32(text.encode())))

pieces = []
for i in range(count):
    pieces.append(str(i))
text = "".join(pieces)
print("list: %d %08x" % (len(text), zlib.crc32(text.encode())))
