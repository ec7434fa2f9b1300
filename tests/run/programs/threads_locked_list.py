"""Threads share lists, dicts and a lock; totals are exact; thread locals and conditions work."""
import queue
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

sys.setswitchinterval(0.0002)
lock = threading.Lock()
shared = []
total = 0
counts = {}


def add(k, n):
    global total
    for i in range(n):
        with lock:
            total += i
            shared.append((k, i))
            counts[k] = counts.get(k, 0) + 1


threads = [threading.Thread(target=add, args=(k, 1500)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total, len(shared), sorted(counts.items()))
print(all([i for k, i in shared if k == w] == list(range(1500)) for w in range(4)))

unlocked = []


def append_only(k):
    for i in range(3000):
        unlocked.append(k)


threads = [threading.Thread(target=append_only, args=(k,)) for k in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(unlocked), [unlocked.count(k) for k in range(3)])

local = threading.local()


def with_local(k):
    local.value = 0
    for i in range(2000):
        local.value += k
    return local.value


with ThreadPoolExecutor(3) as pool:
    print(list(pool.map(with_local, range(6))))

q = queue.Queue(10)
got = []


def produce():
    for i in range(600):
        q.put(i)
    q.put(None)


def consume():
    while True:
        item = q.get()
        if item is None:
            break
        got.append(item * 2)


threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(got), sum(got), got == sorted(got))


def failing(n):
    for i in range(n):
        [1, 2, 3][i]


with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(failing, k) for k in (3, 400, 2)]
    print([repr(f.exception()) for f in futures])
