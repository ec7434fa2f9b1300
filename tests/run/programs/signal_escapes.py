"""KeyboardInterrupt inside a hot loop ends the program the way CPython ends it."""
import os
import signal
import threading


def work():
    x = 0
    while True: x = x + 1 & 1023  # one line: the traceback is always the same


class Tidy:
    def __del__(self):
        print("tidy")


t = Tidy()
print("running", flush=True)
threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
work()
