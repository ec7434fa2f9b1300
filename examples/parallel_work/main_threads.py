"""Processor-bound work in two parts, one thread each."""

import sys
import threading

import work

limit = work.limit_from(sys.argv)
parts = work.parts(limit, 2)
results = [0] * len(parts)


def run(index, start, stop):
    results[index] = work.collatz_longest(start, stop)


threads = []
for index, (start, stop) in enumerate(parts):
    thread = threading.Thread(target=run, args=(index, start, stop))
    thread.start()
    threads.append(thread)
for thread in threads:
    thread.join()
print("longest of each part:", results)
print("longest:", max(results))
