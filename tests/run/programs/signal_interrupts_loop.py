"""SIGINT and timer signals arrive inside hot loops; handlers run in time, in the right frame."""
import os
import signal
import threading
import time

hits = []


def arm():
    """One signal, a little later. On a busy machine it may come before arm() or the handler has returned."""
    signal.setitimer(signal.ITIMER_REAL, 0.02)


def handler(number, frame):
    if frame.f_code not in (arm.__code__, handler.__code__):
        hits.append((signal.Signals(number).name, frame.f_code.co_name, "n" in frame.f_locals))
    if len(hits) >= 3:
        raise TimeoutError("stopped by handler")
    arm()


def spin(n):
    arm()
    x = 0
    while True:
        x = (x * 31 + n) & 0xFFFF


def spin_for(n):
    arm()
    t = 0.0
    for i in range(10**9):
        t += i * 0.5
    return t


signal.signal(signal.SIGALRM, handler)
start = time.monotonic()
try:
    spin(7)
except TimeoutError as error:
    print("caught", error)
print(hits, time.monotonic() - start < 30)

hits.clear()
try:
    spin_for(7)
except TimeoutError as error:
    print("caught", error)
print(hits, time.monotonic() - start < 30)


def interrupt():
    os.kill(os.getpid(), signal.SIGINT)


class Soon:
    """Interrupts the main thread a little after it is in its loop's `try`, and `turns()` says it went round."""

    def __init__(self, turns):
        self.ready = threading.Event()
        self.turns = turns
        threading.Thread(target=self.run).start()

    def run(self):
        self.ready.wait()
        time.sleep(0.03)
        while not self.turns():
            time.sleep(0.03)
        interrupt()


for attempt in range(3):
    count = 0
    began = time.monotonic()
    soon = Soon(lambda: count)
    try:
        soon.ready.set()
        while True:
            count += 1
    except KeyboardInterrupt:
        print("interrupted", count > 0, time.monotonic() - began < 30)


def nested(n):
    i = j = 0
    soon = Soon(lambda: True)
    try:
        soon.ready.set()
        while True:
            for i in range(n):
                for j in range(n):
                    pass
    finally:
        print("finally", i < n, j < n)


try:
    nested(300)
except KeyboardInterrupt:
    print("nested interrupted")

flag = []
signal.signal(signal.SIGUSR1, lambda *a: flag.append(1))
spins = 0
soon = threading.Timer(0.03, lambda: os.kill(os.getpid(), signal.SIGUSR1))
while not flag:
    if spins == 0:
        soon.start()
    spins += 1
print("flag seen", spins > 0)
for i in range(300):
    if i % 100 == 50:
        os.kill(os.getpid(), signal.SIGUSR1)
print(len(flag))
signal.signal(signal.SIGINT, signal.SIG_IGN)
for i in range(1000):
    if i == 500:
        interrupt()
print("ignored", i)
