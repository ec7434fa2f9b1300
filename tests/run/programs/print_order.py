"""Output order of stdout and stderr from hot loops, flushing, and writes to file descriptors."""
# merge: yes
import io
import os
import sys


class Loud(io.StringIO):
    def write(self, text):
        sys.__stdout__.write(f"<{len(text)}>")
        return super().write(text)


for i in range(300):
    print(i, end=" " if i % 20 else "\n")
    if i % 50 == 0:
        print("to stderr", i, file=sys.stderr)
    if i % 70 == 0:
        sys.stdout.flush()
    if i % 110 == 0:
        os.write(1, b"raw\n")
print()
sys.stdout.reconfigure(line_buffering=True)
for i in range(100):
    print("line", i)
    if i % 25 == 0:
        sys.stderr.write(f"err {i}\n")
real = sys.stdout
for i in range(120):
    if i == 40:
        sys.stdout = sys.stderr
    if i == 60:
        sys.stdout = Loud()
    if i == 80:
        captured = sys.stdout
        sys.stdout = real
    print("redirected", i, sep="-")
print(repr(captured.getvalue()[:40]), len(captured.getvalue()))
for i in range(200):
    print(i, str(i), i / 4, [i], None, sep="|", end=";\n", flush=i % 3 == 0)
try:
    for i in range(200):
        print(i, sep=None if i < 199 else 5)
except TypeError as error:
    print(error)
for i in range(300):
    sys.stdout.write("." if i % 60 else "\n")
print(flush=True)
for i in range(100):
    if i == 99:
        sys.stdout.close()
    try:
        print("after", i)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
