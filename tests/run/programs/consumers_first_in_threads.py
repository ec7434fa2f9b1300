"""Several threads are the first to consume generators, and give each other the GIL all the time."""
import sys
import threading

sys.setswitchinterval(1e-6)
ready = threading.Barrier(6)
results = []


def consume(k):
    ready.wait()
    for _ in range(30):
        total = sum(i ^ k for i in range(300))
        most = max(i % (k + 7) for i in range(300))
    results.append((k, total, most, any(i == 299 for i in range(300))))


threads = [threading.Thread(target=consume, args=(k,)) for k in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))
