"""Interpreters beside the main one, with a lock of their own and without, between and after loops."""
import sys

try:
    import _interpreters as interpreters

    KINDS = [("legacy",), ("isolated",)]
    OPTIONS = [{}, {}]
except ImportError:
    import _xxsubinterpreters as interpreters

    KINDS = [(), ()]
    OPTIONS = [{"isolated": False}, {"isolated": True}]

SOURCE = """
import os, sys
total = 0
for i in range(3000):
    total += i * i
print(total, "HASTEN_RUN" in os.environ, "hasten._core" in sys.modules)
sys.stdout.flush()
"""


def total(n):
    t = 0
    for i in range(n):
        t += i & 7
    return t


for kind, options in zip(KINDS, OPTIONS):
    print(total(3000))
    sys.stdout.flush()
    made = interpreters.create(*kind, **options)
    interpreters.run_string(made, SOURCE)
    interpreters.destroy(made)
    print(total(4000))
