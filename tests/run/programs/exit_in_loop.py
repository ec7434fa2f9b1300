"""sys.exit with a message inside nested hot loops, with finally blocks and atexit to run."""
import atexit
import sys

atexit.register(print, "atexit ran")
log = []


def run(n):
    for i in range(n):
        try:
            for j in range(n):
                if i * j > 5000:
                    sys.exit(f"leaving at {i} {j}")
                log.append(j)
        finally:
            if i % 5 == 0 or i * j > 5000:
                print("finally", i, len(log))


class Last:
    def __del__(self):
        print("Last destroyed")


keep = Last()
run(500)
print("never printed")
