"""Code called from a hot loop may not set the line of a frame: there is no trace function."""

import sys


def attempt(k):
    if k % 50:
        return "not tried"
    frame = sys._getframe().f_back
    try:
        frame.f_lineno = frame.f_lineno
    except ValueError as error:
        return str(error)
    return "set"


def loop(n):
    seen = set()
    for k in range(n):
        seen.add(attempt(k))
    return sorted(seen)


for _ in range(3):
    print(loop(300))
