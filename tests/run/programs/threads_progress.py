"""Two threads in hot loops both make progress; a flag set by one stops the other."""
import sys
import threading
import time

flag = False
counts = [0, 0]


def spin(k):
    while not flag:
        counts[k] += 1


threads = [threading.Thread(target=spin, args=(k,)) for k in range(2)]
for t in threads:
    t.start()
deadline = time.monotonic() + 10
while min(counts) < 2000 and time.monotonic() < deadline:
    time.sleep(0.005)
flag = True
for t in threads:
    t.join(10)
print(all(c >= 2000 for c in counts), any(t.is_alive() for t in threads))

done = threading.Event()
ticks = 0


def ticker():
    global ticks
    while not done.is_set():
        ticks += 1
        time.sleep(0.001)


t = threading.Thread(target=ticker)
t.start()
x = 0
rounds = 0
deadline = time.monotonic() + 10
while ticks < 20 and time.monotonic() < deadline:
    for i in range(1000):
        x = (x * 31 + i) % 1000003
    rounds += 1
done.set()
t.join(10)
print(ticks >= 20, rounds > 0)

shared = {"stop": 0}


def stop_later():
    while n == 0:
        time.sleep(0.01)
    shared["stop"] = 1


n = 0
timer = threading.Timer(0.03, stop_later)
timer.start()
start = time.monotonic()
while not shared["stop"]:
    n += 1
print(n > 0, time.monotonic() - start < 30)

sys.setswitchinterval(0.0005)
results = []


def compute(k):
    total = 0
    for i in range(20000):
        total += i ^ k
    results.append((k, total))


workers = [threading.Thread(target=compute, args=(k,)) for k in range(6)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print(sorted(results))
