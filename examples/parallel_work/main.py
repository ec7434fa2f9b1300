"""Processor-bound work in two parts, one after the other."""

import sys

import work

limit = work.limit_from(sys.argv)
results = []
for start, stop in work.parts(limit, 2):
    results.append(work.collatz_longest(start, stop))
print("longest of each part:", results)
print("longest:", max(results))
