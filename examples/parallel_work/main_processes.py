"""Processor-bound work in two parts, one process each."""

import multiprocessing
import sys

import work

if __name__ == "__main__":
    limit = work.limit_from(sys.argv)
    with multiprocessing.Pool(2) as pool:
        results = pool.starmap(work.collatz_longest, work.parts(limit, 2))
    print("longest of each part:", results)
    print("longest:", max(results))
