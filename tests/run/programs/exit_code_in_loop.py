"""SystemExit codes: caught ones in a hot loop, the last one escapes with code 7."""
import sys

codes = []
for i in range(400):
    try:
        sys.exit(i % 5 if i % 3 else None)
    except SystemExit as stop:
        codes.append(stop.code)
print(codes[:6], len(codes), codes.count(None))


def leave(k):
    if k == 350:
        raise SystemExit(7)
    return k


print(sum(leave(k) for k in range(300)))
for k in range(1000):
    leave(k)
