"""The lines of a capture as line_profiler's statistics (.lprof), for `python -m line_profiler`."""

from __future__ import annotations

import pickle
from typing import Any

_NANOSECOND = 1e-9


def write(capture: dict[str, Any]) -> bytes:
    """A pickle of line_profiler's LineStats. The class is named as version 4 names it, which 5
    knows too, and not the other way round; protocol 2, made by hand as the class is not here.
    """
    timings = {
        (function["file"], function["line"], function["function"]): [
            (line["line"], line["hits"], round(line["time_s"] / _NANOSECOND))
            for line in function["lines"]
        ]
        for function in capture["lines"]
    }
    state = pickle.dumps({"timings": timings, "unit": _NANOSECOND}, protocol=2)
    begins, ends = pickle.PROTO + b"\x02", pickle.STOP
    made = pickle.GLOBAL + b"line_profiler._line_profiler\nLineStats\n" + pickle.EMPTY_TUPLE
    body = state.removeprefix(begins).removesuffix(ends)
    return begins + made + pickle.NEWOBJ + body + pickle.BUILD + ends
